"""Splits text into words, numbers and marks with offsets, folded so that spellings of a word are equal."""

from __future__ import annotations

import re
from typing import NamedTuple

from core.language.folding import folded
from core.language.hebrew import is_hebrew, without_prefixes
from core.language.memo import Memo

_QUOTE = "\"'’״׳”"
_WORD = re.compile(
    r"\d+(?:[.,]\d+)*"
    r"|(?<![^\W_])\.\d+"
    r"|[^\W\d_]/[^\W\d_](?:[^\W_]*)(?![^\W_/])"
    r"|(?:[^\W\d_]\.){2,}"
    r"|[x×](?=\s?\d)"
    rf"|[^\W\d_][^\W_]*(?:[{_QUOTE}][^\W_]+)*(?:(?<=[א-ת])['’׳])?"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_REMEMBERED = 40_000
HYPHENS = frozenset("-‐‑–־")
_NOT_LETTERS = str.maketrans("", "", "\"'.")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")


class Word(NamedTuple):
    """A word, number or mark at `[start, end)`. `text` is folded; `number` is plain (`7.5`), "" for none."""

    text: str
    start: int
    end: int
    number: str
    written: str

    @property
    def is_mark(self) -> bool:
        return not self.number and not self.text[:1].isalnum()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]`. A hyphen inside a word is removed: `PHQ-9` equals `PHQ 9`."""
    found: list[Word] = []
    last = len(text) if end is None else end
    for match in _WORD.finditer(text, start, last):
        written = match[0]
        at, until = match.span()
        if written in HYPHENS and _inside_word(text, at, until, start, last):
            continue
        number = (
            plain_number(written)
            if written[0].isdecimal() or (written[-1].isdecimal() and written[0] == ".")
            else ""
        )
        found.append(Word(number or fold(written), at, until, number, written))
    return found


def _fold(written: str) -> str:
    """One spelling of a word: without case, accents, final letters, inner quotation marks and possessive."""
    plain = folded(written)
    if plain.endswith("'s"):
        plain = plain[:-2]
    return plain.translate(_NOT_LETTERS) or plain


fold = Memo(_fold, maxsize=_REMEMBERED)
"""As `_fold`, memoised until a lock."""


def plain_number(written: str) -> str:
    """`7,5` as `7.5`, `1,200` as `1200`, `.5` as `0.5`."""
    plain = written.replace(",", "" if _THOUSANDS.fullmatch(written) else ".")
    return f"0{plain}" if plain.startswith(".") else plain


def _readings(word: str) -> tuple[str, ...]:
    """The possible table forms of a folded word: itself, a singular, Hebrew without its prefix letters."""
    if is_hebrew(word):
        return without_prefixes(word)
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return (word, word[:-1])
    return (word,)


readings = Memo(_readings, maxsize=_REMEMBERED)
"""As `_readings`, memoised until a lock."""


def _inside_word(text: str, at: int, until: int, start: int, end: int) -> bool:
    if at <= start or until >= end:
        return False
    before, after = text[at - 1], text[until]
    return before.isalnum() and after.isalnum() and not (before.isdecimal() and after.isdecimal())
