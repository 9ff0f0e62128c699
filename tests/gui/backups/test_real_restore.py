"""The page and the wizard over the real services: backed up, proved, and restored by the recovery key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.settings import Settings
from core.workspace import Workspace
from tests.fakes.views import fake_views
from tests.fixtures.workspace import LayDatabase
from tests.gui.shell.conftest import FakeSessionWatch
from tests.workspace.practice import Practice
from ui.backups.backups_dialog import BackupsDialog
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.security.passphrase_dialog import NewPassphraseDialog
from ui.shell.window import MainWindow

_SLOW_MS = 120_000


@pytest.fixture
def practice(settings: Settings, lay_database: LayDatabase) -> Iterator[Practice]:
    made = Practice(settings, lay_database)
    made.add("Miriam", plan="Ibuprofen stopped for heartburn; physiotherapy weekly.")
    yield made
    made.workspace.close()


@pytest.fixture
def real_jobs(practice: Practice, application: QApplication) -> Iterator[Jobs]:
    made = Jobs(practice.workspace)
    yield made
    assert made.shutdown(timeout_s=60)


def test_a_practice_goes_through_the_window_to_another_computer(
    qtbot: QtBot, practice: Practice, real_jobs: Jobs, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    dialog = BackupsDialog(real_jobs, practice.workspace.settings.data_dir)
    qtbot.addWidget(dialog)
    dialog.open()

    def told(part: str) -> None:
        qtbot.waitUntil(lambda: part in dialog.message.accessibleName(), timeout=_SLOW_MS)
        qtbot.waitUntil(lambda: not real_jobs.busy, timeout=_SLOW_MS)

    dialog.add(str(stick))
    told("Backups go to")
    dialog.now_button.click()
    told("1 backup made")
    assert [each.state for each in dialog.backups.rows.rows] == ["can be opened"]
    dialog.verify_button.click()
    told("The backup is whole")
    dialog.restore_button.click()
    told("The restore is proved")
    assert "restore proved" in dialog.summary.text()
    recovery_key = practice.recovery_key.text
    practice.workspace.close()

    elsewhere = replace(
        practice.workspace.settings, data_dir=tmp_path / "elsewhere", state_dir=tmp_path / "elsewhere-state"
    )
    _restored_in_the_wizard(qtbot, Workspace(elsewhere), stick, recovery_key)


def _restored_in_the_wizard(qtbot: QtBot, workspace: Workspace, stick: Path, recovery_key: str) -> None:
    jobs = Jobs(workspace)
    preferences = Preferences()
    preferences.language = "en"
    window = MainWindow(
        workspace, jobs, preferences=preferences, views=fake_views, session_watch=FakeSessionWatch()
    )
    qtbot.addWidget(window)
    try:
        window.show()
        window.start()
        qtbot.waitUntil(lambda: window.current_page is window.wizard, timeout=_SLOW_MS)
        wizard, path = window.wizard, window.wizard.restore
        wizard.has_backup.click()
        path.file.look(str(stick))
        qtbot.waitUntil(lambda: wizard.next.isEnabled(), timeout=_SLOW_MS)
        wizard.next.click()
        path.key.other_way.click()
        path.key.recovery_key.setText(recovery_key)
        wizard.next.click()
        qtbot.waitUntil(lambda: path.restoring.done is not None, timeout=_SLOW_MS)
        done = path.restoring.done
        assert done is not None
        assert done.proof.passed, done.proof
        wizard.next.click()
        qtbot.waitUntil(lambda: window.unlocked, timeout=_SLOW_MS)
        assert window.findChildren(NewPassphraseDialog)
        (client,) = workspace.services.clients.list()
        assert client.details.first_name == "Miriam"
        # Where backups go is of each computer: the new one says that it has none.
        qtbot.waitUntil(lambda: window._frame.backups.text() == "No backup", timeout=_SLOW_MS)
        window.end()
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=_SLOW_MS)
    finally:
        assert jobs.shutdown(timeout_s=60)
        workspace.close()
