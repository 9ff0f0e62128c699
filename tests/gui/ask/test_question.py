"""The question box, and whom it asks."""

from __future__ import annotations

from PySide6.QtCore import Qt

from core.retrieval.dto import QUESTION_LIMIT_CHARS
from tests.gui.ask.asked import QUESTION, ask
from ui.ask.question_box import QuestionBox


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
