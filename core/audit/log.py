"""Records who did what. If an event cannot be written, its transaction fails."""

from __future__ import annotations

import hashlib
import hmac
import logging
import platform
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.actions import check_action
from core.audit.anchor import Anchors
from core.audit.chain import ChainHead
from core.audit.checkpoint import CHECKPOINT_EVERY, Checkpoint, sign_checkpoint
from core.audit.commit_hook import Placed, settle
from core.audit.event_store import head_at
from core.audit.known_manifests import KnownManifests
from core.audit.pending_audit import ManifestMark, PendingAudit, PendingEvent
from core.clock import Clock, utc_now
from core.errors import AnamnesisError
from core.ids import ClientId, UserId
from core.security.deadline import dropped_within
from core.security.sealing import Sealer
from models import AuditCheckpointRow

NO_DEVICE = UUID(int=0)
_CLOSING_S = 20.0
_log = logging.getLogger(__name__)


def _no_readers() -> Mapping[UserId, bytes]:
    return {}


def _no_vault() -> int:
    return 0


def _no_position() -> int:
    return 0


def _no_membership() -> bytes:
    return b""


class AuditLog:
    """Records the events of one user on this device. Safe across threads.

    `signing_key` signs checkpoints (None: there are none); `readers` returns the X25519 public keys of owners
    and auditors, who receive the chain's first key when it begins; `vault_sequence`: the vault's;
    `membership`: the digest of its newest membership document (32 bytes, empty without one);
    `known_position`: a position the chain had reached, 0 if it may not have begun.
    """

    def __init__(
        self,
        sealer: Sealer,
        user_id: UserId | None,
        clock: Clock = utc_now,
        *,
        signing_key: Ed25519PrivateKey | None = None,
        device_id: UUID | None = None,
        anchors: Anchors | None = None,
        vault_sequence: Callable[[], int] = _no_vault,
        membership: Callable[[], bytes] = _no_membership,
        readers: Callable[[], Mapping[UserId, bytes]] = _no_readers,
        known_position: Callable[[], int] = _no_position,
    ) -> None:
        self.sealer = sealer
        self.device_id = device_id or NO_DEVICE
        self.device_name = platform.node()
        self.readers = readers
        self.known_position = known_position
        self.known_manifests = KnownManifests()
        self._user_id = user_id
        self._clock = clock
        self._signing_key = signing_key
        self._anchors = anchors
        self._vault_sequence = vault_sequence
        self._membership = membership
        self._guard = threading.Lock()
        self._newest_head: ChainHead | None = None

    @property
    def newest_head(self) -> ChainHead | None:
        """Where the chain was when this log last wrote to it; None before that."""
        with self._guard:
            return self._newest_head

    def committed(
        self, head: ChainHead, *, changed: Iterable[ManifestMark], new: Iterable[ManifestMark]
    ) -> None:
        """Called once a transaction is committed: where the chain is now, and the manifests it wrote."""
        with self._guard:
            if self._newest_head is None or head.position > self._newest_head.position:
                self._newest_head = head
        self.known_manifests.learn(*changed)
        self.known_manifests.begin(*new)

    def accepted(self, head: ChainHead) -> None:
        """Called once an owner's acceptance of the database is committed: the chain may continue further back
        than this log had written.
        """
        with self._guard:
            self._newest_head = head

    def record(
        self,
        session: DatabaseSession,
        *,
        action: str,
        object_kind: str | None = None,
        object_id: UUID | None = None,
        outcome: str = "ok",
        details: Mapping[str, Any] | None = None,
        client_id: ClientId | None = None,
    ) -> None:
        """Adds one event to the caller's transaction; it gets its place in the chain just before the commit.

        `details` is sealed and contains no clinical text. `client_id`: the client concerned, if the object is
        not the client itself; sealed as well.
        """
        if client_id is None and object_kind == "client" and object_id is not None:
            client_id = ClientId(object_id)
        self._add(session, self._user_id, action, object_kind, object_id, outcome, client_id, details)

    def record_failed_unlock(
        self,
        session: DatabaseSession,
        *,
        attempt_id: UUID,
        user_id: UserId | None,
        details: Mapping[str, Any],
    ) -> None:
        """An attempt made while everything was locked, recorded by the next user who unlocks."""
        self._add(session, user_id, "unlock.failed", "attempt", attempt_id, "refused", None, details)

    def checkpoint(self, session: DatabaseSession, *, replace_anchors: bool = False) -> None:
        """Requests a signed checkpoint, and an anchor, at the end of this transaction.

        `replace_anchors`: even if the chain does not contain the existing anchor.
        """
        pending = PendingAudit.of(session)
        pending.checkpoint = True
        pending.replace_anchors = replace_anchors

    def closing(self) -> ClosingAudit:
        """The keys needed to record the lock after every other key is dropped. Raises `VaultLocked`."""
        return ClosingAudit(
            AuditLog(
                Sealer(self.sealer.keyring.for_audit()),
                self._user_id,
                self._clock,
                signing_key=self._signing_key,
                device_id=self.device_id,
                anchors=self._anchors,
                vault_sequence=self._vault_sequence,
                membership=self._membership,
                known_position=self.known_position,
            )
        )

    def drop_keys(self) -> None:
        """Drops the keys of this log; nothing can be recorded afterwards. From any thread."""
        self.sealer.keyring.drop()
        self._signing_key = None

    def question_hash(self, question: str) -> str:
        """A keyed hash (HMAC-SHA256, hex) that identifies a question without containing its words."""
        key = self.sealer.keyring.keyed_hash_key("question")
        return hmac.new(key, question.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()

    def use_signing_key(self, signing_key: Ed25519PrivateKey) -> None:
        """Replaces the signing key, for a user with a new identity; no effect after the keys were dropped."""
        if self._signing_key is not None:
            self._signing_key = signing_key

    def sign(self, message: bytes) -> bytes | None:
        """The user's Ed25519 signature, None without a signing key."""
        signing_key = self._signing_key
        return None if signing_key is None else signing_key.sign(message)

    def settled(self, session: DatabaseSession, pending: PendingAudit, placed: Placed) -> None:
        """Called when the events have their places: signs a checkpoint if one is due."""
        head, signing_key = placed.state.head, self._signing_key
        due = head.position // CHECKPOINT_EVERY > (head.position - len(placed.rows)) // CHECKPOINT_EVERY
        if not (due or pending.checkpoint) or signing_key is None or self._user_id is None:
            return
        checkpoint = sign_checkpoint(
            head,
            workspace_id=self.sealer.workspace_id,
            vault_sequence=self._vault_sequence(),
            day=self._clock().date(),
            user_id=self._user_id,
            device_id=self.device_id,
            signing_key=signing_key,
            membership=self._membership(),
        )
        fields = {name: getattr(checkpoint, name) for name in Checkpoint.__dataclass_fields__}
        # A forged row in its place is found by every verification; it must not block a transaction.
        session.execute(insert(AuditCheckpointRow).values(fields).on_conflict_do_nothing())
        anchors, replace = self._anchors, pending.replace_anchors
        if anchors is not None and (replace or self._anchor_holds(session, anchors)):
            # After the commit: an anchor of a rolled-back state would make the database look tampered with.
            pending.committed.append(lambda: _anchored(anchors, checkpoint, replace=replace))

    def _anchor_holds(self, session: DatabaseSession, anchors: Anchors) -> bool:
        """Whether the chain still contains the newest anchor; otherwise that is evidence and is kept."""
        newest = anchors.read().newest
        if newest is None:
            return True
        there = head_at(session, self.sealer.workspace_id, newest.position)
        if there is None or (there.head, there.charts) != (newest.head, newest.charts):
            _log.error("the audit chain does not go through its anchor: the anchor is kept")
            return False
        return True

    def _add(
        self,
        session: DatabaseSession,
        user_id: UserId | None,
        action: str,
        object_kind: str | None,
        object_id: UUID | None,
        outcome: str,
        client_id: ClientId | None,
        details: Mapping[str, Any] | None,
    ) -> None:
        check_action(action)
        pending = PendingAudit.of(session)
        pending.settle = settle
        pending.events.append(
            PendingEvent(
                log=self,
                user_id=user_id,
                action=action,
                object_kind=object_kind,
                object_id=object_id,
                outcome=outcome,
                client_id=client_id,
                details=dict(details or {}),
                at=self._clock(),
            )
        )


class ClosingAudit:
    """Records the lock with the audit keys alone, then drops them."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    def store(self, begin: Callable[[], AbstractContextManager[DatabaseSession]]) -> None:
        """Appends `lock` and a checkpoint, in a transaction that `begin` opens.

        Locking must never fail, so errors are only logged. The keys go after `_CLOSING_S` seconds though the
        database or the disk still takes its time.
        """
        with dropped_within(_CLOSING_S, self._log.drop_keys):
            try:
                with begin() as session:
                    self._log.record(session, action="lock")
                    self._log.checkpoint(session)
            except AnamnesisError as error:
                _log.warning("lock not audited: %s", error.code)


def _anchored(anchors: Anchors, checkpoint: Checkpoint, *, replace: bool) -> None:
    anchors.store(checkpoint, replace=replace)
