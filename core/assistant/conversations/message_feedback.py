"""Users' feedback on answers, sealed under the client of the answer."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.repository import client_of_message
from core.assistant.dto import Feedback
from core.damage import content_of
from core.errors import TamperedRecord
from core.ids import ClientId, MessageId
from core.security.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from models import ConversationRow, MessageFeedbackRow, MessageRow

_log = logging.getLogger(__name__)


class MessageFeedbackRepository:
    """One opinion per answer, within the caller's transaction, which holds the epoch when it writes."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def put(self, message_id: MessageId, feedback: Feedback) -> None:
        """Stores an opinion, replacing an earlier one. Raises `NotFound`."""
        client_id = client_of_message(self._session, self._sealer, message_id)
        body = {
            "verdict": feedback.verdict,
            "why": feedback.why,
            "given_at": feedback.given_at.isoformat(),
        }
        statement = insert(MessageFeedbackRow).values(
            workspace_id=self._sealer.workspace_id,
            message_id=message_id,
            sealed_feedback=seal_json(
                self._sealer, body, purpose="conversation", at=feedback_address(message_id, client_id)
            ),
        )
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "message_id"],
                set_={"sealed_feedback": statement.excluded.sealed_feedback},
            )
        )

    def remove(self, message_id: MessageId) -> None:
        """Removes an opinion if there is one."""
        self._session.execute(
            delete(MessageFeedbackRow).where(
                MessageFeedbackRow.workspace_id == self._sealer.workspace_id,
                MessageFeedbackRow.message_id == message_id,
            )
        )

    def of(self, message_ids: Iterable[MessageId]) -> dict[MessageId, Feedback]:
        """The opinions on these answers. A damaged one is omitted, so that its answer stays readable."""
        rows = self._session.execute(
            select(
                MessageFeedbackRow.message_id, MessageFeedbackRow.sealed_feedback, ConversationRow.client_id
            )
            .join(
                MessageRow,
                (MessageRow.workspace_id == MessageFeedbackRow.workspace_id)
                & (MessageRow.message_id == MessageFeedbackRow.message_id),
            )
            .join(
                ConversationRow,
                (ConversationRow.workspace_id == MessageRow.workspace_id)
                & (ConversationRow.conversation_id == MessageRow.conversation_id),
            )
            .where(
                MessageFeedbackRow.workspace_id == self._sealer.workspace_id,
                MessageFeedbackRow.message_id.in_(list(message_ids)),
            )
        )
        found: dict[MessageId, Feedback] = {}
        for message, sealed, client in rows:
            at = feedback_address(MessageId(message), None if client is None else ClientId(client))
            try:
                body = open_json(self._sealer, sealed, purpose="conversation", at=at)
                with content_of("message_feedback", "sealed_feedback"):
                    given_at = datetime.fromisoformat(body["given_at"])
                    found[MessageId(message)] = Feedback(body["verdict"], body["why"], given_at)
            except TamperedRecord:
                _log.error("an opinion on an answer cannot be read: %s", message)
        return found


def feedback_address(message_id: MessageId, client_id: ClientId | None) -> Address:
    return Address(table="message_feedback", row=(message_id,), column="sealed_feedback", client_id=client_id)
