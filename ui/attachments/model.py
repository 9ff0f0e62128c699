"""The attachments of a chart as an item model: name, words for a screen reader, thumbnail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from core.attachments.dto import Attachment
from core.ids import AttachmentId
from ui.attachments.words import AttachmentWords, image_of
from ui.operations.attachments import Shelf

ATTACHMENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SHORT_ROLE = ATTACHMENT_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class AttachmentModel(QAbstractListModel):
    """Holds the whole shelf and shows the live ones, or those that were deleted as well."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = AttachmentWords(self)
        self._all: tuple[Attachment, ...] = ()
        self._shown: list[Attachment] = []
        self._pixmaps: dict[AttachmentId, QPixmap] = {}
        self._with_deleted = False

    @property
    def deleted_count(self) -> int:
        return sum(each.state == "deleted" for each in self._all)

    @property
    def live_count(self) -> int:
        return len(self._all) - self.deleted_count

    @property
    def shown(self) -> Sequence[Attachment]:
        return tuple(self._shown)

    def set_shelf(self, shelf: Shelf) -> None:
        self._all = shelf.attachments
        self._pixmaps = {key: QPixmap.fromImage(image_of(image)) for key, image in shelf.thumbnails.items()}
        self._choose()

    def clear(self) -> None:
        self._all, self._pixmaps, self._with_deleted = (), {}, False
        self._choose()

    def show_deleted(self, shown: bool) -> None:
        self._with_deleted = shown
        self._choose()

    def find(self, attachment_id: AttachmentId) -> Attachment | None:
        return next((each for each in self._all if each.attachment_id == attachment_id), None)

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [each for each in self._all if self._with_deleted or each.state == "live"]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        attachment = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return attachment.name
        if role == ATTACHMENT_ROLE:
            return attachment
        if role == SHORT_ROLE:
            return self._words.short(attachment)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._pixmaps.get(attachment.attachment_id)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._words.spoken(attachment)
        return None
