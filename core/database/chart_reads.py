"""Compares every chart that is read with its manifest before the transaction ends.

Repositories record which charts they read; the verifier is set once for a `Database`. So no service can omit
the check, and all reads of one transaction are compared in one statement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.findings import ChartMismatch
from core.audit.known_manifests import KnownManifests
from core.audit.pending_audit import PendingAudit
from core.errors import ChartNotAsWritten
from core.ids import ClientId

READS = "anamnesis.chart_reads"
"""The key in `Session.info` under which a transaction keeps its `ChartReads`."""


class ReadVerifier(Protocol):
    """Compares charts with their manifests."""

    def known(self) -> KnownManifests:
        """The manifests known now; requested before a transaction reads anything."""

    def verify(
        self, session: DatabaseSession, client_ids: Collection[ClientId], known: KnownManifests
    ) -> Mapping[ClientId, ChartMismatch]:
        """The charts that do not match; a manifest newer than `known` does not count as a mismatch.

        Raises `VaultLocked`, and what the database raises.
        """

    def report(self) -> None:
        """Records new findings; called after the transaction has ended."""


@dataclass(slots=True)
class ChartReads:
    """The charts one transaction has read, and which of them were compared already."""

    verifier: ReadVerifier
    noted: set[ClientId] = field(default_factory=set)
    compared: dict[ClientId, ChartMismatch | None] = field(default_factory=dict)
    known: KnownManifests = field(init=False)
    """As of the beginning: later commits need not be visible in this transaction's snapshot."""

    def __post_init__(self) -> None:
        self.known = self.verifier.known()

    def compare(self, session: DatabaseSession, client_ids: Collection[ClientId]) -> None:
        """Compares the charts not yet compared in this transaction."""
        left = set(client_ids) - self.compared.keys()
        if left:
            found = self.verifier.verify(session, left, self.known)
            self.compared |= {client_id: found.get(client_id) for client_id in left}


def note_chart_read(session: DatabaseSession, client_id: ClientId) -> None:
    """Records that something of this client's chart was read in the transaction."""
    reads: ChartReads | None = session.info.get(READS)
    if reads is not None:
        reads.noted.add(client_id)


def noted_reads(session: DatabaseSession) -> set[ClientId]:
    """The charts that this transaction read and did not compare, or found not matching."""
    reads: ChartReads | None = session.info.get(READS)
    if reads is None:
        return set()
    return reads.noted | {client_id for client_id, found in reads.compared.items() if found is not None}


def mismatches(session: DatabaseSession, client_ids: Collection[ClientId]) -> dict[ClientId, ChartMismatch]:
    """Which of these charts do not match, for answers, quotes and exports; empty without a verifier.

    Call it in the transaction that reads them. Raises as `ReadVerifier.verify`.
    """
    reads: ChartReads | None = session.info.get(READS)
    if reads is None:
        return {}
    reads.compare(session, client_ids)
    return {one: found for one in client_ids if (found := reads.compared[one]) is not None}


def require_as_written(session: DatabaseSession, client_id: ClientId, *row_ids: UUID) -> None:
    """For data that leaves the program. `row_ids`: the rows it contains, none for all.

    Raises `ChartNotAsWritten`, and as `ReadVerifier.verify`.
    """
    mismatch = mismatches(session, [client_id]).get(client_id)
    if mismatch is not None and (not row_ids or any(mismatch.covers(each) for each in row_ids)):
        raise ChartNotAsWritten(client_id=client_id, count=len(mismatch.findings))


# Before other listeners: the commit hook of the audit log locks the chain, for which every writer waits.
@event.listens_for(DatabaseSession, "before_commit", insert=True)
def _compare(session: DatabaseSession) -> None:
    reads: ChartReads | None = session.info.get(READS)
    if reads is None or not reads.noted or session.in_nested_transaction():
        return
    pending = PendingAudit.of(session)
    # Written charts are checked by their own change; until the commit their rows differ from the manifest.
    written = {change.client_id for change in pending.changes} | pending.erased.keys()
    noted, reads.noted = reads.noted - written, set()
    reads.compare(session, noted)


@event.listens_for(DatabaseSession, "after_commit")
def _report(session: DatabaseSession) -> None:
    reads: ChartReads | None = session.info.get(READS)
    if reads is not None and not session.in_nested_transaction() and any(reads.compared.values()):
        reads.verifier.report()
