"""Closes what lies over the window, so that a lock leaves nothing of the practice on the screen."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QDialog, QMenu


def close_dialogs() -> bool:
    """Hides every dialog, menu and other pop-up of this program, whether or not it would ask first.

    True when that took a form with it in which somebody had typed.
    """
    form_lost = False
    popup = QApplication.activePopupWidget()
    if popup is not None:
        # A list that hangs from a combo box, say, which is neither of the kinds below.
        popup.hide()
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog | QMenu) and window.isVisible():
            # Not `close`: a dialog may ask before it closes, and nothing may be in the way of a lock.
            window.hide()
            form_lost = form_lost or bool(getattr(window, "touched", False))
            if isinstance(window, QDialog):
                window.deleteLater()
    return form_lost
