"""What the tests of asking have in common: the chart they ask about, and the ways to ask."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.sessions.dto import SoapText
from ui.ask.answer_view import AnswerView
from ui.ask.ask_panel import AskPanel
from ui.ask.turn_view import TurnView

QUESTION = "Why was ibuprofen stopped?"
NOTE = SoapText(
    subjective="Stomach upset since Monday. Ibuprofen stopped on day 4.",
    plan="Gel to the right knee. Review in May.",
)


def type_and_ask(qtbot: QtBot, panel: AskPanel, question: str = QUESTION) -> None:
    panel.box.set_question(question)
    qtbot.keyClick(panel.box.editor, Qt.Key.Key_Return)


def finished(qtbot: QtBot, panel: AskPanel) -> None:
    qtbot.waitUntil(lambda: not panel.running)


def ask(qtbot: QtBot, panel: AskPanel, question: str = QUESTION) -> TurnView:
    type_and_ask(qtbot, panel, question)
    finished(qtbot, panel)
    return panel.thread_view.turns[0]


def view_of(turn: TurnView) -> AnswerView:
    """The finished answer of a turn."""
    assert turn.answer_view is not None
    return turn.answer_view


def copied(qtbot: QtBot, view: AnswerView) -> str:
    """What a click on “Copy with sources” puts into the clipboard."""
    clipboard = QGuiApplication.clipboard()
    texts: list[str] = []

    def note() -> None:
        texts.append(clipboard.text())

    clipboard.dataChanged.connect(note)
    view.copy_button.click()
    qtbot.waitUntil(lambda: any(texts))
    clipboard.dataChanged.disconnect(note)
    return next(text for text in texts if text)


def every_word(panel: AskPanel) -> str:
    labels = [label.text() for label in panel.findChildren(QLabel)]
    model = panel.history.model
    return "\n".join([*labels, *(str(model.index(row).data()) for row in range(model.rowCount()))])
