"""The line above the attachments: their number, the deleted ones, and the add button."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ui.resources.icons import icon
from ui.theme import SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel


class StripHead(QWidget):
    """`deleted_toggled` carries whether to show the deleted ones too."""

    add_requested = Signal()
    deleted_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel()
        self.hint = PlainLabel()
        self.deleted_button = QToolButton()
        self.add_button = QPushButton(self.tr("Add a file…"))
        set_role(self.title, strong=True)
        set_role(self.hint, tone="accent", strong=True)
        set_role(self.deleted_button, kind="quiet")
        set_role(self.add_button, kind="quiet")
        self.deleted_button.setCheckable(True)
        self.deleted_button.setToolTip(self.tr("Show the attachments that were deleted"))
        self.add_button.setAutoDefault(False)
        self.add_button.setToolTip(
            self.tr("Add a PDF, picture or plain text of at most 10 MB; it can be dropped here too")
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        for widget in (self.title, self.hint):
            line.addWidget(widget)
        line.addStretch(1)
        for button in (self.deleted_button, self.add_button):
            line.addWidget(button)
        self.deleted_button.toggled.connect(self.deleted_toggled)
        self.add_button.clicked.connect(self.add_requested)
        self.show_counts(live=0, deleted=0)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "add_button"):
            self._draw()

    def show_counts(self, *, live: int, deleted: int) -> None:
        self.title.setText(self.tr("%n attachment(s)", "", live) if live else self.tr("Attachments"))
        self.deleted_button.setText(self.tr("%n deleted", "", deleted))
        self.deleted_button.setVisible(deleted > 0)
        if not deleted:
            self.deleted_button.setChecked(False)

    def show_hint(self, words: str) -> None:
        self.hint.setText(words)

    def _draw(self) -> None:
        self.add_button.setIcon(icon("plus"))
