"""Vectors of stored answers, sealed under the client of the answer; derived data."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Row, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.repository import client_of_message
from core.damage import content_of
from core.errors import TamperedRecord
from core.ids import ClientId, ConversationId, MessageId, ProfileId
from core.security.sealing import Address, Sealer
from models import ConversationRow, MessageRow, MessageVectorRow

_DTYPE = np.dtype("<f2")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class KeptVector:
    """The position of an answer with its vector: `(d,) float32`, unit length."""

    message_id: MessageId
    conversation_id: ConversationId
    ordinal: int
    vector: NDArray[np.float32]


class MessageVectorRepository:
    """Reads and keeps vectors within the caller's transaction, which holds the epoch when it writes."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def put(self, message_id: MessageId, profile_id: ProfileId, vector: NDArray[np.float32]) -> None:
        """Stores the vector of an answer, `(d,)`, as float16. Raises `NotFound`."""
        at = _address(message_id, profile_id, client_of_message(self._session, self._sealer, message_id))
        sealed = self._sealer.seal(vector.astype(_DTYPE).tobytes(), purpose="conversation", at=at)
        statement = insert(MessageVectorRow).values(
            workspace_id=self._sealer.workspace_id,
            message_id=message_id,
            profile_id=profile_id,
            sealed_vector=sealed,
        )
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "message_id", "profile_id"],
                set_={"sealed_vector": statement.excluded.sealed_vector},
            )
        )

    def missing(
        self, profile_id: ProfileId, *, limit: int, after: MessageId | None = None
    ) -> list[MessageId]:
        """Answers without a vector of that profile, by id, `limit` of them after `after`."""
        query = select(MessageRow.message_id).where(self._mine(), ~self._has_vector(profile_id))
        if after is not None:
            query = query.where(MessageRow.message_id > after)
        found = self._session.scalars(query.order_by(MessageRow.message_id).limit(limit))
        return [MessageId(each) for each in found]

    def of(self, client_id: ClientId | None, profile_id: ProfileId) -> list[KeptVector]:
        """The vectors of the conversations about one client, or about the practice. A damaged one is omitted,
        which only affects recall of its own answer.
        """
        of_client = (
            ConversationRow.client_id.is_(None)
            if client_id is None
            else ConversationRow.client_id == client_id
        )
        rows = self._session.execute(
            select(
                MessageRow.message_id,
                MessageRow.conversation_id,
                MessageRow.ordinal,
                MessageVectorRow.sealed_vector,
            )
            .join(
                ConversationRow,
                (ConversationRow.workspace_id == MessageRow.workspace_id)
                & (ConversationRow.conversation_id == MessageRow.conversation_id),
            )
            .join(
                MessageVectorRow,
                (MessageVectorRow.workspace_id == MessageRow.workspace_id)
                & (MessageVectorRow.message_id == MessageRow.message_id),
            )
            .where(self._mine(), of_client, MessageVectorRow.profile_id == profile_id)
            .order_by(MessageRow.conversation_id, MessageRow.ordinal)
        )
        return list(self._opened(rows, client_id, profile_id))

    def counts(self, profile_id: ProfileId) -> tuple[int, int]:
        """How many answers have a vector of that profile, and how many have none."""
        total = self._session.scalar(select(func.count()).select_from(MessageRow).where(self._mine())) or 0
        held = self._session.scalar(
            select(func.count()).select_from(MessageRow).where(self._mine(), self._has_vector(profile_id))
        )
        return held or 0, total - (held or 0)

    def _opened(
        self,
        rows: Iterable[Row[UUID, UUID, int, bytes]],
        client_id: ClientId | None,
        profile_id: ProfileId,
    ) -> Iterable[KeptVector]:
        for message, conversation, ordinal, sealed in rows:
            at = _address(MessageId(message), profile_id, client_id)
            try:
                opened = self._sealer.open(sealed, purpose="conversation", at=at)
                with content_of("message_vector", "sealed_vector"):
                    vector = np.frombuffer(opened, dtype=_DTYPE).astype(np.float32)
            except TamperedRecord:
                _log.error("the vector of an answer cannot be read: %s", message)
                continue
            vector /= np.linalg.norm(vector)
            yield KeptVector(MessageId(message), ConversationId(conversation), ordinal, vector)

    def _mine(self) -> ColumnElement[bool]:
        return MessageRow.workspace_id == self._sealer.workspace_id

    def _has_vector(self, profile_id: ProfileId) -> ColumnElement[bool]:
        return exists().where(
            MessageVectorRow.workspace_id == MessageRow.workspace_id,
            MessageVectorRow.message_id == MessageRow.message_id,
            MessageVectorRow.profile_id == profile_id,
        )


def _address(message_id: MessageId, profile_id: ProfileId, client_id: ClientId | None) -> Address:
    return Address(
        table="message_vector", row=(message_id, profile_id), column="sealed_vector", client_id=client_id
    )
