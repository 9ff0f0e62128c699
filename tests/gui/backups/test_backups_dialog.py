"""The page of backups: folders, backing up, checking, testing a restore, and what is told of each."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog
from pytestqt.qtbot import QtBot

from core.backup.drill import Drill
from core.backup.proving import Proof
from core.backup.verifying import Verified
from core.errors import BackupError
from tests.fakes.backups import NOW, FakeBackups, info_of
from ui.backups.backups_dialog import BackupsDialog
from ui.jobs import Jobs
from ui.widgets.question import Question


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, backups: FakeBackups, tmp_path: Path) -> BackupsDialog:
    made = BackupsDialog(jobs, tmp_path / "data")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def settle(qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs) -> str:
    qtbot.waitUntil(lambda: not dialog.work.working and not jobs.busy)
    return dialog.message.accessibleName()


def answer(qtbot: QtBot, dialog: BackupsDialog) -> None:
    qtbot.waitUntil(lambda: bool(dialog.findChildren(Question)))
    dialog.findChildren(Question)[0].yes_button.click()


def test_an_empty_page_offers_a_folder_and_nothing_else(dialog: BackupsDialog) -> None:
    assert dialog.summary.text() == "No backup"
    assert dialog.add_button.isEnabled()
    for button in (dialog.remove_button, dialog.now_button, dialog.verify_button, dialog.restore_button):
        assert not button.isEnabled()


def test_a_folder_is_added_backed_up_to_and_removed(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    dialog.add_button.click()
    (chooser,) = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path))
    chooser.done(QDialog.DialogCode.Accepted)
    assert "Backups go to" in settle(qtbot, dialog, jobs)
    assert len(dialog.folders.rows.rows) == 1
    with qtbot.waitSignal(dialog.changed):
        dialog.now_button.click()
    assert "1 backup made" in settle(qtbot, dialog, jobs)
    assert len(dialog.backups.rows.rows) == 1
    dialog.remove_button.click()
    answer(qtbot, dialog)
    assert "its backups stay" in settle(qtbot, dialog, jobs)
    assert backups.stored == []


def test_a_backup_shows_progress_and_can_be_stopped(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path)
    dialog.reload()
    qtbot.waitUntil(lambda: dialog.now_button.isEnabled())
    backups.hold("create")
    dialog.now_button.click()
    qtbot.waitUntil(lambda: "of 340" in dialog.work.text)
    assert not dialog.restore_button.isEnabled()
    dialog.work.stop_button.click()
    assert "goes on from there" in settle(qtbot, dialog, jobs)
    assert dialog.now_button.isEnabled()


def test_a_failure_says_what_to_do(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path)
    backups.fail("create", BackupError("backup_target_away", folder="/media/stick"))
    dialog.back_up()
    assert "Connect the drive" in settle(qtbot, dialog, jobs)


def test_a_backup_is_checked(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path, backups=3)
    dialog.reload()
    qtbot.waitUntil(lambda: len(dialog.backups.rows.rows) == 3)
    dialog.verify_button.click()
    assert "The backup is whole" in settle(qtbot, dialog, jobs)
    backups.verified = Verified(12, 340, missing=0, damaged=2, lost_rows=70)
    dialog.verify_button.click()
    assert "Back up now" in settle(qtbot, dialog, jobs)


def test_a_restore_is_tested_and_told_in_words(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path, proved=False)
    dialog.reload()
    qtbot.waitUntil(lambda: dialog.restore_button.isEnabled())
    backups.hold("drill")
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: dialog.work.text == "Opening every record:")
    backups.release("drill")
    told = settle(qtbot, dialog, jobs)
    assert "The restore is proved" in told
    assert "5 of 5 notes" in told
    assert "restore proved" in dialog.summary.text()
    backups.drilled = Drill(Proof(values=3, unreadable={"message": 1}, log_intact=True), 42, {})
    dialog.restore_button.click()
    assert "not as it should be" in settle(qtbot, dialog, jobs)


def test_what_does_not_open_cannot_be_tested(
    qtbot: QtBot, dialog: BackupsDialog, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path)
    backups.infos = [info_of(tmp_path, NOW, problem="backup_of_other_keys")]
    dialog.reload()
    qtbot.waitUntil(lambda: [each.state for each in dialog.backups.rows.rows] == ["cannot be opened"])
    assert not dialog.restore_button.isEnabled()
    assert "does not fit the members" in dialog.backups.rows.rows[0].detail


def test_closing_asks_before_it_stops_anything(
    qtbot: QtBot, dialog: BackupsDialog, jobs: Jobs, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path)
    backups.hold("create")
    dialog.back_up()
    qtbot.waitUntil(lambda: "create" in backups.calls)
    dialog.reject()
    assert dialog.isVisible()
    answer(qtbot, dialog)
    qtbot.waitUntil(lambda: not dialog.isVisible() and not jobs.busy)
