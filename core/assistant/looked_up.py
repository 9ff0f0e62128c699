"""Converts a lookup result into an answer: its sentences, and its quotes as numbered sources."""

from __future__ import annotations

import dataclasses
from typing import Protocol
from uuid import uuid5

from core.assistant.composing import Composed
from core.assistant.dto import NOT_KEPT, Answer, ClientList, Sentence, Source
from core.assistant.evidence.quoting import joined
from core.facts.quoting import Quote
from core.ids import PassageId
from core.lookup.dto import LookedUp
from core.retrieval.dto import Passage
from core.sources.dto import SearchScope


class Lookups(Protocol):
    """Answers from the record's structure; see `core.lookup.service`."""

    def answer(self, question: str, scope: SearchScope) -> LookedUp | None:
        """The answer; None for a question that must be searched for."""

    def narrow(self, question: str, scope: SearchScope) -> tuple[str, SearchScope]:
        """The question and the scope to search, limited to the visit that the question names."""


class NoLookups:
    """Answers nothing: every question is searched for unchanged."""

    def answer(self, question: str, scope: SearchScope) -> LookedUp | None:
        return None

    def narrow(self, question: str, scope: SearchScope) -> tuple[str, SearchScope]:
        return question, scope


def composed(found: LookedUp) -> Composed:
    """Each line as a sentence, with its quotes as sources in reading order."""
    names = dict(found.names)
    sentences: list[Sentence] = []
    sources: list[Source] = []
    numbers: dict[Quote, int] = {}
    for line in found.lines:
        for quote in line.quotes:
            if quote not in numbers:
                numbers[quote] = len(sources) + 1
                name = names.get(quote.client_id, "")
                sources.append(source_of(quote, numbers[quote], name, f"looked up: {found.frame}"))
        cited = tuple(dict.fromkeys(numbers[quote] for quote in line.quotes))
        sentences.append(Sentence(line.text, cited, verified=True))
    return Composed(
        joined(sentences, "\n"),
        "lookup",
        tuple(sources),
        tuple(sentences),
        not_in_record=not found.known,
        lists=tuple(ClientList(line.part, line.about) for line in found.lines if line.part is not None),
    )


def source_of(quote: Quote, number: int, client_name: str, reason: str) -> Source:
    """A quote as a source under a number; `reason` is why it is used."""
    passage = Passage(
        # Not from an index: the same words of the same version are the same passage.
        passage_id=PassageId(
            uuid5(quote.source_id, f"{quote.version}/{quote.field}/{quote.start}/{quote.end}")
        ),
        client_id=quote.client_id,
        source_kind=quote.kind,
        source_id=quote.source_id,
        version=quote.version,
        field=quote.field,
        start=quote.start,
        end=quote.end,
        text=quote.text,
        day=quote.day,
        title=quote.title,
        author=quote.author,
    )
    return Source(
        number=number,
        used=True,
        usage_reason=reason,
        quote=quote.text,
        quote_start=quote.start,
        quote_end=quote.end,
        verified=True,
        passage=passage,
        client_name=client_name,
        score=1.0,
    )


def without_unsourced(answer: Answer) -> Answer:
    """The answer in its stored form: without the sentences that have no source.

    They name clients, phone numbers and days, and nothing would link them to a later erasure or deletion.
    Opening the conversation runs the lookup again.
    """
    if answer.mode != "lookup" or all(one.sources for one in answer.sentences):
        return answer
    kept = tuple(one for one in answer.sentences if one.sources)
    return dataclasses.replace(answer, answer=joined(kept, "\n"), sentences=kept, notice=NOT_KEPT)
