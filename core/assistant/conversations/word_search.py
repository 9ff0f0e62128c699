"""Finds words in stored questions and answers, in English and Hebrew, as a person would look for them.

A word is found in other endings, after Hebrew prefixes, with or without niqqud and final letters, and when
only its beginning was typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.assistant.dto import Answer
from core.retrieval.language import hebrew
from core.retrieval.language.folding import folded
from core.retrieval.language.tokens import Token, forms_of, tokens

EXCERPT_CHARS = 160
_BEFORE_CHARS = 40
_FEWEST_OF_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words around a place; `text[start:end]` is what was found."""

    text: str
    start: int
    end: int


class WordSearch:
    """Looks for every word of one text."""

    def __init__(self, text: str) -> None:
        self._words = tuple(_Wanted(folded(token.written), _readings(token)) for token in tokens(text))

    def __bool__(self) -> bool:
        return bool(self._words)

    def find(self, answer: Answer) -> Excerpt | None:
        """Where `answer` says it best; None unless question, answer and used quotes together hold every word.

        What was merely found beside them would make every answer of a chart a hit.
        """
        held: set[int] = set()
        best: tuple[int, str, Token] | None = None
        for text in _texts(answer):
            found = self._in(text)
            held.update(found)
            if found and (best is None or len(found) > best[0]):
                best = (len(found), text, min(found.values(), key=lambda token: token.start))
        if best is None or len(held) < len(self._words):
            return None
        return _excerpt(best[1], best[2])

    def _in(self, text: str) -> dict[int, Token]:
        """The first token of `text` for each wanted word that it holds."""
        found: dict[int, Token] = {}
        for token in tokens(text):
            plain, readings = folded(token.written), None
            for place, wanted in enumerate(self._words):
                if place in found:
                    continue
                readings = readings or _readings(token)
                if wanted.is_in(plain, readings):
                    found[place] = token
        return found


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


def _readings(token: Token) -> frozenset[str]:
    """What a word may be: its stem, in Hebrew also without prefixes; not the bold guess at its root."""
    plain = folded(token.written)
    prefixless = hebrew.without_prefixes(plain) if hebrew.is_hebrew(plain) else ()
    sure = (form for form in forms_of(token.written) if not form.startswith(hebrew.SKELETON_MARK))
    return frozenset((*sure, *prefixless))


def _texts(answer: Answer) -> Iterator[str]:
    yield answer.question
    yield answer.answer
    yield from (source.quote for source in answer.sources if source.used)


def _excerpt(text: str, token: Token) -> Excerpt:
    start = max(0, token.start - _BEFORE_CHARS)
    if start:
        # From the beginning of a word on.
        start = text.find(" ", start, token.start) + 1 or start
    end = min(len(text), max(start + EXCERPT_CHARS, token.end))
    cut = _one_line(text[start:end])
    lead, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    shift = len(lead) - start
    return Excerpt(f"{lead}{cut}{tail}", token.start + shift, token.end + shift)


def _one_line(text: str) -> str:
    """As long as it was, so that places stay."""
    return "".join(" " if char.isspace() else char for char in text)


def newest_first(found: Sequence[tuple[Answer, Excerpt]]) -> list[tuple[Answer, Excerpt]]:
    return sorted(found, key=lambda one: one[0].asked_at, reverse=True)
