"""What a check of the records finds."""

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
]


@dataclass(frozen=True, slots=True)
class IntegrityFinding:
    """One thing that is not as it was written. `params` are counts and numbers, never clinical text."""

    code: FindingCode
    client_id: ClientId | None = None
    table: str | None = None
    row_id: UUID | None = None
    params: Mapping[str, object] = field(default_factory=dict, hash=False)
