"""The metadata and log of an imported archive: stored sealed as given, and exported again.

Another practice's log cannot be chained here, and its members are not members here. So both remain records of
that practice: one `archive` for its head and members, one `archive_log` for each part of the log.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy.orm import Session as DatabaseSession

from core.errors import NotFound
from core.ids import UserId
from core.interchange.archive.documents import encoded
from core.records.practice_records import PracticeRecord, PracticeRecordRepository
from core.security.sealing import Sealer

_PART_BYTES = 256 * 1024


class EarlierArchives:
    """Reads and writes within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._records = PracticeRecordRepository(session, sealer)

    def ids(self) -> list[UUID]:
        """The archives imported here or earlier, in a fixed order."""
        return sorted(
            (each.record_id for each in self._records.list_readable("archive").require_whole()),
            key=lambda each: each.bytes,
        )

    def has(self, archive_id: UUID) -> bool:
        try:
            return self._records.get(archive_id).kind == "archive"
        except NotFound:
            return False

    def head_and_members(self, archive_id: UUID) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """As in the archive. Raises `NotFound`, `TamperedRecord`."""
        body = self._records.get(archive_id).body
        return body["head"], body["members"]

    def names(self) -> dict[UserId, str]:
        """The members named in the archives, by id: the authors of imported data."""
        return {
            UserId(UUID(member["user_id"])): str(member["name"])
            for record in self._records.list_readable("archive")
            for member in record.body["members"]
            if member["name"]
        }

    def entries(self, archive_id: UUID) -> Iterator[dict[str, Any]]:
        """The log of one archive. Raises `NotFound`, `TamperedRecord`."""
        for number in range(self._records.get(archive_id).body["log_parts"]):
            yield from self._records.get(_part_id(archive_id, number)).body["entries"]

    def add(
        self,
        archive_id: UUID,
        *,
        head: dict[str, Any],
        members: Sequence[dict[str, Any]],
        log_parts: int,
    ) -> None:
        """Stores head and members, after the parts of the log were stored by `add_log_part`."""
        body = {"head": head, "members": list(members), "log_parts": log_parts}
        self._records.add(PracticeRecord(archive_id, "archive", 1, body))

    def add_log_part(self, archive_id: UUID, number: int, entries: Sequence[dict[str, Any]]) -> None:
        body = {"archive": str(archive_id), "number": number, "entries": list(entries)}
        self._records.add(PracticeRecord(_part_id(archive_id, number), "archive_log", 1, body))


class LogParts:
    """Collects entries and stores them in parts of about 256 KiB."""

    def __init__(self, earlier: EarlierArchives, archive_id: UUID) -> None:
        self._earlier = earlier
        self._archive_id = archive_id
        self._waiting: list[dict[str, Any]] = []
        self._size = 0
        self.stored = 0

    def add(self, entry: dict[str, Any]) -> None:
        self._waiting.append(entry)
        self._size += len(encoded(entry))
        if self._size >= _PART_BYTES:
            self.flush()

    def flush(self) -> None:
        if self._waiting:
            self._earlier.add_log_part(self._archive_id, self.stored, self._waiting)
            self.stored += 1
        self._waiting, self._size = [], 0


def _part_id(archive_id: UUID, number: int) -> UUID:
    """Derived from its position, so that the parts are found in order."""
    return uuid5(archive_id, f"log/{number}")
