"""The list of appointments: arrows move through them, skipping the headings of days; Enter opens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from core.clock import utc_now
from core.schedule.dto import Booking
from ui.schedule.row_delegate import AppointmentDelegate
from ui.schedule.schedule_model import ScheduleModel


class AppointmentList(QListView):
    """Keeps an appointment selected through every change of the model."""

    opened = Signal()
    """Enter, or a double click, on an appointment."""
    selected = Signal()
    """Another appointment, or none, is selected."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ScheduleModel(self)
        self._wanted: UUID | None = None
        self.setModel(self.rows)
        self.setItemDelegate(AppointmentDelegate(self))
        self.setAccessibleName(self.tr("Appointments"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        selection: Any = self.selectionModel()
        selection.currentChanged.connect(self._on_current)
        self.doubleClicked.connect(self._on_double_click)

    @property
    def booking(self) -> Booking | None:
        """The selected appointment."""
        return self.rows.booking_at(self.currentIndex())

    def want(self, appointment_id: UUID | None) -> None:
        """Sets the appointment to select once it is listed."""
        self._wanted = appointment_id

    def restore(self) -> None:
        """Selects the previous selection, else the current or next appointment."""
        index = self.rows.index_of(self._wanted)
        bookings = self.rows.bookings
        if not index.isValid() and bookings:
            now = utc_now()
            coming = [each for each in bookings if each.appointment.ends_at > now]
            index = self.rows.index_of((coming or list(bookings))[0].appointment.appointment_id)
        self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.booking is not None:
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here and start no search."""

    def _on_current(self, _current: QModelIndex, _before: QModelIndex) -> None:
        booking = self.booking
        if booking is not None:
            self._wanted = booking.appointment.appointment_id
        self.selected.emit()

    def _on_double_click(self, index: QModelIndex) -> None:
        if self.rows.booking_at(index) is not None:
            self.opened.emit()
