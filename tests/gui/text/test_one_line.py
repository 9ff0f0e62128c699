"""A line of names, ages and dates has the order of the window, whatever script stands first in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QFocusEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.fakes.clients import MIRIAM
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.widgets.day_edit import DayEdit
from ui.words.identity import identity_line

NAMES = ("Adler, Miriam", "כהן, אריאל")
TODAY = date(2024, 4, 7)


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QLocale.setDefault(QLocale("he_IL"))
    yield
    QLocale.setDefault(before)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(text: str, *wanted: str) -> list[float]:
    """Where each of the wanted words stands on a line of a label, from the left, in pixels."""
    layout = QTextLayout(text)
    option = QTextOption()
    # As a label does it: by the first character with a direction that is not isolated.
    right = text.startswith("\u200f")
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if right else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(2000)
    layout.endLayout()
    found: list[float] = []
    for word in wanted:
        at: object = line.cursorToX(text.index(word) + 1)
        found.append(float(at[0] if isinstance(at, tuple) else at))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_from_left_to_right(qapp: QApplication, name: str) -> None:
    line = one_line((isolate(name), isolate("43"), day_text(TODAY)))
    here = places(line, name[:3], "43", "2024")
    assert here == sorted(here)


@pytest.mark.parametrize("name", NAMES)
def test_from_right_to_left(mirrored: None, name: str) -> None:
    line = one_line((isolate(name), isolate("43"), day_text(TODAY)))
    here = places(line, name[:3], "43", "2024")
    assert here == sorted(here, reverse=True)


def test_the_age_comes_before_the_birth_date_in_both(mirrored: None, qapp: QApplication) -> None:
    line = identity_line(MIRIAM, today=TODAY)
    assert places(line, "43", "1981") == sorted(places(line, "43", "1981"), reverse=True)
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    line = identity_line(MIRIAM, today=TODAY)
    assert places(line, "43", "1981") == sorted(places(line, "43", "1981"))


def test_what_says_nothing_leaves_nothing_behind(qapp: QApplication) -> None:
    assert one_line(("", "")) == ""
    assert one_line(("a", "", "b"), separator=", ") == "\u200ea, b"


def test_a_day_to_be_typed_reads_like_the_day_on_a_label(qtbot: QtBot, mirrored: None) -> None:
    window = QWidget()
    edit = DayEdit(window)
    qtbot.addWidget(window)
    edit.show_day(TODAY)
    assert isolate(edit.text()) == day_text(TODAY)
    assert edit.layoutDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_keyboard_comes_to_the_day_first(
    qtbot: QtBot, qapp: QApplication, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    try:
        edit = DayEdit()
        qtbot.addWidget(edit)
        edit.show_day(TODAY)
        with qtbot.waitExposed(edit):
            edit.show()
        for reason, section in (
            (Qt.FocusReason.TabFocusReason, DayEdit.Section.DaySection),
            (Qt.FocusReason.BacktabFocusReason, DayEdit.Section.YearSection),
        ):
            QApplication.sendEvent(edit, QFocusEvent(QEvent.Type.FocusIn, reason))
            assert edit.currentSection() == section
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
