"""A practice may limit how many questions are asked in an hour; off unless settings say otherwise.

The times of the last questions lie sealed in one row of the practice, so that several processes count as one
and nobody reads from the database when somebody worked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy.orm import Session as DatabaseSession

from core.clock import Clock, utc_now
from core.database.access import Database
from core.errors import RateLimited, TamperedRecord
from core.repositories.practice_records import PracticeRecord, PracticeRecordRepository
from core.security.sealing import Sealer

_HOUR: Final = timedelta(hours=1)
_NAME: Final = "questions asked within the hour"
_ASKED: Final = "asked"


class Quota:
    """Lets through at most `limit` questions in any hour, whoever of the practice asks; None is no limit."""

    def __init__(
        self, *, database: Database, sealer: Sealer, limit: int | None, clock: Clock = utc_now
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._limit = limit
        self._clock = clock

    def take(self) -> None:
        """Counts one question.

        Raises `RateLimited` with `limit` and `wait_s` (seconds until one is free again); then nothing was
        counted. `DatabaseProblem`, `VaultLocked`.
        """
        if self._limit is None:
            return
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            held = self._held(session, records)
            now = self._clock()
            # A clock that was set back must not lock a practice out for longer than an hour.
            asked = [moment for moment in _moments(held) if now - _HOUR < moment <= now]
            if len(asked) >= self._limit:
                free_in = asked[-self._limit] + _HOUR - now
                raise RateLimited(limit=self._limit, wait_s=max(1.0, free_in.total_seconds()))
            kept = [*(moment.isoformat() for moment in asked), now.isoformat()]
            records.update(PracticeRecord(held.record_id, "ask_quota", held.row_version + 1, {_ASKED: kept}))

    def _held(self, session: DatabaseSession, records: PracticeRecordRepository) -> PracticeRecord:
        """The row, locked until the transaction ends: whoever comes second sees what the first counted."""
        row_version = records.lock_or_add(self._empty())
        try:
            return records.get(self._record_id)
        except TamperedRecord:
            # A limit is a courtesy to the practice, not a secret: a damaged count begins anew.
            session.expire_all()
            return PracticeRecord(self._record_id, "ask_quota", row_version, {_ASKED: []})

    def _empty(self) -> PracticeRecord:
        return PracticeRecord(self._record_id, "ask_quota", 1, {_ASKED: []})

    @property
    def _record_id(self) -> UUID:
        return uuid5(self._sealer.workspace_id, _NAME)


def _moments(record: PracticeRecord) -> list[datetime]:
    return sorted(datetime.fromisoformat(moment) for moment in record.body[_ASKED])
