"""The program's log as a table, narrowed by level and by words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from core.health.log_lines import LEVELS, Level, LogLine
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.widgets.table_row_delegate import TONE_ROLE

_Index = QModelIndex | QPersistentModelIndex
TIME, LEVEL, PLACE, WORDS = range(4)
_COLUMNS = 4
_TONES: dict[Level, str] = {"WARNING": "caution", "ERROR": "danger", "CRITICAL": "danger"}


class LogModel(QAbstractTableModel):
    """The newest line first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[LogLine, ...] = ()

    def show(self, lines: Sequence[LogLine]) -> None:
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def line_at(self, row: int) -> LogLine:
        return self._lines[row]

    def level_name(self, level: Level) -> str:
        names: dict[Level, str] = {
            "DEBUG": self.tr("Detail"),
            "INFO": self.tr("Notice"),
            "WARNING": self.tr("Warning"),
            "ERROR": self.tr("Error"),
            "CRITICAL": self.tr("Fault"),
        }
        return names[level]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else _COLUMNS

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Time"), self.tr("Level"), self.tr("Where"), self.tr("What"))[section]

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            told = (line.message, line.error, line.code, line.error_at)
            return "\n".join(part for part in (f"{line.logger} {line.place}".strip(), *told) if part)
        if role == TONE_ROLE:
            return (
                _TONES.get(line.level)
                if index.column() == LEVEL
                else ("muted", None)[index.column() == WORDS]
            )
        return None

    def _text(self, line: LogLine, column: int) -> str:
        if column == TIME:
            local = line.at.astimezone()
            return one_line((day_text(local.date()), isolate(f"{local:%H:%M:%S}")))
        if column == LEVEL:
            return self.level_name(line.level)
        if column == PLACE:
            return isolate(line.logger)
        error = " ".join(part for part in (line.error.rpartition(".")[2], line.code) if part)
        if not line.message and not error:
            # A foreign library's message is not stored: it may quote a record.
            return self.tr("Its words are left out: {place}").format(place=isolate(line.place or "–"))
        # Written by the program in English, in any language of the window.
        return isolate(": ".join(part for part in (line.message, error) if part))


def _tone(line: LogLine, column: int) -> str | None:
    if column == LEVEL:
        return _TONES.get(line.level)
    return None if column == WORDS else "muted"


class LogFilter(QSortFilterProxyModel):
    """Lines from a level up that contain all the words, in any of their columns."""

    def __init__(self, model: LogModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = model
        self._least = 0
        self._words: tuple[str, ...] = ()
        self.setSourceModel(model)

    def set_least(self, level: Level) -> None:
        self.beginFilterChange()
        self._least = LEVELS.index(level)
        self.endFilterChange()

    def set_words(self, text: str) -> None:
        self.beginFilterChange()
        self._words = tuple(text.casefold().split())
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: _Index) -> bool:
        line = self._log.line_at(row)
        if LEVELS.index(line.level) < self._least:
            return False
        parts = (line.logger, line.message, line.error, line.code, line.place)
        whole = " ".join(parts).casefold()
        return all(word in whole for word in self._words)
