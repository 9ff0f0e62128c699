"""Cursor stops in a text: `[[label]]` is a placeholder, `[[]]` an empty one.

In the note a labelled stop is shown as `[label]` until it is replaced, so that an unfilled one cannot be
taken for a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOP = re.compile(r"\[\[([^\[\]\n]{0,60})\]\]")
_LEFT = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class Stop:
    """A position in the laid-out text, in characters; empty if `start == end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text as inserted into a note, and its stops in reading order."""

    text: str
    stops: tuple[Stop, ...]


def lay_out(text: str) -> LaidOut:
    """`text` with each stop replaced by its form in a note."""
    parts: list[str] = []
    stops: list[Stop] = []
    length, last = 0, 0
    for match in _STOP.finditer(text):
        before = text[last : match.start()]
        shown = f"[{match[1]}]" if match[1] else ""
        start = length + len(before)
        stops.append(Stop(start, start + len(shown)))
        parts += (before, shown)
        length = start + len(shown)
        last = match.end()
    parts.append(text[last:])
    return LaidOut("".join(parts), tuple(stops))


def left_open(text: str) -> tuple[str, ...]:
    """Labelled stops that are still in a note, with brackets, in reading order.

    A user's own text in square brackets looks the same.
    """
    return tuple(match[0] for match in _LEFT.finditer(text))
