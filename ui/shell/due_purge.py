"""After an owner's unlock: deleted charts whose thirty days are over are erased for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.operations.keys import purge_due

if TYPE_CHECKING:
    from core.keys.dto import PurgeReport
    from core.services import Services
    from ui.jobs import Jobs


class DuePurge(QObject):
    """Nobody but an owner may erase, so for anybody else the charts stay due."""

    purged = Signal(int)
    """How many charts are gone; only told when there were any."""
    doubted = Signal(int)
    """How many were left because this computer's clock may be wrong; only told when there were any."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def start(self, services: Services) -> None:
        """Erases what is due in the background. A failure is told like any other; the charts stay due."""
        if services.access.allows("keys"):
            self._jobs.run(self, purge_due(), on_done=self._on_done)

    def _on_done(self, report: PurgeReport) -> None:
        if report.purged:
            self.purged.emit(sum(1 + len(each.along) for each in report.purged))
        if report.in_doubt:
            self.doubted.emit(len(report.in_doubt))
