"""Limits the scope by the days that a question names, never to an empty scope without reporting it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from core.retrieval.dto import Reading
from core.retrieval.question import Question
from core.retrieval.ranking import Ranked
from core.sources.dto import SearchScope
from core.sources.practice_map import View

_DATED = frozenset({"since", "until", "between", "preferred"})
PREFERENCE = 0.15
"""The bonus for a passage from the named days, in points of the final score: more than a difference in
wording, less than one in subject.
"""


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A question with the scope in which it is searched, and its parts with theirs."""

    question: Question
    scope: SearchScope
    parts: tuple[Narrowed, ...] = ()


def narrowed(
    question: Question, scope: SearchScope, view: View, *, again: Callable[[date], Question]
) -> Narrowed:
    """The part of `scope` within the question's days.

    A month without a year is the last one with notes (`again` parses the question as of another day). If the
    scope has nothing from those days, all of it is searched, and the question records that. Parts of a
    question have their own days within those of the whole.
    """
    whole = _narrowed(question, scope, view, again)

    def part(at: int) -> Narrowed:
        return _narrowed(whole.question.parts[at], whole.scope, view, lambda day: again(day).parts[at])

    return dataclasses.replace(whole, parts=tuple(map(part, range(len(whole.question.parts)))))


def _narrowed(
    question: Question, scope: SearchScope, view: View, again: Callable[[date], Question]
) -> Narrowed:
    if not question.dated:
        return Narrowed(question, scope)
    inside = _within(scope, question)
    if not _holds_any(view, inside) and question.yearless:
        last = view.coverage(scope).until
        if last is not None:
            question = again(last)
            inside = _within(scope, question)
    if _holds_any(view, inside):
        return Narrowed(question, inside if question.firm else scope)
    return Narrowed(_lifted(question), scope)


def preferring(ordered: Sequence[Ranked], question: Question) -> list[Ranked]:
    """The same, with passages from the preferred days moved up."""
    if question.firm or not question.dated:
        return list(ordered)
    moved = [
        dataclasses.replace(one, score=one.score + PREFERENCE) if _lies_in(one, question) else one
        for one in ordered
    ]
    return sorted(moved, key=lambda one: -one.score)


def _within(scope: SearchScope, question: Question) -> SearchScope:
    since = max(filter(None, (scope.since, question.since)), default=None)
    until = min(filter(None, (scope.until, question.until)), default=None)
    return dataclasses.replace(scope, since=since, until=until)


def _holds_any(view: View, scope: SearchScope) -> bool:
    return view.coverage(scope).sessions > 0 or bool(view.attachments(scope))


def _lifted(question: Question) -> Question:
    """The question without its days, which it records."""
    kept = tuple(one for one in question.spoken if one.code not in _DATED)
    said = (*kept, Reading("dates_lifted", question.since, question.until, question.yearless))
    return dataclasses.replace(question, since=None, until=None, spoken=said)


def _lies_in(one: Ranked, question: Question) -> bool:
    day = one.scored.day
    return day is not None and (question.since or date.min) <= day <= (question.until or date.max)
