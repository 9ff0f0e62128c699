"""Splits a clinical field into sentences with their headings, by character offsets, in English and Hebrew.

Notes are half prose and half lists, so a line break counts as much as a full stop, and a heading belongs to
the text below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

PIECES_LIMIT = 180
"""Estimated word pieces of the longest sentence or passage; the windows of small embedders hold 256."""

_HEADING_LIMIT_CHARS = 60
_HEADING_LIMIT_WORDS = 6
_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[-–—•*·▪‣]|\(?\d{1,2}[.)]|\(?[A-Za-zא-ת][.)])\s+")
_BOUNDARY = re.compile(r"(?<=[.!?…׃])[\"'”’»)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘]+$")
_NAME_WITH_VALUE = re.compile(r":\s*\S|\d")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_PIECE = re.compile(r"[a-zA-Z]{1,24}|\d{1,12}|[^\s]")

_NEVER_LAST = frozenset("dr mr mrs ms prof st vs approx fig ca cf incl esp hx rx dx tx sx".split())
"""Abbreviations that are always followed by a word."""

_SELDOM_LAST = frozenset(
    "no al mg mcg ml cm mm kg lb lbs oz hr hrs min mins sec wk wks mo mos yr yrs tab tabs cap caps".split()
)
"""Abbreviations that end a sentence only when the next one begins with a capital letter."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, list item or table line at `[start, end)` of its field.

    The first one under a heading begins where the heading begins. `heading` is the chain of headings above
    it, without their colons, or "". `pieces` is its length in estimated word pieces.
    """

    start: int
    end: int
    heading: str
    pieces: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order. They do not overlap and together cover all text that is not blank."""
    lines = [_stripped(text, m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    found: list[Sentence] = []
    headings = _Headings()
    for number, (start, end) in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and _is_heading(text, start, end, following):
            headings.add(text[start:end], start, end)
            continue
        for first, last in _sentences_of_line(text, start, end):
            begin = headings.waiting_start if headings.waiting_start is not None else first
            pieces = estimated_pieces(text[begin:last])
            if begin < first and pieces > PIECES_LIMIT:
                found.extend(_bounded(text, begin, headings.waiting_end, headings.chain))
                begin, pieces = first, estimated_pieces(text[first:last])
            headings.waiting_start = None
            found.append(Sentence(begin, last, headings.chain, pieces))
    return found


def estimated_pieces(text: str) -> int:
    """An estimate, rather too high for prose, of the word pieces an English embedder makes of `text`.

    A run of long drug names may have twice as many.
    """
    return sum(_cost(found[0]) for found in _PIECE.finditer(text))


class _Headings:
    """The headings above the current line, and those not yet joined to a sentence."""

    def __init__(self) -> None:
        self.waiting_start: int | None = None
        self.waiting_end = 0
        self._major = ""
        self._minor = ""

    @property
    def chain(self) -> str:
        return ", ".join(part for part in (self._major, self._minor) if part)

    def add(self, line: str, start: int, end: int) -> None:
        name = line.rstrip(": ")
        if name.isupper() or not self._major:
            self._major, self._minor = name, ""
        else:
            self._minor = name
        if self.waiting_start is None:
            self.waiting_start = start
        self.waiting_end = end


def _cost(token: str) -> int:
    if token.isascii() and token.isalpha():
        return 1 + (len(token) - 1) // 6
    return (len(token) + 1) // 2


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())


def _is_heading(text: str, start: int, end: int, following: tuple[int, int]) -> bool:
    """A short line that introduces what follows: `HPI:`, `PHYSICAL EXAM`, `Neurological` above a list."""
    line = text[start:end]
    if len(line) > _HEADING_LIMIT_CHARS or _BULLET.match(line):
        return False
    if line.endswith(":"):
        return True
    if line[-1] in ".!?,;…" or not any(char.isalpha() for char in line) or _NAME_WITH_VALUE.search(line):
        return False
    if line.isupper():
        return True
    closely = text.count("\n", end, following[0]) == 1
    listed = _BULLET.match(text, *following) is not None
    return closely and listed and len(line.split()) <= _HEADING_LIMIT_WORDS


def _sentences_of_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    bullet = _BULLET.match(text, start, end)
    begin = start
    for found in _BOUNDARY.finditer(text, bullet.end() if bullet else start, end):
        if _ends_sentence(text, begin, found, end):
            yield from _parts(text, begin, found.end())
            begin = _stripped(text, found.end(), end)[0]
    yield from _parts(text, begin, end)


def _ends_sentence(text: str, begin: int, mark: re.Match[str], end: int) -> bool:
    following = text[mark.end() : end].lstrip()[:1]
    if not following or following.islower():
        return False
    at = mark.start() - 1
    if text[at] == "?" and (at == begin or text[at - 1].isspace()):
        # Behind a space it questions what follows: `chest pain ? PE`.
        return False
    if text[at] != ".":
        return True
    last = _LAST_WORD.search(text, begin, at)
    if last is None:
        return True
    word = last[0].casefold()
    if word in _NEVER_LAST or (len(word) == 1 and word.isalpha() and word.isascii()):
        return False
    if word in _SELDOM_LAST or _DOTTED.search(word):
        return following.isalpha()
    return True


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or its parts cut between words if it is too long to embed at once."""
    while start < end:
        cut = _fitting_end(text, start, end)
        part = _stripped(text, start, cut)
        if part[0] < part[1]:
            yield part
        start = cut


def _fitting_end(text: str, start: int, end: int) -> int:
    pieces, word_end = 0, start
    for found in _PIECE.finditer(text, start, end):
        if found.start() > start and text[found.start() - 1].isspace():
            word_end = found.start()
        pieces += _cost(found[0])
        if pieces > PIECES_LIMIT:
            return word_end if word_end > start else found.start()
    return end


def _bounded(text: str, start: int, end: int, heading: str) -> Iterator[Sentence]:
    for first, last in _parts(text, start, end):
        yield Sentence(first, last, heading, estimated_pieces(text[first:last]))
