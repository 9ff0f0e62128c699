"""The recognised field of each CSV column, and controls to change it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QScrollArea, QStackedLayout, QWidget

from core.interchange.csv_columns import FIELDS
from core.interchange.dto import Column, FileReading
from ui.error_sentences.field_names import input_field_name
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, SPACE_4, set_role
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel

_HEADING, _SAMPLE, _FIELD = range(3)
_STRETCH = (3, 4, 3)


class FieldBox(QComboBox):
    """The fields of a chart, and none. The wheel scrolls the page, never the choice."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("What {column} holds").format(column=isolate(heading)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItem(self.tr("Not imported"), None)
        for field in FIELDS:
            self.addItem(input_field_name(field), field)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ColumnsPage(QWidget):
    """One line per column: its heading, its first value, and the field it is imported as."""

    chosen = Signal(str, object)
    """The heading, and the field of the column; None: it is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, FieldBox] = {}
        self._samples: dict[str, ElidedLabel] = {}
        self._empty = EmptyState(self.tr("No CSV file is chosen"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages = QStackedLayout(self)
        for page in (self._empty, self._area):
            self._pages.addWidget(page)

    def show_readings(self, readings: Iterable[FileReading]) -> None:
        """The columns of these files; the same heading in two files is one column."""
        columns: dict[str, Column] = {}
        for reading in readings:
            for column in reading.columns:
                columns.setdefault(column.heading, column)
        if list(columns) != list(self.boxes):
            self._build(columns)
        for heading, column in columns.items():
            self.boxes[heading].setCurrentIndex(self.boxes[heading].findData(column.field))
            self._samples[heading].set_full_text(isolate(column.sample))
        self._pages.setCurrentWidget(self._area if columns else self._empty)

    def focus_column(self, heading: str | None) -> None:
        """Focuses one column, or the first that is not imported."""
        left_out = (name for name, box in self.boxes.items() if box.currentData() is None)
        box = self.boxes.get(heading or next(left_out, ""))
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self, columns: Iterable[str]) -> None:
        self.boxes, self._samples = {}, {}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(SPACE_3, SPACE_3, SPACE_4, SPACE_3)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(SPACE_2)
        titles = (self.tr("Heading in the file"), self.tr("First value"), self.tr("Imported as"))
        for place, title in enumerate(titles):
            label = PlainLabel(title)
            set_role(label, type="caption", tone="muted")
            grid.addWidget(label, 0, place)
            grid.setColumnStretch(place, _STRETCH[place])
        for row, heading in enumerate(columns, start=1):
            self._add_row(grid, row, heading)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(page)

    def _add_row(self, grid: QGridLayout, row: int, heading: str) -> None:
        name, sample, box = ElidedLabel(isolate(heading)), ElidedLabel(), FieldBox(heading)
        set_role(name, strong=True)
        set_role(sample, tone="muted")
        box.activated.connect(lambda _index: self.chosen.emit(heading, box.currentData()))
        for place, widget in ((_HEADING, name), (_SAMPLE, sample), (_FIELD, box)):
            grid.addWidget(widget, row, place)
        self.boxes[heading], self._samples[heading] = box, sample
