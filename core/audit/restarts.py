"""Finds the restarts of the chain, which only the sealed part of their entries records."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.event_store import clear_columns
from core.audit.history import Restart
from core.audit.opening import agrees, open_event
from core.ids import UserId
from core.security.sealing import Sealer
from models import AuditEvent

ACTION = "integrity.accept"


@dataclass(frozen=True, slots=True)
class RecordedRestart:
    """`earlier_keys`: the first key of the previous part's codes, wrapped for each reader of that time."""

    restart: Restart
    earlier_keys: Mapping[UserId, bytes]


def restart_details(restart: Restart, reason: str, earlier_keys: Mapping[UserId, bytes]) -> dict[str, Any]:
    """The details of the entry at `restart.position`."""
    keys = {str(user_id): base64.b64encode(key).decode() for user_id, key in earlier_keys.items()}
    return {
        "reason": reason,
        "rows": restart.rows,
        "digest": restart.digest.hex(),
        "earlier_keys": keys,
    }


def find_restarts(session: DatabaseSession, sealer: Sealer) -> list[RecordedRestart]:
    """In order of their positions; an inconsistent entry does not count. Raises `VaultLocked`."""
    rows = session.execute(
        select(
            AuditEvent.event_id,
            AuditEvent.day,
            AuditEvent.user_id,
            AuditEvent.action,
            AuditEvent.object_kind,
            AuditEvent.object_id,
            AuditEvent.outcome,
            AuditEvent.position,
            AuditEvent.sealed_details,
        )
        .where(
            AuditEvent.workspace_id == sealer.workspace_id,
            AuditEvent.action == ACTION,
            AuditEvent.position.is_not(None),
        )
        .order_by(AuditEvent.position)
    )
    found: list[RecordedRestart] = []
    for row in rows:
        columns = clear_columns(row)
        opened = open_event(sealer, columns, row.sealed_details)
        said = (opened or {}).get("details", {}).get("restarted")
        if said is not None and agrees(opened, columns, row.position):
            found.append(_recorded(row.position, said))
    return found


def _recorded(position: int, said: Mapping[str, Any]) -> RecordedRestart:
    return RecordedRestart(
        Restart(position=position, rows=said["rows"], digest=bytes.fromhex(said["digest"])),
        {UserId(UUID(user)): base64.b64decode(key) for user, key in said["earlier_keys"].items()},
    )
