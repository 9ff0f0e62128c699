"""A note comes out of an editor exactly as it went in; offsets point at the same characters in both."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor

from ui.text.exact_text import ExactText, utf16_length
from ui.widgets.note_edit import NoteEdit

ODD_TEXTS = [
    "",
    "\n",
    "\r\n",
    "plain",
    "ends with a line end\n",
    "windows\r\nline\r\nends\r\n",
    "old mac\rline\rends",
    "mixed\r\n\n\r\r\nends",
    "half\n\rturned",
    "5\u00a0mg twice\u00a0daily",
    "tabs\tand  two spaces ",
    "line\u2028separator and paragraph\u2029separator",
    "\ufeffbyte order mark first",
    "in the \ufeff middle",
    "\ufeff\ufeffdouble",
    "zero\u200bwidth, \u200eleft\u200f right, \u2068isolate\u2069",
    "brain \U0001f9e0, family \U0001f468\u200d\U0001f469\u200d\U0001f467, flag \U0001f1ee\U0001f1f1",
    "אלרגיה ל־Penicillin, מינון 5 mg",
    "e\u0301 decomposed, \u0623\u0654",
    "\ufdd0\ufdd1 noncharacters \ufffd \ufffc",
    "form\x0cfeed, vertical\x0btab, next\x85line, bell\x07",
    "astral letters \U0001d400\U0001d401 \U0010ff00",
]
LINE_ENDS = re.compile("\r\n|[\r\n\u2029]")
BOM = "\ufeff"
ALPHABET = "ab \n\r\t\u00a0\u2028\u2029\ufeff\U0001f9e0\u05d0\u05b0\u200f\x85"


@pytest.fixture
def edit(qtbot) -> NoteEdit:
    made = NoteEdit()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_what_is_not_edited_is_given_back_unchanged(edit, text):
    edited: list = []
    edit.edited.connect(lambda: edited.append(True))
    edit.set_text(text)
    edit.setFocus()
    edit.selectAll()
    edit.set_read_only(True)
    edit.set_read_only(False)
    assert edit.text() == text
    assert not edited


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_typing_and_undoing_gives_back_the_text(qtbot, edit, text):
    edit.set_text(text)
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(edit, "xy")
    assert edit.text() == text + "xy"
    edit.undo()
    assert edit.text() == text


@pytest.mark.parametrize("text", ODD_TEXTS)
def test_an_edit_leaves_everything_around_it_as_stored(qtbot, edit, text):
    edit.set_text(f"first\r\n{text}|{text}\r\nlast\u00a0word")
    cursor = edit.document().find("|")
    edit.setTextCursor(cursor)
    qtbot.keyClicks(edit, "NEW")
    assert edit.text() == f"first\r\n{text}NEW{text}\r\nlast\u00a0word"


@settings(deadline=None)
@given(text=st.text(ALPHABET, max_size=30))
def test_any_text_survives_an_editor(qapp, text):
    edit = NoteEdit()
    edit.set_text(text)
    assert edit.text() == text
    edit.insertPlainText("+")
    lead = len(text) - len(text.lstrip(BOM))
    assert edit.text() == f"{text[:lead]}+{text[lead:]}"
    edit.deleteLater()


@settings(deadline=None)
@given(text=st.text(ALPHABET, max_size=30), data=st.data())
def test_any_span_is_highlighted_exactly(qapp, text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    # Half of a CR LF has no place of its own in an editor.
    assume("\r\n" not in (text[start - 1 : start + 1], text[end - 1 : end + 1]))
    edit = NoteEdit()
    edit.set_text(text)
    edit.highlight(start, end)
    (marked_here,) = edit.extraSelections()
    first, last = marked_here.cursor.selectionStart(), marked_here.cursor.selectionEnd()
    marked = edit.document().toRawText().encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le")
    lead = len(text) - len(text.lstrip("\ufeff"))
    wanted = text[max(start, lead) : end]
    assert marked.replace("\u2029", "\n") == LINE_ENDS.sub("\n", wanted)
    edit.deleteLater()


@settings(deadline=None)
@given(before=st.text(ALPHABET, max_size=20), after=st.text("ab\nx\U0001f9e0", max_size=20))
def test_only_the_difference_is_taken_from_the_editor(before, after):
    exact = ExactText(before)
    exact.edited(after)
    assert exact.shown == after
    exact.edited(ExactText(before).shown)
    assert exact.shown == ExactText(before).shown


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stopped ibuprofen on day 4", "ibuprofen"),
        ("\U0001f9e0\U0001f9e0 headache \U0001f600 since Monday", "since Monday"),
        ("\U0001f9e0 between \U0001f600", "\U0001f600"),
        ("a\r\nb\r\n\U0001f9e0 c\r\nwanted words\r\nd", "wanted words"),
        ("one\ttwo\u00a0three", "two\u00a0three"),
        ("הופסק Ramipril 5 mg בגלל שיעול", "Ramipril 5 mg"),
        ("הופסק 🧠 Ramipril בגלל שיעול", "בגלל שיעול"),
        ("first\nsecond\nthird", "second\nthird"),
        ("\ufeffmark then words", "then"),
    ],
)
def test_the_very_words_are_highlighted(edit, text, words):
    edit.set_text(text)
    start = text.index(words)
    edit.highlight(start, start + len(words))
    assert edit.highlighted_text() == words
    assert edit.text() == text


def test_a_highlight_is_no_edit_and_an_edit_ends_the_highlight(qtbot, edit):
    edit.set_text("stopped ibuprofen")
    with qtbot.assertNotEmitted(edit.edited):
        edit.highlight(8, 17)
    assert not edit.document().isUndoAvailable()
    edit.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(edit.edited):
        qtbot.keyClicks(edit, "!")
    assert edit.highlighted_text() == ""


def test_shift_enter_types_an_ordinary_line_end(qtbot, edit):
    edit.set_text("one")
    edit.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit, "two")
    assert edit.text() == "one\ntwo"


def test_pasted_formatting_is_dropped(qtbot, edit, application):
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b><img src='x.png'>")
    pasted.setText("bold")
    application.clipboard().setMimeData(pasted)
    edit.paste()
    assert edit.text() == "bold"


def test_long_notes_keep_their_text_while_typing(qtbot, edit):
    text = "Ein Satz mit 🧠 und\u00a05 mg.\r\n" * 1_500
    edit.set_text(text)
    qtbot.keyClicks(edit, "abc")
    assert edit.text() == "abc" + text


@pytest.mark.parametrize(("text", "units"), [("", 0), ("abc", 3), ("a🧠b", 4), ("אב", 2)])
def test_lengths_in_the_unit_of_the_editor(text, units):
    assert utf16_length(text) == units


def test_a_hebrew_paragraph_runs_from_the_right_and_an_english_one_from_the_left(edit):
    edit.set_text("שלום\nhello\n123 שלום\n")
    block = edit.document().begin()
    found = []
    while block.isValid() and block.text():
        found.append(block.textDirection())
        block = block.next()
    right, left = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight
    assert found == [right, left, right]


def test_the_code_point_that_stands_for_a_line_end_may_be_written_too():
    exact = ExactText("a\r\nb")
    exact.edited("a\nb\U0010ff00")
    assert exact.text == "a\r\nb\U0010ff00"
    exact.edited("a\nb\U0010ff00\U0010ff01c")
    assert exact.text == "a\r\nb\U0010ff00\U0010ff01c"
