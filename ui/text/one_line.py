"""Joins several facts on one line in the window's reading order."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication, Qt

SEPARATOR = " · "
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"


def one_line(parts: Iterable[str], *, separator: str = SEPARATOR) -> str:
    """The parts that say something, joined behind a mark of the window's direction.

    Without the mark the line takes the direction of whatever stands first in it, and of nothing when all of
    it is isolated: then a Hebrew window shows date, age, name for name, age, date. Each part that can be in
    another language is to be isolated by whoever gives it.
    """
    said = [part for part in parts if part]
    if not said:
        return ""
    return (_RIGHT_TO_LEFT_MARK if _mirrored() else _LEFT_TO_RIGHT_MARK) + separator.join(said)


def _mirrored() -> bool:
    app = QCoreApplication.instance()
    if app is None or not app.inherits("QGuiApplication"):
        return False
    # Imported here: the command line formats such lines without GUI libraries.
    from PySide6.QtGui import QGuiApplication

    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
