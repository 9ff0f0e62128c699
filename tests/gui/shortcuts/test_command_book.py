"""Commands by name and by key: unique, rebound, robust to what a damaged file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.commands import Command, CommandBook, normal_keys

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A widget with an editor, and a book that notes what was done."""

    def __init__(self, qtbot: QtBot, chosen: Mapping[str, str] | None = None) -> None:
        self.qtbot = qtbot
        self.done: list[str] = []
        self.possible = True
        self.widget = QWidget()
        self.edit = QPlainTextEdit()
        QVBoxLayout(self.widget).addWidget(self.edit)
        self.book = CommandBook(chosen)
        self.book.register(
            self.widget,
            (
                self.command("session.sign", "Ctrl+Return"),
                self.command("session.new", "Ctrl+N"),
                self.command("ask.question", "Ctrl+J"),
                self.command("app.about", ""),
            ),
        )
        self.widget.show()
        qtbot.waitExposed(self.widget)

    def command(self, command_id: str, keys: str) -> Command:
        return Command(
            command_id, f"&{command_id}…", keys, lambda: self.done.append(command_id), lambda: self.possible
        )

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = CTRL) -> None:
        self.edit.setFocus()
        self.qtbot.keyClick(self.edit, key, held)

    def keys(self) -> dict[str, str]:
        return {each.command_id: self.book.keys(each.command_id) for each in self.book.commands()}


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    made.widget.deleteLater()


def test_keys_do_what_they_belong_to_while_one_writes(desk: Desk):
    desk.press(Qt.Key.Key_N)
    desk.press(Qt.Key.Key_Return)
    assert desk.done == ["session.new", "session.sign"]
    assert desk.edit.toPlainText() == ""


def test_what_is_not_possible_is_not_done(desk: Desk):
    desk.possible = False
    desk.press(Qt.Key.Key_N)
    desk.book.run("session.new")
    assert desk.done == []
    assert not desk.book.available("session.new")
    desk.book.refresh()
    assert not desk.book.action("session.new").isEnabled()
    desk.possible = True
    # The menu is closed: what it greyed is asked again at the next key.
    desk.book.wake()
    desk.press(Qt.Key.Key_N)
    assert desk.done == ["session.new"]


def test_a_view_off_the_screen_takes_no_command(desk: Desk):
    desk.widget.hide()
    assert not desk.book.available("session.new")
    desk.book.run("session.new")
    assert desk.done == []


def test_a_command_that_goes_with_its_view_cannot_be_asked_for(desk: Desk):
    extra = QWidget()
    desk.book.register(extra, (desk.command("chart.print", "Ctrl+P"),))
    assert desk.book.find("chart.print") is not None
    extra.deleteLater()
    QCoreApplication.sendPostedEvents(extra, QEvent.Type.DeferredDelete.value)
    assert desk.book.find("chart.print") is None
    assert desk.book.user_of("Ctrl+P") is None
    assert not desk.book.available("chart.print")


def test_an_id_that_is_taken_is_a_fault(desk: Desk):
    with pytest.raises(ValueError, match=r"session\.new"):
        desk.book.register(desk.widget, (desk.command("session.new", ""),))


def test_other_keys_work_at_once_and_the_old_ones_no_more(desk: Desk):
    desk.book.rebind("session.new", "Ctrl+Shift+D")
    desk.press(Qt.Key.Key_N)
    assert desk.done == []
    desk.press(Qt.Key.Key_D, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert desk.done == ["session.new"]
    assert desk.book.is_changed("session.new")


def test_what_was_chosen_is_told_and_survives_a_restart(desk: Desk, qtbot: QtBot):
    with qtbot.waitSignal(desk.book.keys_chosen) as told:
        desk.book.rebind("session.new", "Ctrl+D")
    assert told.args == [{"session.new": "Ctrl+D"}]
    again = Desk(qtbot, told.args[0])
    assert again.keys()["session.new"] == "Ctrl+D"
    again.widget.deleteLater()


def test_keys_taken_from_another_leave_it_without(desk: Desk):
    desk.book.rebind("ask.question", "Ctrl+N")
    assert desk.keys()["session.new"] == ""
    desk.press(Qt.Key.Key_N)
    assert desk.done == ["ask.question"]
    desk.book.reset("session.new")
    assert desk.keys()["session.new"] == "Ctrl+N"
    assert desk.keys()["ask.question"] == ""
    desk.book.reset_all()
    assert desk.keys()["ask.question"] == "Ctrl+J"
    assert not any(desk.book.is_changed(each.command_id) for each in desk.book.commands())


def test_keys_it_came_with_are_no_change(desk: Desk):
    desk.book.rebind("session.new", "Ctrl+D")
    desk.book.rebind("session.new", "ctrl+n")
    assert not desk.book.is_changed("session.new")


@pytest.mark.parametrize(
    "damaged",
    [
        {"session.new": "Ctrl+Nonsense"},
        {"session.new": "Ctrl+N, Ctrl+N"},
        {"nobody.knows": "Ctrl+J", "session.sign": "\x00"},
        {"session.new": "Ctrl+J", "session.sign": "Ctrl+J", "ask.question": "Ctrl+J"},
        {"": "", "…": "Ctrl+Ω+"},
    ],
)
def test_a_damaged_choice_never_gives_two_commands_the_same_keys(qtbot: QtBot, damaged: dict[str, str]):
    desk = Desk(qtbot, damaged)
    given = [keys for keys in desk.keys().values() if keys]
    assert len(given) == len(set(given))
    assert all(normal_keys(keys) == keys for keys in given)
    desk.book.reset_all()
    assert desk.keys()["session.new"] == "Ctrl+N"
    desk.widget.deleteLater()


def test_what_a_person_chose_comes_before_what_a_command_came_with(qtbot: QtBot):
    desk = Desk(qtbot, {"ask.question": "Ctrl+N"})
    assert desk.keys()["ask.question"] == "Ctrl+N"
    assert desk.keys()["session.new"] == ""
    desk.widget.deleteLater()


def test_a_title_may_hold_the_mark_of_a_menu(desk: Desk):
    assert desk.command("a.b", "").label == "a.b…"
    assert Command("a.b", "Find && &replace", "", lambda: None).label == "Find & replace"
