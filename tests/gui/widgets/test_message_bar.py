"""A message is shown where the work is, read to a screen reader, and can be acted on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.errors import DiskFull
from ui.errors import describe
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.step_list import StepList


def _button(widget: MessageBar | EmptyState, text: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == text)


def test_an_error_with_its_remedy_and_a_way_to_try_again(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.show_error(describe(DiskFull()), action="Try again")
    assert not bar.isHidden()
    shown = [label.text() for label in bar.findChildren(QLabel) if not label.isHidden()]
    assert shown[0] == "The disk is full"
    assert shown[2].startswith("Free some space")
    assert bar.accessibleName() == " ".join(shown)
    with qtbot.waitSignal(bar.action_requested):
        _button(bar, "Try again").click()


def test_dismissed_it_forgets_what_it_said(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("A title", "and a text")
    with qtbot.waitSignal(bar.dismissed):
        _button(bar, "Dismiss").click()
    assert bar.isHidden()
    assert bar.accessibleName() == ""
    assert all(label.text() == "" for label in bar.findChildren(QLabel))


def test_one_that_must_be_mended_cannot_be_dismissed(qtbot: QtBot) -> None:
    bar = MessageBar(dismissible=False)
    qtbot.addWidget(bar)
    bar.show_message("A title")
    assert _button(bar, "Dismiss").isHidden()


def test_the_coloured_edge_is_the_leading_one(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert bar.property("edge") == "left"
    bar.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert bar.property("edge") == "right"


def test_an_empty_state_offers_the_next_step(qtbot: QtBot) -> None:
    state = EmptyState("No clients yet", "Add the first one.", "New client")
    qtbot.addWidget(state)
    with qtbot.waitSignal(state.action_requested):
        _button(state, "New client").click()
    state.set_content("Nothing found")
    assert all(button.isHidden() for button in state.findChildren(QPushButton))


def test_a_short_label_needs_no_tooltip_and_a_long_one_has_it(qtbot: QtBot) -> None:
    label = ElidedLabel("Adler, Miriam")
    qtbot.addWidget(label)
    label.resize(400, 20)
    label.show()
    assert label.toolTip() == ""
    label.resize(40, 20)
    assert label.toolTip() == "Adler, Miriam"
    assert label.accessibleName() == "Adler, Miriam"
    assert label.minimumSizeHint().width() < 40


def test_steps_are_done_one_after_the_other(qtbot: QtBot) -> None:
    steps = StepList()
    qtbot.addWidget(steps)
    steps.begin("one")
    steps.begin("one")
    steps.begin("two")
    assert steps.texts == ["one", "two"]
    assert steps.states == ["done", "now"]
    steps.stop()
    assert steps.states == ["done", "failed"]
    steps.clear()
    assert steps.texts == []
