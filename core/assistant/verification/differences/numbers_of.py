"""Whether a number belongs to the same thing in a sentence and in the words it cites.

`aspirin 81 mg, Brilinta 90 mg` holds every part of `aspirin 90 mg` and yet does not say it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Kind, Quantity
from core.assistant.verification.reading.words import Word

_WHEN = frozenset(
    "morning noon afternoon evening night bedtime breakfast lunch dinner בבוקר בצהריים בערב בלילה".split()
)
"""Words of when, which own no dose: `500 mg in the morning and 1000 mg at night`."""


def same_owner(stated: Claims, quantity: Quantity, noted: Claims) -> bool:
    """Whether `quantity`, which stands in `noted`, is there a number of what `stated` says it of."""
    if quantity.dated:
        return True
    places = [other for other in noted.quantities if match(quantity, [other]) is Match.SAME]
    if not places:
        return True
    if _drug_differs(stated, quantity, noted, places) or _taken_twice(stated, quantity, places, noted):
        return False
    owners = _owners(stated, quantity)
    if not owners:
        return True
    if not any(_shares(owners, _owners(noted, place)) for place in places):
        return quantity.kind is Kind.TIME
    return not _another_fits_better(owners, noted, places)


def _shares(owners: Sequence[Word], noted_owners: Sequence[Word]) -> bool:
    return not noted_owners or any(a.same_as(b) for a in owners for b in noted_owners)


def _owners(claims: Claims, quantity: Quantity) -> list[Word]:
    """The word that `of` leads to, then the content words since the last quantity of its kind, nearest first.

    Where nothing stands between the two (`from 5 mg to 10 mg`), those of the one before.
    """
    alike = [other for other in claims.quantities if other.kind == quantity.kind and not other.dated]
    since = max((other.end for other in alike if other.end <= quantity.start), default=0)
    terms = [word for word in claims.words if any(word.same_as(term) for term in claims.terms)]
    before = [
        term
        for term in terms
        if since <= term.start and term.end <= quantity.start and term.text.casefold() not in _WHEN
    ]
    after = next((term for term in terms if term.start >= quantity.end), None)
    follows = after is not None and claims.text[quantity.end : after.start].split() in (["of"], ["של"], [])
    if after is not None and follows:
        return [after, *before[::-1]]
    previous = [other for other in alike if other.end == since]
    return before[::-1] if before or not previous else _owners(claims, previous[0])


def _another_fits_better(owners: Sequence[Word], noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether another number of the kind stands with more of the words, the nearest, or just these."""
    here = [_owners(noted, place) for place in places]
    others = [
        _owners(noted, other) for other in noted.quantities
        if other not in places and other.kind == places[0].kind and not other.dated
    ]  # fmt: skip
    if not any(owners[0].same_as(one) for found in here for one in found) and any(
        found and found[0].same_as(owners[0]) for found in others
    ):
        return True
    most = max(_overlap(owners, one) for one in here)
    if any(_overlap(owners, one) > most for one in others):
        return True
    return any(_alike(owners, one) for one in others) and not any(_alike(owners, one) for one in here)


def _overlap(owners: Sequence[Word], noted_owners: Sequence[Word]) -> int:
    return sum(any(a.same_as(b) for b in noted_owners) for a in owners)


def _alike(owners: Sequence[Word], noted_owners: Sequence[Word]) -> bool:
    return _overlap(owners, noted_owners) == len(owners) and _overlap(noted_owners, owners) == len(
        noted_owners
    )


def out_of_order(stated: Claims, noted: Claims) -> bool:
    """Whether two numbers of one thing have changed places: `25 mg, then 50 mg`."""
    plain = [one for one in stated.quantities if not one.dated and one.role not in ("from", "to")]
    for first, second in combinations(plain, 2):
        if first.kind != second.kind or first.values == second.values:
            continue
        places = [
            [one for one in noted.quantities if match(each, [one]) is Match.SAME] for each in (first, second)
        ]
        alone = len(places[0]) == 1 == len(places[1])
        if (
            alone
            and places[0][0].start > places[1][0].start
            and {"from", "to"}.isdisjoint({places[0][0].role, places[1][0].role})
            and _alike(_owners(noted, places[0][0]), _owners(noted, places[1][0]))
        ):
            return True
    return False


def _drug_differs(stated: Claims, quantity: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether a dose or how often it is taken is of one drug here and of others there."""
    if quantity.kind not in (Kind.DOSE, Kind.TIMES):
        return False
    drug = _drug_of(stated, quantity)
    there = [_drug_of(noted, place) for place in places]
    return drug is not None and None not in there and not any(one and one.same_as(drug) for one in there)


def _drug_of(claims: Claims, quantity: Quantity) -> Word | None:
    after = next((drug for drug in claims.drugs if drug.start >= quantity.end), None)
    if after is not None and claims.text[quantity.end : after.start].split() in (
        [],
        ["of"],
        ["של"],
        ["dose", "of"],
    ):
        return after
    before = [drug for drug in claims.drugs if drug.end <= quantity.start]
    return before[-1] if before else None


def _taken_twice(stated: Claims, quantity: Quantity, places: Sequence[Quantity], noted: Claims) -> bool:
    """Whether the sentence has a number more often than the note, which has another that it left out."""
    alike = [one for one in stated.quantities if one.kind == quantity.kind and not one.dated]
    said = sum(one.values == quantity.values and one.unit == quantity.unit for one in alike)
    left_out = [
        one for one in noted.quantities
        if one.kind == quantity.kind and not one.dated and match(one, stated.quantities) is Match.ABSENT
    ]  # fmt: skip
    return said > max(1, len(places)) and bool(left_out)
