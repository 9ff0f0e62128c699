"""The pending audit of one transaction: the charts it changed and its events.

Both are collected while the transaction runs and written together just before it commits, so that the chain
is locked last and only briefly. A rollback discards them; after a commit the changes are published.
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

from core.changes import ChangeFeed, Changes
from core.ids import ClientId, UserId

if TYPE_CHECKING:
    from core.audit.log import AuditLog
    from core.security.sealing import Sealer

_INFO = "anamnesis.pending_audit"
FEED = "anamnesis.change_feed"
"""The key, in the information of a database session, of the `ChangeFeed` that is told of its commit."""


class RowKind(IntEnum):
    """The table of a chart's row; the numbers are stored."""

    CLIENT = 1
    SESSION = 2
    RECORD = 3


@dataclass(frozen=True, slots=True)
class ChartChange:
    """A row of a chart that is now at `version`. `previous`: the previous version's tag, None: it is new.

    `content`: whether what is searched and quoted may differ from before.
    """

    client_id: ClientId
    kind: RowKind
    row_id: UUID
    version: int
    tag: bytes
    previous: bytes | None
    content: bool = True


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

    @property
    def published(self) -> Changes | None:
        """What the transaction changed in the charts; None if it wrote to none."""
        if not self.changes and not self.erased:
            return None
        erased = frozenset(self.erased)
        return Changes(
            content=erased | {change.client_id for change in self.changes if change.content},
            clients=erased | {change.client_id for change in self.changes if change.kind is RowKind.CLIENT},
        )


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
    if pending is None:
        return
    for call in pending.committed:
        call()
    feed: ChangeFeed | None = session.info.get(FEED)
    changes = pending.published
    if feed is not None and changes is not None:
        # Last: what answers from memory has dropped an outdated chart before anybody asks again.
        feed.publish(changes)


@event.listens_for(DatabaseSession, "after_rollback")
def _undone(session: DatabaseSession) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_INFO, None)
