"""The versions of one session, newest first: number, time, author, and changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.sessions.dto import UNREADABLE, VersionSummary
from ui.sessions.authors import Authors
from ui.text.days import moment_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import CAPTION_PX, INTERFACE_PX, SPACE_2, SPACE_3, active_theme
from ui.widgets.row_painting import draw_line, paint_row_ground
from ui.words.sessions import about_name, state_word, unreadable_sentence

_Index = QModelIndex | QPersistentModelIndex
VERSION_ROLE = int(Qt.ItemDataRole.UserRole)
"""The row's `VersionSummary`."""
LINES_ROLE = VERSION_ROLE + 1
"""The three lines of the row."""
_ROW_PX = 68


class VersionsModel(QAbstractListModel):
    """The metadata of each version, without text."""

    def __init__(self, authors: Authors, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._authors = authors
        self._versions: list[VersionSummary] = []
        authors.changed.connect(self._name_anew)

    @property
    def versions(self) -> tuple[VersionSummary, ...]:
        """Newest first."""
        return tuple(self._versions)

    def set_versions(self, versions: Iterable[VersionSummary]) -> None:
        self.beginResetModel()
        self._versions = sorted(versions, key=lambda each: each.version, reverse=True)
        self.endResetModel()

    def version_at(self, index: _Index) -> VersionSummary | None:
        return self._versions[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._versions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        version = self.version_at(index)
        if version is None:
            return None
        if role == VERSION_ROLE:
            return version
        if role == LINES_ROLE:
            return self._lines(version)
        if role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return ", ".join(part for part in self._lines(version) if part)
        return None

    def _lines(self, version: VersionSummary) -> tuple[str, str, str]:
        number = self.tr("Version {number}").format(number=version.version)
        head = one_line((number, state_word(version.state)))
        if version.state == UNREADABLE:
            return head, "", unreadable_sentence()
        author = self._authors.name(version.author)
        told = (moment_text(version.saved_at), isolate(author))
        when = one_line(told)
        changed = ", ".join(about_name(field) for field in version.changed_fields)
        if version.reason:
            changed = self.tr("because: {reason}").format(reason=isolate(version.reason))
        return head, when, changed or self.tr("Nothing written yet")

    def _name_anew(self) -> None:
        if self._versions:
            self.dataChanged.emit(self.index(0), self.index(len(self._versions) - 1))


class VersionRowDelegate(QStyledItemDelegate):
    """Three lines a version."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = active_theme()
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        strong, small = QFont(option.font), QFont(option.font)
        strong.setPixelSize(INTERFACE_PX)
        strong.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(CAPTION_PX)
        lines: tuple[str, str, str] = index.data(LINES_ROLE)
        looks = ((strong, theme.text), (small, theme.muted), (small, theme.text))
        height = room.height() // len(lines)
        for row, (text, (font, colour)) in enumerate(zip(lines, looks, strict=True)):
            box = QRect(room.left(), room.top() + row * height, room.width(), height)
            draw_line(painter, box, text, font=font, colour=QColor(colour), direction=option.direction)
