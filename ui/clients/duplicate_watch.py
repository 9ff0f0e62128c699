"""Searches for charts of the same person while a new client is typed, and again before storing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.clients.dto import ClientDetails, Duplicate
from core.errors import AnamnesisError
from core.ids import ClientId
from ui.jobs import Jobs
from ui.operations.operation import in_db

_LOOK_AFTER_MS = 400
"""After the last key."""


class DuplicateWatch(QObject):
    """Only the latest query's answer counts; charts already judged are not reported again."""

    found = Signal(object)
    """A tuple of `Duplicate`, empty when none is left to judge."""

    def __init__(self, jobs: Jobs, details: Callable[[], ClientDetails], parent: QObject) -> None:
        """`details` reads the form."""
        super().__init__(parent)
        self._jobs = jobs
        self._details = details
        self._ticket = 0
        self._judged: set[ClientId] = set()
        self._asked: ClientDetails | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look)

    def look_soon(self) -> None:
        """Schedules a search after typing."""
        self._timer.start()

    def judge(self, duplicates: tuple[Duplicate, ...]) -> None:
        """Marks these as other persons, who no longer prevent storing."""
        self._judged |= {each.client.client_id for each in duplicates}

    def look_now(
        self,
        on_answer: Callable[[tuple[Duplicate, ...]], None],
        on_error: Callable[[AnamnesisError], None],
    ) -> None:
        """Searches before storing: `on_answer` receives those not judged yet."""
        self._timer.stop()
        self._ticket += 1
        operation = in_db(lambda services: services.clients.duplicates_of, self._details())
        done = partial(self._on_found, self._ticket, on_answer)
        self._jobs.run(self, operation, on_done=done, on_error=on_error)

    def _look(self) -> None:
        details = self._details()
        if not details.display_name or _who(details) == self._asked:
            return
        self._asked = _who(details)
        # The search before storing reports errors; this one is only a help.
        self.look_now(self.found.emit, lambda _error: None)

    def _on_found(
        self,
        ticket: int,
        on_answer: Callable[[tuple[Duplicate, ...]], None],
        found: tuple[Duplicate, ...],
    ) -> None:
        if ticket == self._ticket:
            on_answer(tuple(each for each in found if each.client.client_id not in self._judged))


def _who(details: ClientDetails) -> ClientDetails:
    """Only the identifying fields: typing a note triggers no new search."""
    return ClientDetails(
        first_name=details.first_name,
        last_name=details.last_name,
        birth_date=details.birth_date,
        phone=details.phone,
        email=details.email,
    )
