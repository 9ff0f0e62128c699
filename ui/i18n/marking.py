"""Strings stored in a table first and translated when displayed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def QT_TR_NOOP(text: str) -> str:  # lupdate looks for this very name
    """The text itself: Qt's function of this name, with the type it has."""
    return text


def translated(text: str) -> str:
    """A marked string in the language of the application; the empty one stays empty.

    In Python, `lupdate` files what `QT_TR_NOOP` marks under the empty context.
    """
    return QCoreApplication.translate("", text) if text else ""
