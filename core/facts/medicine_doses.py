"""How much of a medicine: the doses that belong to a drug, and which of several is taken from now on."""

from __future__ import annotations

from collections.abc import Sequence

from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.facts.dto import FactStatus
from core.facts.note_statement import NoteStatement

_TO = frozenset({"to", "→", ">", "ל", "עד"})
_DOSE_WORDS = 7
"""A dose stands at most so far behind the drug or the dose before it."""


def doses_of(said: NoteStatement, drug: Mention, before: Mention | None, zone: int) -> list[Amount]:
    """The doses of a drug: behind its name, or else right before it."""
    one = said.statement
    measures = [each.first for each in one.of_kind("measure") if each.first >= drug.last]
    last = min([zone, *measures])
    found = [
        each
        for each in one.amounts
        if drug.last <= each.first < last
        and (each.kind == "dose" or (each.first == drug.last and _is_bare_dose(said, each)))
    ]
    measured = _of_it(said, drug)
    if measured is not None:
        return [measured]
    near: list[Amount] = []
    at = drug.last
    for each in found:
        if each.first - at > _DOSE_WORDS:
            break
        near.append(each)
        at = each.last
    if near:
        return _bare_from(said, drug, near, last)
    floor = before.last + 2 if before is not None else 0
    return [
        each
        for each in one.amounts
        if each.kind == "dose" and floor <= each.first and each.last == drug.first
    ][-1:]


def dose_from_now(said: NoteStatement, status: FactStatus, amounts: Sequence[Amount]) -> Amount | None:
    """Of several doses the one that is taken from now on."""
    if not amounts:
        return None
    words = said.statement.words
    for each in amounts[1:] if len(amounts) > 1 else ():
        lead = words[each.first - 1].text
        if lead in _TO or (status == "changed" and each is amounts[-1]):
            return each
    return amounts[0]


def tell_of_a_change(said: NoteStatement, amounts: Sequence[Amount]) -> bool:
    """Whether the doses themselves tell of a change: `10 mg -> 20 mg`, `goes down to 50 mg`."""
    words = said.statement.words
    for one in amounts:
        if [word.text for word in words[max(0, one.first - 2) : one.first]] == ["down", "to"]:
            return True
    return len(amounts) > 1 and any(
        words[at].text in ("→", ">") for at in range(amounts[0].last, amounts[-1].first)
    )


def _of_it(said: NoteStatement, drug: Mention) -> Amount | None:
    """The amount of which a drug is told: `1 cc of Celestone`."""
    words = said.statement.words
    if not drug.first or words[drug.first - 1].text != "of":
        return None
    return next(
        (one for one in said.statement.amounts if one.kind == "dose" and one.last == drug.first - 1), None
    )


def _bare_from(said: NoteStatement, drug: Mention, near: list[Amount], last: int) -> list[Amount]:
    """With the number without unit that a change began at: `from 5 to 10 mg`."""
    return [each for each in near if each.last <= last and not _is_difference(said, each)]


def _is_difference(said: NoteStatement, amount: Amount) -> bool:
    """Whether it says by how much a dose was changed, or the most that may be taken."""
    return said.statement.words[amount.first - 1].text in ("by", "ב") and amount.first > 0


def _is_bare_dose(said: NoteStatement, amount: Amount) -> bool:
    """Whether a number without unit may be a dose: `lisinopril 10`."""
    words = said.statement.words
    after = words[amount.last].text if amount.last < len(words) else ""
    if (
        amount.kind
        or amount.unit
        or "-" in amount.value
        or not amount.value.replace(".", "").replace("/", "").isdigit()
    ):
        return False
    return (
        after not in ("/", "%", "weeks", "days", "months", "years", "times", "x") and "/" not in amount.value
    )
