"""Lines of a Hebrew label begin at one edge."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.wrapping import wrap_evenly

HEBREW = " ".join(["משפט בעברית"] * 12)
_DARK = 140
_SLACK_PIXELS = 2
"""Letters differ in how close they come to the edge."""


def _right_edges(image: QImage) -> list[int]:
    """The rightmost dark column of each line of text."""
    edges: list[int] = []
    between = True
    for y in range(image.height()):
        dark = [x for x in range(image.width()) if image.pixelColor(x, y).lightness() < _DARK]
        if dark and between:
            edges.append(0)
        if dark:
            edges[-1] = max(edges[-1], dark[-1])
        between = not dark
    return edges


def test_all_lines_of_a_hebrew_text_begin_at_one_edge(qtbot: QtBot) -> None:
    label = QLabel(HEBREW)
    qtbot.addWidget(label)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    label.setStyleSheet("background: white; color: black; font-size: 14px")
    wrap_evenly(label)
    label.resize(260, 200)
    label.show()
    edges = _right_edges(label.grab().toImage())
    assert len(edges) > 2
    assert max(edges) - min(edges) <= _SLACK_PIXELS
