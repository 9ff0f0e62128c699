"""A label of several lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.plain_label import PlainLabel


class Paragraph(PlainLabel):
    """Plain, wrapped text that can be selected and copied.

    Being selectable also makes Qt lay it out as a document, which is the way in which the lines of a Hebrew
    paragraph all begin at the same edge (a plain label indents those that break at a space).
    """

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)
