"""Looks for charts of the same person while a new client is typed, and once more before it is stored."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.clients.dto import ClientDetails, Duplicate
from core.errors import AnamnesisError
from core.ids import ClientId
from ui.jobs import Jobs
from ui.operations.clients import find_duplicates

_LOOK_AFTER_MS = 400
"""From the last key."""


class DuplicateWatch(QObject):
    """Only the answer to the last question counts; what the person has judged is not told again."""

    found = Signal(object)
    """A tuple of `Duplicate`, empty when there is none to be judged."""

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
        """Somebody typed."""
        self._timer.start()

    def judge(self, duplicates: tuple[Duplicate, ...]) -> None:
        """These are other persons: they do not stand in the way any more."""
        self._judged |= {each.client.client_id for each in duplicates}

    def look_now(
        self,
        on_answer: Callable[[tuple[Duplicate, ...]], None],
        on_error: Callable[[AnamnesisError], None],
    ) -> None:
        """Before storing: `on_answer` gets those that nobody has judged yet."""
        self._timer.stop()
        self._ticket += 1
        operation = find_duplicates(details=self._details())
        done = partial(self._on_found, self._ticket, on_answer)
        self._jobs.run(self, operation, on_done=done, on_error=on_error)

    def _look(self) -> None:
        details = self._details()
        if not details.display_name or _who(details) == self._asked:
            return
        self._asked = _who(details)
        # The last look before storing tells errors; this one is only a help.
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
    """Only what a person is known by: typing a note is no reason to look again."""
    return ClientDetails(
        first_name=details.first_name,
        last_name=details.last_name,
        birth_date=details.birth_date,
        phone=details.phone,
        email=details.email,
    )
