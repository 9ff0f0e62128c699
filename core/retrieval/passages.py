"""Cuts one field of a note into overlapping passages that carry meaning and know their exact place.

Sentences are joined to parts of a useful length, parts to passages. A passage is found by itself and by its
best part (`core.retrieval.embedding`): on development charts that put the proving words among the first five
8 points more often than three-sentence windows did, at half their number.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.retrieval.sentences import PIECES_LIMIT, Sentence, estimated_pieces, sentences

PART_PIECES = 40
"""Sentences are joined until a part is at least this long: shorter ones embed too vaguely to be compared."""

PARTS_IN_PASSAGE = 3
STRIDE_PARTS = 2
"""Neighbouring passages share one part, so that what straddles a border is whole in one of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of sentences at `[start, end)` of the field, and the headings it stands under."""

    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class Cut:
    """One passage: `text` is exactly `field_text[start:end]`; `parts` fill it from start to end."""

    start: int
    end: int
    text: str
    parts: tuple[Part, ...]


def cut_passages(field_text: str) -> list[Cut]:
    """Passages in order of their starts; together they hold all that is not blank, and none holds another.

    The same text always gives the same passages.
    """
    parts = _parts(field_text)
    cuts: list[Cut] = []
    first, covered = 0, 0
    while covered < len(parts):
        last = _last_part(field_text, parts, first)
        if last <= covered:
            # The shared part leaves no room for the next one: begin after it.
            first = covered
            continue
        start, end = parts[first].start, parts[last - 1].end
        cuts.append(Cut(start, end, field_text[start:end], tuple(parts[first:last])))
        covered = last
        # A passage cut short by its length must not leave a gap behind it.
        first = min(first + STRIDE_PARTS, covered)
    return cuts


def _parts(field_text: str) -> list[Part]:
    parts: list[Part] = []
    pieces = PIECES_LIMIT
    for sentence in sentences(field_text):
        if parts and _joins(parts[-1], pieces, sentence):
            parts[-1] = Part(parts[-1].start, sentence.end, sentence.heading)
            pieces += sentence.pieces
        else:
            parts.append(Part(sentence.start, sentence.end, sentence.heading))
            pieces = sentence.pieces
    return parts


def _joins(part: Part, pieces: int, sentence: Sentence) -> bool:
    return (
        pieces < PART_PIECES and part.heading == sentence.heading and pieces + sentence.pieces <= PIECES_LIMIT
    )


def _last_part(field_text: str, parts: list[Part], first: int) -> int:
    """One past the last part of the passage that begins with part `first`."""
    last, pieces = first, 0
    while last < len(parts) and last - first < PARTS_IN_PASSAGE:
        pieces += estimated_pieces(field_text[parts[last].start : parts[last].end])
        if last > first and pieces > PIECES_LIMIT:
            break
        last += 1
    return last
