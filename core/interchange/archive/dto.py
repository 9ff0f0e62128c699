"""Types of archives: metadata, protection, and the results of an export or import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from core.ids import ClientId

FORMAT = "anamnesis-archive"
VERSION = 1
Scope = Literal["practice", "client"]
ProtectionKind = Literal["passphrase", "recipients", "none"]


@dataclass(frozen=True, slots=True)
class Protection:
    """The encryption of an archive: to a passphrase, to age recipients, or none (`none`).

    There is no default, so that nothing is exported in the clear by omission.
    """

    kind: ProtectionKind
    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens an archive: its passphrase, or age identities (`AGE-SECRET-KEY-1…`)."""

    passphrase: str = field(default="", repr=False)
    identities: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ArchiveHead:
    """The first file of an archive. `workspace_id` is that of the practice that wrote it."""

    archive_id: UUID
    scope: Scope
    made_at: datetime
    made_by: str
    practice_name: str
    workspace_id: UUID
    program: str
    audit: bool
    """Whether it contains the audit log, for users who may read the log."""


@dataclass(frozen=True, slots=True)
class ArchiveCounts:
    """Counts of an archive's content. `records` are appointments, letters and dismissed contradictions."""

    clients: int = 0
    sessions: int = 0
    versions: int = 0
    attachments: int = 0
    records: int = 0
    conversations: int = 0
    practice_records: int = 0
    audit_entries: int = 0


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A chart that was left out, with the code of the reason."""

    client_id: ClientId
    code: str


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """The result of an export."""

    file: Path
    protection: ProtectionKind
    counts: ArchiveCounts
    size_bytes: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivePreview:
    """An archive that was read completely and is intact. `problem`: the code why it cannot be stored here."""

    file: Path
    head: ArchiveHead
    counts: ArchiveCounts
    left_out: tuple[LeftOut, ...]
    size_bytes: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveImport:
    """The result of an import; `batch_id` identifies it for undo."""

    batch_id: UUID
    head: ArchiveHead
    counts: ArchiveCounts


def counts_from_json(values: Mapping[str, object]) -> ArchiveCounts:
    """Raises `TypeError` for malformed values."""
    return ArchiveCounts(**{name: int(str(number)) for name, number in values.items()})
