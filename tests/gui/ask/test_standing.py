"""What an answer stands for: what could not be searched, when it was given, what was changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.assistant.dto import TAKEN_BACK, Answer
from core.clients.dto import Client
from tests.fakes.assistant import COVERAGE, answer_of
from tests.fakes.changes import content_of
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, copied, every_word, finished, type_and_ask, view_of
from ui.ask.ask_panel import AskPanel
from ui.jobs import Jobs
from ui.text.days import moment_text


@pytest.mark.parametrize(("unindexed", "soon"), [(2, True), (1, False), (0, False)])
def test_what_could_not_be_searched_is_not_said_to_be_missing(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, unindexed: int, soon: bool
) -> None:
    searched = replace(COVERAGE, unread=2, unindexed=unindexed)
    practice.assistant.prepare(answer_of(QUESTION, [], [], not_in_record=True, searched=searched))
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    assert view.author.text() == "Not in what was searched"
    assert view.author.property("tone") == "caution"
    assert "could not be searched yet; the answer may be there" in view.notice.text()
    assert ("Ask again in a moment." in view.notice.text()) is soon
    text = copied(qtbot, view)
    assert "Not in what was searched." in text
    assert "could not be searched yet" in text
    assert "Not in the record" not in text


def test_an_answer_says_when_it_was_given_on_screen_and_in_a_copy(
    qtbot: QtBot, panel: AskPanel, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    moment = moment_text(view.answer.asked_at)
    assert view.asked.text() == moment
    assert view.asked.isVisible()
    plain = moment.replace("\u2068", "").replace("\u2069", "")
    assert f"Answered {plain}" in copied(qtbot, view)


def test_a_changed_chart_marks_what_is_on_screen(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, jobs: Jobs, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = view_of(turn)
    assert not view.changed_row.isVisible()
    panel.note_changed(content_of(miriam.client_id))
    assert view.changed_row.isVisible()
    assert view.changed_note.text() == "The chart was changed since"
    qtbot.waitUntil(lambda: not jobs.busy)
    assert turn.answer_view is view
    view.changed_again.click()
    finished(qtbot, panel)
    newest = view_of(panel.thread_view.turns[0])
    assert not newest.changed_row.isVisible()
    assert practice.assistant.ways[-1] == (True, True)


def test_a_change_of_another_chart_marks_only_what_was_asked_of_all(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, ariel: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    view = view_of(ask(qtbot, panel))
    panel.note_changed(content_of(ariel.client_id))
    assert not view.changed_row.isVisible()
    panel.note_changed(content_of(ariel.client_id, miriam.client_id))
    assert view.changed_row.isVisible()
    panel.practice_scope.click()
    wide = view_of(ask(qtbot, panel))
    assert not wide.changed_row.isVisible()
    panel.note_changed(content_of(ariel.client_id))
    assert wide.changed_row.isVisible()
    assert wide.changed_note.text() == "The charts were changed since"


def test_a_chart_changed_while_another_is_asked_does_not_mark_the_answer_that_comes(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, ariel: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    panel.note_changed(content_of(ariel.client_id))
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert not view_of(panel.thread_view.turns[0]).changed_row.isVisible()


def test_a_chart_changed_while_it_was_read_marks_the_answer_that_comes(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    panel.note_changed(content_of(miriam.client_id))
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert view_of(panel.thread_view.turns[0]).changed_row.isVisible()


def test_what_was_taken_back_leaves_the_screen(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    stored = practice.assistant.stored[answer.conversation_id][1]
    stored[0] = replace(
        answer, answer="", sentences=(), withheld=(), sources=(), mode="evidence", notice=TAKEN_BACK
    )
    panel.note_changed(content_of(miriam.client_id))
    qtbot.waitUntil(lambda: view_of(turn).answer.taken_back)
    assert view_of(turn).author.text() == "No longer valid"
    # Cards that were taken away go in the event loop's next turn.
    words = ("day 4", "Never smoked", "Review in May", "800 mg")
    qtbot.waitUntil(lambda: not any(word in every_word(panel) for word in words))
