"""Conversations: questions and answers, sealed under the client they are about.

A conversation about the whole practice is sealed under the key of the epoch, which is destroyed when a client
is erased, and each of its sources under the key of the quoted client.
"""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.answer_json import (
    answer_from_json,
    answer_to_json,
    source_from_json,
    source_to_json,
)
from core.assistant.dto import UNREADABLE_ANSWER, Answer, ConversationSummary, Source, Timings, Usage
from core.damage import DAMAGE, content_of
from core.errors import NotFound, TamperedRecord
from core.ids import ClientId, ConversationId, MessageId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from core.sources.dto import Coverage
from models import ConversationRow, MessageRow, MessageSourceRow

TITLE_LIMIT_CHARS = 80
_log = logging.getLogger(__name__)


class ConversationRepository:
    """Reads and appends answers within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def client_of(self, conversation_id: ConversationId) -> ClientId | None:
        """The client of a conversation; None: the practice. Raises `NotFound`."""
        return _client_of(self._row(conversation_id))

    def start(self, conversation_id: ConversationId, client_id: ClientId | None, *, day: date) -> None:
        self._session.add(
            ConversationRow(
                workspace_id=self._sealer.workspace_id,
                conversation_id=conversation_id,
                client_id=client_id,
                started_on=day,
            )
        )
        self._session.flush()

    def append(self, answer: Answer) -> None:
        """Adds an answer at the end of its conversation. Raises `NotFound`."""
        # Locked, so that two simultaneous answers get different positions.
        conversation = self._row(answer.conversation_id, lock=True)
        # Not the count: an erase may have removed answers from the middle.
        ordinal = self._session.scalar(
            select(func.coalesce(func.max(MessageRow.ordinal) + 1, 0)).where(
                MessageRow.workspace_id == self._sealer.workspace_id,
                MessageRow.conversation_id == answer.conversation_id,
            )
        )
        body = answer_to_json(answer) | {"ordinal": ordinal}
        self._session.add(
            MessageRow(
                workspace_id=self._sealer.workspace_id,
                message_id=answer.message_id,
                conversation_id=answer.conversation_id,
                ordinal=ordinal,
                sealed_body=seal_json(
                    self._sealer,
                    body,
                    purpose="conversation",
                    at=message_address(answer.message_id, _client_of(conversation)),
                ),
            )
        )
        self._session.flush()
        self._session.add_all(self._source_row(answer.message_id, source) for source in answer.sources)

    def delete(self, conversation_id: ConversationId) -> None:
        """Deletes a conversation with its answers permanently. Raises `NotFound`."""
        self._session.delete(self._row(conversation_id, lock=True))
        self._session.flush()

    def answers(self, conversation_id: ConversationId) -> list[Answer]:
        """The answers of a conversation, oldest first. Raises `NotFound`.

        One that cannot be read, or whose sources cannot, has the notice `UNREADABLE_ANSWER`.
        """
        conversation = self._row(conversation_id)
        return self._opened(conversation, self._messages(MessageRow.conversation_id == conversation_id))

    def latest(self, conversation_id: ConversationId, limit: int) -> list[Answer]:
        """The last `limit` answers of a conversation, as `answers`. Raises `NotFound`."""
        conversation = self._row(conversation_id)
        query = (
            select(MessageRow)
            .where(
                MessageRow.workspace_id == self._sealer.workspace_id,
                MessageRow.conversation_id == conversation_id,
            )
            .order_by(MessageRow.ordinal.desc())
            .limit(limit)
        )
        return self._opened(conversation, list(self._session.scalars(query))[::-1])

    def _opened(self, conversation: ConversationRow, rows: Sequence[MessageRow]) -> list[Answer]:
        sources = self._source_rows(row.message_id for row in rows)
        found: list[Answer] = []
        for row in rows:
            try:
                found.append(self._open(row, _client_of(conversation), sources.get(row.message_id, [])))
            except DAMAGE:
                _log.error("an answer cannot be read: %s", row.message_id)
                begun = datetime.combine(conversation.started_on, time(0), tzinfo=UTC)
                found.append(_unreadable(row, found[-1].asked_at if found else begun))
        return found

    def order(self, client_id: ClientId | None) -> list[tuple[ConversationId, MessageId]]:
        """The answers about one client, or about the practice, each conversation's oldest first; sealed."""
        rows = self._session.execute(
            select(MessageRow.conversation_id, MessageRow.message_id)
            .join(
                ConversationRow,
                (ConversationRow.workspace_id == MessageRow.workspace_id)
                & (ConversationRow.conversation_id == MessageRow.conversation_id),
            )
            .where(MessageRow.workspace_id == self._sealer.workspace_id, _about(client_id))
            .order_by(MessageRow.conversation_id, MessageRow.ordinal)
        )
        return [(ConversationId(conversation), MessageId(message)) for conversation, message in rows]

    def resting(
        self, message_ids: Sequence[MessageId], client_id: ClientId | None
    ) -> Iterator[tuple[MessageId, Answer | None]]:
        """Answers about `client_id` with only the sources that they rest on; None for one that does not open.
        Other sources are not opened, which saves most of the work.
        """
        rows = self._messages(MessageRow.message_id.in_(message_ids))
        sources = self._source_rows(row.message_id for row in rows)
        for row in rows:
            message_id = MessageId(row.message_id)
            try:
                yield message_id, self._rested(row, client_id, sources.get(row.message_id, []))
            except DAMAGE:
                _log.error("an answer cannot be read: %s", message_id)
                yield message_id, None

    def answer(self, message_id: MessageId) -> Answer:
        """One answer. Raises `NotFound`, `TamperedRecord`."""
        rows = self._messages(MessageRow.message_id == message_id)
        if not rows:
            raise NotFound("message_not_found", message_id=message_id)
        client_id = self.client_of(ConversationId(rows[0].conversation_id))
        return self._open(rows[0], client_id, self._source_rows([message_id]).get(message_id, []))

    def summaries(self, client_id: ClientId | None) -> list[ConversationSummary]:
        """The conversations about one client, or about the practice, most recently asked first."""
        rows = self._session.execute(
            select(MessageRow, ConversationRow.started_on)
            .join(
                ConversationRow,
                (ConversationRow.workspace_id == MessageRow.workspace_id)
                & (ConversationRow.conversation_id == MessageRow.conversation_id),
            )
            .where(MessageRow.workspace_id == self._sealer.workspace_id, _about(client_id))
            .order_by(MessageRow.conversation_id, MessageRow.ordinal)
        )
        told: dict[UUID, list[MessageRow]] = {}
        days: dict[UUID, date] = {}
        for row, started_on in rows:
            told.setdefault(row.conversation_id, []).append(row)
            days[row.conversation_id] = started_on
        found = [self._summary(each, days[key], client_id) for key, each in told.items()]
        return sorted(found, key=lambda one: one.last_asked_at, reverse=True)

    def _summary(
        self, rows: Sequence[MessageRow], started_on: date, client_id: ClientId | None
    ) -> ConversationSummary:
        """From the first and the last readable answer; without any, no title and the day only."""
        first = next((body for row in rows if (body := self._asked(row, client_id)) is not None), None)
        last = next((body for row in reversed(rows) if (body := self._asked(row, client_id))), None)
        begun = datetime.combine(started_on, time(0), tzinfo=UTC)
        return ConversationSummary(
            conversation_id=ConversationId(rows[0].conversation_id),
            client_id=client_id,
            title="" if first is None else title_of(first[0]),
            last_asked_at=begun if last is None else last[1],
            questions=len(rows),
        )

    def _asked(self, row: MessageRow, client_id: ClientId | None) -> tuple[str, datetime] | None:
        """The question and its time; None for an answer that cannot be read."""
        try:
            body = self._body(row, client_id)
            with content_of("message", "sealed_body"):
                return str(body["question"]), datetime.fromisoformat(body["asked_at"])
        except DAMAGE:
            _log.error("an answer cannot be read: %s", row.message_id)
            return None

    def _row(self, conversation_id: ConversationId, *, lock: bool = False) -> ConversationRow:
        key = (self._sealer.workspace_id, conversation_id)
        row = self._session.get(ConversationRow, key, with_for_update=lock)
        if row is None:
            raise NotFound("conversation_not_found", conversation_id=conversation_id)
        return row

    def _messages(self, condition: Any) -> list[MessageRow]:
        query = select(MessageRow).where(MessageRow.workspace_id == self._sealer.workspace_id, condition)
        return list(self._session.scalars(query.order_by(MessageRow.ordinal)))

    def _source_rows(self, message_ids: Iterable[UUID]) -> dict[UUID, list[MessageSourceRow]]:
        rows = self._session.scalars(
            select(MessageSourceRow)
            .where(
                MessageSourceRow.workspace_id == self._sealer.workspace_id,
                MessageSourceRow.message_id.in_(list(message_ids)),
            )
            .order_by(MessageSourceRow.number)
        )
        found: dict[UUID, list[MessageSourceRow]] = {}
        for row in rows:
            found.setdefault(row.message_id, []).append(row)
        return found

    def _rested(
        self, row: MessageRow, client_id: ClientId | None, sources: Sequence[MessageSourceRow]
    ) -> Answer:
        body = self._body(row, client_id)
        with content_of("message", "sealed_body"):
            if body["sources"] != [source.number for source in sources]:
                raise TamperedRecord("tampered_record", table="message_source", column="number")
            answer = answer_from_json(body, MessageId(row.message_id), ())
        cited = {number for one in (*answer.sentences, *answer.withheld) for number in one.sources}
        opened = tuple(
            self._open_source(source)
            for source in sources
            if answer.attribution != "tracked" or source.used or source.number in cited
        )
        return dataclasses.replace(answer, sources=opened)

    def _body(self, row: MessageRow, client_id: ClientId | None) -> dict[str, Any]:
        body = open_json(
            self._sealer,
            row.sealed_body,
            purpose="conversation",
            at=message_address(MessageId(row.message_id), client_id),
        )
        if (body.get("conversation_id"), body.get("ordinal")) != (str(row.conversation_id), row.ordinal):
            raise TamperedRecord("tampered_record", table="message", column="conversation_id, ordinal")
        return body

    def _open(
        self, row: MessageRow, client_id: ClientId | None, sources: Sequence[MessageSourceRow]
    ) -> Answer:
        body = self._body(row, client_id)
        with content_of("message", "sealed_body"):
            if body["sources"] != [source.number for source in sources]:
                raise TamperedRecord("tampered_record", table="message_source", column="number")
            return answer_from_json(
                body, MessageId(row.message_id), tuple(self._open_source(each) for each in sources)
            )

    def _source_row(self, message_id: MessageId, source: Source) -> MessageSourceRow:
        passage = source.passage
        return MessageSourceRow(
            workspace_id=self._sealer.workspace_id,
            message_id=message_id,
            number=source.number,
            used=source.used,
            client_id=passage.client_id,
            source_id=passage.source_id,
            source_version=passage.version,
            sealed_detail=seal_json(
                self._sealer,
                source_to_json(source),
                purpose="conversation",
                at=source_address(message_id, source.number, passage.client_id),
            ),
        )

    def _open_source(self, row: MessageSourceRow) -> Source:
        client_id = ClientId(row.client_id)
        detail = open_json(
            self._sealer,
            row.sealed_detail,
            purpose="conversation",
            at=source_address(MessageId(row.message_id), row.number, client_id),
        )
        with content_of("message_source", "sealed_detail"):
            source = source_from_json(detail, row.number, client_id)
        clear = (row.used, row.source_id, row.source_version)
        if clear != (source.used, source.passage.source_id, source.passage.version):
            raise TamperedRecord("tampered_record", table="message_source", column="used, source_id")
        return source


def _unreadable(row: MessageRow, asked_at: datetime) -> Answer:
    """Replaces an answer that cannot be read; `asked_at` is that of the previous one."""
    return Answer(
        conversation_id=ConversationId(row.conversation_id),
        message_id=MessageId(row.message_id),
        question="",
        answer="",
        sentences=(),
        withheld=(),
        sources=(),
        not_in_record=False,
        mode="evidence",
        attribution="unavailable",
        model=None,
        timings=Timings(0.0, None, 0.0),
        usage=Usage(),
        searched=Coverage(),
        asked_at=asked_at,
        notice=UNREADABLE_ANSWER,
    )


def _about(client_id: ClientId | None) -> ColumnElement[bool]:
    if client_id is None:
        return ConversationRow.client_id.is_(None)
    return ConversationRow.client_id == client_id


def _client_of(row: ConversationRow) -> ClientId | None:
    return None if row.client_id is None else ClientId(row.client_id)


def title_of(question: str) -> str:
    """A conversation's title, made from its first question."""
    return (
        question if len(question) <= TITLE_LIMIT_CHARS else question[: TITLE_LIMIT_CHARS - 1].rstrip() + "…"
    )


def client_of_message(session: DatabaseSession, sealer: Sealer, message_id: MessageId) -> ClientId | None:
    """The client of an answer; None: the practice. Raises `NotFound`."""
    row = session.execute(
        select(ConversationRow.client_id)
        .join(
            MessageRow,
            (ConversationRow.workspace_id == MessageRow.workspace_id)
            & (ConversationRow.conversation_id == MessageRow.conversation_id),
        )
        .where(MessageRow.workspace_id == sealer.workspace_id, MessageRow.message_id == message_id)
    ).one_or_none()
    if row is None:
        raise NotFound("message_not_found", message_id=message_id)
    return None if row.client_id is None else ClientId(row.client_id)


def message_address(message_id: MessageId, client_id: ClientId | None) -> Address:
    return Address(table="message", row=(message_id,), column="sealed_body", client_id=client_id)


def source_address(message_id: MessageId, number: int, client_id: ClientId) -> Address:
    return Address(
        table="message_source", row=(message_id, number), column="sealed_detail", client_id=client_id
    )
