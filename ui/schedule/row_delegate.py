"""Paints one appointment: time, client, kind, and status."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from core.damage import DamagedEntry
from core.schedule.dto import Booking
from ui.schedule.schedule_model import BRIEF_ROLE, NOW_ROLE, ROW_ROLE, DayHeading
from ui.schedule.words import brief_ready, overlaps_text, span_text, weekday_text
from ui.text.days import today
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import SPACE_2, SPACE_3, Theme, active_theme
from ui.widgets.marks import paint_warning
from ui.widgets.row_lines import RowLines
from ui.widgets.row_painting import paint_row_ground
from ui.words.appointments import status_tone, status_word
from ui.words.damage import damaged_place, damaged_title
from ui.words.identity import person_name, shown_identity
from ui.words.sessions import kind_name

_ROW_PX = 56
_HEADING_PX = 40
_TIME_PX = 104
_STATUS_PX = 150
_NOW_PX = 2


class AppointmentDelegate(QStyledItemDelegate):
    """Time at the leading side, status at the trailing one; mirrored in a right-to-left window."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        heading = isinstance(index.data(ROW_ROLE), DayHeading)
        return QSize(240, _HEADING_PX if heading else _ROW_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW_ROLE)
        theme = active_theme()
        if isinstance(row, DayHeading):
            self._paint_heading(painter, option, row, theme)
            return
        paint_row_ground(painter, option, theme)
        whole: QRect = option.rect
        if isinstance(row, DamagedEntry):
            room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
            RowLines(painter, option, room).pair(
                (0, room.width()),
                damaged_title(row),
                damaged_place(row),
                upper_colour=theme.danger,
                lower_colour=theme.muted,
            )
            return
        room = whole.adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        lines = RowLines(painter, option, room)
        self._paint_time(lines, row, theme)
        self._paint_client(lines, row, theme)
        self._paint_status(painter, lines, row, theme, ready=bool(index.data(BRIEF_ROLE)))
        side = index.data(NOW_ROLE)
        if side:
            top = whole.top() if side == "before" else whole.bottom() - _NOW_PX + 1
            painter.fillRect(QRect(whole.left(), top, whole.width(), _NOW_PX), QColor(theme.accent))

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, row: DayHeading, theme: Theme
    ) -> None:
        whole: QRect = option.rect
        painter.fillRect(whole, QColor(theme.raised))
        room = whole.adjusted(SPACE_3, 0, -SPACE_3, 0)
        lines = RowLines(painter, option, room)
        here = row.day == today()
        words = self.tr("Today, {day}").format(day=weekday_text(row.day)) if here else weekday_text(row.day)
        lines.whole(words, strong=True, colour=theme.accent if here else theme.text)
        lines.whole(
            self.tr("%n appointment(s)", "", row.count) if row.count else self.tr("Free"),
            strong=False,
            colour=theme.muted,
            trailing=True,
        )

    def _paint_time(self, lines: RowLines, booking: Booking, theme: Theme) -> None:
        appointment = booking.appointment
        gone = appointment.status == "cancelled"
        lines.pair(
            (0, _TIME_PX),
            span_text(appointment.starts_at, appointment.ends_at),
            isolate(kind_name(appointment.kind)),
            upper_colour=theme.muted if gone else theme.text,
            lower_colour=theme.muted,
        )

    def _paint_client(self, lines: RowLines, booking: Booking, theme: Theme) -> None:
        appointment = booking.appointment
        gone = appointment.status == "cancelled"
        about = [shown_identity(booking.client, today=today())]
        if appointment.note:
            about.append(isolate(" ".join(appointment.note.split())))
        lines.pair(
            (_TIME_PX + SPACE_3, lines.width - _TIME_PX - _STATUS_PX - 2 * SPACE_3),
            person_name(booking.client.details),
            one_line(about),
            upper_colour=theme.muted if gone else theme.text,
            lower_colour=theme.muted,
            struck=gone,
        )

    def _paint_status(
        self, painter: QPainter, lines: RowLines, booking: Booking, theme: Theme, *, ready: bool
    ) -> None:
        status = booking.appointment.status
        at = (lines.width - _STATUS_PX, _STATUS_PX)
        overlaps = overlaps_text(len(booking.conflicts)) if booking.conflicts else ""
        lines.pair(
            at,
            status_word(status),
            # A conflict takes precedence over a ready brief.
            overlaps or (brief_ready() if ready else ""),
            upper_colour=getattr(theme, status_tone(status)),
            lower_colour=theme.caution if overlaps else theme.accent,
            trailing=True,
        )
        if overlaps:
            box = lines.mark_before(overlaps, at)
            paint_warning(painter, QRectF(box), theme.caution)
