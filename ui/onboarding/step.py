"""The common parts of the wizard's pages."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import SPACE_3, set_role
from ui.widgets.paragraph import Paragraph


class WizardStep(QWidget):
    """One page. `ready_changed` says whether the person may continue, `advance_requested` that they want
    to.
    """

    ready_changed = Signal(bool)
    advance_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACE_3)

    @property
    def ready(self) -> bool:
        """Whether everything needed to continue is given."""
        return True

    def entered(self) -> None:
        """Called each time the page is shown; sets the focus to the first input."""

    def add_paragraph(self, text: str, *, muted: bool = False) -> Paragraph:
        label = Paragraph(text)
        if muted:
            set_role(label, tone="muted")
        self.column.addWidget(label)
        return label
