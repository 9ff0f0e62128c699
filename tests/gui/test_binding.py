"""The Qt binding itself, where a fault of it would take the program down (decision 0006)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget


def test_a_void_call_takes_no_reference_from_none(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _ in range(500):
        widget.update()
    assert abs(sys.getrefcount(None) - before) < 100
