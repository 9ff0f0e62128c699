"""Restores an opened backup to a new place; the vault file is written last, so that the practice is there
completely or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.atomic_file import write_shared
from core.audit.anchor import Anchors
from core.audit.chain import ChainHead
from core.backup.manifest import Manifest
from core.backup.opened import OpenedBackup
from core.backup.proving import Proof
from core.database.cluster import Cluster
from core.integrity.backup import BackupAge, compare_heads
from core.settings import Settings
from core.shared_practice.rights import refuse_accounts

ROOM_FACTOR = 2
"""A restore needs this many times the size of the rows: tables with their indexes, and the server's log."""
ROOM_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Restored:
    """The result of a restore. `age`: compared with this computer's knowledge of the practice;
    `known_position` and `position` are those of the audit log. `lost`: rows of each table whose pieces were
    missing or damaged.
    """

    manifest: Manifest
    proof: Proof
    age: BackupAge
    position: int
    known_position: int
    lost: dict[str, int] = field(default_factory=dict)


def needed_bytes(manifest: Manifest) -> int:
    """The disk space that a restore needs."""
    return ROOM_FACTOR * manifest.size_bytes + ROOM_BYTES


def cluster_of(settings: Settings) -> Cluster:
    return Cluster(
        cluster_dir=settings.cluster_dir,
        socket_dir=settings.socket_dir,
        secrets_dir=settings.secrets_dir,
        log_dir=settings.log_dir,
        for_group=settings.shared,
    )


def begin_restore(settings: Settings) -> None:
    """Marks the directory as an incomplete restore."""
    write_shared(settings.restoring_marker, b"")


def discard_unfinished(settings: Settings) -> None:
    """Removes the remains of an interrupted restore, if any; the backup still has everything.

    Raises `EnvironmentProblem("shared_practice_administrator")`.
    """
    if not settings.restoring_marker.exists():
        return
    refuse_accounts(settings)
    if not settings.vault_file.exists():
        cluster_of(settings).discard()
    settings.restoring_marker.unlink(missing_ok=True)


def age_of(backup: OpenedBackup, anchors: Anchors) -> tuple[BackupAge, int]:
    """Compares the backup with the newest checkpoint this computer knows; also returns that one's
    position.
    """
    checkpoint, known = backup.manifest.checkpoint, anchors.read().newest
    head = None if checkpoint is None else ChainHead(checkpoint.position, checkpoint.head, checkpoint.charts)
    return compare_heads(head, known), 0 if known is None else known.position


def keep_anchor(backup: OpenedBackup, anchors: Anchors) -> None:
    """Stores the backup's checkpoint beside the restored database; a newer one known to this computer stays,
    and the restored practice is then reported as older.
    """
    if backup.manifest.checkpoint is not None:
        anchors.store(backup.manifest.checkpoint)


def finish_restore(backup: OpenedBackup, settings: Settings) -> None:
    """Writes the vault file: from then on the practice exists here."""
    write_shared(settings.vault_file, backup.file.vault_bytes)
    settings.restoring_marker.unlink(missing_ok=True)
