"""The pending audit of one transaction: the charts it changed and its events.

Both are collected while the transaction runs and written together just before it commits, so that the chain
is locked last and only briefly. A rollback discards them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, UserId

if TYPE_CHECKING:
    from core.audit.log import AuditLog
    from core.security.sealing import Sealer

_INFO = "anamnesis.pending_audit"


class RowKind(IntEnum):
    """The table of a chart's row; the numbers are stored."""

    CLIENT = 1
    SESSION = 2
    RECORD = 3


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A row of a chart that is now at `version`. `previous`: the previous version's tag, None: it is new."""

    client_id: ClientId
    kind: RowKind
    row_id: UUID
    version: int
    tag: bytes
    previous: bytes | None


@dataclass(frozen=True, slots=True)
class ManifestMark:
    """One state of a client's manifest: its counter and the tag of the sealed bytes."""

    client_id: ClientId
    counter: int
    tag: bytes


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event that has no place in the chain yet."""

    log: AuditLog
    user_id: UserId | None
    action: str
    object_kind: str | None
    object_id: UUID | None
    outcome: str
    client_id: ClientId | None
    details: dict[str, Any]
    at: datetime


@dataclass(slots=True)
class PendingAudit:
    """Collects for one transaction; `settle` is set by the recorder of an event."""

    changes: list[ChartChange] = field(default_factory=list)
    erased: dict[ClientId, ManifestMark | None] = field(default_factory=dict)
    events: list[PendingEvent] = field(default_factory=list)
    sealer: Sealer | None = None
    checkpoint: bool = False
    replace_anchors: bool = False
    settle: Callable[[DatabaseSession, PendingAudit], None] | None = None
    committed: list[Callable[[], None]] = field(default_factory=list)

    @classmethod
    def of(cls, session: DatabaseSession) -> PendingAudit:
        """The pending audit of the transaction of `session`."""
        found: PendingAudit = session.info.setdefault(_INFO, cls())
        return found


@event.listens_for(DatabaseSession, "before_commit")
def _settle(session: DatabaseSession) -> None:
    pending: PendingAudit | None = session.info.get(_INFO)
    if pending is None or session.in_nested_transaction():
        return
    if pending.settle is None:
        if pending.changes or pending.erased:
            raise RuntimeError("a chart was changed and no audit event says so")
        return
    session.flush()
    pending.settle(session, pending)


@event.listens_for(DatabaseSession, "after_commit")
def _committed(session: DatabaseSession) -> None:
    if session.in_nested_transaction():
        return
    pending: PendingAudit | None = session.info.pop(_INFO, None)
    for call in pending.committed if pending is not None else ():
        call()


@event.listens_for(DatabaseSession, "after_rollback")
def _undone(session: DatabaseSession) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_INFO, None)
