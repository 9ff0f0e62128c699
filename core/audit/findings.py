"""Findings: what differs in the stored rows, the log or the vault file from what was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from core.ids import ClientId

FindingCode = Literal[
    "stale_database",
    "forked_database",
    "stale_vault",
    "forked_vault",
    "audit_chain_damaged",
    "stale_backup",
    "stale_row",
    "missing_row",
    "unknown_row",
    "damaged_row",
    "damaged_client_key",
    "manifest_missing",
    "stale_manifest",
    "damaged_manifest",
    "anchor_damaged",
    "anchor_missing",
    "client_missing",
    "clock_set_back",
]
_OF_THE_LIST: frozenset[FindingCode] = frozenset(
    ("manifest_missing", "stale_manifest", "damaged_manifest", "client_missing", "damaged_client_key")
)
"""Findings after which no row of a chart can be verified as the newest."""


@dataclass(frozen=True, slots=True)
class IntegrityFinding:
    """One deviation from what was written. `params` are counts and numbers, never clinical text."""

    code: FindingCode
    client_id: ClientId | None = None
    table: str | None = None
    row_id: UUID | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class ChartMismatch:
    """A chart whose stored rows are not those that its manifest names; `findings` is never empty."""

    client_id: ClientId
    findings: tuple[IntegrityFinding, ...]

    @property
    def whole(self) -> bool:
        """Whether the manifest itself is unreliable: then no row of the chart can be verified."""
        return any(each.code in _OF_THE_LIST for each in self.findings)

    def covers(self, row_id: UUID) -> bool:
        """Whether this row (a session, a record, the client's own row by the client's id) is affected."""
        return self.whole or any(each.row_id == row_id for each in self.findings)
