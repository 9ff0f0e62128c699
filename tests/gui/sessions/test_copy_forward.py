"""Copying from an earlier session: what comes over, what is marked, and how one takes it back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt

from core.ids import SessionId, new_id
from core.sessions.dto import CopiedFrom, Session, SoapText
from core.templates.dto import PracticeText
from tests.fakes.clients import MIRIAM, client_of
from ui.sessions.previous_pane import PreviousPane
from ui.sessions.soap_editor import SoapEditor

CLIENT = client_of(MIRIAM)
Control = Qt.KeyboardModifier.ControlModifier


def session_of(day: date, text: SoapText, **more) -> Session:
    return Session(
        session_id=SessionId(new_id()),
        client_id=CLIENT.client_id,
        date=day,
        state="signed",
        version=3,
        text=text,
        saved_at=datetime(2024, 3, 3, 9, tzinfo=UTC),
        **more,
    )


LAST = session_of(
    date(2024, 3, 3),
    SoapText(
        "Knee pain, worse at night.\nNo fever. Pain on stairs.",
        "",
        "Osteoarthritis",
        "Physiotherapy, pain diary\n5 mg כדור",
    ),
)
OLDER = session_of(date(2024, 1, 14), SoapText("First visit for the knee"))


@pytest.fixture
def editor(qtbot) -> SoapEditor:
    made = SoapEditor()
    qtbot.addWidget(made)
    made.set_text(SoapText(plan="Already here"), read_only=False)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


@pytest.fixture
def pane(qtbot) -> PreviousPane:
    made = PreviousPane()
    qtbot.addWidget(made)
    made.resize(420, 600)
    made.show_previous(LAST, CLIENT, [LAST, OLDER])
    with qtbot.waitExposed(made):
        made.show()
    return made


def undo(qtbot, editor, name):
    edit = editor.fields[name].edit
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    qtbot.keyClick(edit, Qt.Key.Key_Z, Control)


def test_the_pane_shows_whose_note_it_is_and_only_fields_with_text(pane):
    assert "Adler" in pane.client_label.full_text
    shown = {name for name, field in pane.fields.items() if field.isVisible()}
    assert shown == {"subjective", "assessment", "plan"}
    assert pane.fields["plan"].edit.text() == LAST.text.plan
    assert pane.fields["plan"].edit.isReadOnly()
    assert "3 Mar 2024" in pane.chooser.currentText()


def test_the_chosen_fields_are_asked_for_in_the_order_of_the_note(qtbot, pane):
    assert not pane.copy_button.isEnabled()
    pane.fields["plan"].box.click()
    pane.fields["subjective"].box.click()
    with qtbot.waitSignal(pane.copy_requested) as asked:
        pane.copy_button.click()
    assert asked.args == [("subjective", "plan")]
    assert pane.chosen_fields() == ()


def test_without_a_draft_nothing_can_be_copied(pane):
    pane.fields["plan"].box.click()
    pane.set_can_copy(False)
    assert not pane.copy_button.isEnabled()
    assert not pane.fields["plan"].box.isEnabled()


def test_another_earlier_session_can_be_chosen(qtbot, pane):
    with qtbot.waitSignal(pane.session_chosen) as chosen:
        pane.chooser.setCurrentIndex(1)
    assert chosen.args == [OLDER.session_id]
    assert pane.session == OLDER
    assert pane.fields["subjective"].edit.text() == OLDER.text.subjective


def test_words_are_found_in_all_fields_and_walked_through(qtbot, pane):
    pane.focus_find()
    qtbot.keyClicks(pane.find_edit, "pain")
    assert "1" in pane.count_label.text()
    assert "3" in pane.count_label.text()
    marked = [len(field.edit.extraSelections()) for field in pane.fields.values()]
    assert marked == [2, 0, 0, 1]
    qtbot.keyClick(pane.find_edit, Qt.Key.Key_Return)
    qtbot.keyClick(pane.find_edit, Qt.Key.Key_Return)
    assert pane._places.place() == ("plan", 15, 19)
    qtbot.keyClick(pane.find_edit, Qt.Key.Key_Return)
    assert pane._places.place()[0] == "subjective"
    qtbot.keyClick(pane.find_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert pane._places.place()[0] == "plan"
    pane.find_edit.setText("כדור")
    assert pane.fields["plan"].edit.extraSelections()[0].cursor.selectedText() == "כדור"
    pane.find_edit.setText("nowhere")
    assert pane.count_label.text() == "not found"
    qtbot.keyClick(pane.find_edit, Qt.Key.Key_Escape)
    assert pane.count_label.text() == ""


def test_clear_leaves_nothing_of_the_client(pane):
    pane.find_edit.setText("pain")
    pane.clear()
    assert pane.session is None
    assert pane.client_label.full_text == ""
    assert pane.find_edit.text() == ""
    assert pane.chooser.count() == 0
    assert all(field.edit.toPlainText() == "" for field in pane.fields.values())
    assert pane.empty.isVisible()


def test_a_copy_is_an_edit_and_says_where_it_comes_from(qtbot, editor):
    with qtbot.waitSignal(editor.edited):
        assert editor.copy_forward(LAST, ["subjective", "objective"]) == ("subjective",)
    field = editor.fields["subjective"]
    assert editor.text().subjective == LAST.text.subjective
    assert field.mark.isVisible()
    assert "copied from" in field.mark.text()
    assert "3 Mar 2024" in field.mark.text()
    assert "Subjective" in field.mark.accessibleName()
    assert editor.copied() == {"subjective": CopiedFrom(LAST.session_id, 3)}


def test_the_mark_goes_with_the_first_edit(qtbot, editor):
    editor.copy_forward(LAST, ["subjective"])
    qtbot.keyClicks(editor.fields["subjective"].edit, "x")
    assert not editor.fields["subjective"].mark.isVisible()
    assert editor.copied() == {}
    undo(qtbot, editor, "subjective")
    assert editor.copied() == {"subjective": CopiedFrom(LAST.session_id, 3)}


def test_one_undo_takes_a_copy_of_several_fields_back(qtbot, editor):
    editor.copy_forward(LAST, ["subjective", "assessment", "plan"])
    assert editor.text().plan == "Already here\n\n" + LAST.text.plan
    undo(qtbot, editor, "assessment")
    assert editor.text() == SoapText(plan="Already here")
    assert editor.copied() == {}
    assert not any(field.mark.isVisible() for field in editor.fields.values())


def test_a_field_that_was_edited_since_keeps_its_own_undo(qtbot, editor):
    editor.copy_forward(LAST, ["subjective", "assessment"])
    qtbot.keyClicks(editor.fields["assessment"].edit, "!")
    undo(qtbot, editor, "subjective")
    assert editor.text().subjective == ""
    assert "Osteoarthritis" in editor.text().assessment


def test_a_copy_below_older_text_is_marked_but_not_as_a_copy_of_the_whole(editor):
    editor.copy_forward(LAST, ["plan"])
    mark = editor.fields["plan"].mark
    assert mark.isVisible()
    assert "with a copy from" in mark.text()
    assert editor.copied() == {}


def test_a_sealed_mark_is_shown_again(editor):
    copied = {"assessment": CopiedFrom(LAST.session_id, 3), "plan": CopiedFrom(OLDER.session_id, 1)}
    editor.set_text(LAST.text, read_only=False)
    editor.show_copied(copied, {LAST.session_id: LAST.date}.get)
    assert "3 Mar 2024" in editor.fields["assessment"].mark.text()
    assert editor.fields["plan"].mark.text() == "copied from an earlier session"
    assert editor.copied() == copied
    editor.set_text(SoapText(), read_only=True)
    assert editor.copied() == {}
    assert not editor.fields["plan"].mark.isVisible()


def test_a_note_that_is_read_only_takes_no_copy(editor):
    editor.set_text(SoapText(), read_only=True)
    assert editor.copy_forward(LAST, ["subjective"]) == ()
    assert editor.text() == SoapText()


def test_a_template_fills_all_fields_and_one_undo_takes_it_back(qtbot, editor):
    soap = SoapText("Reason: [[reason]]", "", "[[assessment]]", "1. [[plan]]")
    editor.apply_template(PracticeText(new_id(), "template", "Visit", soap=soap))
    assert editor.text() == SoapText("Reason: [reason]", "", "[assessment]", "Already here\n\n1. [plan]")
    undo(qtbot, editor, "subjective")
    assert editor.text() == SoapText(plan="Already here")
