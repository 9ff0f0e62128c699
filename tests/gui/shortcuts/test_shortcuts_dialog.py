"""Looking shortcuts up, and changing them by pressing keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.commands import Command, CommandBook
from ui.preferences import Preferences
from ui.shortcuts.shortcuts_dialog import ShortcutsDialog
from ui.widgets.question import Question

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _commands() -> tuple[Command, ...]:
    return (
        Command("session.sign", "&Sign", "Ctrl+Return", lambda: None),
        Command("session.new", "&New session", "Ctrl+N", lambda: None),
        Command("clients.find", "&Find a client", "Ctrl+F", lambda: None),
        Command("app.about", "&About", "", lambda: None),
    )


@pytest.fixture
def book(qtbot: QtBot) -> Iterator[CommandBook]:
    owner = QWidget()
    made = CommandBook()
    made.register(owner, _commands())
    yield made
    owner.deleteLater()


@pytest.fixture
def dialog(qtbot: QtBot, book: CommandBook) -> ShortcutsDialog:
    made = ShortcutsDialog(book)
    with qtbot.waitExposed(made):
        made.open()
    return made


def _shown(dialog: ShortcutsDialog) -> list[str]:
    found: list[str] = []
    for place in range(dialog.list.topLevelItemCount()):
        heading = dialog.list.topLevelItem(place)
        assert heading is not None
        found.append(heading.text(0))
        for row in range(heading.childCount()):
            child = heading.child(row)
            assert child is not None
            found.append(f"{child.text(0)}|{child.text(1)}")
    return found


def _press(qtbot: QtBot, dialog: ShortcutsDialog, command_id: str, key: Qt.Key, held: Qt.KeyboardModifier):
    dialog.list.mark(command_id)
    qtbot.keyClick(dialog.field, key, held)


def _action(dialog: ShortcutsDialog, text: str) -> QPushButton:
    return next(button for button in dialog.message.findChildren(QPushButton) if button.text() == text)


def test_all_commands_are_listed_under_their_areas(dialog: ShortcutsDialog):
    assert _shown(dialog) == [
        "Clients",
        "Find a client|Ctrl+F",
        "Session",
        "Sign|Ctrl+Return",
        "New session|Ctrl+N",
        "Program",
        "About|",
    ]


@pytest.mark.parametrize(
    ("typed", "left"),
    [("sign", "Sign|Ctrl+Return"), ("find cli", "Find a client|Ctrl+F"), ("ctrl n", "New session|Ctrl+N")],
)
def test_typing_narrows_by_name_area_and_keys(dialog: ShortcutsDialog, typed: str, left: str):
    dialog.search.setText(typed)
    assert left in _shown(dialog)
    assert "About|" not in _shown(dialog)


def test_keys_are_changed_by_pressing_them(qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook):
    _press(qtbot, dialog, "session.new", Qt.Key.Key_D, CTRL | SHIFT)
    assert book.keys("session.new") == "Ctrl+Shift+D"
    assert "New session|Ctrl+Shift+D (changed)" in _shown(dialog)
    assert dialog.list.command_id == "session.new"
    dialog.reset_button.click()
    assert book.keys("session.new") == "Ctrl+N"
    assert not dialog.reset_button.isEnabled()


def test_keys_in_use_are_taken_only_when_one_says_so(
    qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook
):
    _press(qtbot, dialog, "session.new", Qt.Key.Key_F, CTRL)
    assert "used by “Find a client”" in dialog.message.accessibleName()
    assert book.keys("session.new") == "Ctrl+N"
    _action(dialog, "Take it").click()
    assert book.keys("session.new") == "Ctrl+F"
    assert book.keys("clients.find") == ""
    assert dialog.message.isHidden()
    assert "Find a client|None (changed)" in _shown(dialog)


def test_another_command_is_not_given_what_was_meant_for_the_one_before(
    qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook
):
    _press(qtbot, dialog, "session.new", Qt.Key.Key_F, CTRL)
    dialog.list.mark("app.about")
    assert dialog.message.isHidden()
    dialog.message.action_requested.emit()
    assert book.keys("app.about") == ""
    assert book.keys("clients.find") == "Ctrl+F"


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_C, CTRL), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_A, SHIFT)])
def test_keys_of_editing_are_refused(
    qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook, key: Qt.Key, held: Qt.KeyboardModifier
):
    _press(qtbot, dialog, "session.new", key, held)
    assert "cannot be used" in dialog.message.accessibleName()
    assert book.keys("session.new") == "Ctrl+N"


def test_a_command_may_have_no_keys(qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook):
    dialog.list.mark("session.new")
    qtbot.keyClick(dialog.field, Qt.Key.Key_Backspace)
    assert book.keys("session.new") == ""
    dialog.list.mark("session.sign")
    dialog.none_button.click()
    assert book.keys("session.sign") == ""


def test_all_is_reset_after_a_question(qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook):
    assert not dialog.reset_all_button.isEnabled()
    _press(qtbot, dialog, "session.new", Qt.Key.Key_D, CTRL)
    dialog.reset_all_button.click()
    (question,) = (each for each in QApplication.topLevelWidgets() if isinstance(each, Question))
    assert book.keys("session.new") == "Ctrl+D"
    question.yes_button.click()
    assert book.keys("session.new") == "Ctrl+N"


def test_escape_and_tab_are_no_keys_of_a_command(qtbot: QtBot, dialog: ShortcutsDialog, book: CommandBook):
    dialog.list.mark("session.new")
    dialog.field.setFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Tab)
    assert not dialog.field.hasFocus()
    qtbot.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert book.keys("session.new") == "Ctrl+N"


def test_a_screen_reader_hears_the_keys(dialog: ShortcutsDialog):
    heading = dialog.list.topLevelItem(0)
    assert heading is not None
    row = heading.child(0)
    assert row is not None
    assert row.data(0, Qt.ItemDataRole.AccessibleTextRole) == "Find a client, Ctrl+F"
    dialog.list.mark("session.sign")
    assert dialog.field.accessibleName() == "New keys for Sign"


def test_the_file_of_the_window_keeps_them(tmp_path: Path):
    file = tmp_path / "window.json"
    first = Preferences(file)
    first.theme_mode = "dark"
    first.shortcuts = {"session.new": "Ctrl+D", "session.sign": ""}
    first.save()
    again = Preferences(file)
    assert again.shortcuts == {"session.new": "Ctrl+D", "session.sign": ""}
    again.shortcuts = {}
    again.save()
    last = Preferences(file)
    assert last.shortcuts == {}
    assert last.theme_mode == "dark"
