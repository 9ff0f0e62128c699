"""What Qt builds of its own draws text as well: tool tips of every view, boxes of its file dialogs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLabel

_NAME = "label_format"


class LabelFormat(QObject):
    """Tells every label that would guess its format, before it is laid out, that its words are plain text.

    A tool tip is such a label: Qt sends `Polish` from its constructor, ahead of its first words. A role or a
    tip is thus handed to Qt as it is, and a screen reader gets the words, not an escaped form of them.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The class first: this sees every event of the program, and asking an event its type costs more.
        if (
            isinstance(watched, QLabel)
            and event.type() == QEvent.Type.Polish
            and watched.textFormat() == Qt.TextFormat.AutoText
        ):
            watched.setTextFormat(Qt.TextFormat.PlainText)
        return False


def keep_labels_plain(application: QApplication) -> None:
    """From now on no label guesses. Once for an application; more do no harm."""
    if application.findChild(LabelFormat, _NAME) is None:
        guard = LabelFormat(application)
        guard.setObjectName(_NAME)
        application.installEventFilter(guard)
