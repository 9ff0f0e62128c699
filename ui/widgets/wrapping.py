"""Words that break into lines and never make what they stand in wider."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QSizePolicy


def wrap(label: QLabel) -> None:
    """Breaks its text at the width it gets; by itself a label wants room for its longest word."""
    label.setWordWrap(True)
    policy = label.sizePolicy()
    policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
    label.setSizePolicy(policy)
