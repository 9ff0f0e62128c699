"""The actions on the selected appointment, as buttons below the list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.schedule.dto import STATUSES, AppointmentStatus, Booking
from ui.theme import SPACE_2, set_role
from ui.words.appointments import status_word


class VisitBar(QWidget):
    """Hidden without a selection."""

    session_requested = Signal()
    chart_requested = Signal()
    change_requested = Signal()
    status_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._booking: Booking | None = None
        self.session_button = QPushButton()
        self.chart_button = QPushButton(self.tr("Open chart"))
        self.change_button = QPushButton(self.tr("Change…"))
        self.status_buttons: dict[AppointmentStatus, QPushButton] = {
            status: QPushButton() for status in STATUSES
        }
        self._style()
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(SPACE_2)
        across.addWidget(self.session_button)
        across.addWidget(self.chart_button)
        across.addWidget(self.change_button)
        across.addStretch(1)
        for status, button in self.status_buttons.items():
            across.addWidget(button)
            button.clicked.connect(partial(self._on_status, status))
        self.session_button.clicked.connect(self.session_requested)
        self.chart_button.clicked.connect(self.chart_requested)
        self.change_button.clicked.connect(self.change_requested)
        self.show_booking(None)

    def show_booking(self, booking: Booking | None) -> None:
        """Offers its actions; None: nothing."""
        self._booking = booking
        self.setVisible(booking is not None)
        if booking is None:
            return
        begun = booking.appointment.session_id is not None
        self.session_button.setText(self.tr("Open session") if begun else self.tr("Start session"))
        for status, button in self.status_buttons.items():
            current = status == booking.appointment.status
            button.setVisible(status != "scheduled" or not current)
            button.setChecked(current)

    def _on_status(self, status: AppointmentStatus, _checked: bool = False) -> None:
        # The button shows what is stored, not what was pressed.
        self.show_booking(self._booking)
        self.status_requested.emit(status)

    def _style(self) -> None:
        set_role(self.session_button, kind="primary")
        self.session_button.setToolTip(
            self.tr("Starts today's session, or opens the one already started (S)")
        )
        self.chart_button.setToolTip(self.tr("Opens the client's chart (Enter)"))
        self.change_button.setToolTip(self.tr("Another time, length, kind or note (E)"))
        tips: dict[AppointmentStatus, str] = {
            "scheduled": self.tr("Back to scheduled (R)"),
            "attended": self.tr("The client came (A)"),
            "cancelled": self.tr("Cancelled (C)"),
            "no_show": self.tr("The client did not come (M)"),
        }
        for status, button in self.status_buttons.items():
            button.setText(status_word(status))
            button.setCheckable(True)
            button.setToolTip(tips[status])
