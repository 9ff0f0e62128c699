"""Buttons that open a menu, without the arrow that Qt paints into their corner."""

from __future__ import annotations

from PySide6.QtWidgets import QToolButton


def without_arrow(button: QToolButton) -> None:
    """For a button whose own sign says already that a menu follows."""
    button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
