"""The panel by keyboard, and what a screen reader is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from core.errors import DatabaseProblem
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import ask, copied, finished, type_and_ask, view_of
from ui.ask import answer_view, ask_panel, conversation_controller, turn_view
from ui.ask.ask_panel import AskPanel


def _chain(first: QWidget, count: int) -> list[QWidget]:
    found: list[QWidget] = []
    widget: QWidget | None = first
    while widget is not None and len(found) < count:
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_the_newest_answer_follows_the_box_and_the_ways_elsewhere_come_last(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    older = ask(qtbot, panel)
    newest = ask(qtbot, panel)
    panel.box.set_question("x")
    chain = _chain(panel.box.editor, 30)
    stops = [
        panel.box.editor,
        panel.box.button,
        view_of(newest).body,
        newest.sources.cards[0],
        view_of(newest).again_button,
        view_of(newest).copy_button,
        view_of(older).body,
        view_of(older).again_button,
        panel.history_button,
        panel.new_button,
        panel.quotes_only,
    ]
    places = [chain.index(stop) for stop in stops]
    assert places == sorted(places)
    assert places[:3] == [0, 1, 2]


def test_escape_leaves_the_history_and_opening_leads_to_the_box(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Escape)
    assert not panel.history.isVisible()
    assert panel.focusWidget() is panel.box.editor
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not panel.history.isVisible())
    assert panel.focusWidget() is panel.box.editor


def test_evidence_answer_stop_error_and_copy_are_told(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    miriam: Client,
    answer: Answer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    for module in (answer_view, ask_panel, conversation_controller, turn_view):
        monkeypatch.setattr(module, "announce", lambda _widget, text: told.append(text))
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    assert told[0].startswith("Passages found")
    assert told[1] == view.accessibleName()
    assert view.author.text() in told[1]
    assert view.coverage.text() in told[1]
    copied(qtbot, view)
    assert told[2] == view.copy_button.text() == "Copied"
    practice.assistant.hold("evidence")
    type_and_ask(qtbot, panel)
    panel.stop()
    practice.assistant.release("evidence")
    finished(qtbot, panel)
    assert told[3].startswith("Stopped")
    practice.assistant.fail("evidence", DatabaseProblem())
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    assert len(told) == 5
    assert told[4].startswith("The database is not answering")
