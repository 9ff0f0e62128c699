"""Conversations in the form an archive stores: each answer's sealed content, its sources and the feedback."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.answer_json import answer_from_json, source_from_json
from core.assistant.conversations.message_feedback import feedback_address
from core.assistant.conversations.repository import message_address, source_address
from core.errors import TamperedRecord
from core.ids import ClientId, ConversationId, MessageId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import ConversationRow, MessageFeedbackRow, MessageRow, MessageSourceRow


class ArchivedConversations:
    """Reads and writes within the caller's transaction, which holds the epoch when it writes.

    One document is one answer: ids, `started_on` of its conversation, and the opened `body`, `sources` and
    `feedback`.
    """

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._started: set[ConversationId] = set()

    def documents(
        self, client_id: ClientId | None, *, without: Collection[ClientId] = ()
    ) -> Iterator[dict[str, Any]]:
        """The answers about one client, or about the practice, except those that quote a client in `without`.
        Raises `TamperedRecord`.
        """
        about = ConversationRow.client_id
        query = (
            select(ConversationRow.conversation_id, ConversationRow.started_on, MessageRow.message_id)
            .join(
                MessageRow,
                (MessageRow.workspace_id == ConversationRow.workspace_id)
                & (MessageRow.conversation_id == ConversationRow.conversation_id),
            )
            .where(
                ConversationRow.workspace_id == self._sealer.workspace_id,
                about.is_(None) if client_id is None else about == client_id,
            )
            .order_by(ConversationRow.conversation_id, MessageRow.ordinal)
        )
        for conversation_id, started_on, message_id in self._session.execute(query).all():
            document = self._document(MessageId(message_id), client_id)
            if not {ClientId(UUID(each["client_id"])) for each in document["sources"]} & set(without):
                yield {
                    "conversation_id": str(conversation_id),
                    "client_id": None if client_id is None else str(client_id),
                    "started_on": started_on.isoformat(),
                    **document,
                }

    def add(self, document: dict[str, Any], client_id: ClientId | None) -> ConversationId:
        """Stores one answer; the answers of a conversation come in their order.

        Raises `KeyError`, `TypeError` or `ValueError` for a malformed document.
        """
        conversation_id = ConversationId(UUID(document["conversation_id"]))
        message_id, ordinal, body = (
            MessageId(UUID(document["message_id"])),
            document["ordinal"],
            document["body"],
        )
        numbers = [each["number"] for each in document["sources"]]
        if (body["conversation_id"], body["ordinal"], body["sources"]) != (
            str(conversation_id),
            ordinal,
            numbers,
        ):
            raise ValueError("body")
        answer_from_json(body, message_id, ())
        if conversation_id not in self._started:
            self._started.add(conversation_id)
            self._session.add(
                ConversationRow(
                    workspace_id=self._sealer.workspace_id,
                    conversation_id=conversation_id,
                    client_id=client_id,
                    started_on=date.fromisoformat(document["started_on"]),
                )
            )
            self._session.flush()
        self._session.add(
            MessageRow(
                workspace_id=self._sealer.workspace_id,
                message_id=message_id,
                conversation_id=conversation_id,
                ordinal=ordinal,
                sealed_body=self._sealed(body, at=message_address(message_id, client_id)),
            )
        )
        self._session.flush()
        self._session.add_all(self._source_row(message_id, each) for each in document["sources"])
        feedback = document["feedback"]
        if feedback is not None:
            self._session.add(
                MessageFeedbackRow(
                    workspace_id=self._sealer.workspace_id,
                    message_id=message_id,
                    sealed_feedback=self._sealed(feedback, at=feedback_address(message_id, client_id)),
                )
            )
        self._session.flush()
        return conversation_id

    def _document(self, message_id: MessageId, client_id: ClientId | None) -> dict[str, Any]:
        key = (self._sealer.workspace_id, message_id)
        row = self._session.get_one(MessageRow, key)
        body = self._opened(row.sealed_body, at=message_address(message_id, client_id))
        if (body["conversation_id"], body["ordinal"]) != (str(row.conversation_id), row.ordinal):
            raise TamperedRecord("tampered_record", table="message", column="conversation_id, ordinal")
        sources = [self._source(each) for each in self._source_rows(message_id)]
        if body["sources"] != [each["number"] for each in sources]:
            raise TamperedRecord("tampered_record", table="message_source", column="number")
        opinion = self._session.get(MessageFeedbackRow, key)
        at = feedback_address(message_id, client_id)
        return {
            "message_id": str(message_id),
            "ordinal": row.ordinal,
            "body": body,
            "sources": sources,
            "feedback": None if opinion is None else self._opened(opinion.sealed_feedback, at=at),
        }

    def _source_rows(self, message_id: MessageId) -> Iterator[MessageSourceRow]:
        query = select(MessageSourceRow).where(
            MessageSourceRow.workspace_id == self._sealer.workspace_id,
            MessageSourceRow.message_id == message_id,
        )
        yield from self._session.scalars(query.order_by(MessageSourceRow.number))

    def _source(self, row: MessageSourceRow) -> dict[str, Any]:
        client_id = ClientId(row.client_id)
        at = source_address(MessageId(row.message_id), row.number, client_id)
        detail = self._opened(row.sealed_detail, at=at)
        source = source_from_json(detail, row.number, client_id)
        clear = (row.used, row.source_id, row.source_version)
        if clear != (source.used, source.passage.source_id, source.passage.version):
            raise TamperedRecord("tampered_record", table="message_source", column="used, source_id")
        return {"number": row.number, "client_id": str(client_id), "detail": detail}

    def _source_row(self, message_id: MessageId, document: dict[str, Any]) -> MessageSourceRow:
        number, client_id = document["number"], ClientId(UUID(document["client_id"]))
        source = source_from_json(document["detail"], number, client_id)
        at = source_address(message_id, number, client_id)
        return MessageSourceRow(
            workspace_id=self._sealer.workspace_id,
            message_id=message_id,
            number=number,
            used=source.used,
            client_id=client_id,
            source_id=source.passage.source_id,
            source_version=source.passage.version,
            sealed_detail=self._sealed(document["detail"], at=at),
        )

    def _opened(self, sealed: bytes, *, at: Address) -> dict[str, Any]:
        return open_json(self._sealer, sealed, purpose="conversation", at=at)

    def _sealed(self, value: dict[str, Any], *, at: Address) -> bytes:
        return seal_json(self._sealer, value, purpose="conversation", at=at)
