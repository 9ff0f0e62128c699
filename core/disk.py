"""Room on disk: a write is refused while there is still room to recover, and a ballast file can be lent.

Postgres stops with a panic when its log cannot grow, and an event of the audit log needs room too; both
measures keep reading possible on a disk without a free byte.
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
"""What a start of the database writes before it takes connections, several times over."""
READ_BYTES = 256 * 1024
"""What a transaction that only reads may write: its event, a page of a table and of an index for it."""
_PIECE_BYTES = 1024 * 1024


class DiskGuard:
    """Watches the file system of one directory. Safe across threads."""

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
        """Raises `DiskFull` unless `size_bytes` can be written with the reserve left over."""
        free = self.free_bytes
        if free < self._minimum_free_bytes + size_bytes:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=self._minimum_free_bytes + size_bytes)

    def require_room_to_finish(self) -> None:
        """As `require_room`, for what is being written already: it may use most of the reserve.

        Raises `DiskFull` under a quarter of it, where Postgres itself comes into danger.
        """
        free = self.free_bytes
        if free < self._minimum_free_bytes // 4:
            raise DiskFull("disk_full", free_bytes=free, needed_bytes=self._minimum_free_bytes // 4)

    def fill_ballast(self) -> None:
        """Completes the ballast, if there is ample room for it."""
        with self._lending:
            missing = self._ballast_bytes - self._size()
            if missing <= 0 or self.free_bytes < self._minimum_free_bytes + 4 * self._ballast_bytes:
                return
            self._grow(missing)
            self._lent_bytes = 0

    def make_room(self, size_bytes: int = READ_BYTES) -> None:
        """Lends so much of the ballast that `size_bytes` are free, as far as there is any.

        For what must be written so that something may be read. `take_back` ends the loan.
        """
        try:
            missing = size_bytes - self.free_bytes
        except OSError:
            # Nothing to be had from a disk that does not answer; whoever writes next says why.
            return
        if missing > 0:
            with self._lending:
                self._shrink(missing)

    def lend_all(self) -> bool:
        """Gives the whole ballast to the file system; true if there was any."""
        with self._lending:
            return self._shrink(self._size()) > 0

    def take_back(self) -> None:
        """Takes what was lent back into the ballast, as far as there is room: the next start needs it."""
        with self._lending:
            if self._lent_bytes:
                self._lent_bytes -= self._grow(min(self._lent_bytes, self._ballast_bytes - self._size()))

    def _size(self) -> int:
        try:
            return self._ballast_file.stat().st_size
        except OSError:
            return 0

    def _shrink(self, size_bytes: int) -> int:
        """Cuts so much off the end, in whole blocks of any file system; returns how much it was."""
        before = self._size()
        if not before:
            return 0
        left = max(0, (before - size_bytes) // READ_BYTES * READ_BYTES)
        try:
            if left:
                os.truncate(self._ballast_file, left)
        except OSError:
            # A file system that copies on writing may need room to give some back; a whole file it can drop.
            left = 0
        if not left:
            try:
                self._ballast_file.unlink(missing_ok=True)
            except OSError:
                # A file system that takes no writes any more: whoever writes next says why.
                return 0
        self._lent_bytes += before - left
        return before - left

    def _grow(self, size_bytes: int) -> int:
        """Adds up to so much; returns how much it was, less where the room ended."""
        added = 0
        try:
            with self._ballast_file.open("ab", buffering=0) as file:
                while added < size_bytes:
                    # Random bytes: a compressing file system would store zeros in no space at all.
                    added += file.write(os.urandom(min(_PIECE_BYTES, size_bytes - added)))
                os.fsync(file.fileno())
        except OSError as error:
            if error.errno not in NO_ROOM:
                with suppress(OSError):
                    self._ballast_file.unlink(missing_ok=True)
                return 0
        return added
