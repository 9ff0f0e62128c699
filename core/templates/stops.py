"""Cursor stops in a text: `[[label]]` is a place to be filled in, `[[]]` one that starts empty.

In the note a labelled stop stands as `[label]` until it is written over, so that one which nobody filled in
cannot be taken for a finding.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_STOP = re.compile(r"\[\[([^\[\]\n]{0,60})\]\]")
_LEFT = re.compile(r"\[[^\[\]\n]{1,60}\]")


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in the laid-out text, in characters; empty when `start == end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A text as it goes into a note, and its stops in reading order."""

    text: str
    stops: tuple[Stop, ...]


def lay_out(text: str) -> LaidOut:
    """`text` with each mark of a stop replaced by what stands there in a note."""
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
    """What still stands in a note as a labelled stop does, brackets included, in reading order.

    Somebody's own words in square brackets look the same.
    """
    return tuple(match[0] for match in _LEFT.finditer(text))
