"""What a person thinks of an answer: kept, changed, taken back, and never shown as kept before it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.assistant.dto import FEEDBACK_LIMIT_CHARS, Answer
from core.clients.dto import Client
from core.errors import DatabaseProblem
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import ask, view_of
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs


def _kept(practice: FakePractice, answer: Answer) -> tuple[str, str] | None:
    feedback = practice.assistant.stored[answer.conversation_id][1][0].feedback
    return None if feedback is None else (feedback.verdict, feedback.why)


def test_a_verdict_is_kept_with_its_reason_and_taken_back(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel)).feedback
    assert not view.more.isVisible()
    qtbot.mouseClick(view.wrong, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.more.isVisible)
    assert view.wrong.isChecked()
    assert not view.useful.isChecked()
    assert view.note.text() == "Stored on this computer only"
    assert not view.keep.isEnabled()
    qtbot.keyClicks(view.why, "It was day 5.")
    qtbot.keyClick(view.why, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: _kept(practice, answer) == ("wrong", "It was day 5."))
    qtbot.waitUntil(lambda: not view.keep.isEnabled())
    qtbot.mouseClick(view.useful, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: _kept(practice, answer) == ("useful", "It was day 5."))
    qtbot.waitUntil(view.useful.isChecked)
    qtbot.mouseClick(view.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not view.more.isVisible())
    assert _kept(practice, answer) is None
    assert not view.useful.isChecked()
    assert view.why.text() == ""


def test_a_verdict_that_was_not_stored_is_not_shown(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel)).feedback
    practice.conversations.fail("give_feedback", DatabaseProblem())
    view.useful.click()
    assert not view.useful.isChecked()
    qtbot.waitUntil(panel.message.isVisible)
    assert view.feedback is None
    assert _kept(practice, answer) is None


def test_a_second_click_changes_nothing(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel)).feedback
    view.useful.click()
    qtbot.waitUntil(view.useful.isChecked)
    view.useful.click()
    assert view.useful.isChecked()
    assert practice.conversations.calls["give_feedback"] == 1


def test_a_reason_has_a_limit_and_goes_with_the_client(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    jobs: Jobs,
    miriam: Client,
    ariel: Client,
    answer: Answer,
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel)).feedback
    view.why.setText("x" * (FEEDBACK_LIMIT_CHARS + 9))
    assert len(view.why.text()) == FEEDBACK_LIMIT_CHARS
    practice.conversations.hold("give_feedback")
    view.useful.click()
    panel.set_client(ariel)
    practice.conversations.release("give_feedback")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert panel.thread_view.turns == ()


def test_it_is_there_when_the_conversation_is_opened_again(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    practice.conversations.give_feedback(answer.message_id, "wrong", why="side")
    panel.new_conversation()
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.thread_view.turns) == 1)
    view = view_of(panel.thread_view.turns[0]).feedback
    assert view.wrong.isChecked()
    assert view.why.text() == "side"
