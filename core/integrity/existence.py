"""Checks that everything the vault file lists still exists, in both directions.

Deleted rows leave no contradiction in the database: their existence is recorded by the vault file's inventory
(`core.security.inventory`), and for pairs of tables by the other table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.anchor import AnchorState
from core.audit.chain import ChainHead
from core.audit.event_store import head_at
from core.audit.findings import IntegrityFinding
from core.audit.opening import newest_moment
from core.ids import ClientId, WorkspaceId
from core.security.inventory import Inventory
from core.security.sealing import Sealer
from models import ClientKeyRow, ClientManifestRow, ClientRow

_CLOCK_SLACK = timedelta(minutes=5)
"""Corrections by the network set a clock back by less."""


def missing_log(
    session: DatabaseSession, workspace_id: WorkspaceId, inventory: Inventory, head: ChainHead | None
) -> Iterator[IntegrityFinding]:
    """Compares the log with its last known position."""
    found = 0 if head is None else head.position
    numbers = {"anchor": inventory.log_position, "found": found}
    if found < inventory.log_position:
        yield IntegrityFinding("stale_database", table="audit_event", params=numbers)
    elif inventory.log_position:
        there = head_at(session, workspace_id, inventory.log_position)
        if there is None or there.head != inventory.log_head:
            yield IntegrityFinding("forked_database", table="audit_event", params=numbers)


def missing_anchors(anchors: AnchorState, inventory: Inventory) -> Iterator[IntegrityFinding]:
    """Anchors that existed and are missing, whatever the database says of checkpoints."""
    if inventory.anchored and anchors.newest is None and not anchors.damaged:
        yield IntegrityFinding("anchor_missing")


def stored_clients(session: DatabaseSession, workspace_id: WorkspaceId) -> frozenset[ClientId]:
    """Every client with a row of their own."""
    query = select(ClientRow.client_id).where(ClientRow.workspace_id == workspace_id)
    return frozenset(ClientId(each) for each in session.scalars(query))


def named_clients(session: DatabaseSession, workspace_id: WorkspaceId) -> frozenset[ClientId]:
    """Every client with a manifest or a key."""
    manifests = select(ClientManifestRow.client_id).where(ClientManifestRow.workspace_id == workspace_id)
    keys = select(ClientKeyRow.client_id).where(ClientKeyRow.workspace_id == workspace_id)
    return frozenset(ClientId(each) for each in session.scalars(manifests.union(keys)))


def missing_clients(
    session: DatabaseSession,
    workspace_id: WorkspaceId,
    inventory: Inventory,
    *,
    erased: ClientId | None,
) -> Iterator[IntegrityFinding]:
    """Clients without a row that the vault file, a manifest or a key names. `erased`: the client of a pending
    erase.
    """
    named = inventory.clients | named_clients(session, workspace_id)
    for client_id in sorted(named - stored_clients(session, workspace_id), key=lambda each: each.bytes):
        if client_id != erased:
            yield IntegrityFinding("client_missing", client_id, "client", client_id)


def clock_set_back(
    session: DatabaseSession, sealer: Sealer, head: ChainHead | None, *, now: datetime
) -> Iterator[IntegrityFinding]:
    """A clock earlier than the newest entry of the log."""
    newest = None if head is None else newest_moment(session, sealer, head.position)
    if newest is not None and now + _CLOCK_SLACK < newest:
        behind = int((newest - now).total_seconds() // 60)
        yield IntegrityFinding("clock_set_back", params={"minutes": behind})
