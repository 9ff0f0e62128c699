"""What pytest-qt is to close at the end of a test never keeps the test from being taken down."""

from __future__ import annotations

import weakref

from PySide6.QtWidgets import QWidget
from shiboken6 import delete, isValid

from tests.fixtures.windows import Closing


def test_a_widget_that_is_deleted_already_is_left_alone(qtbot) -> None:
    problems: list[Exception] = []
    widget = QWidget()
    # This one too: at the end of this very test.
    qtbot.addWidget(widget)
    delete(widget)
    Closing(weakref.ref(widget), None, problems).close()
    assert problems == []


def test_what_raises_is_kept_and_the_widget_goes_all_the_same(qtbot) -> None:
    def refuse(_widget: QWidget) -> None:
        raise ValueError("no")

    problems: list[Exception] = []
    widget = QWidget()
    Closing(weakref.ref(widget), refuse, problems).close()
    assert [str(each) for each in problems] == ["no"]
    qtbot.waitUntil(lambda: not isValid(widget))
