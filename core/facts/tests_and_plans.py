"""Tests ordered and reported, and plans: returns and referrals."""

from __future__ import annotations

from collections.abc import Sequence

from core.clinical_language.days import WHOLE_UNITS, Named, moved
from core.clinical_language.lexicon import Mention
from core.clinical_language.numbers import largest
from core.clinical_language.scope import Scope
from core.facts.dto import Fact, FactStatus
from core.facts.note_statement import NoteStatement, category, cue_places, overlaps

_PLANNING = frozenset({"plan"})
_RESULTS = frozenset({"results", "objective", "exam", "vitals"})
_REFERRALS_IN = frozenset({"plan", "assessment", "addendum", "notes", "medical_reasoning"})
_UNSURE = frozenset({"considered", "spoken_of"})
_REFERRING = frozenset(
    "refer referral referred referring referrals consult consultation הפניה הפנייה הופנה הופנתה להפנות תפנה"
    " יפנה יופנה תופנה נפנה הפנתי".split()
)
_FINDING_ENDS = frozenset({".", ";", ",", "but"})
_FINDING_WORDS = 16
_NEGATIVE = frozenset({"negative", "neg", "detected", "seen", "שלילי", "שלילית", "שליליים"})
"""Negative findings directly after a test."""
_NEAR_WORDS = 8
_TO_TEST_WORDS = 3


def test_facts(said: NoteStatement) -> list[Fact]:
    """Every test of a statement that is ordered or reported."""
    one = said.statement
    tests = [
        each
        for each in one.of_kind("test")
        if not overlaps(each, one.of_kind("specialist", "section", "life", "problem"))
    ]
    if not tests or one.section in ("family", "education"):
        return []
    measured = {each.first for each in one.of_kind("measure")}
    valued = _valued(said)
    drugs = {each.first for each in one.of_kind("drug")}
    found: list[Fact] = []
    for test, cues in zip(tests, said.governed(tests), strict=True):
        if test.first in measured and test.first in valued:
            continue
        if test.first in drugs and ("order" not in cues or _has_dose(said, test)):
            continue
        status = _status(said, test, cues, is_measure=test.first in measured)
        if status is None:
            continue
        places = cue_places(cues, test, "result" if status == "resulted" else "order")
        day = _promised(said, test) if status == "ordered" else None
        if status == "resulted":
            places.append((test.first, _end_of_finding(said, test)))
        if day is not None:
            places.append((day.first, day.last))
        found.append(
            said.fact(
                "test",
                test.name,
                status,
                places,
                day=day.day if day else None,
                dated=day is not None,
                side=said.side(test.first, test.last),
            )
        )
    return found


def _has_dose(said: NoteStatement, test: Mention) -> bool:
    """Whether it is given as a medicine: `vitamin D 1000 units`."""
    return any(one.kind == "dose" and 0 <= one.first - test.last <= 2 for one in said.statement.amounts)


def _end_of_finding(said: NoteStatement, test: Mention) -> int:
    """The end of the finding of a test."""
    words = said.statement.words
    for at in range(test.last + 2, len(words)):
        if words[at].text in _FINDING_ENDS or at - test.last > _FINDING_WORDS:
            return at
    return len(words)


def _valued(said: NoteStatement) -> set[int]:
    """The start indices of measures with a value beside them."""
    one = said.statement
    firsts = {amount.first for amount in one.amounts if amount.kind != "time"}
    return {
        each.first
        for each in one.of_kind("measure")
        if any(at in firsts for at in range(each.last, min(each.last + 5, len(one.words))))
    }


def _status(
    said: NoteStatement, test: Mention, cues: dict[str, Scope], *, is_measure: bool
) -> FactStatus | None:
    section, action = said.statement.section, _action(cues, test)
    if "polarity" in cues:
        cue = cues["polarity"]
        if cue.cue_first < test.first or said.statement.words[cue.cue_last - 1].text not in _NEGATIVE:
            return None
        action = "result"
    if category(cues, "condition") or category(cues, "certainty") in _UNSURE:
        return None
    if category(cues, "person") == "family" or category(cues, "action") == "refused":
        return None
    if action == "result":
        return None if is_measure else "resulted"
    if section in _PLANNING:
        return "ordered"
    if action == "order" and section in ("assessment", "addendum", "notes"):
        return "ordered"
    if (
        section in _RESULTS
        and not is_measure
        and test.first <= 1
        and len(said.statement.words) > test.last + 2
    ):
        return "resulted"
    return "ordered" if action == "order" and _is_ordering(said, cues["order"]) else None


def _action(cues: dict[str, Scope], test: Mention) -> str:
    """The status of a test: a finding counts, unless the test is ordered before it."""
    if "result" in cues and not ("order" in cues and cues["order"].cue_first < test.first):
        return "result"
    return "order" if "order" in cues else ""


def _is_ordering(said: NoteStatement, cue: Scope) -> bool:
    return said.statement.words[cue.cue_first].text in (
        "order",
        "ordered",
        "ordering",
        "requested",
        "הוזמן",
        "הוזמנה",
    )


def plan_facts(said: NoteStatement) -> list[Fact]:
    """Planned returns and referrals."""
    return [*_returns(said), *_referrals(said)]


def _returns(said: NoteStatement) -> list[Fact]:
    one = said.statement
    returns = one.of_kind("return")
    if not returns or one.section in ("education", "family", "results", "exam", "past_history"):
        return []
    governed = said.governed(returns)
    tests = one.of_kind("test", "measure")
    for mark, cues in zip(returns, governed, strict=True):
        if category(cues, "condition") or category(cues, "certainty") in _UNSURE or "polarity" in cues:
            continue
        if _is_of_test(said, mark, tests):
            continue
        day = _promised(said, mark)
        if day is None and not _is_head(said, mark):
            continue
        if one.section not in _PLANNING and (
            day is None or one.section not in ("assessment", "addendum", "notes")
        ):
            continue
        places = [(mark.first, mark.last)]
        if day is None:
            return [said.fact("plan", "follow-up", "planned", places)] if _has_more(said, mark) else []
        places.append((day.first, day.last))
        return [
            said.fact(
                "plan",
                "follow-up",
                "planned",
                places,
                day=day.day if day.whole else None,
                dated=True,
                value=day.length,
                unit=day.unit if day.length else "",
            )
        ]
    return []


def _is_of_test(said: NoteStatement, mark: Mention, tests: Sequence[Mention]) -> bool:
    """Whether a test is to be repeated: `recheck HbA1c`."""
    words = said.statement.words
    for test in tests:
        between = words[mark.last : test.first]
        near = mark.last <= test.first and len(between) <= _TO_TEST_WORDS
        if near and not any(word.text in ("in", "with", "בעוד") for word in between):
            return True
        if mark.first <= test.first < mark.last:
            return True
    return False


def _is_head(said: NoteStatement, mark: Mention) -> bool:
    return (
        mark.first <= 1
        and said.statement.words[mark.first].text != "call"
        and mark.name == "follow-up"
        and said.statement.section in _PLANNING
    )


def _has_more(said: NoteStatement, mark: Mention) -> bool:
    """Whether a return without a day is more than a heading: it names with whom or where."""
    texts = [word.text for word in said.statement.words[mark.last : mark.last + 3]]
    return "with" in texts or "clinic" in texts or "עמ" in texts


def _promised(said: NoteStatement, mark: Mention) -> Named | None:
    """The day named after `mark`, or else before it in its clause."""
    words = said.statement.words
    ends = [at for at, word in enumerate(words) if word.text in (";",)]
    floor = max((at for at in ends if at < mark.first), default=-1)
    top = min((at for at in ends if at >= mark.last), default=len(words))
    behind = [one for one in said.days if mark.last <= one.first < min(top, mark.last + _NEAR_WORDS)]
    before = [
        one
        for one in said.days
        if floor < one.first
        and one.last <= mark.first
        and not any(word.text == "," for word in words[one.last : mark.first])
    ]
    near = behind or [one for one in before if mark.first - one.last <= _NEAR_WORDS]
    for one in near:
        if said.day is None or one.day > said.day:
            return one
        if one.yearless:
            return one._replace(day=moved(one.day, 1, "year"))
    return _bare_length(said, mark)


def _bare_length(said: NoteStatement, mark: Mention) -> Named | None:
    """`RTC 3 months`: a duration directly after the word for returning."""
    if said.day is None:
        return None
    for amount in said.statement.amounts:
        near = 0 <= amount.first - mark.last <= 1 and amount.unit in WHOLE_UNITS
        count = largest(amount.value) if near else None
        if count is not None:
            day = moved(said.day, count, amount.unit)
            return Named(day, amount.first, amount.last, amount.value, amount.unit)
    return None


def _referrals(said: NoteStatement) -> list[Fact]:
    one = said.statement
    specialists = one.of_kind("specialist")
    cues = [at for at, word in enumerate(one.words) if word.text in _REFERRING]
    if not specialists or not cues or one.section not in _REFERRALS_IN:
        return []
    found: list[Fact] = []
    for each, governed in zip(specialists, said.governed(specialists), strict=True):
        if (
            category(governed, "condition")
            or category(governed, "certainty") in _UNSURE
            or "polarity" in governed
        ):
            continue
        if category(governed, "action") == "refused":
            continue
        cue = min(cues, key=lambda at: abs(at - each.first))
        between = {word.text for word in one.words[cue : each.first]}
        if abs(cue - each.first) <= _NEAR_WORDS and "by" not in between:
            places = [(cue, cue + 1), (each.first, each.last)]
            found.append(said.fact("plan", "referral", "planned", places, value=each.name))
    return found
