"""Files that are dragged over a widget and let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


def dragged(*paths: Path) -> QMimeData:
    """What a file manager gives along."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(each)) for each in paths])
    return mime


def drop(widget: QWidget, mime: QMimeData) -> bool:
    """Drags over the middle of a widget and lets go; whether it was taken."""
    at, left = widget.rect().center(), Qt.MouseButton.LeftButton
    no_keys, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, copy, mime, left, no_keys)
    enter.ignore()
    widget.dragEnterEvent(enter)
    if enter.isAccepted():
        widget.dropEvent(QDropEvent(QPointF(at), copy, mime, left, no_keys))
    return bool(enter.isAccepted())
