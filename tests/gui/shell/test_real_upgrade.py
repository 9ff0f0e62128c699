"""A practice of an earlier schema in the window: upgraded, unlocked, told of, and taken back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.database.migrator import schema_revision
from core.settings import Settings
from core.workspace import Workspace
from tests.fakes.views import fake_views
from tests.upgrade import earlier
from tests.workspace.practice import OWNER
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.shell.window import MainWindow
from ui.widgets.plain_message_box import PlainMessageBox
from ui.widgets.question import Question

_STEP_MS = 60_000


@pytest.fixture
def practice(settings: Settings) -> Iterator[Workspace]:
    earlier.lay(settings, "0008")
    workspace = Workspace(settings)
    yield workspace
    workspace.close()


def _shown(kind: type[PlainMessageBox]) -> list[PlainMessageBox]:
    return [each for each in QApplication.topLevelWidgets() if type(each) is kind and each.isVisible()]


def test_it_is_upgraded_and_taken_back(qtbot: QtBot, practice: Workspace, settings: Settings) -> None:
    jobs, preferences = Jobs(practice), Preferences()
    preferences.language = "en"
    try:
        window = MainWindow(practice, jobs, preferences=preferences, views=fake_views)
        copied: list[str] = []
        window.show()
        window.start()

        def at_lock_screen() -> bool:
            copied.append(window.opening.copied.text())
            return window.current_page is window.lock_screen

        qtbot.waitUntil(at_lock_screen, timeout=_STEP_MS)
        assert any("checked" in text for text in copied)
        screen = window.lock_screen
        qtbot.waitUntil(lambda: screen.person.person is not None, timeout=_STEP_MS)
        screen.passphrase.line.setText(OWNER)
        screen.button.click()
        bar = window.page.upgrade
        qtbot.waitUntil(lambda: not bar.isHidden(), timeout=_STEP_MS)
        assert "every one opens" in bar.accessibleName()
        bar.back_button.click()
        (asked,) = _shown(Question)
        assert isinstance(asked, Question)
        asked.yes_button.click()
        qtbot.waitUntil(lambda: bool(_shown(PlainMessageBox)), timeout=_STEP_MS)
        (told,) = _shown(PlainMessageBox)
        assert "postgres.set-aside-" in told.informativeText()
        with qtbot.waitSignal(window.closed, timeout=_STEP_MS):
            told.close()
    finally:
        assert jobs.shutdown()
    assert not settings.before_upgrade_dir.exists()
    cluster = earlier.cluster_of(settings)
    cluster.start()
    try:
        assert schema_revision(cluster) == "0008"
    finally:
        cluster.stop()
