"""Keeps a label's words at the leading side of the window, whatever script the words are in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def align_leading(label: QLabel) -> None:
    """Qt puts an English name in a Hebrew window at the far side of its label; this puts it at the near one.

    To be called when the label's words or the window's direction change.
    """
    right_to_left = label.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
