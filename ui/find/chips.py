"""The interpretations of a question, each reversible, and requests that could not be met."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.retrieval.dto import Reading
from ui.find.words import caution_text, reading_text
from ui.resources import icon
from ui.text.one_line import one_line
from ui.theme import SPACE_1, SPACE_2, set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.plain_label import PlainLabel


class ReadingChips(QWidget):
    """Hidden while there is nothing to show."""

    taken_back = Signal(object)
    """The `Reading` that was not meant."""
    wanted_again = Signal()
    """The question is to be interpreted after all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label = PlainLabel()
        set_role(self._label, type="caption", tone="muted")
        self.chips: list[QPushButton] = []
        self.again_button = QPushButton(self.tr("Interpret the question again"))
        set_role(self.again_button, kind="link")
        self.again_button.setAutoDefault(False)
        self.again_button.clicked.connect(self.wanted_again)
        self.caution = Paragraph()
        set_role(self.caution, type="caption", tone="caution")
        self._understood = QWidget()
        self._line = QHBoxLayout(self._understood)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(SPACE_2)
        self._line.addWidget(self._label)
        self._line.addWidget(self.again_button)
        self._line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_1)
        column.addWidget(self._understood)
        column.addWidget(self.caution)
        self.clear()

    def clear(self) -> None:
        """Says nothing."""
        self.show_readings((), plain=False)

    def show_readings(self, readings: Sequence[Reading], *, plain: bool) -> None:
        """`plain`: the user wants a search for mere words."""
        for chip in self.chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = [self._chip(each, text) for each in readings if (text := reading_text(each))]
        before: QWidget = self.again_button
        for place, chip in enumerate(self.chips, start=1):
            self._line.insertWidget(place, chip)
            # Created late, they would otherwise come last in the tab order.
            QWidget.setTabOrder(before, chip)
            before = chip
        self._label.setText(self.tr("Searched as plain words.") if plain else self.tr("Understood:"))
        self.again_button.setVisible(plain)
        cautions = one_line((caution_text(each) for each in readings), separator=" ")
        self.caution.setText(cautions)
        self.caution.setVisible(bool(cautions))
        self._understood.setVisible(plain or bool(self.chips))
        self.setVisible(plain or bool(self.chips) or bool(cautions))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "chips"):
            for chip in self.chips:
                chip.setIcon(icon("close", "muted"))

    def _chip(self, reading: Reading, text: str) -> QPushButton:
        chip = QPushButton(text)
        chip.setAutoDefault(False)
        chip.setIcon(icon("close", "muted"))
        # The cross stands behind the words.
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        other = Qt.LayoutDirection.LeftToRight if mirrored else Qt.LayoutDirection.RightToLeft
        chip.setLayoutDirection(other)
        chip.setToolTip(self.tr("Search for the words only"))
        chip.setAccessibleName(self.tr("Understood: {what}. Remove").format(what=text))
        set_role(chip, type="caption")
        chip.clicked.connect(partial(self.taken_back.emit, reading))
        return chip
