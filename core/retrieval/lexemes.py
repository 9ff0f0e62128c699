"""Text to lexemes, alike for notes and questions, in English and Hebrew.

Doses and readings stay whole (`20mg`, `5/10`, `7.2%`), Hebrew is folded and offered without its prefixes.
English endings are left to the Porter stemmer of the full-text index.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from core.retrieval.stop_words import STOP_WORDS

_TOKEN = re.compile(
    r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?(?:/\d+(?:\.\d+)?)*)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:[\"'-][^\W_]+)*)"
    r"|(?P<percent>%)"
)
_QUOTES = str.maketrans({"״": '"', "”": '"', "“": '"', "׳": "'", "’": "'", "‐": "-", "‑": "-", "־": "-"})
_FINALS = str.maketrans("ךםןףץ", "כמנפצ")
_HEBREW = re.compile("[א-ת]")
_HEBREW_PREFIXES = frozenset("והבכלמש")
_FEWEST_LETTERS_LEFT = 3
_MOST_PREFIXES = 2
_LATIN_TAIL = re.compile(r"'[a-z]{1,2}$")

_UNIT_SPELLINGS = {
    "%": "% percent",
    "mg": "mg milligram milligrams מג",
    "mcg": "mcg ug μg microgram micrograms מקג",
    "g": "g gm gram grams גרמ",
    "kg": "kg kgs kilogram kilograms kilo kilos קג",
    "lb": "lb lbs pound pounds",
    "ml": "ml milliliter milliliters millilitre millilitres מל",
    "mm": "mm millimeter millimeters millimetre millimetres ממ",
    "cm": "cm centimeter centimeters centimetre centimetres סמ",
    "mmhg": "mmhg",
    "bpm": "bpm",
    "iu": "iu unit units",
    "meq": "meq",
}
"""Units of doses and readings, each with the spellings (after folding) that mean it."""

_UNITS = {spelling: unit for unit, spellings in _UNIT_SPELLINGS.items() for spelling in spellings.split()}


def folded(text: str) -> str:
    """`text` in one case, without accents and niqqud, with plain quotation marks and no final letters."""
    cased = text.translate(_QUOTES).casefold()
    if cased.isascii():
        return cased
    decomposed = unicodedata.normalize("NFKD", cased)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return plain.translate(_FINALS)


def note_lexemes(text: str) -> list[str]:
    """Every lexeme of a note in order, each spelling that a question may use included."""
    return [lexeme for group in _groups(text) for lexeme in group]


def question_lexemes(text: str) -> list[str]:
    """The distinct lexemes of a question, without stop words unless it holds nothing else."""
    groups = list(_groups(text))
    telling = [group for group in groups if group[0] not in _STOP_WORDS] or groups
    return list(dict.fromkeys(lexeme for group in telling for lexeme in group))


_STOP_WORDS = frozenset(folded(word) for word in STOP_WORDS)


def _groups(text: str) -> Iterator[list[str]]:
    """For each word or number its spellings; the plainest first."""
    number = ""
    number_end = -1
    plain = folded(text)
    for found in _TOKEN.finditer(plain):
        if found["number"]:
            number, number_end = found["number"].replace(",", ""), found.end()
            yield [number]
            continue
        unit = _UNITS.get(found[0].replace('"', ""))
        if unit and number and plain[number_end : found.start()] in ("", " "):
            yield [number + unit] if unit == "%" else [unit, number + unit]
        elif found["word"]:
            yield _spellings(found["word"])
        number = ""


def _spellings(word: str) -> list[str]:
    if word.isascii() and word.isalnum():
        return [word]
    if _HEBREW.search(word):
        return _hebrew_spellings(word)
    word = _LATIN_TAIL.sub("", word)
    parts = [part for part in re.split("[\"'-]", word) if part]
    joined = "".join(parts)
    return [joined] if len(parts) == 1 else [joined, *parts]


def _hebrew_spellings(word: str) -> list[str]:
    """A word as it stands, then without one and two of its prefix letters; parts of `ה-Ramipril` apart."""
    if "-" in word:
        return [spelling for part in word.split("-") if part for spelling in _spellings(part)]
    whole = word.replace('"', "").replace("'", "")
    found = [whole]
    for _ in range(_MOST_PREFIXES):
        if whole[0] not in _HEBREW_PREFIXES or len(whole) <= _FEWEST_LETTERS_LEFT:
            break
        whole = whole[1:]
        found.append(whole)
    return found
