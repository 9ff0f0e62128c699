"""Snippets as they are typed, key by key, in real fields."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication

from tests.fakes.hands import type_text
from ui.sessions.soap_editor import SoapEditor
from ui.templates.snippet_typing import typed_name
from ui.widgets.note_edit import NoteEdit

Key = Qt.Key


@pytest.fixture
def edit(editor: SoapEditor) -> NoteEdit:
    return editor.fields["subjective"].edit


def popup_names(editor: SoapEditor, edit: NoteEdit) -> tuple[str, ...]:
    assert editor.aids is not None
    popup = editor.aids.typing[edit].popup
    return popup.names() if popup is not None else ()


def selected(edit: NoteEdit) -> str:
    found: str = edit.textCursor().selectedText()
    return found


@pytest.mark.parametrize(
    ("before", "name"),
    [
        ("/bp", "bp"),
        ("pain /bp", "bp"),
        ("(/bp", "bp"),
        ("כאב /לד", "לד"),
        ("/לד", "לד"),
        ("/", ""),
        ("120/80", None),
        ("5/10", None),
        ("w/o", None),
        ("and/or", None),
        ("3/4/bp", None),
        ("//bp", None),
        ("/5", None),
        ("/home/bp", None),
        ("bp", None),
        ("", None),
        ("מ/לד", None),
    ],
)
def test_a_slash_means_a_snippet_only_where_a_word_begins(before, name):
    assert typed_name(before) == name


@pytest.mark.parametrize("key", [Key.Key_Space, Key.Key_Tab, Key.Key_Return, Key.Key_Enter])
def test_a_snippet_expands_and_its_first_stop_is_selected(qtbot, editor, edit, key):
    qtbot.keyClicks(edit, "Seen. /bp")
    qtbot.keyClick(edit, key)
    assert edit.text() == "Seen. BP [systolic]/[diastolic] mmHg"
    assert selected(edit) == "[systolic]"
    assert edit.hasFocus()


def test_tab_walks_the_stops_and_what_is_typed_replaces_them(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/bp ")
    qtbot.keyClicks(edit, "120")
    qtbot.keyClick(edit, Key.Key_Tab)
    assert selected(edit) == "[diastolic]"
    qtbot.keyClicks(edit, "80")
    assert edit.text() == "BP 120/80 mmHg"
    qtbot.keyClick(edit, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert edit.textCursor().position() == len("BP 120")
    qtbot.keyClicks(edit, "5")
    qtbot.keyClick(edit, Key.Key_Tab)
    qtbot.keyClick(edit, Key.Key_Tab)
    assert edit.hasFocus(), "the last Tab goes behind the last place"
    qtbot.keyClick(edit, Key.Key_Tab)
    assert not edit.hasFocus(), "and the next one to the next field"
    assert edit.text() == "BP 1205/80 mmHg"


def test_escape_leaves_the_stops(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/bp ")
    qtbot.keyClick(edit, Key.Key_Escape)
    qtbot.keyClick(edit, Key.Key_Tab)
    assert not edit.hasFocus()
    assert editor.fields["objective"].edit.hasFocus()


@pytest.mark.parametrize("typed", ["BP 120/80 today", "pain 5/10 ", "w/o fu ", "3/4/bp ", "and/or "])
def test_doses_paths_and_words_with_a_slash_stay_as_typed(qtbot, editor, edit, typed):
    qtbot.keyClicks(edit, typed)
    assert edit.text() == typed
    assert popup_names(editor, edit) == ()


def test_a_name_that_is_none_stays_as_typed(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/nosuch thing")
    assert edit.text() == "/nosuch thing"


def test_one_undo_takes_the_whole_expansion_back(qtbot, editor, edit):
    qtbot.keyClicks(edit, "Seen. ")
    qtbot.keyClicks(edit, "/vitals ")
    assert "SpO2" in edit.text()
    qtbot.keyClick(edit, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text() == "Seen. /vitals"
    qtbot.keyClick(edit, Key.Key_Tab)
    assert edit.text() != "Seen. /vitals", "the name is still there, so Tab expands it again"


def test_an_expansion_is_an_edit_like_any_other(qtbot, editor, edit):
    with qtbot.waitSignal(editor.edited):
        qtbot.keyClicks(edit, "/bp ")


def test_a_hebrew_paragraph_expands_from_the_right(qtbot, editor, edit):
    type_text(edit, "בבדיקה /לד ")
    assert edit.text() == 'בבדיקה ל"ד [סיסטולי]/[דיאסטולי] mmHg'
    assert edit.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
    qtbot.keyClicks(edit, "130")
    qtbot.keyClick(edit, Key.Key_Tab)
    qtbot.keyClicks(edit, "85")
    assert edit.text() == 'בבדיקה ל"ד 130/85 mmHg'


def test_stops_count_right_behind_astral_characters(qtbot, editor, edit):
    edit.insertPlainText("\U0001f9e0\U0001f9e0 ")
    qtbot.keyClicks(edit, "/bp ")
    assert selected(edit) == "[systolic]"


def test_the_list_follows_what_is_typed(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/")
    everything = popup_names(editor, edit)
    assert {"bp", "vitals", "לד"} <= set(everything)
    qtbot.keyClicks(edit, "v")
    assert popup_names(editor, edit) == ("vitals",)
    qtbot.keyClicks(edit, "x")
    assert popup_names(editor, edit) == ()
    qtbot.keyClick(edit, Key.Key_Backspace)
    assert popup_names(editor, edit) == ("vitals",)
    assert edit.hasFocus()


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Tab])
def test_the_chosen_row_expands_though_its_name_is_not_finished(qtbot, editor, edit, key):
    qtbot.keyClicks(edit, "/vi")
    qtbot.keyClick(edit, key)
    assert edit.text().startswith("BP [systolic]/[diastolic] mmHg, pulse")


def test_the_arrows_choose_from_the_list(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/")
    names = popup_names(editor, edit)
    qtbot.keyClick(edit, Key.Key_Down)
    qtbot.keyClick(edit, Key.Key_Down)
    qtbot.keyClick(edit, Key.Key_Up)
    assert edit.text() == "/"
    qtbot.keyClick(edit, Key.Key_Return)
    (chosen,) = (each for each in editor.aids.snippets if each.name == names[0])
    assert edit.text().startswith(chosen.text.partition("[[")[0])


def test_enter_after_a_bare_slash_is_a_new_line(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/")
    qtbot.keyClick(edit, Key.Key_Return)
    assert edit.text() == "/\n"


def test_escape_closes_the_list_and_leaves_the_text(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/b")
    qtbot.keyClick(edit, Key.Key_Escape)
    assert popup_names(editor, edit) == ()
    assert edit.text() == "/b"


def test_leaving_the_field_closes_the_list(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/b")
    assert popup_names(editor, edit)
    editor.fields["plan"].edit.setFocus()
    assert popup_names(editor, edit) == ()


def test_a_click_on_a_row_expands_it(qtbot, editor, edit):
    qtbot.keyClicks(edit, "/vi")
    popup = editor.aids.typing[edit].popup
    row = popup.list.visualRect(popup.list.model().index(0, 0))
    qtbot.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert edit.text().startswith("BP [systolic]")
    assert edit.hasFocus()


def test_a_note_that_is_read_only_expands_nothing(qtbot, editor, edit):
    edit.set_text("/bp")
    edit.set_read_only(True)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(edit, Key.Key_Space)
    assert edit.text() == "/bp"


def test_hiding_the_editor_forgets_the_snippets_and_showing_it_reads_them(qtbot, editor, edit, texts):
    qtbot.keyClicks(edit, "/b")
    editor.hide()
    assert editor.aids.snippets == ()
    assert popup_names(editor, edit) == ()
    popup = editor.aids.typing[edit].popup
    assert popup.list.model().rowCount() == 0
    editor.show()
    qtbot.waitUntil(lambda: bool(editor.aids.snippets))


def test_an_answer_that_comes_after_a_lock_is_not_taken(qtbot, editor, texts):
    editor.hide()
    texts.templates.hold("list")
    editor.show()
    qtbot.waitUntil(lambda: texts.templates.calls["list"] > 1)
    editor.hide()
    texts.templates.release("list")
    qtbot.waitUntil(lambda: not editor.aids._jobs.busy)
    assert editor.aids.snippets == ()
    assert editor.aids.spelling.is_right("Lisfrancx") is False


def test_what_was_changed_in_the_dialog_is_there_when_the_window_is_active_again(qtbot, editor, edit, texts):
    (bp,) = (each for each in texts.templates.snippets() if each.name == "bp")
    texts.templates.save(dataclasses.replace(bp, text="Blood pressure [[x]]"))
    QApplication.sendEvent(editor, QEvent(QEvent.Type.WindowActivate))
    qtbot.waitUntil(lambda: any(each.text.startswith("Blood") for each in editor.aids.snippets))
    qtbot.keyClicks(edit, "/bp ")
    assert edit.text() == "Blood pressure [x]"
