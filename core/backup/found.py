"""Finds unopened backups in a folder chosen by the user, on a computer without the practice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from core.backup.service import FOLDER
from core.backup.store import BackupStore, made_at
from core.errors import BackupError
from core.ids import WorkspaceId


@dataclass(frozen=True, slots=True)
class FoundBackup:
    """A backup by its file name, unverified until it is opened. `made_at` is None for a renamed file."""

    path: Path
    workspace_id: WorkspaceId
    made_at: datetime | None


def find_backups(place: Path) -> tuple[FoundBackup, ...]:
    """The backups in the folder `place`, in a folder within it, or in one containing it; the newest first.

    For a backup's own file only that one. Raises `BackupError` (`backup_folder_missing`,
    `backup_newer_format`, `backup_none_found`, `backup_alone`).
    """
    place = place.expanduser().absolute()
    if place.is_file():
        return (_named(place),)
    stores = {store.directory: store for store in _stores_around(place)}
    found = [
        FoundBackup(path, store.workspace_id, made_at(path))
        for store in stores.values()
        for path in store.backups()
    ]
    if not found:
        raise BackupError("backup_none_found", folder=str(place))
    return tuple(sorted(found, key=lambda each: each.path.name, reverse=True))


def _named(path: Path) -> FoundBackup:
    try:
        store = BackupStore.of(path)
    except BackupError as error:
        if error.code == "backup_folder_missing":
            raise BackupError("backup_alone", file=path.name) from error
        raise
    return FoundBackup(path, store.workspace_id, made_at(path))


def _stores_around(folder: Path) -> list[BackupStore]:
    if not folder.is_dir():
        raise BackupError("backup_folder_missing", folder=str(folder))
    found = []
    for candidate in (folder, *sorted(folder.glob(f"{FOLDER} *")), folder.parent):
        try:
            found.append(BackupStore.open(candidate))
        except BackupError as error:
            if error.code == "backup_newer_format":
                raise
    return found
