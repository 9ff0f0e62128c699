"""Underlines in real fields: what gets one, when, and what the context menu does about it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from core.sessions.dto import SoapText
from tests.fakes.hands import type_text
from ui.sessions.soap_editor import SoapEditor
from ui.spelling.spelling import Spelling
from ui.widgets.note_edit import NoteEdit

WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture
def edit(editor: SoapEditor) -> NoteEdit:
    return editor.fields["subjective"].edit


@pytest.fixture
def underlined(qtbot, editor):
    """The words that carry an underline on screen, once everything was looked at."""

    def look(edit: NoteEdit) -> list[str]:
        underlines = editor.aids.underlines[edit]
        qtbot.waitUntil(lambda: underlines.resting)
        found = []
        block = edit.document().begin()
        while block.isValid():
            units = block.text().encode("utf-16-le")
            for each in block.layout().formats():
                if each.format.underlineStyle() == WAVE:
                    part = units[2 * each.start : 2 * (each.start + each.length)]
                    found.append(part.decode("utf-16-le"))
            block = block.next()
        return found

    return look


@pytest.fixture
def menu_at(editor, qtbot):
    """The context menu of the field at the first place of a word, built as a click would build it."""
    menus: list[QMenu] = []

    def build(edit: NoteEdit, word: str) -> dict[str, object]:
        cursor = edit.document().find(word)
        cursor.setPosition(cursor.selectionStart() + 1)
        menu = QMenu(edit)
        menus.append(menu)
        editor.aids._fill_menu(edit, menu, cursor)
        return {action.text(): action for action in menu.actions() if action.text()}

    return build


def watched(monkeypatch: pytest.MonkeyPatch, spelling: Spelling) -> list[str]:
    """The words that are looked up from now on."""
    asked: list[str] = []
    right = spelling.is_right

    def look_up(word: str) -> bool:
        asked.append(word)
        return right(word)

    monkeypatch.setattr(spelling, "is_right", look_up)
    return asked


def test_a_slip_is_underlined_once_it_is_finished(qtbot, edit, underlined):
    type_text(edit, "Pateint recieved")
    assert underlined(edit) == ["Pateint"], "not the word that is being written"
    type_text(edit, " ")
    assert underlined(edit) == ["Pateint", "recieved"]
    assert edit.text() == "Pateint recieved "


def test_hebrew_and_english_in_one_paragraph(qtbot, edit, underlined):
    type_text(edit, "הכאבימ חזקים, נוטלת metroprolol ו־Penicillin 500 mg. ")
    assert underlined(edit) == ["הכאבימ", "metroprolol"]


def test_values_units_abbreviations_and_the_practices_words_are_left_alone(edit, underlined):
    type_text(edit, "BP 120/80, HbA1c 7, ECGs, 5mg bid, Lisfrancx, \U0001f9e0 xqzt. ")
    assert underlined(edit) == ["xqzt"]


def test_a_shown_note_is_checked_without_being_edited(qtbot, editor, edit, underlined):
    with qtbot.assertNotEmitted(editor.edited):
        editor.set_text(SoapText(subjective="one pateint\ntwo\nthree recieved"), read_only=False)
        assert underlined(edit) == ["pateint", "recieved"]
    assert not edit.document().isUndoAvailable()
    assert edit.text() == "one pateint\ntwo\nthree recieved"


def test_a_note_that_can_only_be_read_has_no_underlines(editor, edit, underlined):
    note = SoapText(subjective="one pateint")
    editor.set_text(note, read_only=True)
    assert underlined(edit) == []
    editor.set_text(note, read_only=False)
    assert underlined(edit) == ["pateint"]
    edit.set_read_only(True)
    assert underlined(edit) == []
    edit.set_read_only(False)
    assert underlined(edit) == ["pateint"]


def test_typing_before_a_slip_moves_its_underline_at_once(qtbot, editor, edit, underlined):
    editor.set_text(SoapText(subjective="seen pateint today"), read_only=False)
    assert underlined(edit) == ["pateint"]
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(edit, "Ab")
    block = edit.document().begin()
    # Nothing was waited for: this is what the keystroke itself left behind.
    assert [each.start for each in block.layout().formats()] == [7]


def test_no_dictionary_is_asked_while_keys_come(qtbot, editor, edit, underlined, monkeypatch):
    underlined(edit)
    asked = watched(monkeypatch, editor.aids.spelling)
    for character in "pateint recieved ":
        type_text(edit, character)
        assert asked == []
    assert underlined(edit) == ["pateint", "recieved"]
    assert set(asked) == {"pateint", "recieved"}


def test_only_changed_paragraphs_are_looked_at_again(qtbot, editor, edit, underlined, monkeypatch):
    editor.set_text(SoapText(subjective="\n".join(["steady pateint"] * 40)), read_only=False)
    assert len(underlined(edit)) == 40
    asked = watched(monkeypatch, editor.aids.spelling)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    type_text(edit, " more ")
    assert len(underlined(edit)) == 40
    assert 0 < len(asked) <= 6


def test_a_suggestion_replaces_the_word_in_one_step(qtbot, editor, edit, underlined, menu_at):
    type_text(edit, "the pateint came ")
    underlined(edit)
    menu_at(edit, "pateint")["patient"].trigger()
    assert edit.text() == "the patient came "
    assert underlined(edit) == []
    edit.undo()
    assert edit.text() == "the pateint came "


def test_an_added_word_is_stored_and_right_everywhere(qtbot, editor, edit, underlined, menu_at, texts):
    other = editor.fields["plan"].edit
    editor.set_text(SoapText(subjective="Zorbex twice", plan="more zorbex"), read_only=False)
    assert underlined(edit) == ["Zorbex"]
    (add,) = (action for text, action in menu_at(edit, "Zorbex").items() if "practice" in text)
    add.trigger()
    assert underlined(edit) == []
    assert underlined(other) == []
    qtbot.waitUntil(lambda: [each.word for each in texts.spelling.stored] == ["Lisfrancx", "Zorbex"])


def test_an_ignored_word_is_right_in_this_note_only(editor, edit, underlined, menu_at, texts):
    editor.set_text(SoapText(subjective="Zorbex"), read_only=False)
    underlined(edit)
    menu_at(edit, "Zorbex")["Ignore in this note"].trigger()
    assert underlined(edit) == []
    editor.set_text(SoapText(subjective="Zorbex again"), read_only=False)
    assert underlined(edit) == ["Zorbex"]
    assert len(texts.spelling.stored) == 1


def test_it_can_be_switched_off_and_on(editor, edit, underlined, menu_at):
    editor.set_text(SoapText(subjective="pateint"), read_only=False)
    assert underlined(edit) == ["pateint"]
    switch = menu_at(edit, "pateint")["Check spelling"]
    assert switch.isChecked()
    switch.trigger()
    assert underlined(edit) == []
    assert "patient" not in menu_at(edit, "pateint")
    menu_at(edit, "pateint")["Check spelling"].trigger()
    assert underlined(edit) == ["pateint"]


def test_hiding_the_editor_lets_go_of_the_practices_words(qtbot, editor, edit):
    spelling = editor.aids.spelling
    qtbot.waitUntil(lambda: spelling.is_right("Lisfrancx"))
    editor.hide()
    assert not spelling.is_right("Lisfrancx")
    editor.show()
    qtbot.waitUntil(lambda: spelling.is_right("Lisfrancx"))


@pytest.mark.qt_log_ignore("does not support (raise|grabbing)", extend=True)
def test_a_right_click_opens_a_menu_and_a_note_to_be_read_has_no_corrections(qtbot, editor, edit, underlined):
    editor.set_text(SoapText(subjective="pateint"), read_only=False)
    underlined(edit)
    for read_only in (False, True):
        edit.set_read_only(read_only)
        before = set(edit.findChildren(QMenu))
        place = edit.cursorRect(edit.document().find("eint")).center()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, edit.mapToGlobal(place))
        QApplication.sendEvent(edit.viewport(), event)
        (menu,) = set(edit.findChildren(QMenu)) - before
        texts_shown = [action.text() for action in menu.actions()]
        assert ("patient" in texts_shown) is not read_only
        menu.close()
        qtbot.waitUntil(lambda menu=menu: menu not in edit.findChildren(QMenu))


@pytest.mark.parametrize(
    ("before", "typed_at", "typed", "kept"),
    [
        ("pateint came recieved", 13, "X", ["pateint"]),
        ("pateint came recieved", 8, "X", ["pateint", "recieved"]),
        ("pateint came recieved", 3, "X", ["recieved"]),
        ("pateint came recieved", 0, "X ", ["pateint", "recieved"]),
        ("pateint pateint", 7, "s", ["pateint"]),
    ],
)
def test_a_keystroke_keeps_the_underlines_of_words_it_left_alone(
    qtbot, editor, edit, underlined, before, typed_at, typed, kept
):
    editor.set_text(SoapText(subjective=before), read_only=False)
    underlined(edit)
    cursor = edit.textCursor()
    cursor.setPosition(typed_at)
    edit.setTextCursor(cursor)
    cursor.insertText(typed)
    block = edit.document().begin()
    text = block.text()
    assert [text[each.start : each.start + each.length] for each in block.layout().formats()] == kept
