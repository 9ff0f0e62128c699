"""Reads every piece of a backup and compares it with the signed manifest."""

from __future__ import annotations

from dataclasses import dataclass

from core.backup.manifest import Piece
from core.backup.opened import OpenedBackup
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import BackupError


@dataclass(frozen=True, slots=True)
class Verified:
    """`missing` and `damaged` are pieces; `lost_rows` the rows in them."""

    pieces: int
    size_bytes: int
    missing: int = 0
    damaged: int = 0
    lost_rows: int = 0

    @property
    def intact(self) -> bool:
        return not self.missing and not self.damaged


def verify(
    backup: OpenedBackup,
    *,
    mend: bool = False,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Verified:
    """`on_progress` counts bytes. Raises `Cancelled`, `BackupError("backup_not_read")`.

    `mend`: sets damaged pieces aside, so that the next backup writes those with unchanged rows again; call it
    while the store is `held`.
    """
    missing = damaged = lost = done = count = 0
    total = backup.manifest.size_bytes
    for piece in backup.manifest.pieces():
        if cancel is not None:
            cancel.raise_if_cancelled()
        try:
            _read_twice(backup, piece)
        except BackupError as error:
            if error.code == "backup_not_read":
                raise
            missing += error.code == "backup_piece_missing"
            damaged += error.code != "backup_piece_missing"
            lost += piece.rows
            if mend:
                backup.store.set_aside(piece.name)
        count += 1
        done += piece.size_bytes
        on_progress(done, total)
    return Verified(count, total, missing, damaged, lost)


def _read_twice(backup: OpenedBackup, piece: Piece) -> None:
    """A bad cable can look like damage the first time."""
    try:
        backup.content(piece)
    except BackupError as error:
        if error.code != "backup_damaged":
            raise
        backup.content(piece)
