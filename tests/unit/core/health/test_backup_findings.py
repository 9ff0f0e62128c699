"""When the age of a backup, and of the last proved restore, is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from core.backup.status import BackupStatus
from core.health.backup import backup_findings
from core.health.finding import Finding

NOW = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)


def found(
    *, backup: timedelta | None = None, proved: timedelta | None = None, targets: int = 1, **of_status: str
) -> dict[str, Finding]:
    status = BackupStatus(
        last_backup_at=None if backup is None else NOW - backup,
        last_proved_at=None if proved is None else NOW - proved,
        targets=targets,
        problem=of_status.get("problem"),
    )
    return {each.check: each for each in backup_findings(status, now=NOW)}


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (timedelta(hours=1), "ok"),
        (timedelta(days=2), "ok"),
        (timedelta(days=2, minutes=1), "warning"),
        (timedelta(days=8), "warning"),
        (timedelta(days=8, minutes=1), "problem"),
        (None, "warning"),
        (timedelta(hours=-3), "ok"),
    ],
)
def test_age_of_the_backup(age: timedelta | None, status: str):
    assert found(backup=age)["backup"].status == status


@pytest.mark.parametrize(
    ("age", "status"),
    [(timedelta(days=14), "ok"), (timedelta(days=14, minutes=1), "warning"), (None, "warning")],
)
def test_age_of_the_proved_restore(age: timedelta | None, status: str):
    assert found(backup=timedelta(0), proved=age)["restore_drill"].status == status


def test_a_fresh_backup_whose_successor_failed_is_told():
    told = found(backup=timedelta(days=1), problem="backup_target_away")["backup"]
    assert told == Finding("backup", "warning", {"days": 1, "targets": 1, "code": "backup_target_away"})
    assert found(backup=timedelta(days=9), problem="backup_target_away")["backup"].status == "problem"


def test_a_backup_without_a_place_for_the_next_is_told():
    assert found(backup=timedelta(days=1), targets=0)["backup"].status == "warning"


def test_a_clock_that_was_set_back_makes_no_age_negative():
    assert found(backup=timedelta(days=-2))["backup"].params["days"] == 0
