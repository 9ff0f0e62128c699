"""The directory of a practice: locked for one process, checked before anything in it is used."""

from __future__ import annotations

import json
import logging
import os

from filelock import FileLock, Timeout

from core.atomic_file import write_shared
from core.bounded_files import SMALL_BYTES, read_bounded
from core.errors import DataDirectoryInUse, EnvironmentProblem, NewerDataDirectory
from core.logs import log_to, stop_logging
from core.placement import refuse_unsafe_directory
from core.settings import DATA_DIRECTORY_FORMAT, Settings

_FIRST_FILES = frozenset({"instance.lock", "logs", "window.json"})
"""Files that may exist before the format file."""


class DataDirectory:
    """Holds the instance lock and the log."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        # Of a shared practice every account must be able to take it, whatever its umask.
        mode = 0o660 if settings.shared else 0o600
        self._instance_lock = FileLock(settings.instance_lock_file, mode=mode, thread_local=False)
        self._log_handler: logging.Handler | None = None

    def take(self) -> None:
        """Raises `DataDirectoryInUse`, `NewerDataDirectory`, `EnvironmentProblem`
        (`data_directory_unusable`, `data_directory_on_network`, `data_directory_synced`,
        `directory_not_empty`, `format_file_damaged`).
        """
        data_dir = self._settings.data_dir
        refuse_unsafe_directory(data_dir)
        try:
            if self._settings.shared:
                self._settings.own_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            else:
                data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._refuse_foreign_directory()
                if os.name != "nt":
                    data_dir.chmod(0o700)
            self._instance_lock.acquire(timeout=0)
            try:
                self._log_handler = log_to(self._settings.log_dir)
            except BaseException:
                # Nobody would release it: the others could not take the practice.
                self._instance_lock.release()
                raise
        except Timeout as error:
            raise DataDirectoryInUse("data_directory_in_use", directory=str(data_dir)) from error
        except OSError as error:
            raise EnvironmentProblem(
                "data_directory_unusable", directory=str(data_dir), reason=error.strerror
            ) from error

    def check_format(self) -> None:
        """Raises `NewerDataDirectory`, `EnvironmentProblem("format_file_damaged")`."""
        path = self._settings.format_file
        if not path.exists():
            write_shared(path, json.dumps({"format": DATA_DIRECTORY_FORMAT}).encode())
            return
        try:
            found = int(json.loads(read_bounded(path, SMALL_BYTES))["format"])
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
            raise EnvironmentProblem("format_file_damaged", file=path.name) from error
        if found > DATA_DIRECTORY_FORMAT:
            raise NewerDataDirectory("newer_data_directory", found=found, known=DATA_DIRECTORY_FORMAT)

    def refuse_orphaned_cluster(self) -> None:
        """Raises `EnvironmentProblem("vault_file_missing")` for a database without its vault file."""
        # Without the marker of an unfinished first start, a database without a vault file means that the file
        # was lost; starting over would destroy charts that a copy of it can still open.
        settings = self._settings
        there = settings.cluster_dir.exists() or settings.before_upgrade_dir.exists()
        if there and not settings.unfinished_marker.exists():
            raise EnvironmentProblem("vault_file_missing", file=settings.vault_file.name)

    def stop_logging(self) -> None:
        handler, self._log_handler = self._log_handler, None
        if handler is not None:
            stop_logging(handler)

    def try_lock(self) -> bool:
        """Takes the instance lock alone, if it is free: for what nobody may have open meanwhile."""
        try:
            self._instance_lock.acquire(timeout=0)
        except Timeout:
            return False
        return True

    @property
    def taken(self) -> bool:
        """Whether this process holds the instance lock."""
        return self._instance_lock.is_locked

    def release(self) -> None:
        """Releases the directory."""
        self._instance_lock.release()

    def _refuse_foreign_directory(self) -> None:
        # A directory named by mistake (a home, /tmp) must not be made private and filled with our files.
        if self._settings.format_file.exists():
            return
        names = (each.name for each in self._settings.data_dir.iterdir())
        foreign = [name for name in names if name not in _FIRST_FILES and not name.startswith(".")]
        if foreign:
            raise EnvironmentProblem("directory_not_empty", path=str(self._settings.data_dir))
