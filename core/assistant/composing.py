"""Makes the answer of what the model wrote and verification left, or of the record's own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.dto import AnswerMode, Attribution, Sentence, Source
from core.assistant.evidence import Evidence
from core.assistant.finding import Found
from core.assistant.generation import ModelTurn
from core.assistant.quoting import choose, joined, quote_line
from core.assistant.sources import SourceTable


@dataclass(frozen=True, slots=True)
class Composed:
    """The words of an answer with everything that says where they come from."""

    text: str
    mode: AnswerMode
    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...] = ()
    withheld: tuple[Sentence, ...] = ()
    attribution: Attribution = "tracked"
    notice: str | None = None
    not_in_record: bool = False


def compose(found: Found, evidence: Sequence[Evidence], turn: ModelTurn) -> Composed:
    """The verified sentences; where none is left, the best evidence, quoted and dated."""
    table = SourceTable(found.hits, found.names, nearest=evidence)
    draft = turn.draft
    if draft.sentences:
        for place, supports in enumerate(draft.supports, start=1):
            table.cited(place, supports)
        sentences, mode, separator, notice = tuple(draft.sentences), _WRITTEN, " ", draft.notice
    else:
        quotes = choose(evidence, found.hits, whole_practice=found.whole_practice)
        table.quoted(quotes)
        sentences, mode, separator = tuple(_line(found, quote) for quote in quotes), _EVIDENCE, "\n"
        notice = draft.notice or "not_supported"
    return Composed(
        text=joined(sentences, separator),
        mode=mode,
        sources=table.sources(offered=turn.offered),
        sentences=sentences,
        withheld=tuple(draft.withheld),
        attribution=draft.attribution,
        notice=notice,
    )


def not_in_record(found: Found, evidence: Sequence[Evidence], reason: str) -> Composed:
    """No answer; the sources list what was nearest, none of it used."""
    sources = SourceTable(found.hits, found.names, nearest=evidence).sources()
    return Composed("", _EVIDENCE, sources, notice=reason, not_in_record=True)


_WRITTEN: AnswerMode = "written"
_EVIDENCE: AnswerMode = "evidence"


def _line(found: Found, quote: Evidence) -> Sentence:
    passage = found.passage(quote.number)
    return quote_line(quote, passage, client_name=found.name_to_show(passage))
