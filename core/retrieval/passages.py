"""Cuts one field of a note into overlapping passages that carry meaning and know their exact place.

Windows of three sentences at a stride of one found more of the proving sentences in development charts
than disjoint windows did; overlapping hits are collapsed when they are shown (`core.retrieval.fusion`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.retrieval.sentences import PIECES_LIMIT, Sentence, sentences

WINDOW_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class Cut:
    """`text` is exactly `field_text[start:end]`; `heading` is what it stands under and may be outside of it."""

    start: int
    end: int
    text: str
    heading: str


def cut_passages(field_text: str) -> list[Cut]:
    """Overlapping passages in order of their starts; together they hold all that is not blank.

    The same text always gives the same passages. No passage lies inside another.
    """
    units = sentences(field_text)
    cuts: list[Cut] = []
    covered = 0
    for first in range(len(units)):
        last = _window_end(units, first)
        if last > covered:
            start, end = units[first].start, units[last - 1].end
            cuts.append(Cut(start, end, field_text[start:end], units[first].heading))
            covered = last
    return cuts


def embedding_text(cut: Cut, *, field: str, day: date | None = None) -> str:
    """What the embedder reads for a passage: its words, led by where they stand."""
    lead = field.replace("_", " ")
    if cut.heading and not cut.text.startswith(cut.heading):
        lead = f"{lead}, {cut.heading}"
    return f"{lead}: {cut.text}"


def _window_end(units: list[Sentence], first: int) -> int:
    last, pieces = first + 1, units[first].pieces
    while last < len(units) and last - first < WINDOW_SENTENCES:
        pieces += units[last].pieces
        if pieces > PIECES_LIMIT:
            break
        last += 1
    return last
