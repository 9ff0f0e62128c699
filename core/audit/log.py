"""Appends audit events. An event that cannot be written stops the deed it belongs to."""

from __future__ import annotations

import hashlib
import hmac
import platform
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.clock import Clock, utc_now
from core.ids import UserId, new_id
from core.repositories.sealed_json import seal_json
from core.security.sealing import Address, Sealer
from models import AuditEvent


class AuditLog:
    """Records events of one user on this device."""

    def __init__(self, sealer: Sealer, user_id: UserId | None, clock: Clock = utc_now) -> None:
        self._sealer = sealer
        self._user_id = user_id
        self._clock = clock

    def record(
        self,
        session: DatabaseSession,
        *,
        action: str,
        object_kind: str | None = None,
        object_id: UUID | None = None,
        outcome: str = "ok",
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Adds one event to the caller's transaction; `details` is sealed and holds no clinical text."""
        session.add(
            self.event(
                action=action,
                object_kind=object_kind,
                object_id=object_id,
                outcome=outcome,
                details=details,
            )
        )

    def event(
        self,
        *,
        action: str,
        object_kind: str | None = None,
        object_id: UUID | None = None,
        outcome: str = "ok",
        details: Mapping[str, Any] | None = None,
    ) -> AuditEvent:
        """The event sealed but not stored yet, for a lock, which drops the keys before it stores anything."""
        event_id, now = new_id(), self._clock()
        clear = {
            "user_id": self._user_id,
            "action": action,
            "object_kind": object_kind,
            "object_id": object_id,
            "outcome": outcome,
        }
        sealed = {
            "at": now.isoformat(),
            "device": platform.node(),
            # The columns in the clear once more: who changes one of them can be found out.
            "columns": {name: None if value is None else str(value) for name, value in clear.items()},
            "details": dict(details or {}),
        }
        return AuditEvent(
            workspace_id=self._sealer.workspace_id,
            event_id=event_id,
            day=now.date(),
            sealed_details=seal_json(
                self._sealer,
                sealed,
                purpose="audit",
                at=Address(table="audit_event", row=(event_id,), column="sealed_details"),
            ),
            **clear,
        )

    def question_hash(self, question: str) -> str:
        """A keyed hash (HMAC-SHA256, hex) that recognises a question without holding its words."""
        key = self._sealer.keyring.keyed_hash_key("question")
        return hmac.new(key, question.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()
