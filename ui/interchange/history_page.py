"""The past imports, each of which can be undone as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from core.damage import Listing
from core.ids import UserId
from core.interchange.dto import ImportBatch
from ui.interchange.import_tables import ListedTable, batch_table
from ui.operations.interchange import PrintContext, print_context
from ui.operations.operation import in_db
from ui.widgets.damaged_entries import DamagedEntries
from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.jobs import Jobs


class HistoryPage(QWidget):
    """Confirms an undo before requesting it; the surrounding dialog performs it."""

    undo_requested = Signal(object)
    """The `ImportBatch`, after confirmation."""
    failed = Signal(object)
    """An `AnamnesisError` from reading the list."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._names: dict[UserId, str] = {}
        self._working = False
        self.model, self.table = batch_table(self, self._names)
        self.damaged = DamagedEntries()
        self.undo_button = QPushButton(self.tr("&Undo this import…"))
        self.undo_button.setAutoDefault(False)
        self.undo_button.clicked.connect(self._ask)
        line = QHBoxLayout()
        line.addWidget(self.undo_button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ListedTable(self.table, self.tr("Nothing was imported yet")), 1)
        column.addWidget(self.damaged)
        column.addLayout(line)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._update())
        self._update()
        self._jobs.run(self, print_context(), on_done=self._on_names, on_error=self.failed.emit)

    @property
    def chosen(self) -> ImportBatch | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row_at(rows[0]) if rows else None

    def reload(self) -> None:
        """Reads the list again."""
        self._jobs.run(
            self,
            in_db(lambda services: services.importer.batches),
            on_done=self._show,
            on_error=self.failed.emit,
        )

    def refresh(self, *, working: bool) -> None:
        """`working`: an operation is running that an undo would have to wait for."""
        self._working = working
        self._update()

    def _show(self, batches: Listing[ImportBatch]) -> None:
        self.model.set_rows(batches)
        self.damaged.show_entries(batches.damaged)
        self._update()

    def _on_names(self, context: PrintContext) -> None:
        self._names.update(context.authors)
        self.table.viewport().update()

    def _update(self) -> None:
        chosen = self.chosen
        self.undo_button.setEnabled(chosen is not None and chosen.undone_at is None and not self._working)

    def _ask(self) -> None:
        batch = self.chosen
        if batch is None:
            return
        Question(
            self,
            title=self.tr("Undo this import?"),
            text=self.tr(
                "Clients it made go to the trash with their charts, where they can be restored for 30"
                " days. Sessions it added to other charts are deleted.\n\nWhat was changed since is kept"
                " and named."
            ),
            yes=self.tr("Undo the import"),
            on_yes=lambda: self.undo_requested.emit(batch),
        ).open()
