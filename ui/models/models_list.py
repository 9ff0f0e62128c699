"""The models of this computer as a list."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.engine.model_library.listed import LibraryModel
from core.retrieval.dto import IndexStatus
from ui.models.words import about_line, need_line, use_word
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, active_theme
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import paint_row_ground

_Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 72
_STATE_PX = 150
MODEL_ROLE = int(Qt.ItemDataRole.UserRole)
STATUS_ROLE = MODEL_ROLE + 1
"""The `IndexStatus` that says which of them searches."""


class ModelsModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models: list[LibraryModel] = []
        self._status = IndexStatus()

    @property
    def models(self) -> tuple[LibraryModel, ...]:
        return tuple(self._models)

    def set_models(self, models: Iterable[LibraryModel]) -> None:
        self.beginResetModel()
        self._models = list(models)
        self.endResetModel()

    def set_status(self, status: IndexStatus) -> None:
        """Sets which of them searches, and which is being built."""
        self._status = status
        if self._models:
            self.dataChanged.emit(self.index(0), self.index(len(self._models) - 1))

    def model_at(self, index: _Index) -> LibraryModel | None:
        return self._models[index.row()] if 0 <= index.row() < len(self._models) else None

    def index_of(self, name: str) -> QModelIndex:
        """The row of a model; invalid if it is not listed."""
        rows = (row for row, each in enumerate(self._models) if each.name == name)
        return self.index(next(rows, -1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._models)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        model = self.model_at(index)
        if model is None:
            return None
        if role == MODEL_ROLE:
            return model
        if role == STATUS_ROLE:
            return self._status
        if role == Qt.ItemDataRole.DisplayRole:
            return model.name
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            used, _ = use_word(model, self._status)
            return one_line(
                (isolate(model.name), used, about_line(model), need_line(model)[0]), separator=", "
            )
        return None


class ModelRowDelegate(QStyledItemDelegate):
    """Name and state, description, requirements."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(240, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model: LibraryModel = index.data(MODEL_ROLE)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        third = room.height() // 3
        used, used_tone = use_word(model, index.data(STATUS_ROLE))
        need, need_tone = need_line(model)
        name_px = room.width() - _STATE_PX
        start = option.direction == Qt.LayoutDirection.LeftToRight
        named = QRect(room.left() if start else room.left() + _STATE_PX, room.top(), name_px, third)
        RowLines(painter, option, named).whole(isolate(model.name), strong=True, colour=theme.text)
        for row, text, tone, trailing in (
            (0, used, used_tone, True),
            (1, about_line(model), "muted", False),
            (2, need, need_tone, False),
        ):
            line = QRect(room.left(), room.top() + row * third, room.width(), third)
            colour = getattr(theme, tone)
            RowLines(painter, option, line).whole(text, strong=False, colour=colour, trailing=trailing)
