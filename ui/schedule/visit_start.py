"""Starts the session of an appointment; asks first if a draft of that day exists."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.errors import AnamnesisError
from core.ids import SessionId
from core.schedule.dto import Booking
from core.sessions.dto import Session
from ui.operations.schedule import Beginning, begin_session, start_session
from ui.schedule.unfinished_question import UnfinishedQuestion

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.operations.operation import Operation


class VisitStart(QObject):
    """One at a time."""

    started = Signal(object)
    """The `Session` to open, new or already started."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, page: QWidget) -> None:
        super().__init__(page)
        self._jobs = jobs
        self._page = page
        self._asked = 0
        self._busy = False

    @property
    def busy(self) -> bool:
        """Whether a session is being opened: current input is meant for it."""
        return self._busy

    def forget(self) -> None:
        """Pending answers are now outdated."""
        self._asked += 1
        self._busy = False

    def begin(self, booking: Booking) -> None:
        """Opens the appointment's session, or starts one."""
        self._run(booking, begin_session(appointment_id=booking.appointment.appointment_id))

    def _run(self, booking: Booking, operation: Operation[Beginning]) -> None:
        if self._busy:
            return
        self._busy = True
        self._asked += 1
        self._jobs.run(
            self,
            operation,
            on_done=partial(self._on_done, self._asked, booking),
            on_error=partial(self._on_error, self._asked),
        )

    def _on_done(self, asked: int, booking: Booking, beginning: Beginning) -> None:
        if asked != self._asked:
            return
        self._busy = False
        if beginning.unfinished:
            self._offer(beginning.session, booking)
        else:
            self.started.emit(beginning.session)

    def _on_error(self, asked: int, error: AnamnesisError) -> None:
        if asked == self._asked:
            self._busy = False
            self.failed.emit(error)

    def _offer(self, draft: Session, booking: Booking) -> None:
        def begin(continuing: SessionId | None) -> None:
            appointment_id = booking.appointment.appointment_id
            self._run(booking, start_session(appointment_id=appointment_id, continuing=continuing))

        UnfinishedQuestion(
            self._page,
            draft,
            booking.client,
            on_continue=partial(begin, draft.session_id),
            on_another=partial(begin, None),
        ).open()
