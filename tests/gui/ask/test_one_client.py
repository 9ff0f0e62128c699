"""One client at a time: what is of another leaves at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLabel

from core.sessions.dto import SoapText
from tests.fakes.assistant import answer_of, source_of
from tests.fakes.clients import MIRIAM
from tests.gui.ask.asked import ask, copied, every_word, finished, type_and_ask, view_of


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
    assert "Ibuprofen" in copied(qtbot, view_of(ask(qtbot, panel)))
    panel.box.set_question("half a question about Adler")
    panel.clear()
    assert application.clipboard().text() == ""
    assert panel.box.question == ""
    for word in ("buprofen", "Adler", "smoked"):
        assert word not in every_word(panel)
