"""Asking again asks the same, and a question that got no answer is not lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from core.errors import DatabaseProblem
from tests.fakes.assistant import answer_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, finished, type_and_ask, view_of
from ui.ask.ask_panel import AskPanel

TYPED = "And since then?"
UNDERSTOOD = "Ibuprofen since 7 Apr 2024?"


def test_a_follow_up_is_asked_again_as_it_was_understood(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    for prepared in (
        answer_of(TYPED, answer.sources, answer.sentences, understood=UNDERSTOOD),
        answer_of(UNDERSTOOD, answer.sources, answer.sentences),
    ):
        practice.assistant.prepare(prepared)
    panel.set_client(miriam)
    ask(qtbot, panel)
    turn = ask(qtbot, panel, TYPED)
    ask(qtbot, panel)
    view_of(turn).again_button.click()
    finished(qtbot, panel)
    assert practice.assistant.asked[-1][0] == UNDERSTOOD
    assert practice.assistant.ways[-1] == (True, True), "what is on screen by now must not complete it anew"
    assert panel.thread_view.turns[0].repeated.isVisible()


def test_nothing_can_be_asked_again_while_a_question_runs(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    practice.assistant.prepare(answer_of(TYPED, answer.sources, answer.sentences, understood=UNDERSTOOD))
    panel.set_client(miriam)
    turn = ask(qtbot, panel, TYPED)
    assert turn.understood.alone_button.isEnabled()
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    assert not turn.understood.alone_button.isEnabled()
    assert not view_of(turn).again_button.isEnabled()
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert turn.understood.alone_button.isEnabled()
    assert view_of(turn).again_button.isEnabled()


def test_a_question_that_failed_stays_where_the_box_has_no_room(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    practice.assistant.hold("evidence")
    practice.assistant.fail("evidence", DatabaseProblem())
    type_and_ask(qtbot, panel)
    panel.box.set_question("the next one")
    practice.assistant.release("evidence")
    finished(qtbot, panel)
    (turn,) = panel.thread_view.turns
    assert turn.question.text() == QUESTION
    assert panel.box.question == "the next one"
    assert turn.retry_button.isVisible()
    turn.retry_button.click()
    finished(qtbot, panel)
    assert panel.thread_view.turns[0].answer is not None
    assert panel.box.question == "the next one"


def test_a_question_that_was_stopped_comes_back_into_the_box(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    practice.assistant.hold("evidence")
    type_and_ask(qtbot, panel)
    panel.stop()
    practice.assistant.release("evidence")
    finished(qtbot, panel)
    assert panel.box.question == QUESTION


def test_what_is_typed_stays_with_the_client_it_was_typed_for(
    panel: AskPanel, miriam: Client, ariel: Client
) -> None:
    panel.set_client(miriam)
    panel.box.set_question("about Miriam")
    panel.set_client(None)
    assert panel.box.question == ""
    panel.set_client(ariel)
    assert panel.box.question == ""
    panel.practice_scope.click()
    panel.box.set_question("about all")
    panel.client_scope.click()
    assert panel.box.question == ""
    panel.set_client(miriam)
    assert panel.box.question == "about Miriam"
    panel.clear()
    panel.set_client(miriam)
    assert panel.box.question == ""


def test_what_was_typed_for_a_client_goes_with_them(panel: AskPanel, miriam: Client, ariel: Client) -> None:
    panel.set_client(miriam)
    panel.box.set_question("about Miriam")
    panel.set_client(ariel)
    panel.box.set_question("about Ariel")
    for client in (miriam, ariel):
        panel.forget_client(client.client_id)
    assert panel.box.question == ""
    assert panel.typed_words() == ()


def test_a_question_is_not_lost_to_a_conversation_that_opens_late(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)
    practice.conversations.hold("open")
    practice.assistant.hold("answer")
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    type_and_ask(qtbot, panel)
    practice.conversations.release("open")
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert len(practice.assistant.asked) == 2
    assert panel.thread_view.turns[0].answer is not None


@pytest.mark.parametrize("verdict", ["useful", "wrong"])
def test_a_reason_that_could_not_be_stored_stays_typed(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer, verdict: str
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel)).feedback
    view.useful.click()
    qtbot.waitUntil(view.more.isVisible)
    view.why.setText("It was day 5.")
    practice.conversations.fail("give_feedback", DatabaseProblem())
    (view.useful if verdict == "useful" else view.wrong).click()
    if verdict == "useful":
        view.keep.click()
    qtbot.waitUntil(panel.message.isVisible)
    assert view.why.text() == "It was day 5."
    assert view.useful.isChecked()
