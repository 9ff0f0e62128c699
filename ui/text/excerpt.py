"""Shortens a passage for a list, keeping most of the question's words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MOST_CHARS = 420
_LEAD_CHARS = 60
"""Context before the first match."""
_ELLIPSIS = "…"
_GAPS = " \n"
_CUT = f"{_ELLIPSIS} \n"
"""What stands where words were left out already."""
_BREAKS = "\n\r\u2028\u2029"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """`marks` are spans of `text`, in characters."""

    text: str
    marks: tuple[tuple[int, int], ...]


def excerpt(text: str, marks: Sequence[tuple[int, int]], *, most_chars: int = MOST_CHARS) -> Excerpt:
    """`text` without blank lines, cut to `most_chars` around its marks."""
    start, end = _window(text, marks, most_chars)
    shown, places = _without_blank_lines(text, start, end)
    before = f"{_ELLIPSIS} " if text[:start].strip() else ""
    after = f" {_ELLIPSIS}" if text[end:].strip() else ""
    moved = (_moved(mark, start, end, places, len(before)) for mark in sorted(marks))
    return Excerpt(before + shown + after, tuple(mark for mark in moved if mark is not None))


def cut(shown: Excerpt, start: int, end: int) -> Excerpt:
    """The part of an excerpt from `start` to `end`, with ellipses for omitted words."""
    text = shown.text
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    before = f"{_ELLIPSIS} " if text[:start].strip() else ""
    after = f" {_ELLIPSIS}" if text[end:].strip() else ""
    shift = len(before) - start
    kept = ((max(mark[0], start) + shift, min(mark[1], end) + shift) for mark in shown.marks)
    return Excerpt(before + text[start:end] + after, tuple(mark for mark in kept if mark[0] < mark[1]))


def without_a_word(shown: Excerpt) -> Excerpt:
    """The same without its last word, or its first if the last is marked; unchanged if neither can be
    removed.
    """
    text = shown.text
    start = len(text) - len(text.lstrip(_CUT))
    end = len(text.rstrip(_CUT))
    gaps = [place for place in range(start, end) if text[place].isspace()]
    first_mark = min((mark[0] for mark in shown.marks), default=end)
    last_mark = max((mark[1] for mark in shown.marks), default=start)
    if gaps and gaps[-1] >= last_mark:
        return cut(shown, 0, gaps[-1])
    if gaps and gaps[0] < first_mark:
        return cut(shown, gaps[0], end)
    return shown


def _window(text: str, marks: Sequence[tuple[int, int]], most: int) -> tuple[int, int]:
    """The range to keep; both ends between words."""
    if len(text) <= most:
        return 0, len(text)
    starts = [max(0, mark[0] - _LEAD_CHARS) for mark in sorted(marks)] or [0]
    best = max(starts, key=lambda at: _marked(marks, at, at + most))
    begin = _between_words(text, min(best, len(text) - most), forward=True)
    end = _between_words(text, begin + most, forward=False)
    return begin, end


def _marked(marks: Sequence[tuple[int, int]], start: int, end: int) -> int:
    """The number of characters of complete marks between `start` and `end`."""
    return sum(stop - begin for begin, stop in marks if start <= begin and stop <= end)


def _between_words(text: str, at: int, *, forward: bool) -> int:
    """The nearest word boundary from `at` on, or before it; `at` if there is none near."""
    if at <= 0 or at >= len(text):
        return max(0, min(at, len(text)))
    for step in range(_LEAD_CHARS // 2):
        place = at + step if forward else at - step
        if not 0 < place < len(text):
            return max(0, min(place, len(text)))
        if text[place - 1].isspace() or text[place].isspace():
            return place
    return at


def _without_blank_lines(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The words of `text[start:end]` with single gaps, and the new offset of each character."""
    kept: list[str] = []
    places: list[int] = []
    for character in text[start:end]:
        places.append(len(kept))
        if not character.isspace():
            kept.append(character)
        elif kept and kept[-1] in _GAPS:
            kept[-1] = "\n" if character in _BREAKS else kept[-1]
        elif kept:
            kept.append("\n" if character in _BREAKS else " ")
    while kept and kept[-1] in _GAPS:
        kept.pop()
    return "".join(kept), [min(place, len(kept)) for place in places]


def _moved(
    mark: tuple[int, int], start: int, end: int, places: list[int], shift: int
) -> tuple[int, int] | None:
    begin, stop = max(mark[0], start), min(mark[1], end)
    if begin >= stop:
        return None
    first, last = places[begin - start], places[stop - start - 1] + 1
    return (first + shift, last + shift)
