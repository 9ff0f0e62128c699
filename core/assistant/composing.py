"""Composes the answer from the verified sentences of the model, or from quotes of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.assistant.dto import AnswerKind, Attribution, ClientList, Sentence, Sought, Source
from core.assistant.evidence.abstention import asks_for_number, missing_words
from core.assistant.evidence.asked import sought_in
from core.assistant.evidence.outdated import outdated
from core.assistant.evidence.proving import proof_of
from core.assistant.evidence.quoting import choose_quotes, emphasised, joined, leading_quotes, quote_line
from core.assistant.evidence.ranking import Evidence, near_the_best
from core.assistant.evidence.subjects import Subjects
from core.assistant.finding import RetrievedPassages
from core.assistant.reading_order import reading_order, renumbered_sentences, renumbered_sources
from core.assistant.sources import SourceTable
from core.assistant.verification.reading.quantities import quantities
from core.assistant.verification.sentence_verifier import Support
from core.assistant.writing.generation import ModelTurn

ON_TOPIC_SHARE = 0.9
"""A written sentence counts if its words score at least this share of the best sentence found. Without it a
small model's true but irrelevant remark would be the answer.
"""


_Written = tuple[Sentence, tuple[Support, ...]]
"""A verified sentence and the words that support it."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The sentences of an answer with the information about their sources."""

    text: str
    mode: AnswerKind
    sources: tuple[Source, ...]
    sentences: tuple[Sentence, ...] = ()
    withheld: tuple[Sentence, ...] = ()
    attribution: Attribution = "tracked"
    notice: str | None = None
    not_in_record: bool = False
    missing: tuple[str, ...] = ()
    """The question's words that occur nowhere, for an answer that says so."""
    sought: Sought | None = None
    leading: int | None = None
    unscored: bool = False
    uncertain: bool = False
    lists: tuple[ClientList, ...] = ()


def compose(found: RetrievedPassages, evidence: Sequence[Evidence], turn: ModelTurn) -> Composed:
    """The verified sentences that answer the question; if there is none, the best evidence, dated."""
    draft = turn.draft
    written = list(zip(draft.sentences, draft.supports, strict=True))
    why_not = [_why_not_shown(found, one, evidence) for one in written]
    kept = [one for one, why in zip(written, why_not, strict=True) if why is None]
    idle = [
        replace(sentence, verified=False, reason=why)
        for (sentence, _), why in zip(written, why_not, strict=True)
        if why is not None
    ]
    table = SourceTable(found.hits, found.names, nearest=evidence, order=found.order)
    quotes = [] if kept else choose_quotes(evidence, found)
    sentences = _of_sentences(kept, table) if kept else _of_quotes(found, evidence, quotes, table)
    if kept:
        table.explained(draft.reasons)
    withheld = (*draft.withheld, *idle)
    table.withheld(withheld)
    sources = table.sources(offered=turn.offered)
    numbers = reading_order(sentences, sources)
    shown = renumbered_sentences(sentences, numbers)
    return Composed(
        text=joined(shown, " " if kept else "\n"),
        mode="written" if kept else "evidence",
        sources=renumbered_sources(sources, numbers),
        sentences=shown,
        withheld=renumbered_sentences(withheld, numbers),
        attribution=draft.attribution,
        notice=draft.notice or (None if kept else "not_supported"),
        leading=None if kept else leading_quotes(quotes, found),
    )


def not_in_record(found: RetrievedPassages, evidence: Sequence[Evidence], reason: str) -> Composed:
    """No answer; the sources list the nearest passages, none of them used."""
    sources = SourceTable(found.hits, found.names, nearest=evidence, order=found.order).sources()
    missing: tuple[str, ...] = ()
    if reason == "not_mentioned":
        missing = missing_words(
            found.question, found.hits, subjects=found.subjects, mentioned=found.mentioned
        )
    return Composed(
        "",
        "evidence",
        sources,
        notice=reason,
        not_in_record=True,
        missing=missing,
        sought=sought_in(found.question, found.subjects or Subjects(found.question)),
    )


def _of_sentences(kept: Sequence[_Written], table: SourceTable) -> tuple[Sentence, ...]:
    for place, (_, supports) in enumerate(kept, start=1):
        table.cited(place, supports)
    return tuple(sentence for sentence, _ in kept)


def _of_quotes(
    found: RetrievedPassages, evidence: Sequence[Evidence], quotes: Sequence[Evidence], table: SourceTable
) -> tuple[Sentence, ...]:
    table.quoted(quotes)
    subjects = found.subjects or Subjects(found.question)
    for quote in quotes:
        table.proved(quote.number, proof_of(quote, evidence, found.passage(quote.number), subjects))
    return tuple(_line(found, quote) for quote in quotes)


def _line(found: RetrievedPassages, quote: Evidence) -> Sentence:
    passage = found.passage(quote.number)
    line = quote_line(quote, passage, client_name=found.name_to_show(passage))
    return emphasised(line, (found.subjects or Subjects(found.question)).query)


def _why_not_shown(found: RetrievedPassages, written: _Written, evidence: Sequence[Evidence]) -> str | None:
    """A code if a verified sentence does not answer, or is of another time than the question; else None."""
    if not _answers(found.question, written, evidence):
        return "off_question"
    return outdated(found, evidence, [(support.number, support.span) for support in written[1]])


def _answers(question: str, written: _Written, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence answers the question: its words near the best, a number where one is asked for."""
    sentence, supports = written
    if asks_for_number(question) and not quantities(sentence.text):
        return False
    return any(
        near_the_best(one, evidence, ON_TOPIC_SHARE)
        and one.span.start < support.span.end
        and support.span.start < one.span.end
        for support in supports
        for one in evidence
        if one.number == support.number
    )
