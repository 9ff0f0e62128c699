"""Finds the words of a displayed passage that match words of the question, for highlighting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from core.language.query import Group, Query
from core.language.tokens import Token, tokens

_SURE = 0.55
"""Weaker alternatives are marked only if the text has no certain one of the group."""
_FREE_WORDS = 3
"""A phrase is marked where its words are together with at most this many others among them."""

_QUALIFIERS = frozenset(
    """no not never without deny denies denied history dose doses dosage strength amount level levels since
    start started begin began change changed result results reading value
    לא אין ללא בלי מינון רמה ערך תוצאה תוצאות מאז היסטוריה""".split()
) | {"history of"}
"""Qualifying words: alone they would be marked all over a note."""
_BESIDE_WORDS = 5
"""Marked within this distance of what they qualify."""

Span = tuple[int, int]


def matched_spans(text: str, query: Query) -> tuple[Span, ...]:
    """Character spans of `text` to highlight, in order, without overlap; adjacent ones are joined.

    Each covers whole words as they are written, with their niqqud.
    """
    words = [token for token in tokens(text) if token.lexemes]
    where: dict[str, list[int]] = {}
    for number, word in enumerate(words):
        for lexeme in word.lexemes:
            where.setdefault(lexeme, []).append(number)
    about = {at for group in query.groups if not _qualifies(group) for at in _marked(group, where)}
    beside = {at for group in query.groups if _qualifies(group) for at in _marked(group, where)}
    if any(not _qualifies(group) for group in query.groups):
        beside = {at for at in beside if any(abs(at - one) <= _BESIDE_WORDS for one in about)}
    return tuple(_joined(text, [words[number] for number in sorted(about | beside)]))


def _qualifies(group: Group) -> bool:
    return group.source.casefold() in _QUALIFIERS


def _marked(group: Group, where: dict[str, list[int]]) -> Iterable[int]:
    found: list[tuple[float, list[int]]] = []
    for alternative in group.alternatives:
        numbers = _standing_together(alternative.lexeme.split(" "), where)
        if numbers:
            found.append((alternative.weight, numbers))
    sure = [numbers for weight, numbers in found if weight >= _SURE]
    return [number for numbers in sure or [numbers for _, numbers in found] for number in numbers]


def _standing_together(lexemes: Sequence[str], where: dict[str, list[int]]) -> list[int]:
    """The indices of the words that are these lexemes; of several only where all are close together."""
    places = [where.get(lexeme, []) for lexeme in lexemes]
    if len(places) == 1:
        return places[0]
    reach = len(lexemes) + _FREE_WORDS
    found: list[int] = []
    for first in places[0]:
        nearest = [min(others, key=lambda at: abs(at - first), default=None) for others in places]
        run = [at for at in nearest if at is not None]
        if len(run) == len(places) and max(run) - min(run) < reach:
            found.extend(run)
    return found


def _joined(text: str, words: Sequence[Token]) -> Iterator[Span]:
    """The spans of `words`; two separated only by blanks or a hyphen are joined."""
    start, end = -1, -1
    for word in words:
        if start >= 0 and not text[end : word.start].strip(" \t\u00a0-"):
            end = word.end
            continue
        if start >= 0:
            yield start, end
        start, end = word.start, word.end
    if start >= 0:
        yield start, end
