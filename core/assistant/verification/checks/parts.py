"""Keeps the parts of a note apart: `hearing aid in the right ear, wax in the left` has no right wax.

A sentence may carry a side, a date, a time of day or a number over from one part of a note to the next only
if the next part has none of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import PART_END, pieces
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Kind, Quantity
from core.assistant.verification.reading.words import Word
from core.clinical_language.tables import phrases, rows, words_of

_NAME = re.compile(r"[^\W\d_]-$")
"""A prefix of a number that is part of a name: `PHQ-9`."""
_SIDE, _DATE, _WHEN, _ORDER, _COURSE = "side", "date", "when", "order", "course"
_TIMES = {
    _WHEN: words_of("times_of_day", "when", "weekday"),
    _ORDER: words_of("times_of_day", "order"),
}
_COURSES = {
    name: phrases(words)
    for name, words, *_ in rows("small_words")
    if name in ("better", "worse", "more", "less")
}

Value = Quantity | frozenset[str]


class _Part:
    """One part of a text: its words, and the values it gives by kind."""

    def __init__(self, claims: Claims, piece: range) -> None:
        self.values: dict[str, list[Value]] = defaultdict(list)
        for word in (word for word in claims.words if word.start in piece):
            for kind, times in _TIMES.items():
                if times & {word.text.casefold(), *word.forms}:
                    self.values[kind].append(word.forms)
        when = {word.start for word in claims.words if _TIMES[_WHEN] & {word.text.casefold(), *word.forms}}
        self.words = [
            word for word in claims.terms_in_order if word.start in piece and word.start not in when
        ]
        self.under: list[Word] = []
        """The words behind one that gives a course: `worse after eating`."""
        for name, course in _COURSES.items():
            if (found := course.search(claims.text, piece.start, piece.stop)) is not None:
                self.values[_COURSE].append(frozenset({name}))
                self.under = [word for word in self.words if word.start >= found.end()]
        for side in claims.sides:
            if side.start in piece:
                self.values[_SIDE].append(frozenset({side.name}))
        for one in claims.quantities:
            if one.start in piece and not _NAME.search(claims.text[: one.start]):
                self.values[_DATE if one.is_time else f"{one.kind}"].append(one)

    def holds(self, thing: Word | Quantity) -> bool:
        if isinstance(thing, Word):
            return any(one.same_as(thing) for one in self.words)
        return any(_agree(thing, value) for each in self.values.values() for value in each)


def said_of_another_part(stated: Claims, noted: Claims) -> bool:
    """Whether a side, a date or a number of the sentence belongs to another part of the cited words."""
    parts = list(_parts(noted))
    return len(parts) > 1 and any(
        _elsewhere(kind, own, parts) for own in _parts(stated) for kind in own.values
    )


def _parts(claims: Claims) -> Iterator[_Part]:
    return (_Part(claims, piece) for piece in pieces(claims.text, PART_END))


def _elsewhere(kind: str, own: _Part, parts: Sequence[_Part]) -> bool:
    """Whether the only value of a kind is beside something that has another value in every part about it."""
    value, *others = own.values[kind]
    if others or any(not part.words and _has(part, kind, value) for part in parts):
        return False
    for thing in _things(kind, own, value):
        about = [part for part in parts if part.holds(thing)]
        told = all(part.values.get(kind) for part in about)
        if about and told and not any(_has(part, kind, value) for part in about):
            return True
    return False


def _things(kind: str, own: _Part, value: Value) -> list[Word | Quantity]:
    """What a value belongs to: a side to the first word, a number or a course to what follows."""
    if kind == _SIDE:
        return [*own.words[:1]]
    if kind == _COURSE:
        return [*own.under]
    numbers = [one for each in own.values.values() for one in each if isinstance(one, Quantity)]
    others = [one for one in numbers if one is not value and one.kind is not Kind.TIMES]
    if isinstance(value, Quantity) and kind != _DATE:
        return [*(word for word in own.words if word.start >= value.end), *others]
    return [*own.words, *others]


def _has(part: _Part, kind: str, value: Value) -> bool:
    return any(_agree(value, other) for other in part.values.get(kind, ()))


def _agree(one: Value, other: Value) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return Match.SAME in (match(one, [other]), match(other, [one]))
    if isinstance(one, Quantity) or isinstance(other, Quantity):
        return False
    return not one.isdisjoint(other) or "both" in other
