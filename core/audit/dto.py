"""Types of the audit log for the window and the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from core.ids import ClientId, UserId


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which entries to show; None does not filter. Both days are included."""

    user_id: UserId | None = None
    client_id: ClientId | None = None
    action: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One event. `position` is None if it is older than the chain, `at` and `device` if it does not open.

    `intact`: the sealed details open and match the clear columns.
    """

    position: int | None
    at: datetime | None
    device: str | None
    user_id: UserId | None
    action: str
    object_kind: str | None
    object_id: UUID | None
    client_id: ClientId | None
    outcome: str
    details: Mapping[str, Any] = field(default_factory=dict)
    intact: bool = True


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Entries, newest first; `next_before` asks for the next page, None after the last one."""

    entries: tuple[AuditEntry, ...]
    next_before: int | None


@dataclass(frozen=True, slots=True)
class ChainFinding:
    """Something wrong with the log. `position` is where it shows, None where it is about the whole.

    Codes: `gap`, `repeated`, `altered`, `forged`, `columns_differ`, `truncated`, `forked`, `head_missing`,
    `checkpoint_invalid`, `reader_key_damaged`, `anchor_damaged`, `anchor_missing`, `export_altered`,
    `client_missing` (a chart that the vault file, a manifest or a key names),
    `chain_restarted` (an owner had the chain begin again there, after a break).
    """

    code: str
    position: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The result of a verification. `unchained`: entries older than the chain, covered only by their digest
    in its first entry. `unanchored`: entries after the last anchor or checkpoint, which could be cut off
    undetected. `authenticated`: the codes that need the chain's key were checked too.
    """

    entries: int
    checkpoints: int
    unchained: int
    unanchored: int
    findings: tuple[ChainFinding, ...]
    authenticated: bool = False

    @property
    def intact(self) -> bool:
        return not self.findings
