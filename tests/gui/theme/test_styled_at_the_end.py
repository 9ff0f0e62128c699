"""What is built without a stylesheet and styled at the end looks as if it had been styled all along."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import apply_theme, set_role, styled_at_the_end


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
