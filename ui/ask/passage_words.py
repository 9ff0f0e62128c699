"""The words of a source as rich text: its passage, shortened, with the exact quote on the evidence ground."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt

from core.assistant.dto import Answer, Source
from ui.find.excerpt import excerpt
from ui.theme import Theme
from ui.widgets.formatted_label import escaped
from ui.widgets.text_direction import paragraph_direction

MOST_CHARS = 320
Span = tuple[int, int]


def passage_html(source: Source, theme: Theme, *, emphasis: Sequence[Span] = ()) -> str:
    """The passage around the quote. `emphasis`: spans of the quote that were asked for, in bold.

    Everything of the record is escaped: nothing in it can be a tag, a link or an image.
    """
    text, quote = _text_and_quote(source)
    # Until something in it is used, a passage is its own quote: marking all of it would mark nothing.
    whole = not source.used and len(source.quote.strip()) == len(text.strip())
    bold = [(quote[0] + start, quote[0] + end) for start, end in emphasis]
    short = excerpt(text, [quote, *bold], most_chars=MOST_CHARS)
    marks = list(short.marks)
    # `excerpt` gives its marks sorted, and drops those it cut away; the quote is the one that holds the rest.
    widest = max(marks, key=lambda mark: mark[1] - mark[0], default=(0, 0))
    inside = [mark for mark in marks if mark != widest]
    made, at = [], 0
    for paragraph in short.text.split("\n"):
        side = "rtl" if paragraph_direction(paragraph) == Qt.LayoutDirection.RightToLeft else "ltr"
        words = _marked(paragraph, at, widest, inside, theme, whole=whole)
        made.append(f'<p dir="{side}" style="margin:0">{words}</p>')
        at += len(paragraph) + 1
    return "".join(made)


def emphasis_in(source: Source, answer: Answer) -> tuple[Span, ...]:
    """The asked-for words of the sentences that quote this source, as spans of its quote."""
    found: set[Span] = set()
    for sentence in answer.sentences:
        place = sentence.text.find(source.quote) if source.number in sentence.sources else -1
        if place >= 0:
            end = place + len(source.quote)
            found |= {(a - place, b - place) for a, b in sentence.emphasis if place <= a < b <= end}
    return tuple(sorted(found))


def _text_and_quote(source: Source) -> tuple[str, Span]:
    """What surrounds the quote, and where it stands there; the quote alone where its place is not certain."""
    passage = source.passage
    start = source.quote_start - passage.start
    end = start + len(source.quote)
    if start >= 0 and passage.text[start:end] == source.quote:
        return passage.text, (start, end)
    return source.quote, (0, len(source.quote))


def _marked(paragraph: str, at: int, quote: Span, bold: Sequence[Span], theme: Theme, *, whole: bool) -> str:
    """One paragraph that begins at character `at` of the excerpt; `whole`: the quote is not marked."""
    edges = {0, len(paragraph)}
    for span in (quote, *bold):
        edges |= {min(max(each - at, 0), len(paragraph)) for each in span}
    ordered = sorted(edges)
    made = []
    for start, end in itertools.pairwise(ordered):
        words = escaped(paragraph[start:end])
        if any(a <= at + start and at + end <= b for a, b in bold):
            words = f"<b>{words}</b>"
        if quote[0] <= at + start and at + end <= quote[1] and not whole:
            words = f'<span style="background-color:{theme.evidence}; color:{theme.text}">{words}</span>'
        made.append(words)
    return "".join(made)
