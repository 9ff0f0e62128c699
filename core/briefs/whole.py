"""Detects cut quotes: a number with a missing digit is a different number, and readers could not notice."""

from __future__ import annotations

import re

_MARK = r"[\w\u0300-\u036f\u0591-\u05c7]"
_TOKEN = re.compile(
    rf"(?:(?<![\w.])\.(?=\d))?{_MARK}+"
    rf"(?:(?:[\"'״׳’](?={_MARK})|(?<=\d)(?:[.,:]|\s?[/\-–—]\s?)(?=\d)){_MARK}+|(?<=\d)\s?%)*"
)
"""A word, or a number with its decimals, thousands, ranges and fractions."""
_HEBREW = re.compile(r"[\u05d0-\u05ea]")


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether the characters `[start, end)` of a text begin or end inside a number or a word of it.

    A Hebrew prefix may be left off before a Latin name or a number: `ל-5`, `לLosartan`.
    """
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    for token in _TOKEN.finditer(text, line_start, len(text) if line_end < 0 else line_end):
        if token.start() < end < token.end():
            return True
        if token.start() < start < token.end() and not _behind_prefix(text, token.start(), start):
            return True
    return False


def _behind_prefix(text: str, begin: int, start: int) -> bool:
    """Whether only a short Hebrew prefix precedes `start`, with no Hebrew after it."""
    prefix = text[begin:start]
    return len(prefix) <= 3 and all(map(_HEBREW.match, prefix)) and not _HEBREW.match(text[start])
