"""Shared by the readers of the kinds: the cues of a term, the clause of a fact, its side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from core.clinical_language.days import Named, named_days
from core.clinical_language.lexicon import Mention
from core.clinical_language.scope import ASKING, Scope, Target, governing, group_of
from core.clinical_language.statements import Statement
from core.facts.dto import Fact, FactKind, FactStatus
from core.facts.pronouns import meaning_a_relative

_NEAR_WORDS = 4
_FAR_WORDS = 30
"""A cue farther from its term than this is not convincing evidence for a reader."""
_EDGES = " \t\n,;:-–—("


@dataclass(frozen=True)
class NoteStatement:
    """A statement with the day of its note, and the statement before it in the same field."""

    statement: Statement
    day: date | None
    before: Statement | None = None

    @cached_property
    def days(self) -> list[Named]:
        """Every day in the statement; none if the note has no day to resolve them."""
        one = self.statement
        return named_days(one.words, one.mentions, one.amounts, self.day) if self.day else []

    def governed(self, targets: Sequence[Mention]) -> list[dict[str, Scope]]:
        """For each of `targets`, in order, the cues that apply to it, by group."""
        places = [Target(one.first, one.last) for one in targets]
        found = self.statement.scopes(places)
        return [self._with_relative(governing(found, place), place.first) for place in places]

    def _with_relative(self, cues: dict[str, Scope], at: int) -> dict[str, Scope]:
        before = () if self.before is None else self.before.words
        told = {one.first for one in self.statement.of_kind("cue") if group_of(one.name) == "reports"}
        relative = meaning_a_relative(self.statement.words, before, at, told)
        return cues if relative is None else {**cues, relative.group: relative}

    def is_asked(self, start: int, end: int) -> bool:
        """Whether the characters `[start, end)` are what the statement asks, up to the answer it may give."""
        if not self.statement.asks:
            return False
        words = self.statement.words
        inside = [at for at, word in enumerate(words) if start <= word.start and word.end <= end]
        first, last = inside[0], inside[-1] + 1
        for scope in self.statement.scopes([Target(first, last)]):
            # What leads to it may be among its words, and the verb of what was told before: `on gliclazide,
            # asked re insulin`.
            if scope.category == "inquired" and scope.first < last <= scope.last:
                asked = range(max(first, scope.first), last)
                return not any(words[at].text in ASKING for at in asked)
        return False

    def side(self, first: int, last: int) -> str:
        """The side of the body named beside the words `[first, last)`."""
        near = [
            one
            for one in self.statement.of_kind("side")
            if first - _NEAR_WORDS <= one.first and one.last <= last + _NEAR_WORDS
        ]
        if not near:
            return ""
        nearest = min(near, key=lambda one: min(abs(one.first - last), abs(first - one.last)))
        return nearest.name

    def fact(
        self,
        kind: FactKind,
        concept: str,
        status: FactStatus,
        places: Iterable[tuple[int, int]],
        *,
        day: date | None = None,
        dated: bool = False,
        value: str = "",
        unit: str = "",
        frequency: str = "",
        route: str = "",
        side: str = "",
        reason: str = "",
        course_days: int = 0,
    ) -> Fact:
        """The fact whose clause covers all of `places`, in words; `dated`: use `day`, even if None."""
        spans = list(places)
        first, last = min(one[0] for one in spans), max(one[1] for one in spans)
        start, end = self.characters(first, last)
        return Fact(
            kind, concept, status, self.statement.field_name, start, end,
            day if dated else self.day, value, unit, frequency, route, side, reason,
            course_days,
        )  # fmt: skip

    def characters(self, first: int, last: int) -> tuple[int, int]:
        """The characters of the words `[first, last)`, with closing brackets."""
        one = self.statement
        start, end = one.words[first].start, one.words[last - 1].end
        inside = one.text[start:end]
        if inside.count("(") > inside.count(")") and one.text[end : end + 1] == ")":
            end += 1
        while end > start and one.text[end - 1] in _EDGES:
            end -= 1
        return start, end


def cue_places(cues: dict[str, Scope], target: Mention, *groups: str) -> list[tuple[int, int]]:
    """The ranges of the cues of `groups` over `target`, and its own: the clause must contain them."""
    found = [(target.first, target.last)]
    for group in groups:
        cue = cues.get(group)
        if cue is not None and abs(cue.cue_first - target.first) <= _FAR_WORDS:
            found.append((cue.cue_first, cue.cue_last))
    return found


def category(cues: dict[str, Scope], group: str) -> str:
    """The category of a group's cue; "" if none applies."""
    cue = cues.get(group)
    return cue.category if cue is not None else ""


def overlaps(one: Mention, others: Iterable[Mention]) -> bool:
    """Whether another mention, longer than `one`, contains its words."""
    return any(
        other.first <= one.first
        and one.last <= other.last
        and (other.last - other.first) > (one.last - one.first)
        for other in others
    )
