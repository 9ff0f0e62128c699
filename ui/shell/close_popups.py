"""Closes what lies over the window, so that a lock leaves nothing of the practice on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QMenu


def close_popups() -> None:
    """Hides every dialog, menu and other pop-up of this program, whether or not it would ask first."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        # A list that hangs from a combo box, say, which is neither of the kinds below.
        popup.hide()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog | QMenu) and window.isVisible():
            # Not `close`: a dialog may ask before it closes, and nothing may be in the way of a lock.
            window.hide()
            if isinstance(window, QDialog):
                window.deleteLater()
