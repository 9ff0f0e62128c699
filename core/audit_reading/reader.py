"""Reading the audit log: pages, failed unlocks, verification, export."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from sqlalchemy import ColumnElement, Row, select
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.anchor import Anchors, AnchorState
from core.audit.chain import ChainHead, ClearColumns, StoredEvent
from core.audit.dto import AuditEntry, AuditFilter, AuditPage, ChainFinding, ChainReport
from core.audit.event_store import (
    chain_head,
    chained_events,
    checkpoints,
    clear_columns,
    head_at,
    unchained_digest,
)
from core.audit.history import Restart
from core.audit.opening import agrees, open_event, to_entry
from core.audit.restarts import find_restarts
from core.audit.verifier_keys import first_key_of, open_first_key
from core.audit_reading.chain_verifier import Witnesses, verify_events
from core.audit_reading.exporting import Signatures, write_export
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.snapshot import hold_snapshot
from core.errors import TamperedRecord
from core.ids import ClientId, UserId, WorkspaceId
from core.integrity.existence import missing_clients
from core.people.dto import Member
from core.security.inventory import Inventory
from core.service_context import ServiceContext
from models import AuditEvent

EVERYTHING = AuditFilter()
_MOST_FAILED_UNLOCKS = 500
_PAGE_ROWS = 256
_COLUMNS = tuple(ClearColumns.__dataclass_fields__)


class AuditReader:
    """For owners and auditors; every method raises `RoleRefused` for other roles, and `VaultLocked`.

    `signing_keys` returns the Ed25519 public keys of all present and former members. With `exchange_keys`
    (the reader's own, the newest first) the codes of the chain are checked too. `inventory` is the one in the
    vault file, `erased` the client of a pending erase.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        members: Callable[[], tuple[Member, ...]],
        signing_keys: Callable[[], Mapping[UserId, Sequence[bytes]]],
        anchors: Anchors | None = None,
        exchange_keys: Callable[[], Sequence[X25519PrivateKey]] | None = None,
        inventory: Callable[[], Inventory | None] = lambda: None,
        erased: Callable[[], ClientId | None] = lambda: None,
    ) -> None:
        self._database, self._sealer = context.database, context.sealer
        self._audit, self._access = context.audit, context.access
        self._members = members
        self._signing_keys = signing_keys
        self._anchors = anchors
        self._exchange_keys = exchange_keys
        self._inventory = inventory
        self._erased = erased

    def entries(
        self, wanted: AuditFilter = EVERYTHING, *, limit: int = 200, before: int | None = None
    ) -> AuditPage:
        """Up to `limit` entries that match `wanted`, newest first; `before`: a `next_before`."""
        self._access.require("audit")
        found: list[AuditEntry] = []
        with self._database.begin() as session:
            while rows := self._rows(session, wanted, before=before):
                for row in rows:
                    if len(found) == limit:
                        return AuditPage(entries=tuple(found), next_before=before)
                    entry = to_entry(self._sealer, clear_columns(row), row.sealed_details, row.position)
                    # The client of an event is sealed, so the database cannot apply this filter.
                    if wanted.client_id is None or entry.client_id == wanted.client_id:
                        found.append(entry)
                    before = row.sequence
        return AuditPage(entries=tuple(found), next_before=None)

    def failed_unlocks(self, *, since: date | None = None) -> tuple[AuditEntry, ...]:
        """The refused attempts to unlock, newest first; `user_id` is the user chosen."""
        wanted = AuditFilter(action="unlock.failed", since=since)
        return self.entries(wanted, limit=_MOST_FAILED_UNLOCKS).entries

    def verify(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> ChainReport:
        """Checks the whole chain against hashes, codes, checkpoints and anchors. Raises `Cancelled`."""
        self._access.require("audit")
        findings: list[ChainFinding] = []
        anchors = self._anchors.read() if self._anchors else None
        inventory = self._inventory()
        with self._database.begin() as session:
            hold_snapshot(session)
            workspace_id = self._sealer.workspace_id
            head = chain_head(session, workspace_id)
            unchained, digest = unchained_digest(session, workspace_id)
            first_key, restarts = self._keys(session, findings)
            witnesses = Witnesses(
                workspace_id=workspace_id,
                head=head,
                checkpoints=checkpoints(session, workspace_id),
                anchor=anchors.newest if anchors else None,
                signing_keys=self._signing_keys(),
                first_key=first_key,
                restarts={each.position: each for each in restarts},
            )
            begin = _Begin(unchained, digest.hex())
            report = verify_events(
                chained_events(session, workspace_id),
                witnesses,
                details_agree=lambda event: self._agrees(event, begin),
                unchained=unchained,
                total=head.position if head else 0,
                cancel=cancel,
                on_progress=on_progress,
            )
            clients = _missing_clients(session, workspace_id, inventory, erased=self._erased())
            there = None if inventory is None else head_at(session, workspace_id, inventory.log_position)
        findings += [*begin.findings(report), *_anchor_findings(anchors, witnesses, inventory)]
        findings += [*report.findings, *_inventory_findings(inventory, head, there), *clients]
        return ChainReport(
            entries=report.entries,
            checkpoints=report.checkpoints,
            unchained=report.unchained,
            unanchored=report.unanchored,
            findings=tuple(findings),
            authenticated=report.authenticated,
        )

    def export(
        self,
        path: Path,
        wanted: AuditFilter = EVERYTHING,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> int:
        """Writes JSON Lines that `verify_export` can check without keys or database; returns their number.

        Entries that `wanted` leaves out stay in the file as hashes; those older than the chain are not in it.
        The export is recorded before anything is written. Raises `Cancelled`, `DiskFull`,
        `EnvironmentProblem("file_not_written")`.
        """
        self._access.require("audit")
        with self._database.begin() as session:
            self._audit.record(session, action="audit.export", details=_shown(wanted))
            self._audit.checkpoint(session)
        with self._database.begin() as session:
            hold_snapshot(session)
            return write_export(
                path,
                session,
                self._sealer,
                wanted=wanted,
                signatures=Signatures(
                    signer=self._access.user_id,
                    sign=self._audit.sign,
                    keys=self._signing_keys(),
                    names={member.user_id: member.name for member in self._members()},
                ),
                cancel=cancel,
                on_progress=on_progress,
            )

    def _rows(
        self, session: DatabaseSession, wanted: AuditFilter, *, before: int | None
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        conditions: list[ColumnElement[bool]] = [AuditEvent.workspace_id == self._sealer.workspace_id]
        if before is not None:
            conditions.append(AuditEvent.sequence < before)
        if wanted.user_id is not None:
            conditions.append(AuditEvent.user_id == wanted.user_id)
        if wanted.action is not None:
            conditions.append(AuditEvent.action == wanted.action)
        if wanted.since is not None:
            conditions.append(AuditEvent.day >= wanted.since)
        if wanted.until is not None:
            conditions.append(AuditEvent.day <= wanted.until)
        query = (
            select(
                *(getattr(AuditEvent, name) for name in _COLUMNS),
                AuditEvent.sealed_details,
                AuditEvent.position,
                AuditEvent.sequence,
            )
            .where(*conditions)
            .order_by(AuditEvent.sequence.desc())
            .limit(_PAGE_ROWS)
        )
        return session.execute(query).all()

    def _first_key(self, session: DatabaseSession, findings: list[ChainFinding]) -> bytes | None:
        if self._exchange_keys is None:
            return None
        try:
            return first_key_of(
                session, self._access.user_id, self._exchange_keys(), workspace_id=self._sealer.workspace_id
            )
        except TamperedRecord:
            findings.append(ChainFinding("reader_key_damaged"))
            return None

    def _keys(
        self, session: DatabaseSession, findings: list[ChainFinding]
    ) -> tuple[bytes | None, list[Restart]]:
        """The first key of the chain, and each restart with the key that begins there."""
        recorded = find_restarts(session, self._sealer)
        keys = [self._earlier_key(each.earlier_keys, findings) for each in recorded]
        keys.append(self._first_key(session, findings))
        restarts = [replace(each.restart, key=key) for each, key in zip(recorded, keys[1:], strict=True)]
        return keys[0], restarts

    def _earlier_key(self, wrapped: Mapping[UserId, bytes], findings: list[ChainFinding]) -> bytes | None:
        """The key of a part before a restart; None if the user was not a reader then."""
        you = self._access.user_id
        if self._exchange_keys is None or you not in wrapped:
            return None
        try:
            return open_first_key(
                wrapped[you], you, self._exchange_keys(), workspace_id=self._sealer.workspace_id
            )
        except TamperedRecord:
            findings.append(ChainFinding("reader_key_damaged"))
            return None

    def _agrees(self, event: StoredEvent, begin: _Begin) -> bool:
        opened = open_event(self._sealer, event.columns, event.sealed_details)
        if event.position == 1 and opened is not None:
            begin.details = opened.get("details", {})
        return agrees(opened, event.columns, event.position)


class _Begin:
    """Compares what the first entry says of the events before it with the stored ones."""

    def __init__(self, count: int, digest: str) -> None:
        self._found = (count, digest)
        self.details: Mapping[str, Any] = {}

    def findings(self, report: ChainReport) -> list[ChainFinding]:
        if not report.entries:
            return []
        said = (self.details.get("unchained"), self.details.get("digest"))
        return [] if said == self._found else [ChainFinding("altered", None, {"unchained": self._found[0]})]


def _anchor_findings(
    anchors: AnchorState | None, witnesses: Witnesses, inventory: Inventory | None
) -> list[ChainFinding]:
    if anchors is None:
        return []
    found = [ChainFinding("anchor_damaged", None, {"place": place}) for place in anchors.damaged]
    existed = bool(witnesses.checkpoints) or (inventory is not None and inventory.anchored)
    if anchors.newest is None and existed and not anchors.damaged:
        found.append(ChainFinding("anchor_missing"))
    return found


def _missing_clients(
    session: DatabaseSession,
    workspace_id: WorkspaceId,
    inventory: Inventory | None,
    *,
    erased: ClientId | None,
) -> list[ChainFinding]:
    """Clients without an erase in the log and without a row."""
    missing = list(missing_clients(session, workspace_id, inventory or Inventory(), erased=erased))
    return [ChainFinding("client_missing", None, {"count": len(missing)})] if missing else []


def _inventory_findings(
    inventory: Inventory | None, head: ChainHead | None, there: ChainHead | None
) -> list[ChainFinding]:
    """Compares the log with the vault file's inventory; `there` is the stored head at that position."""
    if inventory is None or not inventory.log_position:
        return []
    position = 0 if head is None else head.position
    if position < inventory.log_position:
        return [ChainFinding("truncated", position, {"last_known": inventory.log_position})]
    if there is None or there.head != inventory.log_head:
        return [ChainFinding("forked", inventory.log_position)]
    return []


def _shown(wanted: AuditFilter) -> dict[str, str]:
    return {
        name: str(getattr(wanted, name))
        for name in AuditFilter.__dataclass_fields__
        if getattr(wanted, name) is not None
    }
