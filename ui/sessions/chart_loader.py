"""Loads data for a chart view and only delivers the last request."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError
from core.ids import ClientId, SessionId
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.operation import in_db
from ui.operations.sessions import Chart, open_chart

_TELL_AFTER_MS = 120
"""A chart that loads faster shows no message."""


class ChartLoader(QObject):
    """Every request supersedes earlier ones, whose results are dropped.

    So one client's data can never appear under another.
    """

    chart_ready = Signal(object)
    """The `Chart` of the client requested last."""
    version_ready = Signal(object, object)
    """The `Session` requested last, and the span (field, start, end) to mark, or None."""
    failed = Signal(object)
    """An `AnamnesisError`."""
    slow = Signal()
    """A chart takes long to load and a message is due."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticket = 0
        self._wanted: ClientId | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_TELL_AFTER_MS)
        self._patience.timeout.connect(self.slow)

    @property
    def wanted(self) -> ClientId | None:
        """The client requested last."""
        return self._wanted

    def open(self, client_id: ClientId) -> None:
        """`chart_ready` follows, or `failed`."""
        self.forget()
        self._wanted = client_id
        self._patience.start()
        self._jobs.run(
            self,
            open_chart(client_id=client_id),
            on_done=partial(self._on_chart, self._ticket),
            on_error=partial(self._on_error, self._ticket),
        )

    def fetch(self, session_id: SessionId, version: int, span: tuple[str, int, int] | None) -> None:
        """`version_ready` follows, or `failed`."""
        self.supersede()
        self._jobs.run(
            self,
            in_db(lambda services: services.sessions.get, session_id, version),
            on_done=partial(self._on_version, self._ticket, span),
            on_error=partial(self._on_error, self._ticket),
        )

    def supersede(self) -> None:
        """Invalidates pending requests."""
        self._ticket += 1
        self._patience.stop()

    def forget(self) -> None:
        """As `supersede`, and no client is requested any more."""
        self.supersede()
        self._wanted = None

    def _on_chart(self, ticket: int, chart: Chart) -> None:
        if ticket == self._ticket and chart.client.client_id == self._wanted:
            self._patience.stop()
            self.chart_ready.emit(chart)

    def _on_version(self, ticket: int, span: tuple[str, int, int] | None, session: Session) -> None:
        if ticket == self._ticket:
            self.version_ready.emit(session, span)

    def _on_error(self, ticket: int, error: AnamnesisError) -> None:
        if ticket == self._ticket:
            self._patience.stop()
            self.failed.emit(error)
