"""The attachments of a chart as an item model: name, words for a screen reader, thumbnail."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPixmap

from core.attachments.dto import Attachment
from core.damage import DamagedEntry
from core.ids import AttachmentId
from core.sessions.dto import UNREADABLE
from ui.attachments.words import AttachmentWords, image_of
from ui.operations.attachments import Shelf
from ui.words.damage import damaged_line, damaged_title
from ui.words.sessions import state_word

ATTACHMENT_ROLE = int(Qt.ItemDataRole.UserRole) + 1
SHORT_ROLE = ATTACHMENT_ROLE + 1
_Index = QModelIndex | QPersistentModelIndex


class AttachmentModel(QAbstractListModel):
    """Holds the whole shelf and shows the live attachments, with the deleted ones on request."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = AttachmentWords(self)
        self._all: tuple[Attachment, ...] = ()
        self._damaged: tuple[DamagedEntry, ...] = ()
        self._shown: list[Attachment | DamagedEntry] = []
        self._pixmaps: dict[AttachmentId, QPixmap] = {}
        self._with_deleted = False

    @property
    def deleted_count(self) -> int:
        deleted = sum(each.state == "deleted" for each in self._all)
        return deleted + sum(each.deleted for each in self._damaged)

    @property
    def live_count(self) -> int:
        return len(self._all) + len(self._damaged) - self.deleted_count

    @property
    def shown(self) -> Sequence[Attachment | DamagedEntry]:
        """Unreadable ones come last: when they were added is unknown."""
        return tuple(self._shown)

    def set_shelf(self, shelf: Shelf) -> None:
        self._all, self._damaged = shelf.attachments, shelf.damaged
        self._pixmaps = {key: QPixmap.fromImage(image_of(image)) for key, image in shelf.thumbnails.items()}
        self._choose()

    def clear(self) -> None:
        self._all, self._damaged, self._pixmaps, self._with_deleted = (), (), {}, False
        self._choose()

    def show_deleted(self, shown: bool) -> None:
        self._with_deleted = shown
        self._choose()

    def find(self, attachment_id: AttachmentId) -> Attachment | None:
        return next((each for each in self._all if each.attachment_id == attachment_id), None)

    def _choose(self) -> None:
        self.beginResetModel()
        self._shown = [
            *(each for each in self._all if self._with_deleted or each.state == "live"),
            *(each for each in self._damaged if self._with_deleted or not each.deleted),
        ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        attachment = self._shown[index.row()]
        if isinstance(attachment, DamagedEntry):
            return _of_damaged(attachment, role)
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


def _of_damaged(entry: DamagedEntry, role: int) -> object:
    if role == Qt.ItemDataRole.DisplayRole:
        return damaged_title(entry)
    if role == ATTACHMENT_ROLE:
        return entry
    if role == SHORT_ROLE:
        return state_word(UNREADABLE)
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        return damaged_line(entry)
    return None
