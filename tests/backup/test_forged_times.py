"""Times in `backups.json` that somebody else wrote: only those count that the audit log has."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.cli.main import run
from app.cli.passphrase import ENVIRONMENT_VARIABLE
from core.backup.recorded import LONG_AGO
from core.backup.service import BackupService
from core.backup.targets import BackupTargets, Target, status_in
from core.clock import utc_now
from core.errors import VaultLocked
from tests.workspace.practice import OWNER, Practice

DAY = timedelta(days=1)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def backups(practice: Practice, stick: Path) -> BackupService:
    """A practice that was backed up, and whose backup was proved, twenty days ago."""
    practice.add("Miriam")
    made = practice.services.backups
    made.create(made.add_target(stick))
    assert made.drill().passed
    practice.now += 20 * DAY
    return made


def forge(practice: Practice, at: datetime) -> None:
    """Writes `at` as the time of every backup and of the restore test, as any account could."""
    file = BackupTargets(practice.workspace.settings.backups_file)
    file.change(
        lambda state: replace(
            state,
            targets=tuple(replace(each, last_at=at, problem=None) for each in state.targets),
            proved_at=at,
            proof_problem=None,
        )
    )


def statuses(practice: Practice) -> dict[str, str]:
    examined = practice.workspace.health.examine()
    return {each.check: each.status for each in examined.findings}


@pytest.mark.parametrize("later", [timedelta(), -DAY, 400 * DAY])
def test_a_forged_time_hides_nothing_that_is_overdue(
    practice: Practice, backups: BackupService, later: timedelta
) -> None:
    true_at = practice.now - 20 * DAY
    forge(practice, practice.now + later)
    status = backups.status()
    assert (status.last_backup_at, status.last_proved_at) == (true_at, true_at)
    assert [each.last_at for each in backups.targets()] == [true_at]
    assert len(backups.due()) == 1
    assert backups.drill_due()
    found = statuses(practice)
    assert (found["backup"], found["restore_drill"]) == ("problem", "warning")


def test_what_was_made_counts_again(practice: Practice, backups: BackupService) -> None:
    forge(practice, practice.now)
    (made,) = backups.run_due()
    assert backups.drill().passed
    assert backups.status().last_backup_at == made.manifest.made_at == practice.now
    assert backups.status().last_proved_at == practice.now
    assert backups.due() == ()
    assert not backups.drill_due()
    found = statuses(practice)
    assert (found["backup"], found["restore_drill"]) == ("ok", "ok")


def test_a_folder_that_got_no_backup_is_due(
    practice: Practice, backups: BackupService, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    backups.run_due()
    target = backups.add_target(other)
    forge(practice, practice.now)
    assert [each.store_id for each in backups.due()] == [target.store_id]


def test_an_older_time_of_the_file_counts(practice: Practice, backups: BackupService) -> None:
    """A file that was put back, and one from before the newest entries of the log."""
    for days in (25, 60):
        forge(practice, practice.now - days * DAY)
        assert backups.status().last_backup_at == practice.now - days * DAY
        assert backups.status().last_proved_at == practice.now - days * DAY
    assert timedelta(days=25) < LONG_AGO < timedelta(days=60)


def test_a_restore_that_was_not_proved_is_no_proof(practice: Practice, backups: BackupService) -> None:
    backups._record("backup.drill", {}, outcome="found")
    forge(practice, practice.now)
    assert backups.status().last_proved_at == practice.now - 20 * DAY


def test_a_copied_entry_of_the_log_is_no_proof(practice: Practice, backups: BackupService) -> None:
    practice.sql_change(
        "INSERT INTO audit_event (workspace_id, event_id, day, user_id, action, outcome, sealed_details,"
        " position, device_id, chain_hash, mac, charts)"
        f" SELECT workspace_id, gen_random_uuid(), '{practice.now:%Y-%m-%d}', user_id, action, outcome,"
        " sealed_details, position + 1000, device_id, chain_hash, mac, charts"
        " FROM audit_event WHERE action IN ('backup', 'backup.drill')"
    )
    forge(practice, practice.now)
    assert backups.status().last_backup_at == practice.now - 20 * DAY
    assert backups.status().last_proved_at == practice.now - 20 * DAY


def test_without_any_entry_there_is_neither(practice: Practice, stick: Path) -> None:
    backups = practice.services.backups
    target = backups.add_target(stick)
    forge(practice, practice.now)
    assert backups.due() == (target,)
    assert backups.targets() == (Target(target.store_id, target.folder),)
    status = backups.status()
    assert (status.last_backup_at, status.last_proved_at, status.targets) == (None, None, 1)


def test_the_doctor_believes_the_file_only_while_it_is_locked(
    practice: Practice,
    stick: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    backups, settings = practice.services.backups, practice.workspace.settings
    backups.add_target(stick)
    forge(practice, utc_now())
    practice.workspace.lock()
    assert status_in(settings.backups_file).last_backup_at is not None
    with pytest.raises(VaultLocked):
        backups.status()
    practice.workspace.close()

    def days() -> object:
        run(["--json", "--data-dir", str(settings.data_dir), "doctor"])
        findings = json.loads(capsys.readouterr().out)["findings"]
        return next(each["details"]["days"] for each in findings if each["check"] == "backup")

    passphrase = tmp_path / "passphrase"
    passphrase.write_text(OWNER)
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    assert days() == 0
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, str(passphrase))
    assert days() is None
