"""Asking: evidence first, then text that says it is unchecked, then an answer with its sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core.assistant.dto import TAKEN_BACK, Sentence, Usage
from core.errors import DatabaseProblem, PromptInjectionBlocked
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, record_source_of, source_of
from tests.fakes.clients import ARIEL, MIRIAM
from ui.ask.ask_panel import AskPanel
from ui.ask.question_box import QuestionBox
from ui.ask.turn_view import TurnView
from ui.widgets.private_clipboard import PrivateClipboard

QUESTION = "Why was ibuprofen stopped?"
NARROW_PX = 240
NOTE = SoapText(
    subjective="Stomach upset since Monday. Ibuprofen stopped on day 4.",
    plan="Gel to the right knee. Review in May.",
)


@pytest.fixture
def miriam(practice):
    return practice.add_client(MIRIAM)


@pytest.fixture
def ariel(practice):
    return practice.add_client(ARIEL)


@pytest.fixture
def note(practice, miriam):
    return practice.sessions.add(miriam.client_id, NOTE, day=date(2024, 4, 7), signed=True)


@pytest.fixture
def answer(practice, miriam, note):
    """Two sentences, two used sources, one that is not, two withheld sentences."""
    sources = [
        source_of(note, "plan", "Review in May", number=1, client=miriam),
        source_of(note, "subjective", "Ibuprofen stopped on day 4", number=2, client=miriam, used=True),
        record_source_of(miriam, "medical_history", "Never smoked", number=3, used=True),
    ]
    sentences = [
        Sentence("Ibuprofen was stopped on day 4.", (2,), True),
        Sentence("She never smoked.", (3, 2), True),
    ]
    withheld = (
        Sentence("She took 800 mg.", (2,), False, "unsupported_number"),
        Sentence("The left knee hurts.", (1,), False, "side_mismatch"),
    )
    return practice.assistant.prepare(answer_of(QUESTION, sources, sentences, withheld=withheld))


@pytest.fixture
def panel(qtbot, jobs, practice) -> AskPanel:
    made = AskPanel(jobs)
    qtbot.addWidget(made)
    made.resize(380, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def type_and_ask(qtbot, panel: AskPanel, question: str = QUESTION) -> None:
    panel.box.set_question(question)
    qtbot.keyClick(panel.box.editor, Qt.Key.Key_Return)


def finished(qtbot, panel: AskPanel) -> None:
    qtbot.waitUntil(lambda: not panel.running)


def ask(qtbot, panel: AskPanel, question: str = QUESTION):
    type_and_ask(qtbot, panel, question)
    finished(qtbot, panel)
    return panel.thread_view.turns[0]


def every_word(panel: AskPanel) -> str:
    labels = [label.text() for label in panel.findChildren(QLabel)]
    model = panel.history.model
    return "\n".join([*labels, *(str(model.index(row).data()) for row in range(model.rowCount()))])


# The question.


def test_enter_asks_about_the_open_client(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    assert "Adler, Miriam" in panel.title.text()
    ask(qtbot, panel)
    question, scope, conversation = practice.assistant.asked[0]
    assert (question, scope.client_id, conversation) == (QUESTION, miriam.client_id, None)
    assert panel.box.question == ""


def test_shift_enter_begins_a_new_line(qtbot):
    box = QuestionBox()
    qtbot.addWidget(box)
    qtbot.keyClicks(box.editor, "one")
    with qtbot.assertNotEmitted(box.asked):
        qtbot.keyClick(box.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(box.editor, "two")
    with qtbot.waitSignal(box.asked) as asked:
        qtbot.keyClick(box.editor, Qt.Key.Key_Enter)
    assert asked.args == ["one\ntwo"]


def test_empty_and_overlong_questions_are_not_asked(qtbot):
    box = QuestionBox()
    qtbot.addWidget(box)
    for text in ("", "  \n ", "x" * (QUESTION_LIMIT_CHARS + 2)):
        box.set_question(text)
        assert not box.button.isEnabled()
        with qtbot.assertNotEmitted(box.asked):
            qtbot.keyClick(box.editor, Qt.Key.Key_Return)
    assert "2" in box.room.text()
    assert box.room.property("tone") == "danger"
    box.set_question("x" * QUESTION_LIMIT_CHARS)
    assert box.button.isEnabled()


def test_without_a_client_nothing_can_be_asked_but_the_practice(panel):
    assert not panel.box.isEnabled()
    panel.practice_scope.click()
    assert panel.box.isEnabled()
    assert panel.title.text() == "Ask the whole practice"


# Evidence, draft, answer.


def test_evidence_is_there_before_the_model_writes(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("text")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: len(turn.sources.cards) == 3)
    assert not turn.draft.isVisible()
    card = turn.sources.cards[1]
    assert "Ibuprofen stopped on day 4" in card.accessibleName()
    assert "7 Apr 2024" in card.accessibleName()
    assert not card.used
    practice.assistant.release("text")
    finished(qtbot, panel)


def test_text_being_written_says_that_it_is_not_checked(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: turn.draft_text.text() == answer.answer + " ")
    assert turn.draft.isVisible()
    assert turn.draft_note.text() == "Being written, not yet checked"
    assert turn.answer is None
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert not turn.draft.isVisible()
    assert turn.draft_text.text() == ""


def test_the_answer_says_who_wrote_it_and_carries_its_sources(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = turn.answer_view
    assert "SmolLM2-135M-Instruct" in view.author.text()
    assert view.author.text().startswith("Written by")
    assert view.property("surface") == "accent"
    body = view.body.text()
    assert "Ibuprofen was stopped on day 4." in body
    assert 'href="source:2"' in body
    assert body.index("source:2") < body.index("source:3")
    assert "14" in view.coverage.text()
    assert "3 Jan 2023" in view.coverage.text()
    assert "7 Apr 2024" in view.coverage.text()


def test_used_sources_come_first_with_their_reason(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert [card.source.number for card in pane.cards] == [2, 3, 1]
    assert [card.used for card in pane.cards] == [True, True, False]
    assert [card.isVisible() for card in pane.cards] == [True, True, False]
    assert pane.heading.text() == "2 used / 3 found"
    assert pane.cards[0].accessibleDescription() == "Used by sentence 1, 2: \u2068Ibuprofen\u2069"
    pane.toggle.click()
    assert all(card.isVisible() for card in pane.cards)
    pane.toggle.click()
    assert not pane.cards[2].isVisible()


def test_quotes_stand_in_the_order_of_the_answer(qtbot, panel, practice, miriam, answer):
    quotes = (Sentence("“Never smoked”", (3,), True), Sentence("“Ibuprofen stopped on day 4”", (2,), True))
    practice.assistant.prepare(replace(answer, mode="evidence", notice="no_model", sentences=quotes))
    panel.set_client(miriam)
    assert [card.source.number for card in ask(qtbot, panel).sources.cards] == [3, 2, 1]


def test_a_citation_and_a_card_lead_to_the_source(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        turn.answer_view.body.linkActivated.emit("source:2")
    assert chosen.args[0].quote == "Ibuprofen stopped on day 4"
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.mouseClick(turn.sources.cards[1], Qt.MouseButton.LeftButton)
    assert chosen.args[0].quote == "Never smoked"
    for link in ("https://example.org", "source:x", "source:99"):
        with qtbot.assertNotEmitted(panel.source_chosen):
            turn.answer_view.body.linkActivated.emit(link)


def test_citations_and_cards_are_reached_by_keyboard(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    turn.answer_view.body.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(turn.answer_view.body, Qt.Key.Key_Tab)
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.keyClick(turn.answer_view.body, Qt.Key.Key_Return)
    assert chosen.args[0].number == 2
    turn.sources.cards[1].setFocus()
    with qtbot.waitSignal(panel.source_chosen) as chosen:
        qtbot.keyClick(turn.sources.cards[1], Qt.Key.Key_Space)
    assert chosen.args[0].number == 3


def test_withheld_sentences_are_folded_and_say_why(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    withheld = ask(qtbot, panel).answer_view.withheld
    assert "2" in withheld.toggle.text()
    assert "withheld" in withheld.toggle.text()
    assert not withheld.details.isVisible()
    withheld.toggle.click()
    assert withheld.details.isVisible()
    texts = [label.text() for label in withheld.details.findChildren(QLabel)]
    assert "She took 800 mg." in texts
    assert "Withheld: a number in it is not in the cited words" in texts


def test_nothing_withheld_says_nothing(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, withheld=()))
    panel.set_client(miriam)
    assert not ask(qtbot, panel).answer_view.withheld.isVisible()


def test_not_in_the_record_is_an_answer_with_its_coverage(qtbot, panel, practice, miriam):
    practice.assistant.prepare(answer_of("Any latex allergy?", [], [], not_in_record=True, model=None))
    panel.set_client(miriam)
    turn = ask(qtbot, panel, "Any latex allergy?")
    assert turn.answer_view.author.text() == "Not in the record"
    assert turn.answer_view.property("surface") == "card"
    assert "14" in turn.answer_view.coverage.text()
    assert "0 unread" in turn.answer_view.coverage.text()
    assert not turn.answer_view.body.isVisible()
    assert not turn.sources.isVisible()


@pytest.mark.parametrize(
    "notice",
    [
        "no_model",
        "engine_resting",
        "generation_failed",
        "stopped",
        "not_supported",
        "insufficient",
        "question_fills_window",
        "a_code_of_next_year",
    ],
)
def test_evidence_alone_says_that_no_model_wrote_and_why(qtbot, panel, practice, miriam, answer, notice):
    quotes = (Sentence("7 Apr 2024, subjective: “Ibuprofen stopped on day 4”", (2,), True),)
    practice.assistant.prepare(
        replace(answer, mode="evidence", notice=notice, sentences=quotes, withheld=(), model=None)
    )
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    view = turn.answer_view
    assert view.author.text().startswith("Not written by a model")
    assert view.notice.isVisible()
    assert "_" not in view.notice.text()
    assert view.property("surface") == "card"
    assert not view.body.isVisible()
    assert [card.isVisible() for card in turn.sources.cards] == [True, True, False]
    assert turn.sources.cards[0].accessibleDescription().startswith("Quoted")


@pytest.mark.parametrize("notice", ["stopped", "generation_failed", "insufficient"])
def test_a_written_answer_that_was_cut_short_says_so(qtbot, panel, practice, miriam, answer, notice):
    practice.assistant.prepare(replace(answer, notice=notice))
    panel.set_client(miriam)
    view = ask(qtbot, panel).answer_view
    assert view.author.text().startswith("Written by")
    assert "what is shown was checked" in view.notice.text()


@pytest.mark.parametrize("notice", ["nothing_found", "nothing_near", "value_not_found"])
def test_why_it_is_not_in_the_record_is_told(qtbot, panel, practice, miriam, answer, notice):
    unused = tuple(replace(each, used=False) for each in answer.sources)
    practice.assistant.prepare(
        answer_of(QUESTION, unused, [], mode="evidence", not_in_record=True, notice=notice, model=None)
    )
    panel.set_client(miriam)
    turn = ask(qtbot, panel)
    assert turn.answer_view.author.text() == "Not in the record"
    assert len(turn.answer_view.notice.text()) > len("Nothing that was searched answers this question.")
    assert not any(card.used for card in turn.sources.cards)


def test_unavailable_attribution_never_looks_like_all_used(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, attribution="unavailable"))
    panel.set_client(miriam)
    pane = ask(qtbot, panel).sources
    assert pane.note.isVisible()
    assert pane.note.text().startswith("Attribution unavailable")
    assert all(card.isVisible() and not card.used for card in pane.cards)
    assert not pane.toggle.isVisible()


def test_what_did_not_fit_and_what_is_old_is_told(qtbot, panel, practice, miriam, answer):
    practice.assistant.prepare(replace(answer, usage=Usage(truncated_passages=2), cached=True))
    panel.set_client(miriam)
    told = ask(qtbot, panel).answer_view.notice.text()
    assert "2 passages did not fit" in told or "2 passage(s) did not fit" in told
    assert "Given before" in told


def test_model_text_is_never_markup(qtbot, panel, practice, miriam, note):
    evil = '<a href="http://x">x</a> <img src="file:///etc/passwd"> & **bold** &lt;'
    source = source_of(note, "plan", "Review in May", number=1, client=miriam, used=True)
    practice.assistant.prepare(answer_of(QUESTION, [source], [Sentence(evil, (1,), True)]))
    panel.set_client(miriam)
    body = ask(qtbot, panel).answer_view.body.text()
    assert "<a href=&quot;" not in body
    assert "<img" not in body
    assert "&lt;img" in body
    assert "&amp;lt;" in body
    assert "<b>bold</b>" in body
    assert body.count("<a ") == 1


# Stop, errors.


def test_stop_is_felt_at_once_and_drops_what_was_not_checked(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    turn = panel.thread_view.turns[0]
    qtbot.waitUntil(lambda: bool(turn.draft_text.text()))
    qtbot.keyClick(panel.box.editor, Qt.Key.Key_Escape)
    assert turn.status.text() == "Stopping…"
    assert panel.box.button.text() == "Stopping…"
    assert practice.assistant.last_cancel.cancelled
    practice.assistant.release("answer")
    finished(qtbot, panel)
    assert turn.draft_text.text() == ""
    assert turn.answer_view.author.text().startswith("Not written by a model")
    assert panel.box.button.text() == "Ask"


def test_a_question_stopped_before_it_began_keeps_the_panel_usable(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.hold("evidence")
    type_and_ask(qtbot, panel)
    panel.stop()
    practice.assistant.release("evidence")
    finished(qtbot, panel)
    assert panel.thread_view.turns[0].status.text().startswith("Stopped")
    assert not panel.message.isVisible()
    ask(qtbot, panel)
    assert len(panel.thread_view.turns) == 2


def test_an_error_is_told_and_the_question_is_kept(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.fail("evidence", PromptInjectionBlocked())
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    assert panel.message.isVisible()
    assert panel.box.question == QUESTION
    assert panel.thread_view.turns == ()
    ask(qtbot, panel)
    assert not panel.message.isVisible()


def test_an_error_after_the_evidence_keeps_the_evidence(qtbot, panel, practice, miriam, answer):
    panel.set_client(miriam)
    practice.assistant.fail("answer", DatabaseProblem())
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    (turn,) = panel.thread_view.turns
    assert len(turn.sources.cards) == 3
    assert turn.draft_text.text() == ""
    assert turn.status.text() == "No answer."


# One client at a time.


def test_another_client_ends_the_question_and_empties_the_panel(
    qtbot, panel, jobs, practice, miriam, ariel, answer
):
    panel.set_client(miriam)
    practice.assistant.hold("answer")
    type_and_ask(qtbot, panel)
    qtbot.waitUntil(lambda: bool(panel.thread_view.turns[0].draft_text.text()))
    panel.set_client(ariel)
    assert practice.assistant.last_cancel.cancelled
    assert not panel.running
    practice.assistant.release("answer")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert panel.thread_view.turns == ()
    assert "buprofen" not in every_word(panel)
    assert "כהן" in panel.title.text()


def test_a_finished_answer_leaves_with_its_client(qtbot, panel, practice, miriam, ariel, answer):
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.set_client(ariel)
    for word in ("buprofen", "Adler", "May", "smoked"):
        assert word not in every_word(panel)
    practice.assistant.prepare(answer_of("?", [], [], not_in_record=True))
    ask(qtbot, panel, "?")
    assert practice.assistant.asked[-1][2] is None, "no follow-up of the other client's conversation"


def test_an_answer_with_anothers_source_is_not_shown(qtbot, panel, practice, miriam, ariel, answer):
    foreign = practice.sessions.add(ariel.client_id, SoapText("כאב ראש"))
    source = source_of(foreign, "subjective", "כאב", number=4, client=ariel)
    practice.assistant.prepare(replace(answer, sources=(*answer.sources, source)))
    panel.set_client(miriam)
    type_and_ask(qtbot, panel)
    finished(qtbot, panel)
    assert panel.thread_view.turns == ()
    assert "כאב" not in every_word(panel)
    assert panel.message.isVisible()


def test_the_same_client_with_new_details_keeps_the_answer(qtbot, panel, miriam, answer):
    panel.set_client(miriam)
    ask(qtbot, panel)
    panel.set_client(replace(miriam, row_version=2, details=replace(MIRIAM, last_name="Stern")))
    assert len(panel.thread_view.turns) == 1
    assert "Stern, Miriam" in panel.title.text()


def test_practice_answers_name_the_client_on_each_card_and_survive_a_change_of_chart(
    qtbot, panel, practice, miriam, ariel, answer
):
    foreign = practice.sessions.add(ariel.client_id, SoapText("כאב ראש"))
    source = source_of(foreign, "subjective", "כאב", number=4, client=ariel)
    practice.assistant.prepare(replace(answer, sources=(*answer.sources, source)))
    panel.set_client(miriam)
    panel.practice_scope.click()
    turn = ask(qtbot, panel)
    assert practice.assistant.asked[-1][1].client_id is None
    names = {
        label.text().strip("\u2068\u2069")
        for card in turn.sources.cards
        for label in card.findChildren(QLabel)
    }
    assert {"Adler, Miriam", "כהן, אריאל"} <= names
    panel.set_client(ariel)
    assert panel.thread_view.turns == (turn,)
    panel.client_scope.click()
    assert panel.thread_view.turns == ()
    assert "כהן" in panel.title.text()


def test_clear_leaves_nothing_in_the_panel_and_the_clipboard(qtbot, panel, application, miriam, answer):
    panel.set_client(miriam)
    ask(qtbot, panel).answer_view.copy_button.click()
    assert "Ibuprofen" in application.clipboard().text()
    panel.box.set_question("half a question about Adler")
    panel.clear()
    assert application.clipboard().text() == ""
    assert panel.box.question == ""
    for word in ("buprofen", "Adler", "smoked"):
        assert word not in every_word(panel)


# Copying.


def test_a_copied_answer_names_the_client_and_quotes_its_sources(qtbot, panel, application, miriam, answer):
    panel.set_client(miriam)
    ask(qtbot, panel).answer_view.copy_button.click()
    copied = application.clipboard().text()
    for part in (
        "Adler, Miriam",
        QUESTION,
        "Ibuprofen was stopped on day 4. [2]",
        "[2] Adler, Miriam, 7 Apr 2024 · S Subjective: “Ibuprofen stopped on day 4”",
        "SmolLM2-135M-Instruct",
    ):
        assert part in copied
    assert "800 mg" not in copied
    assert "Review in May" not in copied
    assert "\u2068" not in copied


def test_the_clipboard_is_cleared_only_of_our_own_text(qtbot, application):
    clipboard = PrivateClipboard()
    clipboard.copy("a note")
    assert clipboard._timer.interval() == 30_000
    application.clipboard().setText("something else")
    clipboard.clear()
    assert application.clipboard().text() == "something else"
    clipboard.copy("a note")
    clipboard._timer.timeout.emit()
    assert application.clipboard().text() == ""


# Conversations.


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
    view = turn.answer_view
    assert turn.question.text() == QUESTION
    assert view.author.text() == "Taken back since"
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
    practice.assistant.hold("conversations")
    panel.history_button.click()
    panel.set_client(ariel)
    practice.assistant.release("conversations")
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
    practice.assistant.hold("conversation")
    qtbot.keyClick(panel.history.list, Qt.Key.Key_Return)
    panel.set_client(ariel)
    practice.assistant.release("conversation")
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
        turn.answer_view.withheld.toggle.click()
        assert turn.minimumSizeHint().width() <= NARROW_PX
        assert name in turn.sources.cards[0].toolTip()
