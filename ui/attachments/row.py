"""The row of tiles: one line that scrolls sideways, for mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView, QWidget

from core.attachments.dto import Attachment
from core.damage import DamagedEntry
from ui.attachments.model import ATTACHMENT_ROLE, AttachmentModel
from ui.attachments.tile_delegate import TILE_PX, AttachmentTileDelegate

_SCROLL_ROOM_PX = 16


class AttachmentRow(QListView):
    """Enter or a double click opens, Delete deletes, the menu key requests a menu."""

    opened = Signal(object)
    """The `Attachment`, or the `DamagedEntry` of an unreadable one."""
    delete_requested = Signal(object)
    menu_requested = Signal(object, QPoint)

    def __init__(self, model: AttachmentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(AttachmentTileDelegate(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(TILE_PX.height() + _SCROLL_ROOM_PX)
        self.setAccessibleName(self.tr("Attachments"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda index: self.opened.emit(_attachment(index)))
        self.customContextMenuRequested.connect(self._on_menu)

    @property
    def current(self) -> Attachment | DamagedEntry | None:
        """The focused attachment."""
        index = self.currentIndex()
        return _attachment(index) if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.current
        if current is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(current)
        elif _is_live(current) and event.key() == Qt.Key.Key_Delete:
            self.delete_requested.emit(current)
        else:
            super().keyPressEvent(event)

    def _on_menu(self, place: QPoint) -> None:
        index = self.indexAt(place)
        index = index if index.isValid() else self.currentIndex()
        if index.isValid():
            self.menu_requested.emit(_attachment(index), self.viewport().mapToGlobal(place))


def local_files(mime: QMimeData) -> list[Path]:
    """The dragged files of this computer; nothing else is accepted."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()] if mime.hasUrls() else []


def _attachment(index: QModelIndex) -> Attachment | DamagedEntry:
    attachment: Attachment | DamagedEntry = index.data(ATTACHMENT_ROLE)
    return attachment


def _is_live(entry: Attachment | DamagedEntry | None) -> bool:
    """Whether it can be deleted: an unreadable one is left alone until a backup is restored."""
    return isinstance(entry, Attachment) and entry.state == "live"
