"""Splits text into words and numbers with their lexemes, in English and Hebrew.

The same for notes and questions, and dependent on the text only: a note's stored lexemes never change with a
vocabulary. Doses, measurements and dates stay whole (`20mg`, `5/10`, `7.2%`) beside their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.language import hebrew
from core.language.dates import written_date
from core.language.english import stem
from core.language.folding import folded
from core.language.memo import Memo
from core.language.stop_words import FUNCTION_WORDS
from core.language.units import AFTER_NUMBER, UNITS

_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
_UNIT = "|".join(re.escape(unit).replace('"', '["״”]').replace("'", "['׳’]") for unit in AFTER_NUMBER)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?(?:/\d+(?:\.\d+)?)*|(?<![\d.])\.\d+)"
_DAY = r"\d\d?/\d\d?/(?:\d{4}|\d\d)|\d\d?\.\d\d?\.(?:\d{4}|\d\d)"
_DATE = rf"\d{{4}}-\d\d?-\d\d?(?!\d)|(?<![\d/.])(?:{_DAY})(?![\d/])"
_REST = rf"[^\W_]*(?:(?:[{_MARKS}]|[\"'’”״׳‐‑־-](?=[^\W_]))[^\W_]*)*"
_READING = re.compile(rf"({_NUMBER})[ \u00a0-]?({_UNIT})?", re.IGNORECASE)
TOKEN = re.compile(
    # The most common alternative first; without groups, which would cost more than everything else.
    rf"[^\W\d_]{_REST}"
    rf"|{_DATE}"
    rf"|{_NUMBER}(?:[ \u00a0-]?(?i:{_UNIT})(?![^\W_]))?(?![^\W\d_])"
    rf"|[^\W_]{_REST}"
    r"|%",
)
"""A word, a date, a number with its unit, or another token that begins with a digit."""
_WHOLE_DATE = re.compile(_DATE)
_INNER = re.compile("[\"'-]")
_POSSESSIVE = re.compile(r"'s?$")
_DIGITS_FIRST = re.compile(r"\d+")
_LONGEST_WORD = 64
_CACHED = 60_000


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number at `[start, end)` of a text, as written. `lexemes` are its index keys, the most
    certain first; none for a function word.
    """

    start: int
    end: int
    written: str
    lexemes: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words and numbers of `text` in order, function words included."""
    for found in TOKEN.finditer(text):
        yield Token(found.start(), found.end(), found[0], lexemes_of(found[0]))


def _lexemes_of(written: str) -> tuple[str, ...]:
    """The lexemes of one token as written."""
    forms = forms_of(written)
    return () if forms and forms[0] in FUNCTION_WORDS else forms


def _forms_of(written: str) -> tuple[str, ...]:
    """As `_lexemes_of`, with the lexemes of function words."""
    if written[0].isdigit() or written[0] == ".":
        if _WHOLE_DATE.fullmatch(written):
            return written_date(written)
        if reading := _READING.fullmatch(written):
            return _reading(reading[1], reading[2])
    return _word(written)


lexemes_of = Memo(_lexemes_of, maxsize=_CACHED)
forms_of = Memo(_forms_of, maxsize=_CACHED)


def _reading(number: str, unit: str | None) -> tuple[str, ...]:
    plain = "/".join(_plain(part) for part in number.replace(",", "").split("/"))
    if unit is None:
        return (plain,)
    lexeme = UNITS[_unquoted(folded(unit))]
    return (plain + lexeme, plain, lexeme)


def _plain(number: str) -> str:
    """`2.50` as `2.5`, `.5` as `0.5`; numbers without a point stay unchanged."""
    if "." not in number:
        return number
    whole, _, part = number.partition(".")
    part = part.rstrip("0")
    return f"{whole or '0'}.{part}" if part else whole or "0"


def _word(written: str) -> tuple[str, ...]:
    # Some characters decompose into several words.
    word = "".join(folded(written).split())[:_LONGEST_WORD]
    bare = _unquoted(word)
    if bare in UNITS:
        return _of_unit(word, bare)
    if word.isascii() and word.isalnum():
        return _latin(word)
    if hebrew.is_hebrew(word):
        return _hebrew(word)
    return _compound(_POSSESSIVE.sub("", word))


def _of_unit(word: str, bare: str) -> tuple[str, ...]:
    if hebrew.is_hebrew(word) and word == bare:
        return (UNITS[bare], *hebrew.variants(word))
    return (UNITS[bare],)


def _latin(word: str) -> tuple[str, ...]:
    if word[0].isdigit():
        digits = _DIGITS_FIRST.match(word)
        return (word, digits[0]) if digits else (word,)
    return (stem(word),)


def _compound(word: str) -> tuple[str, ...]:
    parts = [part for part in _INNER.split(word) if part]
    joined = "".join(parts)
    if len(parts) < 2:
        return _latin(joined) if joined else (word,)
    return tuple(dict.fromkeys((stem(joined), *(lexeme for part in parts for lexeme in _word(part)))))


def _hebrew(word: str) -> tuple[str, ...]:
    if "-" in word:
        return tuple(dict.fromkeys(lexeme for part in word.split("-") if part for lexeme in _part(part)))
    if '"' in word or "'" in word:
        # An abbreviation has no endings to remove.
        return hebrew.without_prefixes(_unquoted(word))
    root = hebrew.skeleton(word)
    return (*hebrew.variants(word), root) if root else hebrew.variants(word)


def _part(part: str) -> tuple[str, ...]:
    """Of `ה-Ramipril` only the name: a single letter is a prefix."""
    return () if len(part) == 1 and hebrew.is_hebrew(part) else _word(part)


def _unquoted(word: str) -> str:
    return word.replace('"', "").replace("'", "")
