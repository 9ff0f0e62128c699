"""Closes dialogs and pop-ups at a lock, so that nothing of the practice stays displayed."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QMenu


def close_popups() -> None:
    """Hides every dialog, menu and other pop-up of this program without asking."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        # For example the list of a combo box, which is neither of the kinds below.
        popup.hide()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog | QMenu) and window.isVisible():
            # Not `close`: a dialog may ask before it closes, which must not block a lock.
            window.hide()
            if isinstance(window, QDialog):
                window.deleteLater()
