"""The sentences of a passage with their offsets in the field: quoted by answers and used for checking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from core.clients.record_fields import RECORD_LISTS
from core.language.sentences import sentences
from core.retrieval.dto import Passage


@dataclass(frozen=True, slots=True)
class Span:
    """`text` is exactly `field_text[start:end]` (character offsets into the field)."""

    start: int
    end: int
    text: str


def as_read(text: str, field: str) -> str:
    """The words of a span as a reader sees them: a list entry of the client record under its title.

    For comparison only; the span itself is quoted.
    """
    return f"{field.capitalize()}: {text}" if field in RECORD_LISTS else text


def whole(passage: Passage) -> Span:
    return Span(passage.start, passage.end, passage.text)


def sentence_spans(passage: Passage) -> list[Span]:
    """The sentences and list items of a passage, each with the heading directly above it."""
    return [_cut(passage, found.start, found.end) for found in sentences(passage.text)] or [whole(passage)]


def candidate_spans(passage: Passage) -> list[Span]:
    """The sentences of a passage and its pairs of adjacent sentences, which often share one subject."""
    single = sentence_spans(passage)
    return single + [enclosing(passage, pair) for pair in pairwise(single)]


def enclosing(passage: Passage, spans: Iterable[Span]) -> Span:
    """The shortest span of `passage` that contains all of `spans` (at least one)."""
    held = list(spans)
    start, end = min(span.start for span in held), max(span.end for span in held)
    return _cut(passage, start - passage.start, end - passage.start)


def _cut(passage: Passage, start: int, end: int) -> Span:
    return Span(passage.start + start, passage.start + end, passage.text[start:end])
