"""Tells an owner that deleted charts are past their time, and erases them when the owner says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import AnamnesisError
from core.keys.dto import PurgeReport
from ui.operations.clients import purge_due
from ui.security.work_line import WorkLine
from ui.theme import SPACE_2
from ui.widgets.message_bar import MessageBar
from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.jobs import Jobs


class DueBar(QWidget):
    """Hidden while no chart is due. Nothing is erased without the question."""

    erased = Signal(object)
    """The `ClientId` of each client who is gone."""
    failed = Signal(object)
    """An `AnamnesisError`."""
    ended = Signal()
    """It is over, to its end or not: who is there still is to be looked for."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self.bar = MessageBar(dismissible=False)
        self.work = WorkLine(jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.bar)
        column.addWidget(self.work)
        self.bar.action_requested.connect(self.ask)

    def show_count(self, count: int) -> None:
        """How many deleted charts are past their time."""
        self._count = count
        if not count:
            self.bar.clear()
            return
        self.bar.show_message(
            self.tr("%n deleted chart(s) are past their time", "", count),
            self.tr("Until an owner erases them they stay as they are."),
            tone="caution",
            action=self.tr("Erase them for good…"),
        )

    def ask(self) -> None:
        """Says what is lost, and erases after a yes."""
        gone = self.tr("Destroyed: every note, detail, file and answer of them, and their keys.")
        stays = self.tr("Backups made before keep them until they expire; exports and prints remain.")
        Question(
            self,
            title=self.tr("Erase %n chart(s) for good?", "", self._count),
            text=f"{gone} {stays}",
            yes=self.tr("Erase for good"),
            on_yes=self._erase,
        ).open()

    def _erase(self) -> None:
        self.bar.clear()
        self.work.run(
            self.tr("Erasing"),
            purge_due(),
            on_done=self._on_erased,
            on_error=self._on_error,
            on_stopped=self.ended.emit,
        )

    def _on_erased(self, report: PurgeReport) -> None:
        for each in report.purged:
            self.erased.emit(each.client_id)
        self.ended.emit()

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
        self.ended.emit()
