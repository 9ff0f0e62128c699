"""Finds words in stored questions and answers, in English and Hebrew.

Matches inflected forms, Hebrew words with prefixes, with or without niqqud and final letters, and beginnings
of words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.assistant.dto import Answer
from core.language import hebrew
from core.language.folding import folded
from core.language.tokens import TOKEN, forms_of, tokens

EXCERPT_CHARS = 160
_BEFORE_CHARS = 40
_FEWEST_OF_BEGINNING = 2
_BLANK = re.compile(r"\s")
TextRange = tuple[int, int]
"""A range of characters: `[start, end)`."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words around a match; `text[start:end]` is the match."""

    text: str
    start: int
    end: int


class WordSearch:
    """Searches for every word of one text."""

    def __init__(self, text: str) -> None:
        self._words = tuple(
            _Wanted(folded(token.written), _readings(token.written)) for token in tokens(text)
        )
        self._seen: dict[str, tuple[int, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self._words)

    def find_in(self, texts: Iterable[str]) -> Excerpt | None:
        """The best match in an answer's `texts_of`; None unless they together contain every word."""
        held: set[int] = set()
        best: tuple[int, str, TextRange] | None = None
        for text in texts:
            found = self._in(text)
            held.update(found)
            if found and (best is None or len(found) > best[0]):
                best = (len(found), text, min(found.values()))
                if len(found) == len(self._words):
                    break
        if best is None or len(held) < len(self._words):
            return None
        return _excerpt(best[1], best[2])

    def may_be_in(self, words: Mapping[str, Collection[int]]) -> set[int]:
        """The numbered items that may contain every word; `words` maps what `words_in` gives to numbers."""
        found: set[int] | None = None
        for wanted in self._words:
            held: set[int] = set()
            for reading in wanted.readings:
                held.update(words.get(reading, ()))
            if len(wanted.plain) >= _FEWEST_OF_BEGINNING:
                for word, numbers in words.items():
                    if word.startswith(wanted.plain):
                        held.update(numbers)
            found = held if found is None else found & held
        return found or set()

    def _in(self, text: str) -> dict[int, TextRange]:
        """The first position in `text` of each wanted word that it contains."""
        found: dict[int, TextRange] = {}
        for token in TOKEN.finditer(text):
            for number in self._wanted_in(token[0]):
                found.setdefault(number, (token.start(), token.end()))
            if len(found) == len(self._words):
                break
        return found

    def _wanted_in(self, written: str) -> tuple[int, ...]:
        """The wanted words that a word matches; memoised, since notes repeat their words."""
        known = self._seen.get(written)
        if known is None:
            plain, readings = folded(written), _readings(written)
            known = tuple(at for at, wanted in enumerate(self._words) if wanted.is_in(plain, readings))
            self._seen[written] = known
        return known


@dataclass(frozen=True, slots=True)
class _Wanted:
    plain: str
    readings: frozenset[str]

    def is_in(self, plain: str, readings: frozenset[str]) -> bool:
        if not self.readings.isdisjoint(readings):
            return True
        return len(self.plain) >= _FEWEST_OF_BEGINNING and any(
            each.startswith(self.plain) for each in (plain, *readings)
        )


def words_in(text: str) -> set[str]:
    """Every key under which a word of `text` may be found."""
    found: set[str] = set()
    for written in set(TOKEN.findall(text)):
        found.add(folded(written))
        found |= _readings(written)
    return found


def _readings(written: str) -> frozenset[str]:
    """The keys of a word: its stem, in Hebrew also without prefixes; not the guess at its root."""
    plain = folded(written)
    prefixless = hebrew.without_prefixes(plain) if hebrew.is_hebrew(plain) else ()
    sure = (form for form in forms_of(written) if not form.startswith(hebrew.SKELETON_MARK))
    return frozenset((*sure, *prefixless))


def texts_of(answer: Answer) -> Iterator[str]:
    """The searched texts of an answer, the most important first.

    Unused sources are left out: with them every answer about a chart would match.
    """
    yield answer.question
    yield answer.answer
    yield from (source.quote for source in answer.sources if source.used)


def _excerpt(text: str, place: TextRange) -> Excerpt:
    begin, stop = place
    start = max(0, begin - _BEFORE_CHARS)
    if start:
        # Starts at the beginning of a word.
        start = text.find(" ", start, begin) + 1 or start
    end = min(len(text), max(start + EXCERPT_CHARS, stop))
    cut = _one_line(text[start:end])
    lead, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    shift = len(lead) - start
    return Excerpt(f"{lead}{cut}{tail}", begin + shift, stop + shift)


def _one_line(text: str) -> str:
    """Keeps its length, so that offsets stay valid."""
    return _BLANK.sub(" ", text)
