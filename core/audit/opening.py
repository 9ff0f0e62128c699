"""Opens stored events and compares their sealed part with the clear columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.chain import ClearColumns
from core.audit.commit_hook import details_address
from core.audit.dto import AuditEntry
from core.audit.event_store import clear_columns, newest_position
from core.errors import TamperedRecord, VaultFormatError
from core.ids import ClientId, UserId
from core.security.sealed_json import open_json
from core.security.sealing import Sealer
from models import AuditEvent

_CLEAR = ("user_id", "action", "object_kind", "object_id", "outcome")
_COLUMNS = (
    *(getattr(AuditEvent, name) for name in ClearColumns.__dataclass_fields__),
    AuditEvent.sealed_details,
)


def open_event(sealer: Sealer, columns: ClearColumns, sealed: bytes) -> dict[str, Any] | None:
    """The sealed part of an event, None if it does not open. Raises `VaultLocked`."""
    try:
        return open_json(sealer, sealed, purpose="audit", at=details_address(columns.event_id))
    except (TamperedRecord, VaultFormatError, ValueError):
        return None


def agrees(opened: Mapping[str, Any] | None, columns: ClearColumns, position: int | None) -> bool:
    """Whether the sealed part names the same user, action, object, outcome, day and position."""
    if opened is None:
        return False
    clear = {name: getattr(columns, name) for name in _CLEAR}
    shown = {name: None if value is None else str(value) for name, value in clear.items()}
    same_day = str(opened.get("at", ""))[:10] == columns.day.isoformat()
    # Events older than the chain have no position.
    return opened.get("columns") == shown and same_day and opened.get("position") == position


def newest_moment(session: DatabaseSession, sealer: Sealer, position: int) -> datetime | None:
    """When the event at `position` was recorded, None if it does not open. Raises `VaultLocked`."""
    row = session.execute(
        select(*_COLUMNS).where(
            AuditEvent.workspace_id == sealer.workspace_id, AuditEvent.position == position
        )
    ).first()
    if row is None:
        return None
    opened = open_event(sealer, clear_columns(row), row.sealed_details) or {}
    try:
        return datetime.fromisoformat(opened["at"])
    except (KeyError, TypeError, ValueError):
        return None


def recent_entries(
    session: DatabaseSession, sealer: Sealer, actions: Collection[str], *, within: int
) -> Iterator[AuditEntry]:
    """The intact entries of `actions` among the last `within` positions, newest first. Raises
    `VaultLocked`.
    """
    workspace_id = sealer.workspace_id
    rows = session.execute(
        select(*_COLUMNS, AuditEvent.position)
        .where(
            AuditEvent.workspace_id == workspace_id,
            AuditEvent.position > newest_position(session, workspace_id) - within,
            AuditEvent.action.in_(actions),
        )
        .order_by(AuditEvent.position.desc())
    )
    for row in rows:
        entry = to_entry(sealer, clear_columns(row), row.sealed_details, row.position)
        if entry.intact:
            yield entry


def to_entry(sealer: Sealer, columns: ClearColumns, sealed: bytes, position: int | None) -> AuditEntry:
    """The event for display; one that does not open is shown by its clear columns as not intact."""
    opened = open_event(sealer, columns, sealed)
    try:
        return _entry(columns, opened or {}, position, intact=agrees(opened, columns, position))
    except (ValueError, TypeError, AttributeError):
        return _entry(columns, {}, position, intact=False)


def _entry(
    columns: ClearColumns, read: Mapping[str, Any], position: int | None, *, intact: bool
) -> AuditEntry:
    client = read.get("client")
    if client is None and columns.object_kind == "client" and columns.object_id is not None:
        client = str(columns.object_id)
    return AuditEntry(
        position=position,
        at=datetime.fromisoformat(read["at"]) if "at" in read else None,
        device=read.get("device"),
        user_id=None if columns.user_id is None else UserId(columns.user_id),
        action=columns.action,
        object_kind=columns.object_kind,
        object_id=columns.object_id,
        client_id=None if client is None else ClientId(UUID(client)),
        outcome=columns.outcome,
        details=dict(read.get("details", {})),
        intact=intact,
    )
