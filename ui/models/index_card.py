"""The progress of the index: the model in use, the one being built, its pace and remaining time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from core.retrieval.dto import IndexStatus
from ui.errors import describe_code
from ui.models.words import IndexWords
from ui.theme import SPACE_1, SPACE_2, SPACE_3, set_role
from ui.widgets.paragraph import Paragraph


class IndexCard(QFrame):
    """Shows the latest given status."""

    rebuild_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, surface="card")
        self._words = IndexWords(self)
        self.title, self.state, self.building = Paragraph(), Paragraph(), Paragraph()
        self.pace, self.drift, self.problem = Paragraph(), Paragraph(), Paragraph()
        set_role(self.title, strong=True)
        for label in (self.pace, self.drift):
            set_role(label, type="caption", tone="muted")
        set_role(self.problem, tone="caution")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Index"))
        self.rebuild_button = QPushButton(self.tr("Re&build index…"))
        self.rebuild_button.setAutoDefault(False)
        self.rebuild_button.setToolTip(self.tr("Builds the whole index again; search keeps working"))
        self.rebuild_button.clicked.connect(self.rebuild_requested)
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        for part in (self.title, self.state, self.building, self.bar, self.pace, self.drift, self.problem):
            words.addWidget(part)
        across = QHBoxLayout(self)
        across.setContentsMargins(SPACE_3, SPACE_2, SPACE_3, SPACE_2)
        across.setSpacing(SPACE_3)
        across.addLayout(words, 1)
        across.addWidget(self.rebuild_button)
        self.show_status(IndexStatus())

    def show_status(self, status: IndexStatus) -> None:
        self.title.setText(self._words.found_with(status))
        told = describe_code(status.problem).one_line if status.problem is not None else ""
        for label, text in (
            (self.state, self._words.state(status)),
            (self.building, self._words.building(status)),
            (self.pace, self._words.pace(status)),
            (self.drift, self._words.drift(status)),
            (self.problem, told),
        ):
            label.setText(text)
            label.setVisible(bool(text))
        building = status.building
        done, total = (building.done, building.total) if building else (status.indexed, status.total)
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        self.bar.setVisible(done < total)
