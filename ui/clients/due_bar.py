"""Shows an owner that deleted charts are past their grace period, and erases them on confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.clients.dto import Client
from core.clients.rules import merged_into
from core.errors import AnamnesisError
from core.keys.dto import PurgeReport
from ui.clients.lifecycle_words import names_in_a_row
from ui.operations.clients import purge_due
from ui.text.days import day_text, today
from ui.theme import SPACE_2
from ui.widgets.message_bar import MessageBar
from ui.widgets.question import Question
from ui.widgets.work_line import WorkLine

if TYPE_CHECKING:
    from ui.jobs import Jobs


class DueBar(QWidget):
    """Hidden while no chart is due. Nothing is erased without confirmation."""

    erased = Signal(object)
    """The `ClientId` of each erased client."""
    failed = Signal(object)
    """An `AnamnesisError`."""
    went_along = Signal(object)
    """The names of the clients erased because they had been merged into one of them."""
    ended = Signal()
    """Finished, completely or not: the remaining clients must be reloaded."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._due: list[Client] = []
        self._along: list[Client] = []
        self.bar = MessageBar(dismissible=False)
        self.work = WorkLine(jobs)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.bar)
        column.addWidget(self.work)
        self.bar.action_requested.connect(self.ask)

    def show_due(self, due: list[Client], among: list[Client]) -> None:
        """Shows the deleted charts past their grace period; `among` are all that may have been merged into
        one.
        """
        self._due = due
        ids = {each.client_id for each in due}
        along = [gone for each in due for gone in merged_into(each.client_id, among)]
        self._along = [each for each in along if each.client_id not in ids]
        count = len(due)
        if not count:
            self.bar.clear()
            return
        self.bar.show_message(
            self.tr("%n deleted chart(s) are due to be erased", "", count),
            self.tr("Until an owner erases them they stay as they are."),
            tone="caution",
            action=self.tr("Erase them for good…"),
        )

    def ask(self) -> None:
        """Explains what is lost, and erases after confirmation."""
        gone = self.tr("Destroyed: every note, detail, file and answer of them, and their keys.")
        stays = self.tr("Backups made before keep them until they expire; exports and prints remain.")
        Question(
            self,
            title=self.tr("Erase %n chart(s) for good?", "", len(self._due)),
            text=" ".join(part for part in (gone, self._along_words(), stays, self._dates()) if part),
            yes=self.tr("Erase for good"),
            on_yes=self._erase,
        ).open()

    def _along_words(self) -> str:
        if not self._along:
            return ""
        told = self.tr(
            "With them %n chart(s) that were merged into one of them: {names}.", "", len(self._along)
        )
        return told.format(names=names_in_a_row(each.details.display_name for each in self._along))

    def _dates(self) -> str:
        """The dates that are being confirmed: a wrong clock makes every chart due."""
        days = sorted(each.lifecycle.since.astimezone().date() for each in self._due if each.lifecycle.since)
        if not days:
            return ""
        told = self.tr("They were deleted between {first} and {last}; by this computer today is {today}.")
        return told.format(first=day_text(days[0]), last=day_text(days[-1]), today=day_text(today()))

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
        along = tuple(name for each in report.purged for name in each.along)
        if along:
            self.went_along.emit(along)

    def _on_error(self, error: AnamnesisError) -> None:
        self.failed.emit(error)
        self.ended.emit()
