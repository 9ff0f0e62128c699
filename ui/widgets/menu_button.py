"""Buttons with a menu, without Qt's arrow."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton


def without_arrow(button: QToolButton) -> None:
    """For a button whose icon already indicates a menu."""
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
