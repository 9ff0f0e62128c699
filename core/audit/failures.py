"""Refused attempts to unlock: stored while everything is locked, added to the chain at the next unlock.

Without a key nothing can be sealed, so a line contains only a time, the chosen user and a random id. The file
is bounded; further attempts are counted in its last line.
"""

from __future__ import annotations

import json
import logging
import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.atomic_file import PRIVATE_FILE, flush_directory, follow_directory, write_shared
from core.audit.log import AuditLog
from core.audit.pending_audit import PendingAudit
from core.bounded_files import read_bounded
from core.errors import AnamnesisError
from core.ids import UserId, new_id
from models import AuditEvent

MOST_LINES = 500
_LIMIT_BYTES = 256 * 1024
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FailedUnlock:
    """One refused attempt, or several (`count`) after the file was full, the last of them at `until`."""

    attempt_id: UUID
    at: datetime
    user_id: UserId | None
    count: int = 1
    until: datetime | None = None

    def to_line(self) -> bytes:
        written: dict[str, Any] = {
            "id": str(self.attempt_id),
            "at": self.at.isoformat(),
            "user_id": None if self.user_id is None else str(self.user_id),
            "count": self.count,
            "until": None if self.until is None else self.until.isoformat(),
        }
        return json.dumps(written, separators=(",", ":")).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> FailedUnlock:
        """Raises as JSON parsing does for a malformed line."""
        read = json.loads(line)
        return cls(
            attempt_id=UUID(read["id"]),
            at=datetime.fromisoformat(read["at"]),
            user_id=None if read["user_id"] is None else UserId(UUID(read["user_id"])),
            count=int(read["count"]),
            until=None if read["until"] is None else datetime.fromisoformat(read["until"]),
        )


class FailedUnlocks:
    """The file of attempts that are not in the chain yet. Safe across threads of one process."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def note(self, user_id: UserId | None, at: datetime) -> None:
        """Adds one refused attempt, on disk when this returns. A write error is logged and ignored: the
        attempt was refused already. `user_id` None: no user was chosen.
        """
        attempt = FailedUnlock(attempt_id=new_id(), at=at, user_id=user_id)
        with self._lock:
            try:
                self._add(attempt)
            except (OSError, AnamnesisError) as error:
                _log.warning("refused unlock not noted: %s", type(error).__name__)

    def pending(self) -> tuple[FailedUnlock, ...]:
        """The pending attempts, without a line truncated by a crash."""
        with self._lock:
            return tuple(self._read())

    def take_into(self, audit: AuditLog, session: DatabaseSession) -> int:
        """Records the pending attempts in the caller's transaction and empties the file at its commit.

        After a kill between the two the lines are read again; their ids show that they were recorded. Returns
        the number recorded.
        """
        waiting = self.pending()
        if not waiting:
            return 0
        ids = [each.attempt_id for each in waiting]
        known = set(
            session.scalars(
                select(AuditEvent.object_id).where(
                    AuditEvent.workspace_id == audit.sealer.workspace_id,
                    AuditEvent.action == "unlock.failed",
                    AuditEvent.object_id.in_(ids),
                )
            )
        )
        fresh = [each for each in waiting if each.attempt_id not in known]
        for each in fresh:
            details: dict[str, Any] = {"attempted_at": each.at.isoformat(), "count": each.count}
            if each.until is not None:
                details["until"] = each.until.isoformat()
            audit.record_failed_unlock(
                session, attempt_id=each.attempt_id, user_id=each.user_id, details=details
            )
        PendingAudit.of(session).committed.append(lambda: self._remove(waiting))
        return len(fresh)

    def _add(self, attempt: FailedUnlock) -> None:
        try:
            found = self._content()
        except ValueError:
            # No file of this program's: one takes its place.
            self._write([attempt])
            return
        waiting = [] if found is None else list(_parsed(found.splitlines()))
        if len(waiting) >= MOST_LINES:
            last = waiting[-1]
            # A new id: the line may already be in the chain with its earlier count.
            waiting[-1] = replace(
                last, attempt_id=new_id(), count=last.count + 1, until=attempt.at, user_id=None
            )
            self._write(waiting)
            return
        # In one write; a line truncated by a crash is terminated first.
        line = (b"" if not found or found.endswith(b"\n") else b"\n") + attempt.to_line()
        descriptor = os.open(self._path, _FLAGS, PRIVATE_FILE)
        try:
            follow_directory(descriptor, self._path.parent)
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if found is None:
            flush_directory(self._path.parent)

    def _content(self) -> bytes | None:
        """None without a file. Raises as `read_bounded`."""
        try:
            return read_bounded(self._path, _LIMIT_BYTES)
        except FileNotFoundError:
            return None

    def _read(self) -> list[FailedUnlock]:
        try:
            return list(_parsed((self._content() or b"").splitlines()))
        except (OSError, ValueError):
            return []

    def _remove(self, taken: Iterable[FailedUnlock]) -> None:
        gone = {each.attempt_id for each in taken}
        with self._lock:
            try:
                self._write([each for each in self._read() if each.attempt_id not in gone])
            except (OSError, AnamnesisError) as error:
                _log.warning("taken unlock failures not removed: %s", type(error).__name__)

    def _write(self, waiting: Iterable[FailedUnlock]) -> None:
        write_shared(self._path, b"".join(each.to_line() for each in waiting))


def _parsed(lines: Iterable[bytes]) -> Iterable[FailedUnlock]:
    for line in lines:
        try:
            yield FailedUnlock.from_line(line)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
            continue
