"""What an archive says of itself, how it is protected, and what an export or import of one did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

from core.changes import Changes
from core.ids import ClientId

FORMAT = "anamnesis-archive"
VERSION = 1
Scope = Literal["practice", "client"]
ProtectionKind = Literal["passphrase", "recipients", "none"]


@dataclass(frozen=True, slots=True)
class Protection:
    """How an archive is encrypted: to a passphrase, to age recipients, or not at all (`none`).

    It has to be said: there is no default, so that nothing leaves in the clear by omission.
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
    """Whether the audit log is in it: it is for those who may read the log."""


@dataclass(frozen=True, slots=True)
class ArchiveCounts:
    """How much is in an archive. `records` are appointments, letters and dismissed contradictions."""

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
    """A chart that is not in the archive, and the code that says why."""

    client_id: ClientId
    code: str


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What an export wrote."""

    file: Path
    protection: ProtectionKind
    counts: ArchiveCounts
    size_bytes: int
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivePreview:
    """An archive that was read to its end and found whole. `problem`: the code why it is not stored here."""

    file: Path
    head: ArchiveHead
    counts: ArchiveCounts
    left_out: tuple[LeftOut, ...]
    size_bytes: int
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveImport:
    """What an import stored; `batch_id` is how it can be undone."""

    batch_id: UUID
    head: ArchiveHead
    counts: ArchiveCounts
    changes: Changes


def counts_from_json(values: Mapping[str, object]) -> ArchiveCounts:
    """Raises `TypeError` for what is no such mapping."""
    return ArchiveCounts(**{name: int(str(number)) for name, number in values.items()})
