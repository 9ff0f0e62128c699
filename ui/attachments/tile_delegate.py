"""Paints one attachment: a thumbnail of its first page, its name, its kind, and a mark for missing text."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from core.attachments.dto import Attachment
from core.damage import DamagedEntry
from ui.attachments.model import ATTACHMENT_ROLE, SHORT_ROLE
from ui.resources.icons import icon
from ui.text.days import day_text
from ui.theme import CAPTION_PX, ICON_LARGE_PX, ICON_PX, SPACE_1, SPACE_2, active_theme
from ui.widgets.marks import paint_warning
from ui.widgets.row_painting import draw_line, paint_row_ground

TILE_PX = QSize(124, 132)
_PICTURE_PX = 84


class AttachmentTileDelegate(QStyledItemDelegate):
    """Deleted ones are painted faintly."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return TILE_PX

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        attachment: Attachment | DamagedEntry = index.data(ATTACHMENT_ROLE)
        damaged = isinstance(attachment, DamagedEntry)
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        room: QRect = option.rect.adjusted(SPACE_2, SPACE_2, -SPACE_2, -SPACE_1)
        painter.save()
        painter.setOpacity(0.45 if _is_deleted(attachment) else 1.0)
        picture = QRect(room.left(), room.top(), room.width(), _PICTURE_PX)
        self._paint_picture(painter, picture, index.data(Qt.ItemDataRole.DecorationRole))
        font = QFont(option.font)
        font.setPixelSize(CAPTION_PX)
        line_px = (room.height() - _PICTURE_PX) // 2
        for number, (text, colour) in enumerate(
            (
                (day_text(attachment.day) if damaged and attachment.day else str(index.data()), theme.text),
                (str(index.data(SHORT_ROLE)), theme.danger if damaged else theme.muted),
            )
        ):
            box = QRect(room.left(), picture.bottom() + 1 + number * line_px, room.width(), line_px)
            draw_line(painter, box, text, font=font, colour=QColor(colour), direction=option.direction)
        if _is_wordless(attachment):
            box = QRect(room.right() - ICON_PX, room.bottom() - line_px + 1, ICON_PX, ICON_PX)
            paint_warning(painter, QRectF(QStyle.visualRect(option.direction, room, box)), theme.caution)
        painter.restore()

    def _paint_picture(self, painter: QPainter, room: QRect, pixmap: QPixmap | None) -> None:
        theme = active_theme()
        if pixmap is None:
            paper = QRect(0, 0, 60, _PICTURE_PX - 2)
            paper.moveCenter(room.center())
            painter.fillRect(paper, QColor(theme.raised))
            mark = QRect(0, 0, ICON_LARGE_PX, ICON_LARGE_PX)
            mark.moveCenter(room.center())
            icon("note", "muted").paint(painter, mark)
        else:
            size = pixmap.size().scaled(room.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
            paper = QRect(0, 0, size.width(), size.height())
            paper.moveCenter(room.center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(paper, pixmap)
        painter.setPen(QColor(theme.border))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(paper.adjusted(0, 0, -1, -1))


def _is_deleted(entry: Attachment | DamagedEntry) -> bool:
    return entry.deleted if isinstance(entry, DamagedEntry) else entry.state == "deleted"


def _is_wordless(entry: Attachment | DamagedEntry) -> bool:
    """Whether search finds it only in part."""
    if isinstance(entry, DamagedEntry) or entry.state != "live":
        return False
    return entry.text_state in ("unread", "pending") or entry.unread_pages > 0
