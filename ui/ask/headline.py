"""The first line of a quoting answer: the answering words, with day and number."""

from __future__ import annotations

from core.assistant.dto import Answer, Source
from ui.ask.safe_text import chip, side_of, turned_towards
from ui.ask.words import source_day
from ui.text.excerpt import excerpt
from ui.text.text_direction import isolate, paragraph_direction
from ui.theme import Theme
from ui.widgets.formatted_label import escaped

MOST_CHARS = 220


def leading_source(answer: Answer, *, practice: bool) -> Source | None:
    """The source of the first line; None if no single quote answers.

    With several clients none is singled out: a line with their names comes first.
    """
    if answer.mode != "evidence" or answer.not_in_record or answer.attribution != "tracked":
        return None
    used = [source for source in answer.sources if source.used]
    if practice and len({source.passage.client_id for source in used}) > 1:
        return None
    first = answer.sentences[0].sources if answer.sentences else ()
    return next((source for source in used if source.number in first), None)


def headline_text(source: Source) -> str:
    """The supporting words on one line, shortened if long."""
    return excerpt(" ".join(source.proof_text.split()), (), most_chars=MOST_CHARS).text


def headline_html(source: Source, theme: Theme) -> str:
    """`“Took ibuprofen 400 mg, stopped on day 4.” 22 Nov 2026 [1]`."""
    words = headline_text(source)
    direction = paragraph_direction(words)
    # The day must not be wrapped, nor separated from its number.
    day = escaped(isolate(source_day(source).replace(" ", "\u00a0")))
    behind = f'<span style="color:{theme.muted}">{day}</span>&nbsp;{chip(source.number, theme)}'
    told = f"“{escaped(words)}”{turned_towards(behind, direction, gap=' ')}"
    return f'<p dir="{side_of(direction)}" style="margin:0; line-height:140%">{told}</p>'
