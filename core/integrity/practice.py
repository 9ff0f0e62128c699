"""Checks all charts at an unlock: manifests against the audit chain, rows against manifests.

Rows are compared by version: a sealed value is bound to its version, so an older one has a lower number.
Sealed bytes are compared when a chart is read. For 2,000 charts this reads as many manifests and some bytes a
row, and no text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.findings import IntegrityFinding
from core.audit.manifests import decode_entries, mark, open_encoded, versions_of
from core.audit.pending_audit import ManifestMark
from core.database.planning import prefer_hash_joins
from core.errors import NotFound, TamperedRecord, VaultFormatError
from core.ids import ClientId
from core.integrity.chart_rows import (
    hidden_rows,
    stored_charts,
    stored_manifests,
    stored_versions,
)
from core.integrity.sealed_states import check_state
from core.integrity.verifying import differing, row_finding
from core.security.sealing import Sealer

_DAMAGE = (TamperedRecord, VaultFormatError, NotFound, ValueError, KeyError)


@dataclass(slots=True)
class PracticeCheck:
    """`marks` are those of every manifest; the manifests in `sound` opened."""

    marks: dict[ClientId, ManifestMark] = field(default_factory=dict)
    sound: list[ManifestMark] = field(default_factory=list)
    findings: list[IntegrityFinding] = field(default_factory=list)


def check_practice(session: DatabaseSession, sealer: Sealer) -> PracticeCheck:
    """Compares all charts within the caller's transaction, which should be a snapshot. Raises `VaultLocked`.

    A client whose key does not open is skipped: that is a separate finding.
    """
    found = PracticeCheck()
    prefer_hash_joins(session)
    versions, loaded = stored_versions(session, sealer.workspace_id), sealer.keyring.clients()
    for client_id, counter, sealed in stored_manifests(session, sealer.workspace_id):
        stated = found.marks[client_id] = mark(client_id, counter, sealed)
        stored = versions.pop(client_id, b"")
        if client_id not in loaded:
            continue
        try:
            encoded = open_encoded(sealer, client_id, counter, sealed)
            same = versions_of(encoded) == stored
        except _DAMAGE:
            found.findings.append(IntegrityFinding("damaged_manifest", client_id, "client_manifest"))
            continue
        found.sound.append(stated)
        if not same:
            chart = stored_charts(session, sealer.workspace_id, [client_id])[client_id]
            found.findings += differing(client_id, chart.entries(), decode_entries(encoded))
    found.findings += [
        IntegrityFinding("manifest_missing", client_id, "client_manifest")
        for client_id in versions
        if client_id in loaded
    ]
    found.findings += _wrongly_hidden(session, sealer)
    return found


def _wrongly_hidden(session: DatabaseSession, sealer: Sealer) -> Iterator[IntegrityFinding]:
    """Rows hidden from lists by a state that was not sealed."""
    loaded = sealer.keyring.clients()
    for client_id, row in hidden_rows(session, sealer.workspace_id):
        if not row.sealed or client_id not in loaded:
            continue
        try:
            check_state(sealer, client_id, row)
        except _DAMAGE:
            yield row_finding("damaged_row", client_id, (row.kind, row.row_id))
