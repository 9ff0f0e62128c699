"""Checks that each number, unit and date of a sentence occurs in the words it cites, for the same thing.

`aspirin 81 mg, Brilinta 90 mg` contains every part of `aspirin 90 mg` without stating it; `lost 8 kg, now 88
kg` contains every word of `lost 88 kg`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around
from core.assistant.verification.reading.comparing import Match, dated_near, match
from core.assistant.verification.reading.quantities import BETWEEN, Kind, Quantity, of_day
from core.assistant.verification.reading.telling import Assertion
from core.assistant.verification.reading.words import Word
from core.clinical_language.tables import words_of

_WHEN = words_of("times_of_day", "when", "weekday")
"""Words of time do not own a dose: `500 mg in the morning and 1000 mg at night`."""
_ONE_BEFORE = re.compile(r"\b(?:one|a single)\s+$", re.IGNORECASE)
_COUNTED_FRAME = frozenset({"session", "sessions", "visit", "visits", "reports", "notes"})
"""Frame words of a report that can also be counted."""

_STEPS = frozenset({"from", "to"})

Noted = tuple[Claims, date | None]
"""Cited words and the date of their note."""


def quantities_of(noted: Claims, day: date | None) -> list[Quantity]:
    """The quantities of cited words, including the date of their note."""
    found = [dated_near(quantity, day) for quantity in noted.quantities]
    return found + ([of_day(day)] if day is not None else [])


def number_problem(stated: Claims, chosen: Sequence[Noted]) -> str | None:
    """A number, unit or date that the cited words lack, or give for something else."""
    for quantity in stated.quantities:
        carriers = [one for one in chosen if match(quantity, quantities_of(*one)) is Match.SAME]
        if not carriers:
            return _missing(quantity, chosen)
        if quantity.dated and not any(_date_of_it(stated, quantity, *one) for one in carriers):
            return "date_mismatch"
        if not any(_same_owner(stated, quantity, noted) for noted, _ in carriers):
            return "number_of_another"
    return "number_of_another" if any(_out_of_order(stated, noted) for noted, _ in chosen) else None


def bound_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a number counts another thing, is a loss instead of a value, or is only a target."""
    for quantity in (one for one in stated.quantities if not one.dated):
        places = [one for one in noted.quantities if match(quantity, [one]) is Match.SAME]
        if places and (
            _told_otherwise(stated, quantity, noted, places) or _other_count(stated, quantity, noted, places)
        ):
            return True
    return False


def _told_otherwise(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    here, there = stated.telling.of(one), [noted.telling.of(place) for place in places]
    by = [told for place, told in zip(places, there, strict=True) if place.role != "to"]
    if one.role != "to" and any(
        told in here and all(told not in each for each in by) for told in (Assertion.LOST, Assertion.GAINED)
    ):
        return True
    if one.kind in (Kind.TIME, Kind.TIMES):
        return False
    return (Assertion.TARGET in here) not in {Assertion.TARGET in each for each in there}


def _other_count(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether the count differs: `two falls` of `one fall in two years`."""
    if one.unit is not None or any("/" in value or ":" in value for value in one.values):
        return False
    after = _counted(stated, one)
    if after is None:
        return False
    mentions = [word for word in noted.words if word.same_as(after)]
    if not mentions or any(
        noted.text[place.end : word.start].isspace() or word == _counted(noted, place)
        for place in places
        for word in mentions
    ):
        return False
    if all(place.unit is not None for place in places):
        return True
    numbered = [other for other in noted.quantities if other not in places and not other.dated]
    counted = any(noted.text[other.end : word.start] == " " for other in numbered for word in mentions)
    alone = any(_ONE_BEFORE.search(noted.text, 0, word.start) for word in mentions)
    return counted or alone


def _counted(claims: Claims, one: Quantity) -> Word | None:
    """The word behind a number, or behind the second one of a range, which is what it counts."""
    end = one.end
    for other in claims.quantities:
        if other.start >= end and BETWEEN.fullmatch(claims.text, end, other.start):
            end = other.end
    after = next((word for word in claims.words if word.start >= end), None)
    if after is None or claims.text[end : after.start] != " ":
        return None
    if any(other.start <= after.start < other.end for other in claims.quantities):
        return None
    return None if after.frame and after.text.casefold() not in _COUNTED_FRAME else after


def _bears_out(stated: Claims, one: Quantity, noted: Claims, place: Quantity) -> bool:
    """Whether a cited number can support one that the sentence gives without a unit.

    `1.5 mg daily, 1 refill` does not contain a dose of 1: `daily` is a frequency, and the other 1 counts
    refills. A frequency or duration supports only a count; another number belongs to what it counts, or to
    the words before it. If there are none, it may belong to anything.
    """
    if one.unit is not None or one.is_time or place.is_time:
        return True
    if not _beside(stated, one) and _counted(stated, one) is None:
        return True
    if place.kind in (Kind.TIMES, Kind.TIME):
        return _counted(stated, one) is not None
    before = _beside(noted, place)
    counted = _counted(noted, place) if place.unit is None else None
    if counted is not None:
        # It may only qualify a value: `pulse 76 regular`.
        return stated.holds(counted) or any(stated.holds(word) for word in before[-1:])
    return not before or any(stated.holds(word) for word in before)


def _beside(claims: Claims, one: Quantity) -> list[Word]:
    """The content words before a number in its clause, since the last number."""
    start, _ = around(CLAUSE_END, claims.text, one.start)
    start = max([start, *(other.end for other in claims.quantities if other.end <= one.start)])
    return [
        word
        for word in claims.terms_in_order
        if start <= word.start < one.start and word.text.casefold() not in _WHEN
    ]


def _missing(quantity: Quantity, chosen: Sequence[Noted]) -> str:
    noted = [other for one in chosen for other in quantities_of(*one)]
    if match(quantity, noted) is Match.OTHER_UNIT:
        return "unit_mismatch"
    return "date_mismatch" if quantity.dated else "unsupported_number"


def _date_of_it(stated: Claims, quantity: Quantity, noted: Claims, day: date | None) -> bool:
    """False if a date is only that of the note, while the words themselves give another."""
    written = [dated_near(one, day) for one in noted.quantities if one.dated]
    if not written or match(quantity, written) is Match.SAME:
        return True
    said = [dated_near(one, day) for one in stated.quantities]
    dates = [one for one in stated.quantities if one.dated]
    return all(
        match(one, said) is Match.SAME or any(match(each, [one]) is Match.SAME for each in dates)
        for one in written
    )


def _same_owner(stated: Claims, quantity: Quantity, noted: Claims) -> bool:
    """Whether `quantity`, which occurs in `noted`, belongs there to the same thing as in `stated`."""
    if quantity.dated:
        return True
    alike = [other for other in noted.quantities if match(quantity, [other]) is Match.SAME]
    places = [other for other in alike if _bears_out(stated, quantity, noted, other)]
    if not places:
        return not alike
    if _said_twice(stated, quantity, noted, len(places)):
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

    If nothing is between the two (`from 5 mg to 10 mg`), those of the previous one.
    """
    alike = [other for other in claims.quantities if other.kind == quantity.kind and not other.dated]
    since = max((other.end for other in alike if other.end <= quantity.start), default=0)
    terms = claims.terms_in_order
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
    """Whether another number of the kind is closer to more of the words, or to the nearest."""
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


def _alike(owners: Sequence[Word], others: Sequence[Word]) -> bool:
    return _overlap(owners, others) == len(owners) and _overlap(others, owners) == len(others)


def _out_of_order(stated: Claims, noted: Claims) -> bool:
    """Whether two numbers of one thing are swapped: `25 mg, then 50 mg`."""
    plain = [one for one in stated.quantities if not one.dated and one.role not in _STEPS]
    for first, second in combinations(plain, 2):
        if first.kind != second.kind or first.values == second.values:
            continue
        ones, others = (
            [one for one in noted.quantities if match(each, [one]) is Match.SAME] for each in (first, second)
        )
        if len(ones) == 1 == len(others) and _STEPS.isdisjoint({ones[0].role, others[0].role}):
            after = ones[0].start > others[0].start
            if after and _alike(_owners(noted, ones[0]), _owners(noted, others[0])):
                return True
    return False


def _said_twice(stated: Claims, quantity: Quantity, noted: Claims, times: int) -> bool:
    """Whether the sentence repeats a number more often than the note, which has another that was omitted."""
    said = [one for one in stated.quantities if (one.values, one.unit) == (quantity.values, quantity.unit)]
    return len(said) > max(1, times) and any(
        one.kind == quantity.kind and not one.dated and match(one, stated.quantities) is Match.ABSENT
        for one in noted.quantities
    )
