"""Conversations: follow-ups, and those of before."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from core.assistant.dto import TAKEN_BACK, Sentence
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.gui.ask.asked import QUESTION, ask, every_word, view_of
from ui.ask.turn_view import TurnView

NARROW_PX = 240


def test_an_answer_that_was_taken_back_keeps_its_question_and_no_quote(
    qtbot, panel, practice, miriam, answer
):
    panel.set_client(miriam)
    ask(qtbot, panel)
    stored = practice.assistant.stored[answer.conversation_id][1]
    stored[0] = replace(
        answer, answer="", sentences=(), withheld=(), sources=(), mode="evidence", notice=TAKEN_BACK
    )
    panel.new_conversation()
    panel.history_button.click()
    qtbot.waitUntil(lambda: panel.history.isVisible())
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.thread_view.turns) == 1)
    (turn,) = panel.thread_view.turns
    view = view_of(turn)
    assert turn.question.text() == QUESTION
    assert view.author.text() == "No longer valid"
    assert "retracted" in view.notice.text()
    assert view.property("surface") == "card"
    hidden = (view.body, view.withheld, view.coverage, view.copy_button, turn.sources)
    assert not any(part.isVisible() for part in hidden)
    for word in ("day 4", "Never smoked", "Review in May", "800 mg"):
        assert word not in every_word(panel)


def test_a_follow_up_goes_to_the_same_conversation(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    first = ask(qtbot, panel)
    practice.assistant.prepare(answer_of("And since?", [], [], not_in_record=True))
    ask(qtbot, panel, "And since?")
    assert practice.assistant.asked[1][2] == answer.conversation_id
    assert len(panel.thread_view.turns) == 2
    assert panel.thread_view.turns[1] is first
    panel.new_button.click()
    assert panel.thread_view.turns == ()
    ask(qtbot, panel)
    assert practice.assistant.asked[2][2] is None


def test_an_earlier_conversation_opens_from_the_history_by_keyboard(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    ask(qtbot, panel)
    practice.assistant.prepare(answer_of("And since?", [], [], not_in_record=True))
    ask(qtbot, panel, "And since?")
    panel.new_conversation()
    panel.history_button.click()
    qtbot.waitUntil(lambda: panel.history.isVisible())
    row = panel.history.model.index(0)
    assert row.data() == QUESTION
    assert "2 question" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(panel.thread_view.turns) == 2)
    assert [turn.question.text() for turn in panel.thread_view.turns] == ["And since?", QUESTION]
    assert panel.thread_view.turns[1].answer == practice.assistant.stored[answer.conversation_id][1][0]
    ask(qtbot, panel)
    assert practice.assistant.asked[-1][2] == answer.conversation_id


def test_the_history_is_of_the_scope_only(qtbot, panel, practice, miriam, ariel, answer):
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.set_client(ariel)
    panel.history_button.click()
    qtbot.waitUntil(lambda: panel.history.isVisible())
    assert panel.history.model.rowCount() == 0
    assert panel.history.empty.isVisible()
    panel.history_button.click()
    assert panel.thread_view.isVisible()


def test_a_history_that_arrives_after_the_next_client_is_dropped(
    qtbot, panel, jobs, practice, miriam, ariel, answer
):
    panel.set_client(miriam)
    ask(qtbot, panel)
    practice.conversations.hold("list")
    panel.history_button.click()
    panel.set_client(ariel)
    practice.conversations.release("list")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not panel.history.isVisible()
    assert "buprofen" not in every_word(panel)


def test_a_conversation_that_arrives_after_the_next_client_is_dropped(
    qtbot, panel, jobs, practice, miriam, ariel, answer
):
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.history_button.click()
    qtbot.waitUntil(lambda: panel.history.isVisible())
    practice.conversations.hold("open")
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    panel.set_client(ariel)
    practice.conversations.release("open")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert panel.thread_view.turns == ()
    assert "buprofen" not in every_word(panel)


def test_an_answer_never_needs_more_room_than_a_narrow_panel_has(qtbot, practice, miriam):
    name = "discharge_summary_of_the_regional_hospital_2024_04_07_final_signed.txt"
    note = practice.sessions.add(miriam.client_id, SoapText(plan=f"See {name} for it."), signed=True)
    source = source_of(note, "plan", f"See {name}", number=1, client=miriam, used=True)
    source = replace(source, passage=replace(source.passage, source_kind="attachment", title=name))
    answer = answer_of(
        f"What is in {name}?",
        [source],
        [Sentence(f"It is {name}.", (1,), True)],
        withheld=(Sentence(f"Not {name}.", (1,), False, "unsupported_number"),),
    )
    for practice_wide in (False, True):
        turn = TurnView(answer.question, practice=practice_wide)
        qtbot.addWidget(turn)
        turn.show_answer(answer)
        assert turn.answer_view is not None
        view_of(turn).withheld.toggle.click()
        assert turn.minimumSizeHint().width() <= NARROW_PX
        assert name in turn.sources.cards[0].toolTip()
