"""Icons of our own set everywhere, in the colours of the theme, and the icon of the program."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialogButtonBox, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.theme.test_theme import contrast
from ui.attachments.head import StripHead
from ui.jobs import Jobs
from ui.resources import application_icon, icon, picture
from ui.shell.about_dialog import AboutDialog
from ui.templates.templates_dialog import TemplatesDialog
from ui.theme import DARK, ICON_LARGE_PX, LIGHT, Theme, apply_theme
from ui.widgets.question import Question


def _colours(image: QImage) -> set[str]:
    """Of the pixels that are drawn fully."""
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (QColor(image.pixelColor(x, y)) for x, y in points)
    return {colour.name() for colour in colours if colour.alpha() == 255}


def test_what_is_added_to_one_icon_is_in_no_other_of_that_name() -> None:
    wide = QSize(100, 100)
    changed = icon("search")
    assert changed.actualSize(wide) != wide
    pixmap = QPixmap(wide)
    pixmap.fill(QColor("red"))
    changed.addPixmap(pixmap)
    assert changed.actualSize(wide) == wide
    assert icon("search").actualSize(wide) != wide


def test_an_icon_has_the_colour_of_the_theme_asked_for() -> None:
    for theme in (LIGHT, DARK, LIGHT):
        drawn = icon("search", "accent", theme).pixmap(QSize(ICON_LARGE_PX, ICON_LARGE_PX)).toImage()
        assert _colours(drawn) == {QColor(theme.accent).name()}


def _question(parent: QWidget) -> Question:
    return Question(parent, title="Remove?", text="It goes.", yes="Remove", on_yes=lambda: None)


def _buttons(window: QWidget) -> list[QAbstractButton]:
    return [
        button
        for box in window.findChildren(QDialogButtonBox)
        for button in box.findChildren(QAbstractButton)
    ]


def test_no_stock_icon_on_the_buttons_of_dialogs(qtbot: QtBot, jobs: Jobs) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    for window in (AboutDialog(), TemplatesDialog(jobs), _question(parent)):
        qtbot.addWidget(window)
        window.show()
        assert _buttons(window)
        assert all(button.icon().isNull() for button in _buttons(window)), type(window).__name__
    qtbot.waitUntil(lambda: not jobs.busy)


def test_a_question_shows_our_mark_in_the_colour_of_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = _question(parent)
    box.show()
    assert box.icon() == QMessageBox.Icon.NoIcon
    assert _colours(box.iconPixmap().toImage()) == {QColor(LIGHT.caution).name()}
    apply_theme(qapp, "dark")
    assert _colours(box.iconPixmap().toImage()) == {QColor(DARK.caution).name()}


def test_the_plus_of_add_a_file_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    head = StripHead()
    qtbot.addWidget(head)
    head.show()
    for mode, theme in (("light", LIGHT), ("dark", DARK)):
        apply_theme(qapp, mode)  # type: ignore[arg-type]
        drawn = head.add_button.icon().pixmap(16, 16).toImage()
        assert _colours(drawn) == {QColor(theme.text).name()}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_cross_that_empties_a_field_is_ours_and_seen_in_both_themes(qtbot: QtBot, theme: Theme) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.setClearButtonEnabled(True)
    button = line.findChild(QAbstractButton)
    assert button is not None
    (colour,) = _colours(button.icon().pixmap(20, 20).toImage())
    assert contrast(colour, theme.surface) >= 3.0


@pytest.mark.parametrize("size_px", [16, 32, 256])
def test_the_program_has_an_icon(qapp: QApplication, size_px: int) -> None:
    icon = application_icon()
    assert not icon.isNull()
    drawn = icon.pixmap(size_px, size_px).toImage()
    assert len(_colours(drawn)) > 2, "more than one flat colour"


def test_a_picture_is_as_large_as_asked(qapp: QApplication) -> None:
    drawn = picture("warning", "caution", 32)
    assert drawn.deviceIndependentSize().toSize().width() == 32
