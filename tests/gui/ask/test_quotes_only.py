"""Who wants quotes only gets them from the next question on, and at the next start."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import ask
from ui.ask.ask_panel import AskPanel
from ui.commands import CommandBook
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.theme import styled_at_the_end


def test_each_question_is_asked_as_the_box_says(
    qtbot: QtBot, practice: FakePractice, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    with qtbot.waitSignal(panel.quotes_only_toggled) as told:
        panel.quotes_only.click()
    assert told.args == [True]
    panel.new_conversation()
    assert panel.quotes_only.isChecked(), "it is no matter of one conversation"
    ask(qtbot, panel)
    panel.quotes_only.click()
    ask(qtbot, panel)
    assert practice.assistant.in_sentences == [True, False, True]


def test_it_is_a_command_too(qtbot: QtBot, jobs: Jobs, panel: AskPanel, practice: FakePractice) -> None:
    book = CommandBook(parent=panel)
    book.register(panel, panel.commands())
    book.run("ask.quotes")
    assert panel.quotes_only.isChecked()
    assert not panel.conversation_controller.sentences
    book.run("ask.quotes")
    assert panel.conversation_controller.sentences


def test_what_was_chosen_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    assert not Preferences(file).quotes_only
    preferences = Preferences(file)
    preferences.quotes_only = True
    preferences.save()
    assert Preferences(file).quotes_only


def test_a_panel_shows_what_was_chosen_before(qtbot: QtBot, jobs: Jobs, practice: FakePractice) -> None:
    with styled_at_the_end():
        panel = AskPanel(jobs)
    qtbot.addWidget(panel)
    panel.show_quotes_only(True)
    assert panel.quotes_only.isChecked()
    assert not panel.conversation_controller.sentences
