"""Disk space: refuses writes while there is room to recover, and frees a ballast file when needed.

Postgres panics if its log cannot grow, and an audit event needs space too; both measures keep reading
possible on a full disk.
"""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path

from core.atomic_file import NO_ROOM
from core.errors import DiskFull

START_BYTES = 4 * 1024 * 1024
"""Several times what a start of the database writes before it accepts connections."""
READ_BYTES = 256 * 1024
"""What a read-only transaction may write: its event, a page of a table and of an index for it."""
_PIECE_BYTES = 1024 * 1024


class DiskGuard:
    """Checks the file system of one directory. Safe across threads."""

    def __init__(
        self, *, directory: Path, ballast_file: Path, minimum_free_bytes: int, ballast_bytes: int
    ) -> None:
        self._directory = directory
        self._ballast_file = ballast_file
        self._minimum_free_bytes = minimum_free_bytes
        self._ballast_bytes = ballast_bytes
        self._lent_bytes = 0
        self._lending = threading.Lock()

    @property
    def free_bytes(self) -> int:
        return shutil.disk_usage(self._directory).free

    def require_room(self, size_bytes: int = 0) -> None:
        """Raises `DiskFull` unless `size_bytes` can be written without using the reserve."""
        free = self.free_bytes
        if free < self._minimum_free_bytes + size_bytes:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=self._minimum_free_bytes + size_bytes)

    def require_room_to_finish(self) -> None:
        """As `require_room`, for a write in progress, which may use most of the reserve.

        Raises `DiskFull` under a quarter of it, where Postgres itself is at risk.
        """
        free = self.free_bytes
        if free < self._minimum_free_bytes // 4:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=self._minimum_free_bytes // 4)

    def fill_ballast(self) -> None:
        """Completes the ballast, if there is ample space."""
        with self._lending:
            missing = self._ballast_bytes - self._size()
            if missing <= 0 or self.free_bytes < self._minimum_free_bytes + 4 * self._ballast_bytes:
                return
            self._grow(missing)
            self._lent_bytes = 0

    def make_room(self, size_bytes: int = READ_BYTES) -> None:
        """Releases enough ballast to free `size_bytes`, as far as possible.

        For writes needed to read something. `take_back` ends it.
        """
        try:
            missing = size_bytes - self.free_bytes
        except OSError:
            # The disk does not respond; the next write reports why.
            return
        if missing > 0:
            with self._lending:
                self._shrink(missing)

    def lend_all(self) -> bool:
        """Releases the whole ballast; true if there was any."""
        with self._lending:
            return self._shrink(self._size()) > 0

    def take_back(self) -> None:
        """Restores the ballast, as far as there is space: the next start needs it."""
        with self._lending:
            if self._lent_bytes:
                self._lent_bytes -= self._grow(min(self._lent_bytes, self._ballast_bytes - self._size()))

    def _size(self) -> int:
        try:
            return self._ballast_file.stat().st_size
        except OSError:
            return 0

    def _shrink(self, size_bytes: int) -> int:
        """Truncates in whole blocks of any file system; returns the freed size."""
        before = self._size()
        if not before:
            return 0
        left = max(0, (before - size_bytes) // READ_BYTES * READ_BYTES)
        try:
            if left:
                os.truncate(self._ballast_file, left)
        except OSError:
            # A copy-on-write file system may need space to free some; a whole file can be deleted.
            left = 0
        if not left:
            try:
                self._ballast_file.unlink(missing_ok=True)
            except OSError:
                # The file system accepts no writes any more; the next write reports why.
                return 0
        self._lent_bytes += before - left
        return before - left

    def _grow(self, size_bytes: int) -> int:
        """Grows by up to `size_bytes`; returns the added size, less if space ran out."""
        added = 0
        try:
            with self._ballast_file.open("ab", buffering=0) as file:
                while added < size_bytes:
                    # Random bytes, because a compressing file system would store zeros in no space.
                    added += file.write(os.urandom(min(_PIECE_BYTES, size_bytes - added)))
                os.fsync(file.fileno())
        except OSError as error:
            if error.errno not in NO_ROOM:
                with suppress(OSError):
                    self._ballast_file.unlink(missing_ok=True)
                return 0
        return added
