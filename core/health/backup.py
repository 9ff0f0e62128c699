"""The age of the last backup, and of the last verified restore."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from core.backup.status import BackupStatus
from core.health.finding import Finding, Status

WARNING_AFTER = timedelta(days=2)
PROBLEM_AFTER = timedelta(days=8)
DRILL_WARNING_AFTER = timedelta(days=14)


def backup_findings(status: BackupStatus, *, now: datetime) -> Iterator[Finding]:
    """A backup never verified by a restore may be unusable: the two are reported separately."""
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
        # A new practice: nothing has failed, but nothing is backed up yet.
        return "warning"
    if now - last > PROBLEM_AFTER:
        return "problem"
    if now - last > WARNING_AFTER or status.problem is not None or not status.targets:
        return "warning"
    return "ok"


def _days(moment: datetime | None, now: datetime) -> int | None:
    # A clock set back must not give a negative age; the clock check reports it.
    return None if moment is None else max((now - moment).days, 0)
