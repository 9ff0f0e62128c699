"""Backups in the whole window: the status bar, the menu, and a backup that is due at closing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.backup.store import BackupStore
from core.cancel import CancelToken
from core.errors import BackupError
from tests.fakes.backups import NOW, PRACTICE, FakeBackups
from tests.fakes.workspace import FakeWorkspace, as_workspace
from tests.gui.shell.conftest import Driven
from ui.backups.backups_dialog import BackupsDialog
from ui.backups.closing_backup import ClosingBackupDialog
from ui.backups.status_button import BackupStatusButton
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.widgets.form_dialog import FormDialog
from ui.widgets.question import Question


class TypedForm(FormDialog):
    """A form with text that is not stored."""

    @property
    def touched(self) -> bool:
        return True


@pytest.fixture
def preferences() -> Preferences:
    made = Preferences()
    made.language = "en"
    return made


@pytest.fixture
def driven(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences) -> Driven:
    return Driven(qtbot, workspace, jobs, preferences)


def fake(driven: Driven) -> FakeBackups:
    found: FakeBackups = driven.workspace.prepared.backups
    return found


def button(driven: Driven) -> BackupStatusButton:
    return driven.window._frame.backups


def closing_dialog() -> ClosingBackupDialog | None:
    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, ClosingBackupDialog))
    return next((each for each in shown if each.isVisible()), None)


@pytest.mark.qt_log_ignore("does not support raise", "does not support propagateSizeHints", extend=True)
def test_the_status_bar_says_it_and_leads_to_the_page(driven: Driven, tmp_path: Path) -> None:
    driven.to_lock_screen()
    assert not button(driven).isVisible()
    driven.unlock()
    driven.wait(lambda: button(driven).text() == "No backup")
    assert button(driven).property("tone") == "caution"
    button(driven).click()
    (dialog,) = driven.window.findChildren(BackupsDialog)
    driven.wait(lambda: dialog.summary.text() == "No backup")
    dialog.add(str(tmp_path))
    driven.wait(lambda: button(driven).text() == "Not backed up yet")
    driven.window.book.action("records.backups").trigger()
    assert len(driven.window.findChildren(BackupsDialog)) == 1
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not button(driven).isVisible()
    assert button(driven).text() == ""


def test_an_auditor_sees_nothing_of_it(driven: Driven) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role="auditor")
    driven.to_practice()
    assert not button(driven).isVisible()
    fake(driven).due_now = True
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    assert "run_due" not in fake(driven).calls


def test_closing_makes_the_backup_that_is_due(
    driven: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.operations.backups._is_here", lambda _target: True)
    driven.to_practice()
    fake(driven).set_up(tmp_path)
    fake(driven).due_now = True
    fake(driven).hold("run_due")
    driven.window.close()
    driven.wait(lambda: closing_dialog() is not None and "run_due" in fake(driven).calls)
    assert "close" not in driven.workspace.calls
    fake(driven).release("run_due")
    driven.wait(lambda: not driven.window.isVisible())
    assert fake(driven).made(("run_due", "create")) == ["run_due", "create"]
    assert driven.workspace.closed


@pytest.mark.parametrize("asked_first", [False, True])
def test_a_lock_over_a_closing_question_leaves_the_next_closing_its_backup(
    driven: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_first: bool
) -> None:
    def asks() -> bool:
        windows = QApplication.topLevelWidgets()
        return any(isinstance(each, Question) and each.isVisible() for each in windows)

    monkeypatch.setattr("ui.operations.backups._is_here", lambda _target: True)
    driven.to_practice()
    fake(driven).set_up(tmp_path)
    fake(driven).due_now = True
    TypedForm(driven.window).open()
    if asked_first:
        driven.window.close()
        assert asks()
    # The system ends the program, which is not answered either.
    driven.window.end()
    assert asks()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen and not driven.jobs.busy)
    assert not asks()
    driven.unlock()
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    assert fake(driven).made(("run_due", "create")) == ["run_due", "create"]


def test_the_schedule_runs_while_the_practice_is_open(driven: Driven) -> None:
    schedule = driven.window._backups
    driven.to_lock_screen()
    assert not schedule._timer.isActive()
    driven.unlock()
    assert schedule._timer.isActive()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not schedule._timer.isActive()


def test_closing_during_a_restore_ends_it_and_asks_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, preferences: Preferences
) -> None:
    def waits(_workspace: object, _request: object, *, cancel: CancelToken, **_: object) -> None:
        while not cancel.wait(0.01):
            pass
        cancel.raise_if_cancelled()

    monkeypatch.setattr("ui.onboarding.restoring_step.restore_backup", waits)
    store = BackupStore.make(tmp_path / "stick", PRACTICE)
    store.write_backup(made_at=NOW, position=1, content=b"sealed")
    workspace = FakeWorkspace("absent")
    jobs = Jobs(as_workspace(workspace))
    driven = Driven(qtbot, workspace, jobs, preferences)
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)
    wizard, path = driven.window.wizard, driven.window.wizard.restore
    wizard.has_backup.click()
    path.file.look(str(tmp_path / "stick"))
    driven.wait(lambda: wizard.next.isEnabled())
    wizard.next.click()
    path.key.passphrase.line.setText("seven quiet herons")
    wizard.next.click()
    assert wizard.restores
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())
    assert workspace.closed
    assert jobs.shutdown(timeout_s=20)


def test_it_can_be_skipped(driven: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.operations.backups._is_here", lambda _target: True)
    driven.to_practice()
    fake(driven).set_up(tmp_path)
    fake(driven).due_now = True
    fake(driven).hold("run_due")
    driven.window.close()
    driven.wait(lambda: closing_dialog() is not None and "run_due" in fake(driven).calls)
    dialog = closing_dialog()
    assert dialog is not None
    dialog.skip_button.click()
    driven.wait(lambda: not driven.window.isVisible())
    assert "create" not in fake(driven).calls


def test_a_backup_that_fails_keeps_nobody(
    driven: Driven, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.operations.backups._is_here", lambda _target: True)
    driven.to_practice()
    fake(driven).set_up(tmp_path)
    fake(driven).due_now = True
    fake(driven).fail("run_due", BackupError("backup_no_room"))
    driven.window.close()
    driven.wait(lambda: not driven.window.isVisible())


@pytest.mark.parametrize("way", ["away", "ended by the system"])
def test_nothing_is_asked_where_nothing_can_be_made(
    driven: Driven, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.operations.backups._is_here", lambda _target: way != "away")
    driven.to_practice()
    fake(driven).set_up(tmp_path)
    fake(driven).due_now = True
    if way == "away":
        driven.window.close()
    else:
        driven.window.end()
    driven.wait(lambda: not driven.window.isVisible())
    assert "run_due" not in fake(driven).calls
