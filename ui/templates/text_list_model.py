"""The practice's texts of one kind as a list."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.templates.dto import PracticeText
from core.templates.stops import lay_out
from ui.text.text_direction import isolate

_Index = QModelIndex | QPersistentModelIndex
_TIP_CHARS = 200


class TextListModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: list[PracticeText] = []

    def set_texts(self, texts: Iterable[PracticeText]) -> None:
        """Replaces all texts, in the given order."""
        self.beginResetModel()
        self._texts = list(texts)
        self.endResetModel()

    @property
    def texts(self) -> tuple[PracticeText, ...]:
        return tuple(self._texts)

    def text_at(self, index: _Index) -> PracticeText | None:
        return self._texts[index.row()] if 0 <= index.row() < len(self._texts) else None

    def row_of(self, text_id: UUID) -> int:
        """-1 if it is not listed."""
        return next((row for row, each in enumerate(self._texts) if each.text_id == text_id), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._texts)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        text = self.text_at(index)
        if text is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._name(text)
        if role == Qt.ItemDataRole.ToolTipRole:
            return lay_out(text.text or text.soap.subjective).text[:_TIP_CHARS]
        return None

    def _name(self, text: PracticeText) -> str:
        name = isolate(f"/{text.name}" if text.kind == "snippet" else text.name)
        if text.hidden:
            return self.tr("{name} (hidden)").format(name=name)
        if text.builtin and text.row_version:
            return self.tr("{name} (changed)").format(name=name)
        return name
