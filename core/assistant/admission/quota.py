"""An optional limit on the number of questions per hour in a practice; off by default.

The times of the last questions are sealed in one row of the practice, so that several processes share one
count and the database does not reveal when somebody worked.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy.orm import Session as DatabaseSession

from core.errors import RateLimited, TamperedRecord
from core.records.practice_records import PracticeRecord, PracticeRecordRepository
from core.service_context import ServiceContext

_HOUR: Final = timedelta(hours=1)
_NAME: Final = "questions asked within the hour"
_ASKED: Final = "asked"


class Quota:
    """Admits at most `limit` questions in any hour from the whole practice; None is no limit."""

    def __init__(self, context: ServiceContext, *, limit: int | None) -> None:
        self._database, self._sealer, self._clock = context.database, context.sealer, context.clock
        self._limit = limit

    def take(self) -> None:
        """Counts one question.

        Raises `RateLimited` with `limit` and `wait_s` (seconds until the next is allowed); then nothing was
        counted. `DatabaseProblem`, `VaultLocked`.
        """
        if self._limit is None:
            return
        with self._database.begin() as session:
            records = PracticeRecordRepository(session, self._sealer)
            held = self._held(session, records)
            now = self._clock()
            # A clock that was set back must not block a practice for longer than an hour.
            asked = [moment for moment in _moments(held) if now - _HOUR < moment <= now]
            if len(asked) >= self._limit:
                free_in = asked[-self._limit] + _HOUR - now
                raise RateLimited(limit=self._limit, wait_s=max(1.0, free_in.total_seconds()))
            kept = [*(moment.isoformat() for moment in asked), now.isoformat()]
            records.update(PracticeRecord(held.record_id, "ask_quota", held.row_version + 1, {_ASKED: kept}))

    def _held(self, session: DatabaseSession, records: PracticeRecordRepository) -> PracticeRecord:
        """The row, locked until the transaction ends, so that concurrent questions are counted one by one."""
        row_version = records.lock_or_add(self._empty())
        try:
            return records.get(self._record_id)
        except TamperedRecord:
            # The limit is not a security measure: a damaged count restarts.
            session.expire_all()
            return PracticeRecord(self._record_id, "ask_quota", row_version, {_ASKED: []})

    def _empty(self) -> PracticeRecord:
        return PracticeRecord(self._record_id, "ask_quota", 1, {_ASKED: []})

    @property
    def _record_id(self) -> UUID:
        return uuid5(self._sealer.workspace_id, _NAME)


def _moments(record: PracticeRecord) -> list[datetime]:
    return sorted(datetime.fromisoformat(moment) for moment in record.body[_ASKED])
