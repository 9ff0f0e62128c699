"""Picks quotes sentence by sentence, best first, up to an amount that can be read at a glance.

A second sentence of a quoted passage extends that quote instead of adding one: adjacent text is read
together, and a short list of quotes keeps the answer at the top.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from core.assistant.evidence.ranking import Evidence
from core.assistant.spans import Span, enclosing, sentence_spans
from core.retrieval.dto import Passage

QUOTE_CHARS = 200
"""A quote is a sentence with as many neighbours as fit: alone it often lacks its subject."""
LONGEST_QUOTE_CHARS = 700
"""Sentences of one passage are joined into one quote up to this; else each is quoted separately."""


@dataclass(frozen=True, slots=True)
class Readable:
    """At least `fewest` quotes of any length, and up to `most` while all stay within `chars` together."""

    fewest: int
    most: int
    chars: int


def pick(
    near: Iterable[Evidence],
    evidence: Sequence[Evidence],
    passage_of: Callable[[int], Passage],
    readable: Readable,
) -> list[Evidence]:
    """The quotes of `near` (best first), best first; no words twice. `evidence` are all sentences found."""
    picked: list[Evidence] = []
    for one in near:
        passage = passage_of(one.number)
        shown = [quote for quote in picked if _same_place(passage, passage_of(quote.number))]
        if any(_within(one.span, quote.span) for quote in shown):
            continue
        held = _nearest(picked, one, passage)
        if held is not None:
            joined = _joined(picked[held], one, passage)
            if _chars(picked) + _length(joined.span) - _length(picked[held].span) <= readable.chars:
                picked[held] = joined
        elif len(picked) < readable.most:
            grown = with_neighbours(one, evidence, passage)
            if any(_overlap(grown.span, quote.span) for quote in shown):
                grown = one
            if len(picked) >= readable.fewest and _chars(picked) + _length(grown.span) > readable.chars:
                break
            picked.append(grown)
    return picked


def with_neighbours(
    one: Evidence, evidence: Sequence[Evidence], passage: Passage, *, chars: int = QUOTE_CHARS
) -> Evidence:
    """The sentence, extended by its better neighbour while the whole stays within `chars`."""
    spans = sentence_spans(passage)
    scores = {other.span.start: other.score for other in evidence if other.number == one.number}
    first = last = next(place for place, span in enumerate(spans) if span.start == one.span.start)
    while True:
        beside = [place for place in (first - 1, last + 1) if 0 <= place < len(spans)]
        fitting = [
            place for place in beside if spans[max(last, place)].end - spans[min(first, place)].start <= chars
        ]
        if not fitting:
            return replace(one, span=enclosing(passage, spans[first : last + 1]))
        place = max(fitting, key=lambda place: scores[spans[place].start])
        first, last = min(first, place), max(last, place)


def _nearest(picked: Sequence[Evidence], one: Evidence, passage: Passage) -> int | None:
    """The quote of the same passage to join with `one`; None if each is too far away."""
    lengths = {
        place: _length(_joined(quote, one, passage).span)
        for place, quote in enumerate(picked)
        if quote.number == one.number
    }
    near = [place for place, length in lengths.items() if length <= LONGEST_QUOTE_CHARS]
    return min(near, key=lengths.__getitem__, default=None)


def _joined(quote: Evidence, one: Evidence, passage: Passage) -> Evidence:
    matched = tuple(dict.fromkeys((*quote.matched, *one.matched)))
    return replace(quote, span=enclosing(passage, (quote.span, one.span)), matched=matched)


def _same_place(one: Passage, other: Passage) -> bool:
    return (one.source_id, one.field) == (other.source_id, other.field)


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _length(span: Span) -> int:
    return span.end - span.start


def _chars(quotes: Iterable[Evidence]) -> int:
    return sum(_length(quote.span) for quote in quotes)
