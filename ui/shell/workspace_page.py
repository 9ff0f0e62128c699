"""The page of an unlocked practice: client list, chart, ask panel, side by side."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.clients.dto import Client
from core.errors import AnamnesisError, RoleRefused
from core.ids import ClientId
from core.integrity.dto import IntegrityFinding
from core.keys.dto import PendingWork
from ui.errors import describe
from ui.operations.index import wake_index
from ui.operations.journal import JournalFindings, read_journal
from ui.operations.keys import finish_pending
from ui.operations.unlocking import found_at_unlock, pending_work
from ui.security.integrity_words import findings_text
from ui.sessions.chart_place import ChartPlace
from ui.shell.views import Views
from ui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTHS_PX = (250, 690, 340)
_LIST_LEAST_PX, _CHART_LEAST_PX, _ASK_LEAST_PX = 200, 420, 280


class WorkspacePage(QWidget):
    """Joins the three views: a chosen client opens, a chosen source is shown, what was stored is indexed."""

    unsaved_changed = Signal(int)
    """How many drafts hold words that are not stored."""
    rekeying = Signal(int, int)
    """Clients done and clients in all of a rotation or an erase that goes on; 0 of 0 when it has ended."""

    def __init__(self, jobs: Jobs, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.views = views
        self.message = MessageBar()
        self.integrity = MessageBar()
        self.journal = MessageBar()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        least = (_LIST_LEAST_PX, _CHART_LEAST_PX, _ASK_LEAST_PX)
        for widget, width_px in zip(views.widgets, least, strict=True):
            widget.setMinimumWidth(width_px)
            self.splitter.addWidget(widget)
        for place, share in enumerate((0, 3, 1)):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes(list(_WIDTHS_PX))
        panes = QHBoxLayout()
        panes.addWidget(self.splitter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in (self.integrity, self.journal, self.message):
            layout.addWidget(bar)
        layout.addLayout(panes, 1)
        self._unsaved_shown = -1
        views.clients.client_chosen.connect(self._on_client_chosen)
        views.chart.client_shown.connect(self._on_client_shown)
        views.chart.client_changed.connect(self._on_client_changed)
        views.chart.index_wanted.connect(self._on_index_wanted)
        views.chart.desk.changed.connect(self._look_for_unsaved)
        views.ask.source_chosen.connect(self._on_source_chosen)

    def begin(self, place: ChartPlace | None = None) -> None:
        """Fills the page after an unlock; `place` is where the person was."""
        self.views.clients.reload()
        self.views.ask.set_client(None)
        self.views.chart.resume()
        # First, so that the chart opens with the words that come back.
        self._jobs.run_workspace(
            self,
            "db",
            read_journal,
            on_done=partial(self._on_journal, place),
            on_error=partial(self._on_no_journal, place),
        )
        self._jobs.run(self, found_at_unlock(), on_done=self._on_findings, on_error=self.show_error)
        self._jobs.run(self, pending_work(), on_done=self._on_pending, on_error=lambda _: None)
        self._look_for_unsaved()
        self.views.clients.focus_search()

    def clear(self) -> None:
        """Takes everything clinical off the page."""
        self._unsaved_shown = -1
        for bar in (self.integrity, self.journal, self.message):
            bar.clear()
        self.views.ask.clear()
        self.views.chart.clear()
        self.views.clients.clear()

    def on_client_erased(self, client_id: ClientId) -> None:
        """A client is gone for good: from the list, the chart and the ask panel."""
        shown = self.views.chart.client
        self.views.chart.close_client(client_id)
        if shown is not None and shown.client_id == client_id:
            self.views.ask.set_client(None)
        self.views.clients.reload()

    def show_error(self, error: AnamnesisError) -> None:
        """An error that no view took for its own."""
        self.message.show_error(describe(error))

    def _on_journal(self, place: ChartPlace | None, findings: JournalFindings) -> None:
        for each in findings.waiting:
            self.views.chart.desk.restore(each)
        self._tell_journal(findings)
        self._arrive(place)

    def _on_no_journal(self, place: ChartPlace | None, error: AnamnesisError) -> None:
        self.show_error(error)
        self._arrive(place)

    def _arrive(self, place: ChartPlace | None) -> None:
        # Somebody who was quicker than the journal has chosen a client already.
        if place is not None and self.views.chart.client is None:
            self.views.chart.show_place(place)

    def _tell_journal(self, findings: JournalFindings) -> None:
        lost = findings.damaged + findings.unplaced
        if lost:
            self.journal.show_message(
                self.tr("%n unsaved draft(s) could not be read back", "", lost),
                self.tr("The sealed files are kept in the data directory, in the folder “journal”."),
                tone="caution",
            )
        elif findings.waiting:
            self.journal.show_message(
                self.tr("%n draft(s) came back that had not been stored", "", len(findings.waiting)),
                self.tr("Storing goes on in the background."),
                tone="good",
            )

    def _on_findings(self, findings: tuple[IntegrityFinding, ...]) -> None:
        if findings:
            self.integrity.show_message(
                self.tr("Something is not as this program left it"),
                findings_text(findings),
                self.tr("Keep what is there now, and speak to whoever looks after your computers."),
                tone="caution",
            )

    def _on_pending(self, pending: PendingWork | None) -> None:
        if pending is None:
            return
        self.rekeying.emit(pending.done, pending.total)
        self._jobs.run(
            self,
            finish_pending(),
            on_done=lambda _: self.rekeying.emit(0, 0),
            on_error=self._on_unfinished,
            on_progress=self.rekeying.emit,
            on_cancelled=lambda: self.rekeying.emit(0, 0),
        )

    def _on_unfinished(self, error: AnamnesisError) -> None:
        self.rekeying.emit(0, 0)
        # Only an owner may; it waits for one.
        if not isinstance(error, RoleRefused):
            self.show_error(error)

    def save_layout(self) -> QByteArray:
        state: QByteArray = self.splitter.saveState()
        return state

    def restore_layout(self, state: QByteArray) -> None:
        if not state.isEmpty():
            self.splitter.restoreState(state)

    def _on_client_chosen(self, client: Client) -> None:
        # The chart of the one before leaves the screen now; the assistant's scope must not lag behind it.
        self.views.ask.set_client(client)
        self.views.chart.show_client(client.client_id)

    def _on_client_shown(self, client: Client) -> None:
        self.views.clients.select_client(client.client_id)
        self.views.ask.set_client(client)

    def _on_client_changed(self, client: Client) -> None:
        self.views.clients.update_client(client)
        shown = self.views.chart.client
        if shown is not None and shown.client_id == client.client_id:
            self.views.ask.set_client(client)

    def _on_source_chosen(self, source: Source) -> None:
        self.views.chart.show_source(source)

    def _on_index_wanted(self) -> None:
        self._jobs.run(self, wake_index(), on_done=lambda _: None, on_error=lambda _: None)

    def _look_for_unsaved(self) -> None:
        count = self.views.chart.unsaved_count
        if count != self._unsaved_shown:
            self._unsaved_shown = count
            self.unsaved_changed.emit(count)
