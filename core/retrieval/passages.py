"""Cuts one field of a note into overlapping passages with exact offsets.

Sentences are joined to parts of a useful length. Each part is the focus of one passage, by which it is found;
it is displayed with its neighbours as context.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.language.sentences import PIECES_LIMIT, Sentence, sentences

PART_PIECES = 40
"""Sentences are joined until a part has this length: shorter ones give vague embeddings."""

ENOUGH_CHARS = 300
MOST_CHARS = 700
"""Displayed: the focus and a neighbour on either side, further ones up to the first limit, never more than
the second (except for a longer focus).
"""


@dataclass(frozen=True, slots=True)
class Part:
    """A run of sentences at `[start, end)` of the field, and the headings above it."""

    start: int
    end: int
    heading: str


@dataclass(frozen=True, slots=True)
class Cut:
    """One passage: a part (the focus) in the window of its neighbours; `field_text[start:end]` is displayed.

    `heading` is the chain of headings above the focus, or "".
    """

    start: int
    end: int
    focus_start: int
    focus_end: int
    heading: str


def cut_passages(field_text: str) -> list[Cut]:
    """Passages in order; their focuses do not overlap and together cover all text that is not blank.

    The same text gives the same passages.
    """
    parts = _parts(field_text)
    return [_passage(parts, place) for place in range(len(parts))]


def _passage(parts: list[Part], place: int) -> Cut:
    first = last = place
    grows = True
    while grows:
        before = _may_reach(parts, first - 1, last) and (first == place or _short(parts, first, last))
        first -= before
        after = _may_reach(parts, first, last + 1) and (last == place or _short(parts, first, last))
        last += after
        grows = before or after
    own = parts[place]
    return Cut(parts[first].start, parts[last].end, own.start, own.end, own.heading)


def _may_reach(parts: list[Part], first: int, last: int) -> bool:
    return first >= 0 and last < len(parts) and parts[last].end - parts[first].start <= MOST_CHARS


def _short(parts: list[Part], first: int, last: int) -> bool:
    return parts[last].end - parts[first].start < ENOUGH_CHARS


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
