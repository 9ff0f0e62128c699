"""A folder of backups: pieces named by their content, and one file for each backup that lists its pieces.

A piece or a backup is written completely to a temporary file, flushed and renamed. A backup's file is written
last, so its pieces all exist, and the next backup reuses the pieces of an interrupted one.
"""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from filelock import FileLock, Timeout

from core.atomic_file import PRIVATE_FILE, file_mode, make_directory, write_atomically
from core.backup.encryption import NAME_CHARS
from core.bounded_files import read_bounded
from core.errors import AnamnesisError, BackupError, DiskFull
from core.ids import WorkspaceId

SUFFIX = ".anamnesis-backup"
_FORMAT = 1
_STORE_FILE = "store.json"
_STORE_BYTES = 64 * 1024
_PIECE_BYTES = 32 * 1024 * 1024
"""Larger than any piece: rows are cut at 8 MiB, and no sealed value reaches 16."""
_YOUNG_S = 2 * 24 * 3600
"""Younger files may be another computer's work, whose lock a network folder does not show."""
_README = "README.txt"
_WORDS = """\
Backups of an Anamnesis practice, encrypted.

Each file in "backups" is one backup; "pieces" holds what they are made of, and all backups share it. Copy or
move this folder as a whole. To restore: start Anamnesis on any computer, choose "I have a backup", choose a
file in "backups", and give the passphrase or the recovery key of the practice. Without one of these two
nobody can. Whoever finds this folder sees the members' names, when backups were made, and sizes; no chart.
"""
_PIECE = re.compile(rf"[0-9a-f]{{{NAME_CHARS}}}")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_UNFINISHED = re.compile(
    rf"\.([0-9a-f]{{{NAME_CHARS}}}\.age|store\.json|README\.txt|.*\.anamnesis-backup)\..*"
)
_DAMAGED = ".damaged"
_BACKUP = re.compile(r"(\d{8}T\d{6}Z)-(\d{9})" + re.escape(SUFFIX))


class BackupStore:
    """One folder of backups of one practice. `store_id` identifies it wherever it is mounted.

    `shared`: several accounts back the practice up, and the group of the folder may write what is made in it.
    """

    def __init__(
        self, directory: Path, *, store_id: UUID, workspace_id: WorkspaceId, shared: bool = False
    ) -> None:
        self.directory = directory
        self.store_id = store_id
        self.workspace_id = workspace_id
        self._shared = shared

    @classmethod
    def open(cls, directory: Path, *, shared: bool = False) -> BackupStore:
        """Raises `BackupError` (`backup_folder_missing`, `backup_folder_not_one`, `backup_newer_format`)."""
        try:
            said = json.loads(read_bounded(directory / _STORE_FILE, _STORE_BYTES))
            if int(said["format"]) > _FORMAT:
                raise BackupError("backup_newer_format")
            ids = UUID(said["store_id"]), WorkspaceId(UUID(said["workspace_id"]))
        except OSError as error:
            raise BackupError("backup_folder_missing", folder=str(directory)) from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BackupError("backup_folder_not_one", folder=str(directory)) from error
        return cls(directory, store_id=ids[0], workspace_id=ids[1], shared=shared)

    @classmethod
    def make(cls, directory: Path, workspace_id: WorkspaceId, *, shared: bool = False) -> BackupStore:
        """Creates the folder, or opens the existing one. Raises `BackupError`, `DiskFull`."""
        if (directory / _STORE_FILE).exists():
            return cls.open(directory, shared=shared)
        try:
            directory.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            make_directory(directory, shared=shared)
            mode = _mode(directory, shared=shared)
            said = {"format": _FORMAT, "store_id": str(uuid4()), "workspace_id": str(workspace_id)}
            write_atomically(directory / _README, _WORDS.encode(), mode=mode)
            write_atomically(directory / _STORE_FILE, json.dumps(said).encode(), mode=mode)
        except OSError as error:
            raise _not_written(directory, error) from error
        return cls.open(directory, shared=shared)

    @classmethod
    def of(cls, backup: Path) -> BackupStore:
        """The folder of a backup's file. Raises as `open`."""
        return cls.open(backup.absolute().parent.parent)

    @property
    def free_bytes(self) -> int:
        try:
            return shutil.disk_usage(self.directory).free
        except OSError as error:
            raise BackupError("backup_target_away", folder=str(self.directory)) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Excludes other writers within the block. Raises `BackupError("backup_folder_in_use")`."""
        try:
            mode = _mode(self.directory, shared=self._shared)
            lock = FileLock(self.directory / "lock", mode=mode, thread_local=False)
            lock.acquire(timeout=0)
        except Timeout as error:
            raise BackupError("backup_folder_in_use", folder=str(self.directory)) from error
        except OSError as error:
            raise _not_written(self.directory, error) from error
        try:
            yield
        finally:
            lock.release()

    # Pieces.

    def piece_sizes(self) -> dict[str, int]:
        """The existing pieces with their sizes in bytes."""
        found: dict[str, int] = {}
        for entry in self._piece_files():
            name = entry.name.removesuffix(".age")
            if _PIECE.fullmatch(name) and entry.name.endswith(".age"):
                found[name] = _stat(entry).st_size
        return found

    def _piece_files(self) -> Iterator[os.DirEntry[str]]:
        for folder in _own_entries(self._pieces):
            if _FOLDER.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                yield from (
                    each for each in _entries(Path(folder.path)) if each.is_file(follow_symlinks=False)
                )

    def write_piece(self, name: str, encrypted: bytes) -> None:
        """Raises `DiskFull`, `BackupError("backup_not_written")`."""
        path = self._piece(name)
        try:
            # Not the store's folder itself: nothing may be created where a medium was removed.
            for folder in (self._pieces, path.parent):
                _refuse_link(folder)
                make_directory(folder, shared=self._shared)
            write_atomically(path, encrypted, mode=_mode(path.parent, shared=self._shared))
        except OSError as error:
            raise _not_written(self.directory, error) from error

    def read_piece(self, name: str) -> bytes:
        """Raises `BackupError` (`backup_piece_missing`, `backup_not_read`)."""
        if not _PIECE.fullmatch(name):
            raise BackupError("backup_damaged")
        try:
            return read_bounded(self._piece(name), _PIECE_BYTES)
        except FileNotFoundError as error:
            raise BackupError("backup_piece_missing") from error
        except ValueError as error:
            raise BackupError("backup_damaged") from error
        except OSError as error:
            raise BackupError("backup_not_read", reason=error.strerror) from error

    def remove_pieces(self, names: Iterable[str]) -> int:
        """Removes pieces that are not young, and those set aside; returns how many. Raises `BackupError`."""
        wanted = {f"{name}.age" for name in names}
        removed = 0
        for entry in self._piece_files():
            if (entry.name in wanted or entry.name.endswith(_DAMAGED)) and not _is_young(entry):
                removed += _removed(entry)
        return removed

    def set_aside(self, name: str) -> None:
        """Renames a damaged piece, so that it is written again. Raises `BackupError`."""
        path = self._piece(name)
        try:
            for folder in (self._pieces, path.parent):
                _refuse_link(folder)
            path.replace(path.with_name(path.name + _DAMAGED))
        except FileNotFoundError:
            return
        except OSError as error:
            raise _not_written(self.directory, error) from error

    # Backups.

    def backups(self) -> list[Path]:
        """The files of the backups, the oldest first."""
        found = [Path(each.path) for each in _own_entries(self._backups) if _BACKUP.fullmatch(each.name)]
        return sorted(found, key=lambda path: path.name)

    def write_backup(self, *, made_at: datetime, position: int, content: bytes) -> Path:
        """`position` is that of the audit chain. Raises `DiskFull`, `BackupError("backup_not_written")`."""
        path = self._backups / name_of(made_at, position)
        try:
            _refuse_link(self._backups)
            make_directory(self._backups, shared=self._shared)
            write_atomically(path, content, mode=_mode(path.parent, shared=self._shared))
        except OSError as error:
            raise _not_written(self.directory, error) from error
        return path

    def remove_unfinished(self) -> None:
        """Removes what a killed write left, unless it is young; call it while `held`."""
        beside = [*_entries(self.directory), *_own_entries(self._backups), *self._piece_files()]
        for entry in beside:
            if (
                _UNFINISHED.fullmatch(entry.name)
                and entry.is_file(follow_symlinks=False)
                and not _is_young(entry)
            ):
                _removed(entry)

    @property
    def _pieces(self) -> Path:
        return self.directory / "pieces"

    @property
    def _backups(self) -> Path:
        return self.directory / "backups"

    def _piece(self, name: str) -> Path:
        return self._pieces / name[:2] / f"{name}.age"


def made_at(backup: Path) -> datetime | None:
    """The time of a backup from its file name; the signed manifest has it too."""
    match = _BACKUP.fullmatch(backup.name)
    try:
        return None if match is None else datetime.strptime(match[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def name_of(made: datetime, position: int) -> str:
    """The name of a backup's file."""
    return f"{made.astimezone(UTC):%Y%m%dT%H%M%SZ}-{position:09d}{SUFFIX}"


def _mode(directory: Path, *, shared: bool) -> int:
    """Of a file: that a group may write in `directory` does not let it read the backups of one account."""
    return file_mode(directory) if shared else PRIVATE_FILE


def _is_young(entry: os.DirEntry[str]) -> bool:
    return time.time() - _stat(entry).st_mtime < _YOUNG_S


def _stat(entry: os.DirEntry[str]) -> os.stat_result:
    try:
        return entry.stat(follow_symlinks=False)
    except OSError as error:
        raise BackupError("backup_not_read", reason=error.strerror) from error


def _removed(entry: os.DirEntry[str]) -> bool:
    try:
        Path(entry.path).unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise BackupError("backup_not_written", folder=entry.path, reason=error.strerror) from error
    return True


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BackupError("backup_not_read", reason=error.strerror) from error


def _own_entries(folder: Path) -> list[os.DirEntry[str]]:
    """The entries of a folder of ours. A link in its place could lead to another folder."""
    return [] if folder.is_symlink() else _entries(folder)


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def _not_written(directory: Path, error: OSError) -> AnamnesisError:
    if isinstance(error, DiskFull):
        return error
    return BackupError("backup_not_written", folder=str(directory), reason=error.strerror)
