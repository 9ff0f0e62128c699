"""After an owner's unlock: erases charts deleted more than thirty days ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.operations.keys import purge_due

if TYPE_CHECKING:
    from core.keys.dto import PurgeReport
    from core.services import Services
    from ui.jobs import Jobs


class DuePurge(QObject):
    """Only an owner may erase; for others the charts stay due."""

    purged = Signal(int)
    """The number of erased charts; only emitted if there were any."""
    doubted = Signal(int)
    """The number of charts kept because this computer's clock may be wrong; only emitted if there were
    any.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs

    def start(self, services: Services) -> None:
        """Erases due charts in the background. After a reported failure they stay due."""
        if services.access.allows("keys"):
            self._jobs.run(self, purge_due(), on_done=self._on_done)

    def _on_done(self, report: PurgeReport) -> None:
        if report.purged:
            self.purged.emit(sum(1 + len(each.along) for each in report.purged))
        if report.in_doubt:
            self.doubted.emit(len(report.in_doubt))
