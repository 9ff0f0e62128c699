"""The time that a question gives by an event: `ferritin after the infusion`, `weight before she stopped it`.

The event is looked for in the notes found: its day is the one that its sentence names, else that of the note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from core.assistant.evidence.kinds import WEIGHTS, kind_of
from core.assistant.evidence.reported import is_coming
from core.assistant.evidence.subjects import SURE, Subjects
from core.assistant.evidence.times import DaysAsked, is_time, spans_named
from core.assistant.spans import as_read, sentence_spans
from core.clinical_language.statements import statement_of
from core.retrieval.dto import Hit

_LIMIT = re.compile(
    r"(?<=\w)\W+(?:(?:just|right|immediately|shortly|soon) )?"
    r"(?P<how>before|prior to|after|following|since|until|till|once|when)\s+(?P<event>[^?,;]+)"
    r"|(?<=\w)\s+(?P<how_he>לפני|אחרי|לאחר|מאז|עד)\s+(?P<event_he>[^?,;]+)",
    re.IGNORECASE,
)
_BEFORE = frozenset({"before", "prior to", "until", "till", "לפני", "עד"})
_UNTIL = frozenset({"until", "till", "עד"})
_AFTER = frozenset({"after", "following", "since", "once", "אחרי", "לאחר", "מאז"})
_TURNS = frozenset({"started", "stopped", "changed", "switched"})
"""Cues of the kernel for what was done with a drug: a start, an end, a change."""
_NOT_HAPPENED = frozenset({"negated", "refused", "condition"})
_ENOUGH = 0.6
"""The least share of the event's words in the sentence that tells of it."""
_NEARLY = 0.9
_ORDERS = "plan"
"""What a plan orders begins after the visit; elsewhere a note tells of it."""


@dataclass(frozen=True, slots=True)
class TimeClause:
    """The words `[start, end)` of a question that only give its time; `how`: `before` or another word."""

    how: str
    start: int
    end: int


class _Told(NamedTuple):
    share: float
    coming: bool
    day: date
    is_ordered: bool
    starts: bool


def time_clause(question: str) -> TimeClause | None:
    """The clause that gives the time by an event, not at the beginning; None without one."""
    found = _LIMIT.search(question)
    if found is None:
        return None
    how = (found["how"] or found["how_he"]).casefold()
    return TimeClause(how, found.start(), found.end())


def days_by_event(clause: TimeClause, subjects: Subjects, hits: Sequence[Hit]) -> DaysAsked | None:
    """The days that `clause` limits the question to; None if no sentence found tells of its event, or nothing
    else is asked for.
    """
    text = subjects.question[clause.start : clause.end]
    if clause.how not in _BEFORE | _AFTER or _is_habit(text):
        return None
    inside, outside = _apart(subjects, clause)
    event = [place for place in inside if not is_time(subjects.names[place])]
    if not _telling(subjects, event) or not _telling(subjects, outside):
        return None
    told = _told(subjects, event, hits, text)
    if told is None:
        return None
    day, is_ordered = told
    if clause.how in _BEFORE:
        return DaysAsked(None, day, clause=(clause.start, clause.end))
    return DaysAsked(day + timedelta(days=int(is_ordered)), None, clause=(clause.start, clause.end))


def opened(days: DaysAsked, clause: TimeClause, subjects: Subjects) -> DaysAsked:
    """The named `days`, which are those of the event if the clause names them: `since she began in May`."""
    place = (clause.start, clause.end)
    text = subjects.question[clause.start : clause.end]
    both = days.since is not None and days.until is not None and clause.how in _UNTIL
    if _is_habit(text) or both:
        return days
    if not any(is_time(word) for word in re.findall(r"\w+", text)):
        return replace(days, clause=place)
    if clause.how in _BEFORE:
        return DaysAsked(None, days.until, clause=place)
    if clause.how in _AFTER:
        return DaysAsked(days.since, None, clause=place)
    return replace(days, clause=place)


def _apart(subjects: Subjects, clause: TimeClause) -> tuple[list[int], list[int]]:
    """The groups of the question inside and outside of the clause."""
    inside: list[int] = []
    outside: list[int] = []
    for place, start in enumerate(subjects.places):
        (inside if clause.start <= start < clause.end else outside).append(place)
    return inside, outside


def _telling(subjects: Subjects, places: Sequence[int]) -> bool:
    return any(kind_of(subjects, place) != "frame" for place in places)


def _told(
    subjects: Subjects, event: Sequence[int], hits: Sequence[Hit], clause: str
) -> tuple[date, bool] | None:
    """The day of the event, and whether a plan orders it: of the first sentence that tells most of it.

    None if it is told of several days and the question does not say whether its start or its end is meant.
    """
    weights = {place: WEIGHTS[kind_of(subjects, place)] for place in event}
    turns = _TURNS & statement_of(clause).says
    found: list[_Told] = []
    for hit in hits:
        noted, field = hit.passage.day, hit.passage.field
        if noted is None:
            continue
        for span in sentence_spans(hit.passage):
            held = subjects.held(as_read(span.text, field))
            share = sum(weight for place, weight in weights.items() if held.get(place, 0.0) >= SURE)
            said = statement_of(span.text)
            if not share or not _NOT_HAPPENED.isdisjoint(said.says) or not turns <= said.says:
                continue
            named = spans_named(span.text, noted)
            day = named[0][0] if len(named) == 1 else noted
            coming = is_coming(said, field="") and not named
            is_ordered = field == _ORDERS and not named
            found.append(_Told(share, coming, day, is_ordered, "started" in said.says))
    telling = sum(weight for place, weight in weights.items() if kind_of(subjects, place) != "frame")
    best = max((one.share for one in found), default=0.0)
    if best < _ENOUGH * telling:
        return None
    likely = [one for one in found if one.share >= _NEARLY * best]
    happened = [one for one in likely if not one.coming] or likely
    if not turns and len({one.day for one in happened}) > 1:
        # `Before candesartan`: before its start, if that is told once.
        happened = [one for one in happened if one.starts]
        if len({one.day for one in happened}) != 1:
            return None
    first = min(happened, key=lambda one: one.day)
    return first.day, first.is_ordered


def _is_habit(clause: str) -> bool:
    """Whether it is what happens every day, which gives no time of a note."""
    return "habit" in statement_of(clause).says
