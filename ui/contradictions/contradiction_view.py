"""One contradiction: its subject, both quotes as links, and the button to dismiss it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from core.contradictions.dto import QuotedContradiction
from ui.brief.line_view import QuotesLabel
from ui.contradictions.words import heading, sources_of, spoken_quote
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.plain_label import PlainLabel
from ui.widgets.wrapping import wrap


class ContradictionView(QWidget):
    source_chosen = Signal(object)
    """The `Source` to show."""
    dismiss_requested = Signal(object)
    """The `QuotedContradiction`."""

    def __init__(self, contradiction: QuotedContradiction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contradiction = contradiction
        self.heading = PlainLabel(heading(contradiction))
        set_role(self.heading, strong=True)
        wrap(self.heading)
        self.quotes = tuple(
            QuotesLabel([source], spoken=spoken_quote(source), leading=True)
            for source in sources_of(contradiction)
        )
        self.dismiss_button = QPushButton(self.tr("Dismiss…"))
        self.dismiss_button.setAutoDefault(False)
        self.dismiss_button.setToolTip(self.tr("Not a contradiction, or settled: say why"))
        self.dismiss_button.setAccessibleName(
            self.tr("Dismiss: {contradiction}").format(contradiction=self.heading.text())
        )
        set_role(self.dismiss_button, kind="link")
        self.dismiss_button.clicked.connect(lambda: self.dismiss_requested.emit(contradiction))
        for quote in self.quotes:
            quote.chosen.connect(self.source_chosen)
        self._lay_out()

    def forget(self) -> None:
        """Removes everything of the client, even while it waits to be deleted."""
        for label in (self.heading, *self.quotes):
            label.clear()
            label.setAccessibleName("")
        self.dismiss_button.setAccessibleName("")

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, SPACE_1)
        grid.setHorizontalSpacing(SPACE_2)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.heading, 0, 0)
        grid.addWidget(self.dismiss_button, 0, 1, Qt.AlignmentFlag.AlignTop)
        for row, quote in enumerate(self.quotes, 1):
            grid.addWidget(quote, row, 0, 1, 2)
