"""The history: searched while one types, opened at the words found, deleted after a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.assistant.dto import Answer
from core.clients.dto import Client
from core.errors import DatabaseProblem
from core.ids import ConversationId, MessageId, new_id
from tests.fakes.assistant import ASKED_AT
from tests.fakes.practice import FakePractice
from tests.gui.ask.asked import QUESTION, ask, every_word
from ui.ask.ask_panel import AskPanel
from ui.ask.history import SEARCH_AFTER_MS
from ui.ask.history_list import ROW_ROLE, HistoryRow, marks_of
from ui.jobs import Jobs
from ui.widgets.question import Question


@pytest.fixture
def kept(practice: FakePractice, miriam: Client, answer: Answer) -> tuple[ConversationId, ConversationId]:
    """Two conversations about Miriam, of which the later has two questions; nothing on screen."""
    ids = (ConversationId(new_id()), ConversationId(new_id()))
    one = replace(answer, conversation_id=ids[0], message_id=MessageId(new_id()))
    two = replace(one, conversation_id=ids[1], question="Who drove her?", answer="Her son drove.")
    two = replace(two, message_id=MessageId(new_id()), asked_at=ASKED_AT + timedelta(hours=1))
    last = replace(two, question="And home?", answer="A taxi.", message_id=MessageId(new_id()))
    practice.assistant.stored[ids[0]] = (miriam.client_id, [one])
    practice.assistant.stored[ids[1]] = (miriam.client_id, [two, last])
    return ids


def _open(qtbot: QtBot, panel: AskPanel, client: Client) -> None:
    panel.set_client(client)
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)


def _rows(panel: AskPanel) -> list[HistoryRow]:
    model = panel.history.model
    return [model.index(at).data(ROW_ROLE) for at in range(model.rowCount())]


def _question(panel: AskPanel) -> Question:
    (shown,) = (each for each in panel.findChildren(Question) if each.isVisible())
    return shown


def test_words_are_searched_once_the_typing_rests(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, kept: object
) -> None:
    _open(qtbot, panel, miriam)
    assert panel.history.search.isVisible()
    assert SEARCH_AFTER_MS >= 150
    qtbot.keyClicks(panel.history.search, "day 4")
    qtbot.waitUntil(lambda: len(_rows(panel)) == 1)
    assert practice.conversations.searched == [("day 4", miriam.client_id)], "not for each key"
    (row,) = _rows(panel)
    assert row.summary.title == QUESTION
    assert {row.text[a:b] for a, b in row.marks} == {"day", "4"}
    assert "1 answer" in panel.history.told.text()
    panel.history.search.setText("")
    qtbot.waitUntil(lambda: len(_rows(panel)) == 2)
    assert not any(row.text for row in _rows(panel))


def test_a_search_that_another_one_overtakes_is_not_shown(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, jobs: Jobs, miriam: Client, kept: object
) -> None:
    _open(qtbot, panel, miriam)
    practice.conversations.hold("search")
    panel.history.search.setText("taxi")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: practice.conversations.calls["search"] == 1)
    panel.history.search.setText("ibuprofen")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    practice.conversations.release("search")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert [row.summary.title for row in _rows(panel)] == [QUESTION]


def test_nothing_found_is_not_nothing_there(
    qtbot: QtBot, panel: AskPanel, miriam: Client, kept: object
) -> None:
    _open(qtbot, panel, miriam)
    panel.history.search.setText("zebra")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.history.empty.isVisible)
    assert panel.history.empty._title.text() == "Nothing found"
    assert not panel.history.delete_button.isEnabled()


def test_it_opens_at_the_words_found(
    qtbot: QtBot, panel: AskPanel, miriam: Client, kept: tuple[ConversationId, ConversationId]
) -> None:
    _open(qtbot, panel, miriam)
    panel.history.search.setText("son")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(_rows(panel)) == 1)
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.thread_view.turns) == 2)
    newest, found = panel.thread_view.turns
    assert found.question.text() == "Who drove her?"
    assert found.question.property("tone") == "accent"
    assert newest.question.property("tone") != "accent"
    view = panel.thread_view.viewport()
    qtbot.waitUntil(lambda: view.rect().contains(found.question.mapTo(view, found.question.rect().center())))
    assert panel.conversation_controller.conversation == kept[1]


def test_a_conversation_is_deleted_after_a_question_that_says_what_is_lost(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    miriam: Client,
    kept: tuple[ConversationId, ConversationId],
) -> None:
    _open(qtbot, panel, miriam)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    question = _question(panel)
    told = question.informativeText()
    for words in ("Who drove her?", "Adler, Miriam", "2 question", "for good", "notes"):
        assert words in told
    assert question.defaultButton() is question.button(Question.StandardButton.Cancel)
    question.reject()
    assert len(practice.assistant.stored) == 2
    qtbot.waitUntil(lambda: not [each for each in panel.findChildren(Question) if each.isVisible()])
    panel.history.delete_button.click()
    _question(panel).yes_button.click()
    qtbot.waitUntil(lambda: len(_rows(panel)) == 1)
    assert set(practice.assistant.stored) == {kept[0]}


def test_the_conversation_on_screen_leaves_when_it_is_deleted(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, answer: Answer
) -> None:
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.history_button.click()
    qtbot.waitUntil(panel.history.isVisible)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    _question(panel).yes_button.click()
    qtbot.waitUntil(panel.history.empty.isVisible)
    assert panel.thread_view.turns == ()
    assert "buprofen" not in every_word(panel)
    assert panel.conversation_controller.conversation is None


def test_what_was_not_deleted_stays_and_says_why(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, kept: object
) -> None:
    _open(qtbot, panel, miriam)
    practice.conversations.fail("delete", DatabaseProblem())
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    _question(panel).yes_button.click()
    qtbot.waitUntil(panel.message.isVisible)
    assert len(_rows(panel)) == 2


def test_another_client_takes_search_list_and_question_away(
    qtbot: QtBot,
    panel: AskPanel,
    practice: FakePractice,
    jobs: Jobs,
    miriam: Client,
    ariel: Client,
    kept: object,
) -> None:
    _open(qtbot, panel, miriam)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    assert _question(panel).isVisible()
    panel.history.search.setText("taxi")
    practice.conversations.hold("search")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    panel.set_client(ariel)
    practice.conversations.release("search")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not [each for each in panel.findChildren(Question) if each.isVisible()]
    assert panel.history.words == ""
    assert _rows(panel) == []
    assert len(practice.assistant.stored) == 2


def test_the_list_can_be_read_anew(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, miriam: Client, kept: tuple[ConversationId, ...]
) -> None:
    _open(qtbot, panel, miriam)
    del practice.assistant.stored[kept[0]]
    qtbot.keyClick(panel.history.list, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: len(_rows(panel)) == 1)


def test_marks_are_of_every_word_and_never_overlap() -> None:
    text = "Ibuprofen 400 mg; ibuprofen stopped"
    assert marks_of(text, (0, 9), "ibuprofen mg") == ((0, 9), (14, 16), (18, 27))
    assert marks_of(text, (0, 0), "400 00") == ((10, 13),)
    assert marks_of("x", (0, 0), "(") == ()


def test_a_lock_leaves_no_word_of_any_conversation(
    qtbot: QtBot, panel: AskPanel, practice: FakePractice, jobs: Jobs, miriam: Client, kept: object
) -> None:
    _open(qtbot, panel, miriam)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Delete)
    panel.history.search.setText("ibuprofen")
    practice.conversations.hold("search")
    qtbot.keyClick(panel.history.search, Qt.Key.Key_Return)
    panel.clear()
    practice.conversations.release("search")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not [each for each in panel.findChildren(Question) if each.isVisible()]
    assert panel.history.search.text() == ""
    assert not panel.history.search.isUndoAvailable()
    assert _rows(panel) == []
    assert "buprofen" not in every_word(panel)
