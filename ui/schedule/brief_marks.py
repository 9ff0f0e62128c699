"""Marks the appointments of today whose brief is ready."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.ids import ClientId
from core.schedule.local_time import local_day
from ui.operations.briefs import briefs_ready
from ui.schedule.schedule_model import ScheduleModel
from ui.text.days import today

if TYPE_CHECKING:
    from ui.jobs import Jobs


class BriefMarks(QObject):
    """Checks whenever the model shows other rows; late answers for removed rows are dropped."""

    def __init__(self, jobs: Jobs, model: ScheduleModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._model = model
        model.modelReset.connect(self.look)

    def look(self) -> None:
        """Asks which of today's expected clients have one."""
        expected = self._expected()
        if not expected:
            self._model.set_ready(frozenset())
            return
        self._jobs.run(
            self, briefs_ready(client_ids=expected), on_done=self._on_ready, on_error=lambda _: None
        )

    def _on_ready(self, clients: frozenset[ClientId]) -> None:
        self._model.set_ready(clients & self._expected())

    def _expected(self) -> frozenset[ClientId]:
        here = today()
        return frozenset(
            each.appointment.client_id
            for each in self._model.bookings
            if each.appointment.status == "scheduled" and local_day(each.appointment.starts_at) == here
        )
