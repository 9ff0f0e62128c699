"""Moves client keys and practice-wide answers from one epoch to the next."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.conversations.message_feedback import MessageFeedbackRepository
from core.assistant.conversations.repository import message_address
from core.database.epoch_lock import close_epoch
from core.errors import TamperedRecord
from core.ids import ClientId, MessageId
from core.security.keyring import EPOCH_BIT, WrappedClientKey
from core.security.sealing import Sealer
from models import ClientKeyRow, ClientRow, ConversationRow, MessageRow, MessageVectorRow

_KEY_VERSION_AT = 21
"""One past the 20 bytes before the key version in an envelope, because SQL counts from 1."""


class EpochRepository:
    """Finds and moves data under an older epoch, within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer

    def close_epoch(self) -> bool:
        """Locks the epoch exclusively until this transaction ends; false if somebody holds it."""
        return close_epoch(self._session)

    def stored_keys(self) -> dict[ClientId, dict[int, int]]:
        """The epoch of every stored key version of every client."""
        found: dict[ClientId, dict[int, int]] = {}
        rows = self._session.execute(
            select(ClientRow.client_id, ClientKeyRow.key_version, ClientKeyRow.epoch)
            .outerjoin(
                ClientKeyRow,
                (ClientKeyRow.workspace_id == ClientRow.workspace_id)
                & (ClientKeyRow.client_id == ClientRow.client_id),
            )
            .where(ClientRow.workspace_id == self._sealer.workspace_id)
            .order_by(ClientRow.client_id)
        )
        for client_id, version, epoch in rows:
            versions = found.setdefault(ClientId(client_id), {})
            if version is not None:
                versions[version] = epoch
        return found

    def clients_behind(self) -> list[ClientId]:
        """The clients with a key in the ring that is not stored under the newest epoch.

        Based on the ring, not on the rows' own columns: an undecryptable row must neither keep the old epoch
        nor end it too early.
        """
        newest, held = self._sealer.keyring.epoch, self._sealer.keyring.clients()
        return [
            client_id
            for client_id, stored in self.stored_keys().items()
            if any(stored.get(version) != newest for version in held.get(client_id, ()))
        ]

    def clients_without_key(self) -> list[ClientId]:
        """The clients with a key missing from the ring: a restored row opens under its own epoch."""
        held, lost = self._sealer.keyring.clients(), self._sealer.keyring.clients_with_lost_versions()
        return [each for each in self.stored_keys() if each in lost or each not in held]

    def client_keys(self, client_id: ClientId) -> list[WrappedClientKey]:
        """Every stored version of one client's key, locked against other transactions."""
        rows = self._session.scalars(
            select(ClientKeyRow)
            .where(
                ClientKeyRow.workspace_id == self._sealer.workspace_id, ClientKeyRow.client_id == client_id
            )
            .with_for_update()
        )
        return [WrappedClientKey(client_id, row.key_version, row.epoch, row.wrapped_key) for row in rows]

    def store_keys(self, keys: Sequence[WrappedClientKey]) -> None:
        """Adds new versions and replaces the wrapping of existing ones."""
        if not keys:
            return
        statement = insert(ClientKeyRow).values(
            [
                {
                    "workspace_id": self._sealer.workspace_id,
                    "client_id": key.client_id,
                    "key_version": key.version,
                    "epoch": key.epoch,
                    "wrapped_key": key.wrapped,
                }
                for key in keys
            ]
        )
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "client_id", "key_version"],
                set_={"epoch": statement.excluded.epoch, "wrapped_key": statement.excluded.wrapped_key},
            )
        )

    def messages_behind(self, after: MessageId | None, limit: int) -> list[MessageId]:
        """Practice-wide answers not sealed under the newest epoch: `limit` of them after `after`."""
        current = (EPOCH_BIT | self._sealer.keyring.epoch).to_bytes(4, "big")
        behind = (
            select(MessageRow.message_id)
            .join(
                ConversationRow,
                (ConversationRow.workspace_id == MessageRow.workspace_id)
                & (ConversationRow.conversation_id == MessageRow.conversation_id),
            )
            .where(
                MessageRow.workspace_id == self._sealer.workspace_id,
                ConversationRow.client_id.is_(None),
                func.substring(MessageRow.sealed_body, _KEY_VERSION_AT, 4) != current,
            )
            .order_by(MessageRow.message_id)
            .limit(limit)
        )
        if after is not None:
            behind = behind.where(MessageRow.message_id > after)
        return [MessageId(each) for each in self._session.scalars(behind)]

    def reseal_message(self, message_id: MessageId) -> bool:
        """Seals a practice-wide answer under the newest epoch; false if it does not open.

        Its feedback is sealed again too; its vectors are deleted and made again.
        """
        where = (MessageRow.workspace_id == self._sealer.workspace_id, MessageRow.message_id == message_id)
        sealed = self._session.scalar(select(MessageRow.sealed_body).where(*where).with_for_update())
        if sealed is None:
            return False
        at = message_address(message_id, None)
        try:
            body = self._sealer.open(sealed, purpose="conversation", at=at)
        except TamperedRecord:
            return False
        resealed = self._sealer.seal(body, purpose="conversation", at=at)
        self._session.execute(update(MessageRow).where(*where).values(sealed_body=resealed))
        self._session.execute(
            delete(MessageVectorRow).where(
                MessageVectorRow.workspace_id == self._sealer.workspace_id,
                MessageVectorRow.message_id == message_id,
            )
        )
        opinions = MessageFeedbackRepository(self._session, self._sealer)
        for feedback in opinions.of([message_id]).values():
            opinions.put(message_id, feedback)
        return True
