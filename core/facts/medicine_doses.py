"""The doses of a drug, and which of several applies from now on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import Amount
from core.clinical_language.scope import group_of
from core.facts.dto import FactStatus
from core.facts.note_statement import NoteStatement

_TO = frozenset({"to", "→", ">", "ל", "עד"})
_NO_DOSE = frozenset({"by", "ב", "max", "maximum", "exceed", "מקסימום", "מקסימלי"})
_CHANGED = frozenset("cut reduced increased raised lowered dropped decreased changed".split())
_COUNTS = frozenset({"a", "per", "/", "x", "times", "%"})
"""Behind a number that is no dose: `cut to 2 a month`."""
_MOST_TIMES = 4
_YEAR = re.compile("19[5-9][0-9]|20[0-4][1-9]|20[1-4]0")
"""2,000 is a dose of some medicines, and no year here."""
_NO_DOSE_BEFORE = frozenset({"/", "%", "weeks", "days", "months", "years", "times"})
_NAMED_WORDS = 2
_DOSE_WORDS = 7
"""The largest distance of a dose from the drug or the previous dose."""


def doses_of(said: NoteStatement, drug: Mention, before: Mention | None, zone: int) -> list[Amount]:
    """The doses of a drug: after its name, or else directly before it."""
    one = said.statement
    if drug.first and one.words[drug.first - 1].text in _NO_DOSE:
        return []
    if _is_combined(said, drug) or _is_only_named(said, drug):
        return []
    measures = [each.first for each in one.of_kind("measure") if each.first >= drug.last]
    last = min([zone, *measures])
    found = [
        each
        for each in one.amounts
        if drug.last <= each.first < last
        and not _is_of_a_pack(said, each)
        and (each.kind == "dose" or (_may_be_bare(said, drug, each) and _is_bare_dose(said, each)))
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


def _may_be_bare(said: NoteStatement, drug: Mention, amount: Amount) -> bool:
    """Whether a number without unit is a dose at its place: directly after the drug, or what such a number
    was changed to (`losartan 100 cut to 50`).
    """
    words = said.statement.words
    if amount.first == drug.last:
        return True
    between = [word.text for word in words[drug.last + 1 : amount.first]]
    bare_before = drug.last < len(words) and bool(words[drug.last].number)
    behind = words[amount.last].text if amount.last < len(words) else ""
    changed = between in (["→"], ["to"]) or (
        len(between) == 2 and between[0] in _CHANGED and between[1] == "to"
    )
    return bare_before and changed and behind not in _COUNTS


def _is_combined(said: NoteStatement, drug: Mention) -> bool:
    """Whether an unknown drug is joined to it, so that the dose is that of both."""
    following = said.statement.words[drug.last : drug.last + 2]
    if [word.text for word in following[:1]] != ["/"] or len(following) < 2:
        return False
    units = [each.first for each in said.statement.of_kind("unit", "frequencies")]
    return (
        following[1].text.isalpha() and following[1].start == following[0].end and drug.last + 1 not in units
    )


def _is_only_named(said: NoteStatement, drug: Mention) -> bool:
    """Whether the dose is only mentioned, not taken: `the maximum dose of metformin is`."""
    return any(
        0 <= drug.first - one.last <= _NAMED_WORDS and not _is_done_before(said, 0, one.first)
        for one in said.statement.of_kind("named_dose")
    )


def _is_done_before(said: NoteStatement, first: int, last: int) -> bool:
    """Whether words of `[first, last)` state that something is taken or changed."""
    cues = said.statement.of_kind("cue")
    return any(first <= one.first and one.last <= last and group_of(one.name) == "action" for one in cues)


def _is_of_a_pack(said: NoteStatement, amount: Amount) -> bool:
    """Whether it is a package size: `300 units pen`."""
    return any(one.first == amount.last for one in said.statement.of_kind("packed"))


def dose_from_now(said: NoteStatement, status: FactStatus, amounts: Sequence[Amount]) -> Amount | None:
    """The dose that applies from now on, of several."""
    if not amounts:
        return None
    words = said.statement.words
    for each in amounts[1:] if len(amounts) > 1 else ():
        lead = words[each.first - 1].text
        if lead in _TO or (status == "changed" and each is amounts[-1]):
            return each
    return amounts[0]


def tell_of_a_change(said: NoteStatement, amounts: Sequence[Amount]) -> bool:
    """Whether the doses themselves express a change: `10 mg -> 20 mg`, `goes down to 50 mg`."""
    words = said.statement.words
    for one in amounts:
        if [word.text for word in words[max(0, one.first - 2) : one.first]] == ["down", "to"]:
            return True
    return len(amounts) > 1 and any(
        words[at].text in ("→", ">") for at in range(amounts[0].last, amounts[-1].first)
    )


def _of_it(said: NoteStatement, drug: Mention) -> Amount | None:
    """The amount of the drug: `1 cc of Celestone`."""
    words = said.statement.words
    if not drug.first or words[drug.first - 1].text != "of":
        return None
    return next(
        (one for one in said.statement.amounts if one.kind == "dose" and one.last == drug.first - 1), None
    )


def _bare_from(said: NoteStatement, drug: Mention, near: list[Amount], last: int) -> list[Amount]:
    """Adds the number without unit that a change began at: `from 5 to 10 mg`."""
    return [
        each
        for each in near
        if each.last <= last and not _is_difference(said, each) and not _is_named(said, drug, each)
    ]


def _is_named(said: NoteStatement, drug: Mention, amount: Amount) -> bool:
    """Whether a dose after the drug is only mentioned: `metformin 500 mg, maximum dose 2000 mg`."""
    words = said.statement.words
    return any(
        drug.last <= one.first
        and 0 <= amount.first - one.last <= _NAMED_WORDS
        and words[one.first - 1].text not in _TO
        and not _is_done_before(said, drug.last, one.first)
        for one in said.statement.of_kind("named_dose")
    )


def _is_difference(said: NoteStatement, amount: Amount) -> bool:
    """Whether it is the difference of a change, or a maximum."""
    return amount.first > 0 and said.statement.words[amount.first - 1].text in _NO_DOSE


def is_year(number: str) -> bool:
    """Whether a number without a unit is a year: `Roaccutane 2018`."""
    return _YEAR.fullmatch(number) is not None


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
    if is_year(amount.value) or "/" in amount.value or after in _NO_DOSE_BEFORE:
        return False
    if after != "x":
        return True
    # `250x2` is a dose and how often; `2 x daily` only how often.
    counted = amount.last + 1 < len(words) and bool(words[amount.last + 1].number)
    return counted and float(amount.value) > _MOST_TIMES
