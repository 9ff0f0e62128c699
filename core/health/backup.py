"""How old the last backup is, and the last restore that was proved."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.backup.status import BackupStatus
from core.health.finding import Finding, Status

WARNING_AFTER = timedelta(days=2)
PROBLEM_AFTER = timedelta(days=8)
DRILL_WARNING_AFTER = timedelta(days=14)


def backup_findings(status: BackupStatus, *, now: datetime) -> Iterator[Finding]:
    """A backup that was never proved to restore may be none: the two are told apart."""
    yield Finding(
        "backup",
        _backup_state(status, now),
        {
            "days": _days(status.last_backup_at, now),
            "targets": status.targets,
            "code": status.problem,
        },
    )
    proved = status.last_proved_at is not None and now - status.last_proved_at <= DRILL_WARNING_AFTER
    yield Finding("restore_drill", "ok" if proved else "warning", {"days": _days(status.last_proved_at, now)})


def _backup_state(status: BackupStatus, now: datetime) -> Status:
    last = status.last_backup_at
    if last is None:
        # A new practice: nothing has failed, and nothing is safe yet.
        return "warning"
    if now - last > PROBLEM_AFTER:
        return "problem"
    if now - last > WARNING_AFTER or status.problem is not None or not status.targets:
        return "warning"
    return "ok"


def _days(moment: datetime | None, now: datetime) -> int | None:
    # A clock that was set back makes no age negative; the check of the clock says what it is.
    return None if moment is None else max((now - moment).days, 0)
