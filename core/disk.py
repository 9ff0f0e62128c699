"""Room on disk: a write is refused while there is still room to recover, and a ballast file can be freed.

Postgres stops with a panic when its log cannot grow; both measures keep it from getting there.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from core.errors import DiskFull


class DiskGuard:
    """Watches the file system of one directory."""

    def __init__(
        self, *, directory: Path, ballast_file: Path, minimum_free_bytes: int, ballast_bytes: int
    ) -> None:
        self._directory = directory
        self._ballast_file = ballast_file
        self._minimum_free_bytes = minimum_free_bytes
        self._ballast_bytes = ballast_bytes

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
        """Writes the ballast if it is missing and there is ample room for it."""
        if (
            self._ballast_file.exists()
            or self.free_bytes < self._minimum_free_bytes + 4 * self._ballast_bytes
        ):
            return
        try:
            with self._ballast_file.open("wb") as file:
                # Random bytes: a compressing file system would store zeros in no space at all.
                file.write(os.urandom(self._ballast_bytes))
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            # Another program took the room meanwhile: half a ballast would count as a whole one.
            self._ballast_file.unlink(missing_ok=True)

    def free_ballast(self) -> bool:
        """Gives the reserve back to the file system; true if there was one."""
        if not self._ballast_file.exists():
            return False
        self._ballast_file.unlink()
        return True
