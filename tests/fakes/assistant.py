"""An assistant that answers what a test told it to, from the thread that asks, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.assistant.dto import (
    Answer,
    AskListener,
    Sentence,
    Source,
    Timings,
    Usage,
)
from core.cancel import CancelToken
from core.clients.dto import Client
from core.ids import ClientId, ConversationId, MessageId, PassageId, new_id
from core.retrieval.dto import Passage
from core.sessions.dto import Session
from core.sources.dto import Coverage, SearchScope
from tests.fakes.gate import Gate

ASKED_AT = datetime(2024, 4, 8, 9, 30, tzinfo=UTC)
COVERAGE = Coverage(sessions=14, since=date(2023, 1, 3), until=date(2024, 4, 7), unread=0)


def source_of(
    session: Session, field: str, quote: str, *, number: int, client: Client, used: bool = False
) -> Source:
    """A source that quotes words of a session; they must be there."""
    text = session.text.field(field)
    start = text.index(quote)
    passage = Passage(
        passage_id=PassageId(new_id()),
        client_id=session.client_id,
        source_kind="session",
        source_id=session.session_id,
        version=session.version,
        field=field,
        start=0,
        end=len(text),
        text=text,
        day=session.date,
    )
    return _source(passage, quote, start, number=number, client=client, used=used)


def record_source_of(client: Client, field: str, quote: str, *, number: int, used: bool = False) -> Source:
    """A source that quotes words of the client's own record."""
    text: str = getattr(client.details, field)
    passage = Passage(
        passage_id=PassageId(new_id()),
        client_id=client.client_id,
        source_kind="client",
        source_id=client.client_id,
        version=client.row_version,
        field=field,
        start=0,
        end=len(text),
        text=text,
        day=None,
    )
    return _source(passage, quote, text.index(quote), number=number, client=client, used=used)


def answer_of(
    question: str, sources: Sequence[Source], sentences: Sequence[Sentence], **changes: object
) -> Answer:
    """A written answer; `changes` replace any of its fields."""
    shown = " ".join(f"{each.text} {''.join(f'[{n}]' for n in each.sources)}" for each in sentences)
    answer = Answer(
        conversation_id=ConversationId(new_id()),
        message_id=MessageId(new_id()),
        question=question,
        answer=shown,
        sentences=tuple(sentences),
        withheld=(),
        sources=tuple(sources),
        not_in_record=False,
        mode="written",
        attribution="tracked",
        model="SmolLM2-135M-Instruct",
        timings=Timings(find_ms=12.0, first_token_ms=300.0, total_ms=900.0),
        usage=Usage(),
        searched=COVERAGE,
        asked_at=ASKED_AT,
    )
    return replace(answer, **changes)  # type: ignore[arg-type]


class FakeAssistant(Gate):
    """Gives `prepared[question]`, streaming its text word by word.

    The gates `evidence`, `text` and `answer` hold it before each of these. As the real service, a question
    cancelled before its evidence raises `Cancelled`, a later one ends in quotes with the notice `stopped`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.prepared: dict[str, Answer] = {}
        self.asked: list[tuple[str, SearchScope, ConversationId | None]] = []
        self.ways: list[tuple[bool, bool]] = []
        """Of each question: whether it was to be answered anew, and whether without those before it."""
        self.in_sentences: list[bool] = []
        """Of each question: whether the answer might be sentences."""
        self.copied: list[MessageId] = []
        self.stored: dict[ConversationId, tuple[ClientId | None, list[Answer]]] = {}
        self.last_cancel: CancelToken | None = None

    def prepare(self, answer: Answer) -> Answer:
        self.prepared[answer.question] = answer
        return answer

    def ask(
        self,
        question: str,
        scope: SearchScope,
        *,
        conversation_id: ConversationId | None = None,
        listener: AskListener | None = None,
        cancel: CancelToken | None = None,
        use_model: bool | None = None,
        regenerate: bool = False,
        alone: bool = False,
        sentences: bool = True,
    ) -> Answer:
        self.in_sentences.append(sentences)
        self.asked.append((question, scope, conversation_id))
        self.ways.append((regenerate, alone))
        self.last_cancel = cancel
        answer = self.prepared[question]
        if conversation_id is not None:
            answer = replace(answer, conversation_id=conversation_id)
        self._pass("evidence")
        if cancel is not None:
            cancel.raise_if_cancelled()
        if listener is not None:
            unsorted = tuple(replace(each, used=False) for each in answer.sources)
            listener.on_evidence(unsorted, answer.searched)
        self._pass("text")
        for word in answer.answer.split(" "):
            if listener is not None and (cancel is None or not cancel.cancelled):
                listener.on_text(word + " ")
        self._pass("answer")
        if cancel is not None and cancel.cancelled:
            quoted = tuple(
                Sentence(f"7 Apr 2024, plan: “{each.quote}”", (each.number,), True)
                for each in answer.sources
                if each.used
            )
            answer = replace(answer, mode="evidence", notice="stopped", sentences=quoted, model=None)
        return self._store(answer, scope)

    def record_copy(self, message_id: MessageId) -> None:
        self._pass("record_copy")
        self.copied.append(message_id)

    def _store(self, answer: Answer, scope: SearchScope) -> Answer:
        _, answers = self.stored.setdefault(answer.conversation_id, (scope.client_id, []))
        answer = replace(answer, asked_at=answer.asked_at + timedelta(minutes=len(answers)))
        if any(answer.message_id == each.message_id for each in answers):
            answer = replace(answer, message_id=MessageId(new_id()))
        answers.append(answer)
        return answer


def _source(passage: Passage, quote: str, start: int, *, number: int, client: Client, used: bool) -> Source:
    return Source(
        number=number,
        used=used,
        usage_reason=f"supports sentence 1: ‘{quote.split()[0]}’" if used else "found, not used",
        quote=quote,
        quote_start=start,
        quote_end=start + len(quote),
        verified=used,
        passage=passage,
        client_name=client.details.display_name,
        score=1.0 / number,
    )
