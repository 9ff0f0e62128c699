"""The parts of a follow-up taken from earlier questions, so that each can be left out.

Only parts added to the typed text, after its dash or in place of a pronoun, and only if nothing but things
was added: the question is then rebuilt, never cut.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.conversations import signals
from core.assistant.conversations.kinds import Parsed, Word
from core.language.hebrew import is_hebrew

_WORD = re.compile(r"\w+")
_DASH = " — "
_PARTICLES = frozenset("off out up down on over away".split())
"""Particles of a verb (`taken off`), not names of things."""
_JOINT = "for"


@dataclass(frozen=True, slots=True)
class TakenOver:
    """An added thing with its side, and the understood question without it."""

    thing: str
    without: str


@dataclass(frozen=True, slots=True)
class _Added:
    """The addition to a question, between `before` and `after`; `typed` is the question without it."""

    before: str
    text: str
    after: str
    typed: str


@dataclass(frozen=True, slots=True)
class _Thing:
    text: str
    drug: bool
    joined: bool
    """It follows `for`."""


def taken_over(question: str, understood: str) -> tuple[TakenOver, ...]:
    """The things added to `question` to get `understood`, in order.

    Empty if there is only one: without it the typed question remains.
    """
    typed = {word.casefold() for word in _WORD.findall(question)}
    for added in _ways_added(question, understood):
        things = _things_of(added)
        found = tuple(
            TakenOver(thing.text, _rebuilt(added, things, place))
            for place, thing in enumerate(things)
            if not {part.casefold() for part in _WORD.findall(thing.text)} <= typed
        )
        if len(found) > 1:
            return found
    return ()


def _ways_added(question: str, understood: str) -> list[_Added]:
    before, dash, text = understood.rstrip("?").rpartition(_DASH)
    if dash:
        # Possessives of relatives are kept.
        relatives = Parsed(text).relatives
        ends = relatives[0][1] if relatives and relatives[0][0] == 0 else 0
        at = ends + 2 if ends and text.startswith(", ", ends) else 0
        return [_Added(f"{before}{dash}{text[:at]}", text[at:], "?", before)]
    lead = signals.LEAD.match(question)
    rest = " ".join((question[lead.end() :] if lead else question).split())
    found = []
    for point in signals.POINTS.finditer(rest):
        start = point.start() + (point[0].casefold().rindex("one") if point["one"] else 0)
        before, after = rest[:start], rest[point.end() :]
        if understood.startswith(before) and understood.endswith(after):
            text = understood[len(before) : len(understood) - len(after)]
            found.append(_Added(before, text, after, rest.rstrip("?.! ")))
    return found


def _things_of(added: _Added) -> list[_Thing]:
    """The things added; empty if anything else is between them."""
    places = _places(added.text)
    things: list[_Thing] = []
    ended, joined = 0, False
    for start, end, word in places:
        for between in added.text[ended:start].split():
            if between.casefold() == _JOINT and things and not joined:
                joined = True
            elif between.casefold() not in _PARTICLES:
                return []
        things.append(_Thing(added.text[start:end], word.kind == "drug", joined))
        ended = end
    return things if set(added.text[ended:].casefold().split()) <= _PARTICLES else []


def _places(text: str) -> list[tuple[int, int, Word]]:
    """Where the things of `text` stand, each with its side."""
    places: list[tuple[int, int, Word]] = []
    parsed = Parsed(text)
    for word in parsed.nouns:
        if word.text.casefold() in _PARTICLES:
            continue
        start, end = parsed.with_its_side(word)
        if places and start < places[-1][1]:
            # A side between two things belongs to the first in Hebrew.
            first, last, before = places[-1]
            if is_hebrew(text[start:last]):
                start = word.start
            else:
                places[-1] = (first, before.end, before)
        places.append((start, end, word))
    return places


def _rebuilt(added: _Added, things: Sequence[_Thing], left_out: int) -> str:
    """Rebuilds the question without one of its things."""
    kept = [thing for place, thing in enumerate(things) if place != left_out]
    joined = [thing.text for thing in kept if thing.joined]
    plain = [thing.text for thing in kept if not thing.joined]
    text = " ".join((*plain, *((_JOINT,) if plain and joined else ()), *joined))
    if things[left_out].drug and not any(thing.drug for thing in kept) and _DASH not in added.before:
        # The drug is the object of taking: no other thing can replace it.
        return f"{added.typed}{_DASH}{text}?"
    return f"{added.before}{text}{added.after}"
