"""What of asking is in the palette, and that its box keeps Enter to itself."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.fakes.clients import MIRIAM, client_of
from tests.fakes.practice import FakePractice
from ui.ask.ask_panel import AskPanel
from ui.commands import Command, CommandBook
from ui.jobs import Jobs
from ui.theme import styled_at_the_end

CTRL = Qt.KeyboardModifier.ControlModifier


def _panel(qtbot: QtBot, jobs: Jobs) -> tuple[AskPanel, CommandBook]:
    with styled_at_the_end():
        panel = AskPanel(jobs)
    qtbot.addWidget(panel)
    with qtbot.waitExposed(panel):
        panel.show()
    book = CommandBook(parent=panel)
    book.register(panel, panel.commands())
    return panel, book


def test_the_question_is_two_keys_away(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> None:
    panel, book = _panel(qtbot, jobs)
    assert not book.available("ask.question"), "there is no chart to ask about"
    panel.set_client(client_of(MIRIAM))
    panel.history_button.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_J, CTRL)
    assert panel.box.editor.hasFocus()


def test_the_whole_practice_can_be_asked_by_keyboard(
    qtbot: QtBot, jobs: Jobs, practice: FakePractice
) -> None:
    panel, book = _panel(qtbot, jobs)
    book.run("ask.practice")
    assert panel.practice_scope.isChecked()
    assert panel.box.editor.hasFocus()
    assert not book.available("ask.new")
    assert not book.available("ask.stop")


def test_enter_with_ctrl_asks_and_signs_nothing(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> None:
    panel, book = _panel(qtbot, jobs)
    signed: list[bool] = []
    book.register(panel, (Command("session.sign", "Sign", "Ctrl+Return", lambda: signed.append(True)),))
    asked: list[str] = []
    panel.box.asked.disconnect()
    panel.box.asked.connect(asked.append)
    panel.set_client(client_of(MIRIAM))
    panel.focus_question()
    qtbot.keyClicks(panel.box.editor, "Why?")
    qtbot.keyClick(panel.box.editor, Qt.Key.Key_Return, CTRL)
    assert asked == ["Why?"]
    assert signed == []
    panel.history_button.setFocus()
    qtbot.keyClick(panel.history_button, Qt.Key.Key_Return, CTRL)
    assert signed == [True]
