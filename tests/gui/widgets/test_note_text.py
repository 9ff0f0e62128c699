"""Notes keep their own direction, whatever the window's, and highlight exactly what they are told."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragEnterEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.dragging import dragged
from ui.theme import DARK, LIGHT, apply_theme
from ui.widgets.note_text import NoteText

MIXED = "Right shoulder pain 😀 worse at night.\nנוטל Ramipril 5 mg פעם ביום\n5 mg daily"


@pytest.fixture
def note(qtbot: QtBot) -> NoteText:
    made = NoteText()
    qtbot.addWidget(made)
    made.set_text(MIXED)
    made.resize(500, 200)
    made.show()
    return made


def _directions(note: NoteText) -> list[Qt.LayoutDirection]:
    block, found = note.document().begin(), []
    while block.isValid():
        found.append(block.textDirection())
        block = block.next()
    return found


@pytest.mark.parametrize("window", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_each_paragraph_has_its_own_direction(note: NoteText, window: Qt.LayoutDirection) -> None:
    note.setLayoutDirection(window)
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert _directions(note) == [left, right, left]


def test_a_hebrew_paragraph_that_begins_in_latin_is_read_from_the_right(note: NoteText) -> None:
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    text = "Ramipril הופסק בשל שיעול טורדני\nRamipril stopped: שיעול"
    note.set_text(text)
    assert _directions(note) == [left, left], "while one types, no paragraph turns under the cursor"
    note.setReadOnly(True)
    assert _directions(note) == [right, left]
    note.setReadOnly(False)
    assert _directions(note) == [left, left]
    assert note.text() == text


def test_highlight_marks_exactly_the_words(note: NoteText) -> None:
    start = MIXED.index("Ramipril")
    note.highlight(start, start + len("Ramipril 5 mg"))
    assert note.highlighted_text() == "Ramipril 5 mg"
    (selection,) = note.extraSelections()
    assert selection.format.background().color().name().upper() == LIGHT.evidence
    note.clear_highlight()
    assert note.highlighted_text() == ""
    assert note.extraSelections() == []


def test_highlight_over_two_paragraphs(note: NoteText) -> None:
    start, end = MIXED.index("night"), MIXED.index("נוטל") + 4
    note.highlight(start, end)
    assert note.highlighted_text() == "night.\nנוטל"


def test_highlight_follows_the_theme(note: NoteText, qapp: QApplication) -> None:
    note.highlight(0, 5)
    apply_theme(qapp, "dark")
    (selection,) = note.extraSelections()
    assert selection.format.background().color().name().upper() == DARK.evidence


def test_new_text_takes_the_highlight_and_the_undo_history_away(note: NoteText) -> None:
    note.highlight(0, 5)
    note.set_text("another note")
    assert note.highlighted_text() == ""
    assert not note.document().isUndoAvailable()


def test_pasted_formatting_is_dropped(note: NoteText) -> None:
    mime = QMimeData()
    mime.setHtml("<b style='color:red'>bold</b>")
    mime.setText("bold")
    note.set_text("")
    note.insertFromMimeData(mime)
    assert note.text() == "bold"
    assert "font-weight" not in note.toHtml().split("<body", 1)[1].split("bold")[0].replace(
        "font-weight:400", ""
    )


def test_lines_are_one_and_a_half_high(note: NoteText) -> None:
    layout, first = note.document().documentLayout(), note.document().firstBlock()
    pitch = layout.blockBoundingRect(first.next()).y() - layout.blockBoundingRect(first).y()
    assert pitch == pytest.approx(1.5 * note.font().pixelSize(), abs=1)


def test_a_bundle_of_models_that_is_dragged_is_left_to_the_window(note: NoteText, tmp_path: Path) -> None:
    scan, bundle = (dragged(tmp_path / name) for name in ("scan.pdf", "clinic-1.anamnesis-models"))
    assert note.canInsertFromMimeData(scan)
    assert not note.canInsertFromMimeData(bundle)
    enter = QDragEnterEvent(
        note.rect().center(),
        Qt.DropAction.CopyAction,
        bundle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(note.viewport(), enter)
    assert not enter.isAccepted()
