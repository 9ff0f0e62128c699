"""What is built without a stylesheet and styled at the end looks as if it had been styled all along."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import apply_theme, set_role, styled_at_the_end

ROOT = Path(__file__).resolve().parents[3]
# Widgets that have asked their style for something, as those of a dialog that is not shown yet.
_THEME_CHANGES_AFTERWARDS = """
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QTableView
from ui.theme import apply_theme, styled_at_the_end

app = QApplication([])
apply_theme(app, "light")
for theme in ("dark", "light") * 3:
    widgets = [kind() for kind in (QComboBox, QLineEdit, QSpinBox, QTableView) for _ in range(30)]
    with styled_at_the_end():
        pass
    for each in widgets:
        each.ensurePolished()
        each.deleteLater()
    del widgets, each
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    in_their_place = [b"used again " * number for number in range(1, 200)]
    apply_theme(app, theme)
"""


def _form() -> QWidget:
    """Three levels, each put into the next when it is filled."""
    inner, middle, outer = QWidget(), QWidget(), QWidget()
    button, label = QPushButton("Save"), QLabel("Saved")
    set_role(button, kind="primary")
    set_role(label, type="title", tone="good")
    for parent, children in ((inner, [button, label]), (middle, [inner]), (outer, [middle])):
        layout = QVBoxLayout(parent)
        for child in children:
            layout.addWidget(child)
    outer.resize(240, 160)
    return outer


def test_it_looks_the_same(qtbot: QtBot) -> None:
    before = _form()
    with styled_at_the_end():
        after = _form()
    pictures = []
    for each in (before, after):
        qtbot.addWidget(each)
        with qtbot.waitExposed(each):
            each.show()
        each.setFocus()
        pictures.append(each.grab().toImage())
    assert pictures[0] == pictures[1]
    assert before.sizeHint() == after.sizeHint()


def test_the_stylesheet_is_back_whatever_happens(application: QApplication) -> None:
    sheet = application.styleSheet()
    assert sheet
    with styled_at_the_end():
        assert application.styleSheet() == ""
        with styled_at_the_end():
            pass
        assert application.styleSheet() == "", "one inside another waits for the outer one"
    assert application.styleSheet() == sheet
    with pytest.raises(ZeroDivisionError):
        _fail_half_way()
    assert application.styleSheet() == sheet


def _fail_half_way() -> None:
    with styled_at_the_end():
        raise ZeroDivisionError


def test_a_theme_chosen_meanwhile_stays(application: QApplication) -> None:
    light = application.styleSheet()
    with styled_at_the_end():
        apply_theme(application, "dark")
    assert application.styleSheet() not in ("", light)


def test_a_theme_is_chosen_after_widgets_of_before_are_gone() -> None:
    """Qt would polish them, and the process die of a segmentation fault."""
    done = subprocess.run(
        [sys.executable, "-c", _THEME_CHANGES_AFTERWARDS],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
