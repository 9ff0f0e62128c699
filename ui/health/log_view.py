"""The program's log on the health page: codes, counts and places, no record text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from core.health.log_lines import Level, LogLine
from ui.health.log_model import LEVEL, PLACE, TIME, LogFilter, LogModel
from ui.theme import SPACE_2, SPACE_3, SPACE_6, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel
from ui.widgets.reading_table import ReadingTable

_WIDTHS_PX = {TIME: 190, LEVEL: 90, PLACE: 230}


class LogView(QWidget):
    """Shows what it is given last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = LogModel(self)
        self.filter = LogFilter(self.model, self)
        self.level = QComboBox()
        self.level.setAccessibleName(self.tr("Least level"))
        levels: tuple[tuple[Level, str], ...] = (
            ("DEBUG", self.tr("Everything")),
            ("WARNING", self.tr("Warnings and errors")),
            ("ERROR", self.tr("Errors only")),
        )
        for level, name in levels:
            self.level.addItem(name, level)
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Narrow by words, such as a code"))
        self.words.setAccessibleName(self.tr("Narrow by words, such as a code"))
        self.words.setClearButtonEnabled(True)
        self.table = ReadingTable(self.tr("Log of the program"))
        self.empty = EmptyState("")
        self.empty.action_requested.connect(self.show_everything)
        self.count = PlainLabel()
        set_role(self.count, type="caption", tone="muted")
        self._pages = QStackedWidget()
        self._lay_out()
        self.level.currentIndexChanged.connect(self._on_level)
        self.words.textChanged.connect(self._on_words)
        self._refresh()

    def show_lines(self, lines: Sequence[LogLine]) -> None:
        self.model.show(lines)
        self._refresh()

    def show_errors(self) -> None:
        """Shows only errors, whatever was chosen before."""
        self.words.clear()
        self.level.setCurrentIndex(self.level.findData("ERROR"))

    def show_everything(self) -> None:
        self.words.clear()
        self.level.setCurrentIndex(0)

    def clear(self) -> None:
        """Removes the lines and the filters."""
        self.show_lines(())
        self.show_everything()

    def _lay_out(self) -> None:
        self.table.setModel(self.filter)
        for place, width in _WIDTHS_PX.items():
            self.table.setColumnWidth(place, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.level)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_6, SPACE_3, SPACE_6, SPACE_3)
        column.setSpacing(SPACE_3)
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.count)

    def _on_level(self) -> None:
        self.filter.set_least(cast("Level", self.level.currentData()))
        self._refresh()

    def _on_words(self, text: str) -> None:
        self.filter.set_words(text)
        self._refresh()

    def _refresh(self) -> None:
        shown, held = self.filter.rowCount(), self.model.rowCount()
        self.count.setText(self.tr("%n line(s)", "", shown))
        self._pages.setCurrentWidget(self.table if shown else self.empty)
        if held:
            self.empty.set_content(
                self.tr("No line matches"),
                self.tr("Choose another level or other words."),
                self.tr("Show everything"),
            )
        else:
            self.empty.set_content(
                self.tr("The log is empty"), self.tr("What the program notes of its own work stands here.")
            )
