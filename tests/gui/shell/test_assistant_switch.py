"""The assistant can be switched off as a whole: no panel, no command; chart and search stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.jobs import Jobs
from ui.preferences import Preferences

CTRL = Qt.KeyboardModifier.ControlModifier


def _ask_commands(driven: Driven) -> list[str]:
    return [each.command_id for each in driven.window.book.commands() if each.area == "ask"]


def _last_call(driven: Driven) -> object:
    return driven.ask.calls[-1]


def _in_menu(driven: Driven, title: str) -> bool:
    return any(action.text() == title for action in driven.window.menu_actions.chart.actions())


def test_off_takes_panel_commands_and_menu_away_and_on_brings_them_back(driven: Driven) -> None:
    driven.to_practice()
    assert driven.ask.isVisible()
    assert _ask_commands(driven) == ["ask.question"]
    assert _in_menu(driven, "&Ask a question")
    driven.window.book.run("app.assistant")
    assert not driven.ask.isVisible()
    assert _last_call(driven) == "clear", "an answer on its way ends"
    assert _ask_commands(driven) == []
    assert not _in_menu(driven, "&Ask a question")
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_J, CTRL)
    assert "focus_question" not in driven.ask.calls
    assert driven.chart.isVisible()
    assert driven.window.book.available("find.practice")
    driven.window.book.run("app.assistant")
    assert driven.ask.isVisible()
    assert _last_call(driven) == ("set_client", driven.chart.client)
    assert _in_menu(driven, "&Ask a question")
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_J, CTRL)
    assert _last_call(driven) == "focus_question"


def test_it_stays_off_over_a_lock_another_language_and_a_start(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("app.assistant")
    assert not driven.preferences.assistant
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.unlock()
    assert not driven.ask.isVisible()
    driven.window.menu_actions.language_chosen.emit("he")
    driven.wait(lambda: driven.preferences.language == "he")
    driven.wait(lambda: driven.window.unlocked)
    assert not driven.ask.isVisible()
    assert _ask_commands(driven) == []


@pytest.fixture
def refused(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs) -> Driven:
    workspace.settings = replace(workspace.settings, assistant=False)
    made = Driven(qtbot, workspace, jobs, Preferences())
    qtbot.addWidget(made.window)
    return made


def test_where_the_settings_switch_it_off_nobody_can_switch_it_on(refused: Driven) -> None:
    refused.to_practice()
    assert not refused.ask.isVisible()
    assert _ask_commands(refused) == []
    assert refused.window.book.find("app.assistant") is None
    assert refused.preferences.assistant, "the person's own choice is not touched"
