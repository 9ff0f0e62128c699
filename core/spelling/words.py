"""Selects the words of a note to check: not values, units, abbreviations, addresses or codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Language = Literal["en", "he"]

WORD_LIMIT_CHARS = 60
"""Longer than any word of either language; longer ones are not looked up."""
LEAST_CHARS = 3

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7])*(?:['’׳\"״][^\W\d_]+)*")
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\\)\S*")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'’]+")
_HEBREW = re.compile(r"[\u05d0-\u05ea'׳’\"״]+")
_POINTS = re.compile(r"[\u0591-\u05bd\u05bf-\u05c7]")
_GLUED = frozenset("0123456789_/#°")
"""A word next to one of these is part of a value, a path or a code."""
_ABBREVIATIONS = frozenset(
    "mcg mmol mol kcal bpm prn bid tid qid qhs qam qpm nocte mane stat neg pos abd ext cva wnl nad yrs hrs "
    "mins wks mths pts pmh psh fhx shx hpi ros ddx fup appt approx temp resp sats bmi pre".split()
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word to be checked at `text[start:end]`, in characters."""

    start: int
    end: int
    text: str
    language: Language


def words_in(text: str) -> Iterator[Word]:
    """The words of `text` that a dictionary can check, in order."""
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if _may_hold_address(text) else []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end - start < LEAST_CHARS or end - start > WORD_LIMIT_CHARS:
            continue
        if (start and text[start - 1] in _GLUED) or (end < len(text) and text[end] in _GLUED):
            continue
        word = match[0]
        language = language_of(word)
        if language is None or _is_short_form(word, language):
            continue
        if any(first <= start < last for first, last in addresses):
            continue
        yield Word(start, end, word, language)


def language_of(word: str) -> Language | None:
    """By the script of its letters; None for any other script, and for a mixture."""
    bare = _POINTS.sub("", unicodedata.normalize("NFC", word)) if not word.isascii() else word
    if _LATIN.fullmatch(bare):
        return "en"
    return "he" if _HEBREW.fullmatch(bare) else None


def plain(word: str) -> str:
    """`word` in dictionary spelling: without Hebrew points, with straight quotation marks."""
    if word.isascii():
        return word
    bare = _POINTS.sub("", unicodedata.normalize("NFC", word))
    return bare.replace("’", "'").replace("׳", "'").replace("״", '"')


def word_key(word: str) -> str:
    """The key of a word of the practice, ignoring case and the kind of quotation mark."""
    return plain(word).casefold()


def _may_hold_address(text: str) -> bool:
    return "@" in text or "://" in text or "www." in text or "\\" in text


def _is_short_form(word: str, language: Language) -> bool:
    if language == "he":
        return False
    # `ECG`, and `ECGs`; a drug or a test written with a capital inside (`HbA`, `OxyContin`, `mmHg`).
    if word.removesuffix("s").isupper() or any(char.isupper() for char in word[1:]):
        return True
    return word.lower() in _ABBREVIATIONS
