"""What the window needs of the three views it holds, so that it can be tested without them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from core.assistant.dto import Source
from core.clients.dto import Client
from core.ids import ClientId
from ui.jobs import Jobs


class ClientList(Protocol):
    """`ui.clients.list_view.ClientListView`."""

    @property
    def client_chosen(self) -> SignalInstance: ...
    def reload(self) -> None: ...
    def clear(self) -> None: ...
    def focus_search(self) -> None: ...
    def new_client(self) -> None: ...
    def select_client(self, client_id: ClientId | None) -> None: ...
    def update_client(self, client: Client) -> None: ...


class Desk(Protocol):
    """`ui.sessions.draft_desk.DraftDesk`: the drafts that are not stored yet."""

    @property
    def changed(self) -> SignalInstance: ...


class Chart(Protocol):
    """`ui.sessions.chart_view.ChartView`."""

    @property
    def client_shown(self) -> SignalInstance: ...
    @property
    def client_changed(self) -> SignalInstance: ...
    @property
    def index_wanted(self) -> SignalInstance: ...
    @property
    def flushed(self) -> SignalInstance: ...
    @property
    def desk(self) -> Desk: ...
    @property
    def client(self) -> Client | None: ...
    @property
    def has_unsaved(self) -> bool: ...
    @property
    def unsaved_count(self) -> int: ...
    def show_client(self, client_id: ClientId) -> None: ...
    def show_source(self, source: Source) -> None: ...
    def flush(self) -> bool: ...
    def clear(self) -> None: ...
    def resume(self) -> None: ...
    def discard_unsaved(self) -> None: ...


class AskPane(Protocol):
    """`ui.ask.ask_panel.AskPanel`."""

    @property
    def source_chosen(self) -> SignalInstance: ...
    def set_client(self, client: Client | None) -> None: ...
    def clear(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Views:
    """The three, each also as the widget to lay out."""

    clients: ClientList
    chart: Chart
    ask: AskPane

    @property
    def widgets(self) -> tuple[QWidget, QWidget, QWidget]:
        """In reading order."""
        found = (self.clients, self.chart, self.ask)
        assert all(isinstance(each, QWidget) for each in found)  # noqa: S101 - protocols cannot say it
        return found  # type: ignore[return-value]


ViewFactory = Callable[[Jobs], Views]
