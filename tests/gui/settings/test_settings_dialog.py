"""The settings page: a choice counts at once or says when, and outlives a start."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox
from pytestqt.qtbot import QtBot

from core.configuration.schema import SETTINGS
from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.application import _draw_larger
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.settings.settings_dialog import SettingsDialog
from ui.widgets.private_clipboard import ClipboardRule, clipboard_rule, set_clipboard_rule


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    made = Preferences(tmp_path / "window.json")
    made.language = "en"
    return made


@pytest.fixture
def driven(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs, preferences: Preferences) -> Iterator[Driven]:
    yield Driven(qtbot, workspace, jobs, preferences)
    set_clipboard_rule(ClipboardRule())


def opened(driven: Driven) -> SettingsDialog:
    driven.window.book.run("app.settings")
    (dialog,) = [each for each in driven.window.findChildren(SettingsDialog) if each.isVisible()]
    return dialog


def choose(dialog: SettingsDialog, name: str, value: object) -> None:
    control = dialog.rows[name].control
    assert isinstance(control, QComboBox)
    control.setCurrentIndex(control.findData(value))
    control.activated.emit(control.currentIndex())


@pytest.mark.qt_log_ignore("does not support (raise|propagateSizeHints)", extend=True)
def test_every_setting_of_the_table_is_on_the_page(driven: Driven) -> None:
    driven.to_practice()
    dialog = opened(driven)
    assert list(dialog.rows) == [each.name for each in SETTINGS]
    assert set(dialog.buttons) == {"access", "models", "backups"}
    driven.window.book.run("app.settings")
    assert len(driven.window.findChildren(SettingsDialog)) == 1, "an open one comes to the front"


def test_what_is_chosen_counts_at_once_and_is_kept(driven: Driven, tmp_path: Path) -> None:
    driven.to_practice()
    dialog = opened(driven)
    choose(dialog, "lock_after_min", 30)
    assert driven.window.idle_watch.limit_s == 1800
    choose(dialog, "clipboard_clear_s", 10)
    assert clipboard_rule().clear_after_ms == 10_000
    box = dialog.rows["assistant"].control
    assert isinstance(box, QCheckBox)
    box.click()
    assert not driven.ask.isVisible()
    choose(dialog, "theme", "dark")
    marked = [each.data() for each in driven.window.menu_actions._themes.actions() if each.isChecked()]
    assert marked == ["dark"]
    choose(dialog, "text_size_percent", 130)
    assert "next start" in dialog.rows["text_size_percent"].note.text()
    again = Preferences(tmp_path / "window.json")
    assert (again.idle_minutes, again.clipboard_clear_s, again.assistant) == (30, 10, False)
    assert (again.theme_mode, again.text_size_percent) == ("dark", 130)


def test_another_language_is_spoken_at_once(driven: Driven) -> None:
    driven.to_practice()
    choose(opened(driven), "languages", "he")
    driven.wait(lambda: driven.preferences.language == "he")
    driven.wait(lambda: driven.window.unlocked and not driven.jobs.busy)
    assert not [each for each in driven.window.findChildren(SettingsDialog) if each.isVisible()]


def test_while_the_practice_is_locked_it_changes_the_appearance_alone(driven: Driven) -> None:
    driven.to_lock_screen()
    dialog = opened(driven)
    assert dialog.buttons == {}
    able = {name for name, row in dialog.rows.items() if row.control is not None and row.control.isEnabled()}
    assert able == {"languages", "theme", "text_size_percent"}
    assert "Unlock the practice" in dialog.rows["lock_after_min"].note.text()


def test_a_lock_closes_it(driven: Driven) -> None:
    driven.to_practice()
    opened(driven)
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert not [each for each in driven.window.findChildren(SettingsDialog) if each.isVisible()]


def test_the_rail_opens_it(driven: Driven) -> None:
    driven.to_practice()
    driven.window.page.sections.navigation_bar.settings_button.click()
    assert driven.window.findChildren(SettingsDialog)


def test_it_is_used_from_the_keyboard(driven: Driven) -> None:
    driven.to_practice()
    dialog = opened(driven)
    controls = [row.control for row in dialog.rows.values() if row.control is not None]
    assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in controls)
    assert all(each.accessibleName() and each.accessibleDescription() for each in controls)
    assert dialog.focusWidget() is controls[0]
    driven.qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("percent", "before", "after"), [(100, None, None), (130, None, "1.3"), (150, "2", "3")]
)
def test_text_is_larger_from_the_next_start_on(
    monkeypatch: pytest.MonkeyPatch, percent: int, before: str | None, after: str | None
) -> None:
    monkeypatch.setenv("QT_SCALE_FACTOR", before or "")
    if before is None:
        monkeypatch.delenv("QT_SCALE_FACTOR")
    _draw_larger(percent)
    assert os.environ.get("QT_SCALE_FACTOR") == after
