"""Labels that wrap and do not widen their container."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def wrap(label: QLabel) -> None:
    """Wraps the text at the available width; by default a label requires its longest word's."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)


def wrap_evenly(label: QLabel) -> None:
    """As `wrap`, selectable as a `Paragraph` is, so that all lines of a Hebrew text are aligned.

    Not for text that is clicked as a whole.
    """
    wrap(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
