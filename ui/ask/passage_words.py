"""A source's passage as rich text: shortened, with the supporting words highlighted."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt

from core.assistant.dto import Answer, Source
from ui.text.excerpt import excerpt
from ui.text.text_direction import paragraph_direction
from ui.theme import Theme
from ui.widgets.formatted_label import escaped

MOST_CHARS = 260
Span = tuple[int, int]


def passage_html(source: Source, theme: Theme, *, emphasis: Sequence[Span] = ()) -> str:
    """The passage around the supporting words. `emphasis`: spans of the quote to show in bold.

    Text of the record is escaped, so it cannot contain tags, links or images.
    """
    text, start = _text_and_quote(source)
    # An unused passage is its own quote: highlighting all of it is useless.
    whole = not source.used and len(source.quote.strip()) == len(text.strip())
    proof = [(start + first, start + last) for first, last in source.proof_spans]
    bold = [
        (start + first, start + last)
        for first, last in emphasis
        if any(_within((start + first, start + last), each) for each in proof)
    ]
    short = excerpt(text, [*proof, *bold], most_chars=MOST_CHARS)
    # `excerpt` drops marks in omitted text; the matching words are within the supporting ones, possibly all
    # of them.
    outer = [
        mark
        for mark in short.marks
        if not any(_within(mark, other) for other in short.marks if other != mark)
    ]
    inside = [mark for mark in short.marks if mark not in outer or short.marks.count(mark) > 1]
    made, at = [], 0
    for paragraph in short.text.split("\n"):
        side = "rtl" if paragraph_direction(paragraph) == Qt.LayoutDirection.RightToLeft else "ltr"
        words = _marked(paragraph, at, [] if whole else outer, inside, theme)
        made.append(f'<p dir="{side}" style="margin:0">{words}</p>')
        at += len(paragraph) + 1
    return "".join(made)


def emphasis_in(source: Source, answer: Answer) -> tuple[Span, ...]:
    """The matching words of the sentences that quote this source, as spans of its quote."""
    found: set[Span] = set()
    for sentence in answer.sentences:
        place = sentence.text.find(source.quote) if source.number in sentence.sources else -1
        if place >= 0:
            end = place + len(source.quote)
            found |= {(a - place, b - place) for a, b in sentence.emphasis if place <= a < b <= end}
    return tuple(sorted(found))


def _within(inner: Span, outer: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _text_and_quote(source: Source) -> tuple[str, int]:
    """The text around the quote, and the quote's offset; the quote alone if its place is uncertain."""
    passage = source.passage
    start = source.quote_start - passage.start
    end = start + len(source.quote)
    if start >= 0 and passage.text[start:end] == source.quote:
        return passage.text, start
    return source.quote, 0


def _marked(paragraph: str, at: int, proof: Sequence[Span], bold: Sequence[Span], theme: Theme) -> str:
    """One paragraph that begins at character `at` of the excerpt."""
    edges = {0, len(paragraph)}
    for span in (*proof, *bold):
        edges |= {min(max(each - at, 0), len(paragraph)) for each in span}
    ordered = sorted(edges)
    made = []
    for start, end in itertools.pairwise(ordered):
        words = escaped(paragraph[start:end])
        here = (at + start, at + end)
        if any(_within(here, each) for each in bold):
            words = f"<b>{words}</b>"
        if any(_within(here, each) for each in proof):
            words = f'<span style="background-color:{theme.evidence}; color:{theme.text}">{words}</span>'
        made.append(words)
    return "".join(made)
