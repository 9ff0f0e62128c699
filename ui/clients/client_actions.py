"""The actions on the client whose chart is open: details, archive, delete, merge, and undoing them."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from core.clients.dto import Client, MergeReport
from core.errors import AnamnesisError
from ui.clients.client_dialog import ClientDialog
from ui.clients.delete_dialog import DeleteDialog
from ui.clients.merge_dialog import MergeDialog
from ui.jobs import Jobs
from ui.operations.operation import Operation, in_db


class ClientActions(QObject):
    """Dialogs open over `window`; signals report what was stored."""

    changed = Signal(object)
    """The `Client` with new details or a new state; the chart stays open."""
    deleted = Signal(object)
    """The deleted `Client`, removed from the list for 30 days."""
    restored = Signal(object)
    """The restored `Client`."""
    merged = Signal(object, object)
    """A `MergeReport`, and the copied `Client` in its current state."""
    failed = Signal(object)
    """An `AnamnesisError`."""

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self.client: Client | None = None
        """The client whose chart is open."""

    @property
    def is_archived(self) -> bool:
        return self.client is not None and self.client.lifecycle.state == "archived"

    @property
    def is_writable(self) -> bool:
        """Whether the chart is writable."""
        return self.client is not None and self.client.lifecycle.state in ("active", "archived")

    def edit(self) -> None:
        """Opens the form with the client's details."""
        if self.client is not None and self.is_writable:
            dialog = ClientDialog(self._jobs, self.client, self._window)
            dialog.stored.connect(self.changed)
            dialog.open()

    def toggle_archived(self) -> None:
        """Archives the chart or returns it to the list; it stays open."""
        client = self.client
        if client is None or not self.is_writable:
            return
        archived = self.is_archived
        change = in_db(
            lambda services: services.clients.unarchive if archived else services.clients.archive,
            client.client_id,
            expected_version=client.row_version,
        )
        self._run(change, self.changed.emit)

    def delete(self) -> None:
        """Asks for the reason and deletes the chart."""
        if self.client is not None and self.is_writable:
            dialog = DeleteDialog(self._jobs, self.client, self._window)
            dialog.deleted.connect(self.deleted)
            dialog.open()

    def restore(self, client: Client) -> None:
        """Restores a deleted chart."""
        operation = in_db(
            lambda services: services.clients.restore, client.client_id, expected_version=client.row_version
        )
        self._run(operation, self.restored.emit)

    def merge(self) -> None:
        """Asks for the other chart of the same person and copies one into the other."""
        if self.client is not None and self.is_writable:
            dialog = MergeDialog(self._jobs, self.client, self._window)
            dialog.merged.connect(self._on_merged)
            dialog.open()

    def write_letter(self) -> None:
        """A letter from a template, with this client's fields filled in."""
        if self.is_writable:
            self.open_letter(None)

    def open_letter(self, letter_id: UUID | None) -> None:
        """Opens a letter of this client; None: a new one."""
        if self.client is not None:
            from ui.interchange.letter_dialog import LetterDialog

            LetterDialog(self._jobs, self.client, self._window, letter_id=letter_id).open()

    def export(self) -> None:
        """Exports the whole chart as a file."""
        if self.client is not None:
            from ui.interchange.export_dialog import ExportDialog

            ExportDialog(self._jobs, self.client, self._window).open()

    def _run(self, operation: Operation[Client], on_done: Callable[[Client], None]) -> None:
        self._jobs.run(self, operation, on_done=on_done, on_error=self._on_error)

    def _on_merged(self, report: MergeReport, gone: Client) -> None:
        self.merged.emit(report, gone)

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
