"""Where an empty field begins: at the edge from which the language of the window is read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.clients.dto import ClientDetails
from ui.ask.question_box import QuestionBox
from ui.clients.details_form import DetailsForm
from ui.schedule.booking_form import BookingForm
from ui.widgets.note_edit import NoteEdit
from ui.widgets.plain_text_edit import PlainTextEdit

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
WIDTH_PX = 300
NOBODY = ClientDetails(first_name="", last_name="")
Field = PlainTextEdit | NoteEdit


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(RIGHT)
    yield
    qapp.setLayoutDirection(LEFT)


def _shown(qtbot: QtBot, field: Field) -> Field:
    qtbot.addWidget(field)
    field.resize(WIDTH_PX, 100)
    with qtbot.waitExposed(field):
        field.show()
    return field


def _begins_right(field: Field) -> bool:
    return field.cursorRect().center().x() > WIDTH_PX // 2


@pytest.mark.parametrize("make", [PlainTextEdit, NoteEdit])
def test_an_empty_field_begins_right_in_a_mirrored_window(
    qtbot: QtBot, mirrored: None, make: type[Field]
) -> None:
    field = _shown(qtbot, make())
    assert _begins_right(field)
    field.insertPlainText("Why was it stopped?")
    field.moveCursor(field.textCursor().MoveOperation.Start)
    assert not _begins_right(field), "English text begins at the left"
    field.clear()
    assert _begins_right(field)


@pytest.mark.parametrize("make", [PlainTextEdit, NoteEdit])
def test_hebrew_text_begins_right_in_an_english_window(qtbot: QtBot, make: type[Field]) -> None:
    field = _shown(qtbot, make())
    assert not _begins_right(field)
    field.insertPlainText("מתי")
    assert _begins_right(field)


@pytest.mark.parametrize("make", [PlainTextEdit, NoteEdit])
def test_an_empty_field_follows_a_window_that_is_turned(qtbot: QtBot, make: type[Field]) -> None:
    field = _shown(qtbot, make())
    field.setLayoutDirection(RIGHT)
    assert _begins_right(field)


def test_the_question_box_and_the_other_plain_fields_are_of_this_kind(qtbot: QtBot) -> None:
    box, booking, details = QuestionBox(), BookingForm(), DetailsForm(NOBODY)
    for widget in (box, booking, details):
        qtbot.addWidget(widget)
    assert isinstance(box.editor, PlainTextEdit)
    assert isinstance(booking.note, PlainTextEdit)
    assert details.findChildren(PlainTextEdit)
