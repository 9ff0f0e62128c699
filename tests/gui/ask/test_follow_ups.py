"""Follow-ups: what they were understood as, how to ask without them, and where a conversation ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from tests.fakes.assistant import ASKED_AT, answer_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, finished, view_of
from ui.ask.ask_panel import AskPanel
from ui.commands import CommandBook

TYPED = "And since then?"
UNDERSTOOD = "Ibuprofen since 7 Apr 2024?"


@pytest.fixture
def follow_up(practice: FakePractice, answer: Answer) -> Answer:
    return practice.assistant.prepare(
        answer_of(TYPED, answer.sources, answer.sentences, understood=UNDERSTOOD)
    )


def test_what_a_follow_up_was_understood_as_stands_under_it(
    qtbot: QtBot, panel: AskPanel, miriam: Client, follow_up: Answer
) -> None:
    panel.set_client(miriam)
    first = ask(qtbot, panel)
    assert not first.understood.isVisible()
    assert not first.understood.alone_button.isVisible()
    turn = ask(qtbot, panel, TYPED)
    assert turn.question.text() == TYPED
    assert turn.understood.label.text() == f"Understood as: \u2068{UNDERSTOOD}\u2069"
    assert turn.understood.alone_button.isVisible()


def test_only_what_was_typed_can_be_asked(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, follow_up: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    turn = ask(qtbot, panel, TYPED)
    practice.assistant.prepare(replace(follow_up, understood=None))
    turn.understood.alone_button.click()
    finished(qtbot, panel)
    again, before, first = panel.thread_view.turns
    assert practice.assistant.asked[-1][0] == TYPED
    assert practice.assistant.ways == [(False, False), (False, False), (True, True)]
    assert before is turn, "the earlier answer stays"
    assert view_of(before).answer.understood == UNDERSTOOD
    assert again.repeated.isVisible()
    assert not again.understood.isVisible()
    assert not first.repeated.isVisible()


def test_an_answer_can_be_made_again_and_the_earlier_one_stays(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    first = ask(qtbot, panel)
    assert not first.repeated.isVisible()
    view_of(first).again_button.click()
    assert panel.running
    finished(qtbot, panel)
    again, before = panel.thread_view.turns
    assert before is first
    assert view_of(before).isVisible()
    assert again.repeated.text() == "Asked again"
    assert again.repeated.isVisible()
    assert practice.assistant.ways == [(False, False), (True, True)]
    assert practice.assistant.asked[1][2] == answer.conversation_id


def test_the_last_question_can_be_asked_again_from_the_palette(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    book = CommandBook(parent=panel)
    book.register(panel, panel.commands())
    panel.set_client(miriam)
    assert not book.available("ask.again")
    ask(qtbot, panel)
    book.run("ask.again")
    finished(qtbot, panel)
    assert practice.assistant.ways[-1] == (True, True)


def test_an_answer_of_before_says_when_it_was_given(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    earlier = ASKED_AT - timedelta(minutes=12)
    practice.assistant.prepare(replace(answer, cached=True, first_asked_at=earlier))
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    assert "Same answer as 12 minute" in view.notice.text()
    assert "nothing had changed since" in view.notice.text()
    assert view.again_button.isVisible()


def test_another_client_begins_a_conversation_of_their_own(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, ariel: Client, follow_up: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    ask(qtbot, panel, TYPED)
    assert practice.assistant.asked[1][2] is not None
    panel.set_client(ariel)
    assert panel.thread_view.turns == ()
    assert panel.conversation_controller.conversation is None
    practice.assistant.prepare(answer_of("?", [], [], not_in_record=True))
    ask(qtbot, panel, "?")
    assert practice.assistant.asked[-1][1].client_id == ariel.client_id
    assert practice.assistant.asked[-1][2] is None
    panel.set_client(miriam)
    ask(qtbot, panel)
    assert practice.assistant.asked[-1] == (QUESTION, practice.assistant.asked[0][1], None)
