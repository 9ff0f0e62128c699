"""Splits English and Hebrew text into comparable words, without frame words.

Checking asks whether a word is in the note, so forms of one word must match (`fractures`, `fractured`;
`בכתף`, `הכתף`) while different words must not; recall matters less here than in search.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from core.clinical_language.tables import rows, words_of

_MARKS = "\u0591-\u05bd\u05bf\u05c1-\u05c7\u0300-\u036f"
_WORD = re.compile(
    rf"(?:(?i:non[-‐‑ ]|pre[-‐‑]|pseudo-)(?=[a-zA-Z]))?"
    rf"[^\W_](?:[^\W_]|[{_MARKS}])*(?:['’׳\"״](?:[^\W\d_]|[{_MARKS}])+)*"
)
_JOINED = re.compile(r"(?<=^non)[-‐‑ ]|(?<=^pre)[-‐‑]|(?<=^pseudo)-")
_HEBREW = re.compile(r"[\u05d0-\u05ea]")
_HEBREW_PREFIXES = frozenset("והבלמשכ")
_HEBREW_ENDINGS = ("ים", "ות", "יה", "יו", "ה", "ת", "י", "ו")
_SHORTEST_HEBREW_STEM = 3

_SAME_WORD = {
    form: stem for kind, stem, *forms in rows("frame_words") if kind == "same" for form in forms[0].split()
}
"""Forms that no suffix rule unifies and that notes and answers use interchangeably."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `[start, end)`; two words are equal if they share one of their `forms`."""

    text: str
    start: int
    end: int
    forms: frozenset[str]

    @property
    def frame(self) -> bool:
        """True for words that carry no claim: function words and reporting verbs."""
        return bool(words_of("frame_words", "frame") & {self.text.casefold(), *self.forms})

    @property
    def light(self) -> bool:
        """True for words that an answer may add to those of the note."""
        return self.text.casefold() in words_of("frame_words", "light")

    def same_as(self, other: Word) -> bool:
        return not self.forms.isdisjoint(other.forms)


def words(text: str) -> list[Word]:
    """Every word of `text` that begins with a letter, in order; `HbA1c` and `L5` are words, `20mg` is not."""
    return [
        Word(found[0], found.start(), found.end(), _forms(found[0]))
        for found in _WORD.finditer(text)
        if not found[0][0].isdigit()
    ]


def has_hebrew(text: str) -> bool:
    return _HEBREW.search(text) is not None


def _forms(word: str) -> frozenset[str]:
    # `Non-smoker` is one word: the word it negates is not in the text.
    plain = _JOINED.sub("", _plain(word))
    return _hebrew_forms(plain) if has_hebrew(plain) else frozenset({_english_stem(plain)})


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters.translate({0x2019: "'", 0x05F3: "'", 0x05F4: '"'})


def _english_stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    if any(char.isdigit() for char in word):
        return word
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 4 and word.endswith(("sses", "xes", "zes", "ches", "shes")):
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _hebrew_forms(word: str) -> frozenset[str]:
    bare = {word}
    stem = word
    while len(stem) > _SHORTEST_HEBREW_STEM and stem[0] in _HEBREW_PREFIXES and len(word) - len(stem) < 2:
        stem = stem[1:]
        bare.add(stem)
    ended = {
        form.removesuffix(ending)
        for form in bare
        for ending in _HEBREW_ENDINGS
        if form.endswith(ending) and len(form) - len(ending) >= _SHORTEST_HEBREW_STEM
    }
    return frozenset(bare | ended)
