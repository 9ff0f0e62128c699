"""Limits how often unlocking may be tried: a count on disk that survives restarts, kills and a full disk.

It slows down somebody at this computer. It does not protect a copy of the vault file, which can be tried
elsewhere without the count; the cost of the key derivation protects that.
"""

from __future__ import annotations

import errno
import math
import os
import stat
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.atomic_file import PRIVATE_FILE, follow_directory, write_shared
from core.bounded_files import read_bounded
from core.clock import Clock, utc_now
from core.errors import EnvironmentProblem, TooManyAttempts

FREE_ATTEMPTS = 5
WAITS_S = (30, 60, 120, 240, 480, 900)
"""The wait after the fifth attempt, the sixth and so on; the last one repeats."""

_MAGIC = b"AN-ATT\x01\x00"
_BODY = struct.Struct(">8sIQ40x")
_CHECK = struct.Struct(">I")
RECORD_BYTES = _BODY.size + _CHECK.size
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_FAILURES = 0xFFFFFFFF
_LONGEST = FREE_ATTEMPTS + len(WAITS_S) - 1
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class _Record:
    """Attempts since the last success, and when the latest of them began (ms since 1970)."""

    failures: int
    at_ms: int

    @property
    def wait_ms(self) -> int:
        if self.failures < FREE_ATTEMPTS:
            return 0
        return WAITS_S[min(self.failures - FREE_ATTEMPTS, len(WAITS_S) - 1)] * 1000

    def to_bytes(self) -> bytes:
        body = _BODY.pack(_MAGIC, self.failures, self.at_ms)
        return body + _CHECK.pack(zlib.crc32(body))

    @classmethod
    def from_bytes(cls, data: bytes) -> _Record | None:
        """None for bytes that are not such a record."""
        if len(data) != RECORD_BYTES:
            return None
        magic, failures, at_ms = _BODY.unpack(data[: _BODY.size])
        (check,) = _CHECK.unpack(data[_BODY.size :])
        if magic != _MAGIC or zlib.crc32(data[: _BODY.size]) != check:
            return None
        return cls(failures, at_ms)


class AttemptLimiter:
    """Counts attempts in one small file, for one process at a time, which the instance lock ensures.

    Five attempts are free; then each has to wait for 30 s, 1, 2, 4, 8 and from there on 15 minutes after the
    one before. A missing or damaged file counts as the longest wait. The wait is measured by the computer's
    clock: set back, the wait starts again; setting it forward takes an administrator.
    """

    def __init__(self, path: Path, clock: Clock = utc_now) -> None:
        self._path = path
        self._clock = clock

    def create(self) -> None:
        """A fresh count, if there is no file yet. Raises `DiskFull`, or `OSError` as any writing does."""
        if not self._path.exists():
            write_shared(self._path, _Record(0, self._now_ms()).to_bytes())

    @property
    def failures(self) -> int:
        """Attempts since the last success; for a damaged file the number it counts as."""
        return self._current()[0].failures

    def wait_s(self) -> float:
        """Seconds until the next attempt; 0.0: now. Never raises: an unwritable wait still holds."""
        try:
            record = self._settled()
        except EnvironmentProblem:
            record = self._current()[0]
        return self._left_ms(record) / 1000

    def begin(self) -> None:
        """Counts an attempt before it is made, so that no kill can take it back.

        Raises `TooManyAttempts` (`wait_s`, whole seconds; nothing is counted),
        `EnvironmentProblem("attempts_unwritable")`.
        """
        record = self._settled()
        left_ms = self._left_ms(record)
        if left_ms > 0:
            raise TooManyAttempts(wait_s=math.ceil(left_ms / 1000))
        self._write(_Record(min(record.failures + 1, _MOST_FAILURES), self._now_ms()))

    def succeeded(self) -> None:
        """Resets the count after a successful attempt. Raises as `begin`."""
        self._write(_Record(0, self._now_ms()))

    def _settled(self) -> _Record:
        """The record in force, written to the file if it differs: a wait must be stored before it can end."""
        record, known = self._current()
        if not known:
            self._write(record)
        return record

    def _left_ms(self, record: _Record) -> int:
        return max(0, record.at_ms + record.wait_ms - self._now_ms())

    def _current(self) -> tuple[_Record, bool]:
        """The record in force, and whether the file already holds exactly that."""
        now_ms = self._now_ms()
        found = self._read()
        if found is None:
            return _Record(_LONGEST, now_ms), False
        if found.at_ms > now_ms:
            # The clock was turned back. A wait that ends far in the future would lock the user out for good.
            return _Record(found.failures, now_ms), False
        return found, True

    def _now_ms(self) -> int:
        # Integer arithmetic: a time read back from the file must not be later than when it was written.
        return max(0, (self._clock() - _EPOCH) // timedelta(milliseconds=1))

    def _read(self) -> _Record | None:
        try:
            return _Record.from_bytes(read_bounded(self._path, RECORD_BYTES))
        except (OSError, ValueError):
            return None

    def _write(self, record: _Record) -> None:
        # Overwrites the existing bytes, so that a full disk does not prevent it.
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | _FLAGS, PRIVATE_FILE)
            try:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
                follow_directory(descriptor, self._path.parent)
                written = os.write(descriptor, record.to_bytes())
                if written == RECORD_BYTES:
                    if os.fstat(descriptor).st_size != RECORD_BYTES:
                        os.ftruncate(descriptor, RECORD_BYTES)
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise EnvironmentProblem("attempts_unwritable", file=self._path.name) from error
        if written != RECORD_BYTES:
            raise EnvironmentProblem("attempts_unwritable", file=self._path.name)
