"""The library's directory: its record, its locks, its disk space, and its staging directory."""

from __future__ import annotations

import errno
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from core.engine.model_library.leftovers import STAGING, sweep
from core.engine.model_library.record import AnyRecord, LibraryState, read_state, write_state
from core.engine.model_library.verdicts import LOCK_MODE
from core.errors import DiskFull, EnvironmentProblem

ADDING_LOCK = "adding.lock"
"""Held while models are copied and examined, which can take minutes; selecting and removing need not wait."""
_ADDED = "added"
_RESERVE_BYTES = 256 << 20
_RECORD_LOCK = "library.lock"
_LOCK_WAIT_S = 10.0


class LibraryFolder:
    """Several processes may use the same one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.added = path / _ADDED
        """Contains a folder for each added model."""

    def read(self) -> LibraryState:
        """Raises `ModelError("model_library_damaged")`."""
        return read_state(self.path)

    def write(self, state: LibraryState) -> None:
        """Raises `DiskFull`, `OSError`."""
        write_state(self.path, state)

    def has(self, record: AnyRecord) -> bool:
        """Whether every file of a model exists, the weights with their recorded size; nothing is read."""
        spec = record.spec(self.added)
        try:
            whole = spec.weights.is_file() and spec.weights.stat().st_size == record.size_bytes
        except OSError:
            return False
        return whole and all((spec.path / each.name).is_file() for each in spec.companions)

    @contextmanager
    def changing(self, lock: str = _RECORD_LOCK) -> Iterator[None]:
        """Excludes other changes of the record or, with `ADDING_LOCK`, other additions.

        Raises `EnvironmentProblem` (`models_folder_busy`, `models_folder_unusable`), `DiskFull`.
        """
        try:
            with FileLock(_made(self.path) / lock, timeout=_LOCK_WAIT_S, mode=LOCK_MODE):
                yield
        except Timeout as error:
            raise EnvironmentProblem("models_folder_busy", directory=str(self.path)) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise DiskFull from error
            reason = error.strerror
            raise EnvironmentProblem(
                "models_folder_unusable", directory=str(self.path), reason=reason
            ) from error

    @contextmanager
    def staging(self, size_bytes: int) -> Iterator[Path]:
        """A directory for a copy of this size, beside the models; it is removed with its contents at the end.

        Raises `DiskFull`, `OSError`.
        """
        sweep(_made(self.added))
        free = shutil.disk_usage(self.path).free
        if free < size_bytes + _RESERVE_BYTES:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=size_bytes + _RESERVE_BYTES)
        staged = Path(tempfile.mkdtemp(prefix=STAGING, dir=self.added))
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _made(directory: Path) -> Path:
    if not directory.is_dir():
        directory.mkdir(parents=True)
        # Every user of this machine must be able to read the models, whatever the umask of the one who adds
        # them. Where a group may write into the parent folder, it may write here too.
        directory.chmod(0o755 | directory.parent.stat().st_mode & stat.S_IWGRP)
    return directory
