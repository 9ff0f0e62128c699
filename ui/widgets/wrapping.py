"""Words that break into lines and never make what they stand in wider."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy


def wrap(label: QLabel) -> None:
    """Breaks its text at the width it gets; by itself a label wants room for its longest word."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)


def wrap_evenly(label: QLabel) -> None:
    """As `wrap`, selectable as a `Paragraph` is: so all the lines of a Hebrew text begin at one edge.

    Not for what is clicked as a whole.
    """
    wrap(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
