"""Writes manifests and chain just before a transaction commits; the chain is locked last and only briefly.

A fixed lock order (rows, manifests by client, the chain last) prevents deadlocks.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.chain import (
    HASH_BYTES,
    START,
    ChainHead,
    ClearColumns,
    authenticate,
    entry_bytes,
    link,
    next_key,
)
from core.audit.event_store import newest_position, unchained_digest
from core.audit.manifests import ManifestRepository, Rewritten, digest_after
from core.audit.pending_audit import ManifestMark, PendingAudit, PendingEvent
from core.audit.verifier_keys import hand_out
from core.errors import TamperedRecord
from core.ids import ClientId, new_id
from core.security.memory import wipe
from core.security.sealed_json import seal_json
from core.security.sealing import Address, Sealer
from models import AuditChainRow, AuditEvent

_KEY_BYTES = 32
_EVENTS: Any = AuditEvent.__table__
_CHAIN: Any = AuditChainRow.__table__
_STATE = select(_CHAIN.c.position, _CHAIN.c.head, _CHAIN.c.charts, _CHAIN.c.sealed_key).where(
    _CHAIN.c.workspace_id == bindparam("at_workspace")
)
_LOCKED_STATE = _STATE.with_for_update()
_MOVE = (
    update(_CHAIN)
    .where(_CHAIN.c.workspace_id == bindparam("at_workspace"))
    .values({name: bindparam(f"to_{name}") for name in ("position", "head", "charts", "sealed_key")})
)
# One statement for the common case, an event: a save waits for every statement.
_APPEND_AND_MOVE = (
    insert(_EVENTS)
    .values({column.name: bindparam(f"new_{column.name}") for column in _EVENTS.c if not column.identity})
    .add_cte(_MOVE.cte("moved"))
)


@dataclass(frozen=True, slots=True)
class ChainState:
    """The opened chain row: its head, the key of the next event, and the key of the charts' digest."""

    head: ChainHead
    key: bytes
    digest_key: bytes


@dataclass(frozen=True, slots=True)
class Placed:
    """Events with their places: rows ready to be stored, and the chain's state after them."""

    rows: Sequence[dict[str, Any]]
    state: ChainState


def settle(session: DatabaseSession, pending: PendingAudit) -> None:
    """Rewrites the manifests, gives every event its place, and stores both. A failure aborts the transaction.

    Raises `StaleRecord`, `TamperedRecord`, `VaultLocked`, and what the database raises.
    """
    log = pending.events[-1].log
    manifests = ManifestRepository(session, pending.sealer or log.sealer)
    prepared = manifests.prepare(pending.changes)
    state = _locked_state(session, log.sealer)
    events = pending.events
    if state is None:
        state, begin = _begin(session, manifests, events[0], prepared_for=pending)
        if state is None or begin is None:
            # Another transaction began it meanwhile: continue from its manifests and chain.
            settle(session, pending)
            return
        events, prepared = [begin, *events], []
    try:
        manifests.store(prepared)
        state = _with_charts(state, prepared, pending.erased)
        placed = place(state, events, covering=[each.after for each in prepared], erased=pending.erased)
        try:
            store(session, log.sealer, placed)
        finally:
            wipe(placed.state.key)
    finally:
        # From here on only sealed copies remain, so that reading this process later reveals neither.
        wipe(state.key, state.digest_key)
    log.settled(session, pending, placed)
    changed = [each.after for each in prepared if each.before is not None]
    new = [each.after for each in prepared if each.before is None]
    pending.committed.append(lambda: log.committed(placed.state.head, changed=changed, new=new))


def place(
    state: ChainState,
    events: Iterable[PendingEvent],
    *,
    covering: Iterable[ManifestMark] = (),
    erased: Iterable[ClientId] = (),
) -> Placed:
    """Chains `events` after `state`; the last of them lists the manifests that the transaction rewrote.

    The caller wipes the keys of `state` and of the returned state.
    """
    listed = list(events)
    rows: list[dict[str, Any]] = []
    charts = _charts_details(covering, erased)
    given = state.key
    try:
        for event in listed:
            row = _chained(event, state, charts if event is listed[-1] else {})
            rows.append(row)
            head = ChainHead(position=row["position"], head=row["chain_hash"], charts=state.head.charts)
            used = state.key
            state = ChainState(head=head, key=next_key(used), digest_key=state.digest_key)
            if used is not given:
                wipe(used)
    except BaseException:
        if state.key is not given:
            wipe(state.key)
        raise
    return Placed(rows=rows, state=state)


def _chained(event: PendingEvent, state: ChainState, charts: dict[str, Any]) -> dict[str, Any]:
    """The event's row at the position after `state`."""
    position = state.head.position + 1
    row = _row(event, position, state.head.charts, charts)
    entry = entry_bytes(
        event.log.sealer.workspace_id,
        _columns(row),
        charts=state.head.charts,
        sealed_details=row["sealed_details"],
    )
    chain_hash = link(
        device_id=row["device_id"],
        position=position,
        previous=state.head.head,
        digest=hashlib.sha256(entry).digest(),
    )
    return row | {"chain_hash": chain_hash, "mac": authenticate(state.key, chain_hash)}


def read_state(session: DatabaseSession, sealer: Sealer, *, lock: bool = False) -> ChainState | None:
    """The opened chain row, None before its first event. Raises `TamperedRecord`, `VaultLocked`."""
    row = session.execute(_LOCKED_STATE if lock else _STATE, {"at_workspace": sealer.workspace_id}).first()
    if row is None:
        return None
    return _open_state(sealer, ChainHead(row.position, row.head, row.charts), row.sealed_key)


def _open_state(sealer: Sealer, head: ChainHead, sealed_key: bytes) -> ChainState:
    """The chain row with its opened keys, which the caller wipes. Raises `TamperedRecord`, `VaultLocked`."""
    keys = sealer.open(sealed_key, purpose="audit", at=_key_address(sealer, head.position))
    try:
        if len(keys) not in (2 * _KEY_BYTES, 2 * _KEY_BYTES + HASH_BYTES):
            raise TamperedRecord("tampered_record", table="audit_chain", column="sealed_key")
        if len(head.head) != HASH_BYTES or len(head.charts) != HASH_BYTES:
            raise TamperedRecord("tampered_record", table="audit_chain", column="head, charts")
        # Rows of earlier versions are not bound to a position; they cannot be put back at a later one.
        bound = keys[2 * _KEY_BYTES :]
        if bound and not hmac.compare_digest(bound, _bound(head)):
            raise TamperedRecord("tampered_record", table="audit_chain", column="head, charts")
        return ChainState(head=head, key=keys[:_KEY_BYTES], digest_key=keys[_KEY_BYTES : 2 * _KEY_BYTES])
    finally:
        wipe(keys)


def _locked_state(session: DatabaseSession, sealer: Sealer) -> ChainState | None:
    return read_state(session, sealer, lock=True)


def _begin(
    session: DatabaseSession,
    manifests: ManifestRepository,
    first: PendingEvent,
    *,
    prepared_for: PendingAudit,
) -> tuple[ChainState | None, PendingEvent | None]:
    """The first state of the chain and the event that records what existed before; None if it exists by now.

    Every client's manifest is made from the current rows, including this transaction's.
    """
    state = ChainState(
        head=ChainHead(position=0, head=START, charts=bytes(HASH_BYTES)),
        key=os.urandom(_KEY_BYTES),
        digest_key=os.urandom(_KEY_BYTES),
    )
    begun: tuple[ChainState | None, PendingEvent | None] = None, None
    try:
        begun = _begun(session, manifests, first, state, prepared_for=prepared_for)
    finally:
        if begun[0] is None:
            wipe(state.key, state.digest_key)
    return begun


def _begun(
    session: DatabaseSession,
    manifests: ManifestRepository,
    first: PendingEvent,
    state: ChainState,
    *,
    prepared_for: PendingAudit,
) -> tuple[ChainState | None, PendingEvent | None]:
    """As `_begin`, with the keys of the new chain."""
    sealer = first.log.sealer
    made = session.execute(
        postgres_insert(AuditChainRow)
        .values(workspace_id=sealer.workspace_id, **chain_values(sealer, state))
        .on_conflict_do_nothing()
        .returning(AuditChainRow.position)
    ).first()
    if made is None:
        return None, None
    if newest_position(session, sealer.workspace_id) or first.log.known_position():
        # The chain's own row was removed: it must not silently begin a second time.
        raise TamperedRecord("tampered_record", table="audit_chain")
    hand_out(session, state.key, first.log.readers(), workspace_id=sealer.workspace_id)
    adopted = manifests.adopt_all()
    manifests.store(adopted)
    prepared_for.erased.clear()
    state = _with_charts(state, adopted, {})
    count, digest = unchained_digest(session, sealer.workspace_id)
    details: dict[str, Any] = {"unchained": count, "digest": digest.hex()}
    details |= _charts_details([each.after for each in adopted], ())
    begin = replace(
        first, action="audit.begin", object_kind=None, object_id=None, outcome="ok", client_id=None,
        details=details,
    )  # fmt: skip
    return state, begin


def _with_charts(
    state: ChainState, manifests: Iterable[Rewritten], erased: dict[ClientId, ManifestMark | None]
) -> ChainState:
    """The state with the digest of all charts after these manifests changed or were removed."""
    listed = list(manifests)
    charts = digest_after(
        state.head.charts,
        state.digest_key,
        gone=[each.before for each in listed if each.before is not None]
        + [mark for mark in erased.values() if mark is not None],
        come=[each.after for each in listed],
    )
    head = ChainHead(position=state.head.position, head=state.head.head, charts=charts)
    return ChainState(head=head, key=state.key, digest_key=state.digest_key)


def _charts_details(covering: Iterable[ManifestMark], erased: Iterable[ClientId]) -> dict[str, Any]:
    marks = {each.client_id.hex: [each.counter, each.tag.hex()] for each in covering}
    gone = [each.hex for each in erased]
    return ({"manifests": marks} if marks else {}) | ({"erased": gone} if gone else {})


def _row(event: PendingEvent, position: int, charts: bytes, covered: dict[str, Any]) -> dict[str, Any]:
    event_id, sealer = new_id(), event.log.sealer
    clear = {
        "user_id": event.user_id,
        "action": event.action,
        "object_kind": event.object_kind,
        "object_id": event.object_id,
        "outcome": event.outcome,
    }
    sealed = {
        "at": event.at.isoformat(),
        "device": event.log.device_name,
        "position": position,
        "client": None if event.client_id is None else str(event.client_id),
        # A sealed copy of the clear columns, so that a change of one is detected.
        "columns": {name: None if value is None else str(value) for name, value in clear.items()},
        "details": event.details | covered,
    }
    return {
        "workspace_id": sealer.workspace_id,
        "event_id": event_id,
        "day": event.at.date(),
        **clear,
        "sealed_details": seal_json(sealer, sealed, purpose="audit", at=details_address(event_id)),
        "position": position,
        "device_id": event.log.device_id,
        "charts": charts,
    }


def details_address(event_id: UUID) -> Address:
    """The address of an event's sealed details."""
    return Address(table="audit_event", row=(event_id,), column="sealed_details")


def _columns(row: dict[str, Any]) -> ClearColumns:
    return ClearColumns(**{name: row[name] for name in ClearColumns.__dataclass_fields__})


def store(session: DatabaseSession, sealer: Sealer, placed: Placed) -> None:
    """Inserts the events and updates the chain's row."""
    chain = chain_values(sealer, placed.state)
    moved = {"at_workspace": sealer.workspace_id} | {f"to_{name}": value for name, value in chain.items()}
    if len(placed.rows) == 1:
        new = {f"new_{name}": value for name, value in placed.rows[0].items()}
        session.execute(_APPEND_AND_MOVE, new | moved)
    else:
        session.execute(insert(_EVENTS), list(placed.rows))
        session.execute(_MOVE, moved)


def chain_values(sealer: Sealer, state: ChainState) -> dict[str, Any]:
    """The columns of the chain's row for this state, its keys sealed."""
    # The clear columns are sealed as well: otherwise the sum over all charts could be forged from the sums of
    # earlier events, which anybody with the database can read.
    keys = b"".join((state.key, state.digest_key, _bound(state.head)))
    try:
        sealed = sealer.seal(keys, purpose="audit", at=_key_address(sealer, state.head.position))
    finally:
        wipe(keys)
    return {
        "position": state.head.position,
        "head": state.head.head,
        "charts": state.head.charts,
        "sealed_key": sealed,
    }


def _bound(head: ChainHead) -> bytes:
    return hashlib.sha256(head.head + head.charts).digest()


def _key_address(sealer: Sealer, position: int) -> Address:
    return Address(table="audit_chain", row=(sealer.workspace_id, position), column="sealed_key")
