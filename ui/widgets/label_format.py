"""Makes labels created by Qt itself plain text: tool tips of views, file dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

_NAME = "label_format"


class LabelFormat(QObject):
    """Sets every label that would guess its format to plain text before it is laid out.

    A tool tip is such a label: Qt sends `Polish` from its constructor, before its first text. So tool tips
    need no escaping, and a screen reader gets the text.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The class first, because this sees every event and querying the event type is slower.
        if (
            isinstance(watched, QLabel)
            and event.type() == QEvent.Type.Polish
            and watched.textFormat() == Qt.TextFormat.AutoText
        ):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False


def keep_labels_plain(application: QApplication) -> None:
    """From now on no label guesses its format. Call it once for an application; repeating is harmless."""
    if application.findChild(LabelFormat, _NAME) is None:
        guard = LabelFormat(application)
        guard.setObjectName(_NAME)
        application.installEventFilter(guard)
