"""Aligns a label at the window's leading side, whatever its script."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def align_leading(label: QLabel) -> None:
    """Qt aligns an English name in a Hebrew window at the far side; this aligns it at the near one.

    Call it when the label's text or the window's direction changes.
    """
    right_to_left = label.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
    label.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
