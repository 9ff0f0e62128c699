"""An owner accepts the database as it is: manifests, the charts' digest and, if needed, the chain restart.

This hides nothing: the entry records what was repaired and the digest of all entries before a break, so that
every later verification shows the break, and any change before it.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.chain import HASH_BYTES, START, ChainHead, entry_digest
from core.audit.commit_hook import ChainState, chain_values, place, read_state, settle, store
from core.audit.event_store import chained_events, head_at, newest_position
from core.audit.history import History, Restart
from core.audit.log import AuditLog
from core.audit.manifests import ManifestRepository, Readopted, digest_after
from core.audit.pending_audit import PendingAudit
from core.audit.restarts import ACTION, restart_details
from core.audit.verifier_keys import hand_out
from core.errors import TamperedRecord
from core.ids import UserId
from core.security.memory import wipe
from core.security.sealing import Sealer
from models import AuditChainRow, AuditReaderRow

_KEY_BYTES = 32
HIGHEST_POSITION = 1 << 62
"""A higher position was forged to leave no room for later ones; the chain continues below."""

_LOCK = (
    select(AuditChainRow.position)
    .where(AuditChainRow.workspace_id == bindparam("workspace"))
    .with_for_update()
)


def accept(session: DatabaseSession, audit: AuditLog) -> None:
    """Requests all of it at the end of the caller's transaction, with a checkpoint that replaces the anchors.

    Clients whose key is damaged are skipped.
    """
    audit.record(session, action=ACTION)
    audit.checkpoint(session, replace_anchors=True)
    PendingAudit.of(session).settle = _settle


def why_broken(session: DatabaseSession, sealer: Sealer, *, known_position: int = 0) -> str | None:
    """Why no entry can follow the last one: `missing`, `unreadable`, `occupied`; None if one can.

    `known_position`: a position the chain had reached, 0 if it may not have begun.
    """
    newest = newest_position(session, sealer.workspace_id, up_to=HIGHEST_POSITION)
    try:
        state = read_state(session, sealer)
    except TamperedRecord:
        return "unreadable"
    if state is None:
        return "missing" if newest or known_position else None
    wipe(state.key, state.digest_key)
    return "occupied" if newest > state.head.position else None


def _settle(session: DatabaseSession, pending: PendingAudit) -> None:
    log = pending.events[-1].log
    sealer = log.sealer
    # Manifests are locked before the chain, as everywhere.
    manifests = ManifestRepository(session, sealer)
    readopted = manifests.readopt()
    manifests.store([each.manifest for each in readopted])
    session.execute(_LOCK, {"workspace": sealer.workspace_id})
    reason = why_broken(session, sealer, known_position=log.known_position())
    restarted = None if reason is None else _restarted(session, log, reason)
    state = read_state(session, sealer)
    if state is None:
        # There are no events yet: the chain begins normally.
        settle(session, pending)
        return
    try:
        marks = list(manifests.marks().values())
        charts = digest_after(bytes(HASH_BYTES), state.digest_key, gone=(), come=marks)
        state = replace(state, head=replace(state.head, charts=charts))
        details = _details(readopted, restarted)
        events = [*pending.events[:-1], replace(pending.events[-1], details=details)]
        placed = place(state, events, covering=marks)
        try:
            store(session, sealer, placed)
        finally:
            wipe(placed.state.key)
    finally:
        wipe(state.key, state.digest_key)
    log.settled(session, pending, placed)
    pending.committed.append(lambda: log.accepted(placed.state.head))


def _details(readopted: Sequence[Readopted], restarted: dict[str, Any] | None) -> dict[str, Any]:
    """`charts`: the listed manifests are complete, whatever earlier entries say."""
    details: dict[str, Any] = {"charts": "anew"}
    if readopted:
        details["readopted"] = {each.manifest.after.client_id.hex: each.reason for each in readopted}
    return details if restarted is None else details | {"restarted": restarted}


def _restarted(session: DatabaseSession, log: AuditLog, reason: str) -> dict[str, Any]:
    """Replaces the chain's row by one at the last stored entry, and describes the entries before it."""
    sealer, workspace_id = log.sealer, log.sealer.workspace_id
    position = newest_position(session, workspace_id, up_to=HIGHEST_POSITION)
    history = History()
    for event in chained_events(session, workspace_id):
        if event.position > position:
            break
        digest = entry_digest(workspace_id, event)
        history.add(event.position, event.device_id, digest, event.chain_hash, event.mac)
    last = head_at(session, workspace_id, position)
    earlier = {
        UserId(row.user_id): row.wrapped_key
        for row in session.scalars(select(AuditReaderRow).where(AuditReaderRow.workspace_id == workspace_id))
    }
    state = ChainState(
        head=ChainHead(position, (last.head if last else b"") or START, bytes(HASH_BYTES)),
        key=os.urandom(_KEY_BYTES),
        digest_key=os.urandom(_KEY_BYTES),
    )
    try:
        values = chain_values(sealer, state)
        statement = insert(AuditChainRow).values(workspace_id=workspace_id, **values)
        session.execute(statement.on_conflict_do_update(index_elements=["workspace_id"], set_=values))
        hand_out(session, state.key, log.readers(), workspace_id=workspace_id)
    finally:
        wipe(state.key, state.digest_key)
    return restart_details(Restart(position + 1, history.rows, history.digest), reason, earlier)
