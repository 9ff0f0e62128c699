"""The page of an unlocked practice: client list, chart, ask panel, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from core.assistant.dto import Source
from core.clients.dto import Client
from core.errors import AnamnesisError
from ui.errors import describe
from ui.operations.index import wake_index
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

    def __init__(self, jobs: Jobs, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self.views = views
        self.message = MessageBar()
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
        layout.addWidget(self.message)
        layout.addLayout(panes, 1)
        self._unsaved_shown = -1
        views.clients.client_chosen.connect(self._on_client_chosen)
        views.chart.client_shown.connect(self._on_client_shown)
        views.chart.client_changed.connect(self._on_client_changed)
        views.chart.index_wanted.connect(self._on_index_wanted)
        views.chart.desk.changed.connect(self._look_for_unsaved)
        views.ask.source_chosen.connect(self._on_source_chosen)

    def begin(self, client: Client | None = None) -> None:
        """Fills the page after an unlock; `client` is the chart to open again."""
        self.views.clients.reload()
        self.views.ask.set_client(None)
        self.views.chart.resume()
        if client is not None:
            self._on_client_chosen(client)
        self._look_for_unsaved()
        self.views.clients.focus_search()

    def clear(self) -> None:
        """Takes everything clinical off the page."""
        self._unsaved_shown = -1
        self.message.clear()
        self.views.ask.clear()
        self.views.chart.clear()
        self.views.clients.clear()

    def show_error(self, error: AnamnesisError) -> None:
        """An error that no view took for its own."""
        self.message.show_error(describe(error))

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
