"""Figures of looking for words in earlier questions and answers, all of them sealed. Nothing is asserted."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import cast

from core.assistant.conversations.repository import ConversationRepository
from core.assistant.conversations.service import ConversationService
from core.assistant.conversations.turn_embedding import TurnEmbedder
from core.assistant.dto import Answer, Sentence, Source, Timings, Usage
from core.clients.dto import ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.ids import ClientId, ConversationId, MessageId, PassageId, new_id
from core.retrieval.dto import Passage
from core.security.sealing import Sealer
from core.sources.dto import Coverage
from tests.fixtures.context import make_context

HISTORY_SIZES = (1_000, 5_000)
_IN_A_CONVERSATION = 5
_SOURCES = 5
_WORDS = (
    "pain knee left right ibuprofen advised daily weeks swelling walking night sleep pressure normal takes"
    " tablets review reports improved morning exercise dose started stopped allergy cough fever headache"
).split()


@dataclass(frozen=True, slots=True)
class HistoryFigures:
    """Milliseconds. `first` opens every answer, the others were made after it."""

    messages: int
    first_ms: float
    common_word_ms: float
    rare_word_ms: float
    beginning_ms: float
    two_words_ms: float
    no_hit_ms: float
    hits_of_common: int


def measure_history(database: Database, sealer: Sealer, *, messages: int) -> HistoryFigures:
    """Fills one client's history with `messages` answers and looks for words in it."""
    context = make_context(database, sealer)
    client_id = ClientService(context).create(ClientDetails(first_name="Ada", last_name="Byron")).client_id
    _fill(database, sealer, client_id, messages)
    service = ConversationService(context, turn_embedder=cast("TurnEmbedder", None))

    def timed(text: str) -> tuple[float, int]:
        began = time.perf_counter()
        hits = service.search(text, client_id)
        return (time.perf_counter() - began) * 1000, len(hits)

    def usually(text: str) -> float:
        return median(timed(text)[0] for _ in range(5))

    first_ms, hits = timed("pain")
    return HistoryFigures(
        messages=messages,
        first_ms=first_ms,
        common_word_ms=usually("pain"),
        rare_word_ms=usually("marker17"),
        beginning_ms=usually("ibup"),
        two_words_ms=usually("knee swelling"),
        no_hit_ms=usually("zebra"),
        hits_of_common=hits,
    )


def _fill(database: Database, sealer: Sealer, client_id: ClientId, messages: int) -> None:
    chosen = random.Random(7)
    asked_at = datetime(2024, 1, 1, 9, tzinfo=UTC)
    for first in range(0, messages, _IN_A_CONVERSATION):
        conversation_id = ConversationId(new_id())
        with database.begin() as session:
            conversations = ConversationRepository(session, sealer)
            conversations.start(conversation_id, client_id, day=asked_at.date())
            for number in range(first, min(first + _IN_A_CONVERSATION, messages)):
                asked_at += timedelta(minutes=1)
                conversations.append(_answer(conversation_id, client_id, number, asked_at, chosen))


def _answer(
    conversation_id: ConversationId,
    client_id: ClientId,
    number: int,
    asked_at: datetime,
    chosen: random.Random,
) -> Answer:
    sources = tuple(_source(client_id, at, _text(chosen, 40)) for at in range(1, _SOURCES + 1))
    sentences = (
        Sentence(f"{sources[0].quote[:80]}", (1,), verified=True),
        Sentence(f"{sources[1].quote[:80]}", (2,), verified=True),
    )
    return Answer(
        conversation_id=conversation_id,
        message_id=MessageId(new_id()),
        question=f"How is the {chosen.choice(_WORDS)} since marker{number}?",
        answer=" ".join(one.text for one in sentences),
        sentences=sentences,
        withheld=(),
        sources=sources,
        not_in_record=False,
        mode="written",
        attribution="tracked",
        model="bench",
        timings=Timings(1.0, None, 1.0),
        usage=Usage(),
        searched=Coverage(sessions=10, since=date(2023, 1, 1), until=date(2024, 1, 1)),
        asked_at=asked_at,
    )


def _text(chosen: random.Random, words: int) -> str:
    return " ".join(_drawn(chosen, words)).capitalize() + "."


def _drawn(chosen: random.Random, words: int) -> Sequence[str]:
    return [chosen.choice(_WORDS) for _ in range(words)]


def _source(client_id: ClientId, number: int, text: str) -> Source:
    passage = Passage(
        passage_id=PassageId(new_id()),
        client_id=client_id,
        source_kind="session",
        source_id=new_id(),
        version=1,
        field="plan",
        start=0,
        end=len(text),
        text=text,
        day=date(2024, 1, 1),
    )
    return Source(
        number=number,
        used=number <= 2,
        usage_reason="states_it",
        quote=text,
        quote_start=0,
        quote_end=len(text),
        verified=True,
        passage=passage,
        client_name="Ada Byron",
        score=1.0,
    )
