"""Exports the whole practice to one archive, for leaving the program or for a handover."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QWidget

from core.interchange.archive.dto import ArchiveReport
from ui.interchange.archive_file import ask_archive_file, show_report
from ui.interchange.protection_form import ProtectionForm
from ui.operations.archives import export_practice_archive
from ui.theme import set_role
from ui.widgets.paragraph import Paragraph
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 600


class PracticeExportDialog(WorkDialog):
    """States what the archive contains before it is made, and what is missing afterwards."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self.setWindowTitle(self.tr("Export the practice"))
        self.go_button.setText(self.tr("&Export…"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        holds = Paragraph(
            self.tr(
                "Everything of the practice in one file: all charts with every version, attachments, "
                "appointments and letters, templates, conversations and the audit log. The format is open, "
                "and this program imports it into an empty practice. Keys and passphrases are not in it. "
                "The export is recorded in the audit log."
            )
        )
        self.protection = ProtectionForm()
        self.leave_out = QCheckBox(self.tr("&Leave out charts that are damaged, and name them"))
        for part in (holds, self.protection, self.leave_out):
            self.column.addWidget(part)
        self.protection.changed.connect(self.refresh)
        self.protection.submitted.connect(self._ask_file)
        self.go_button.clicked.connect(self._ask_file)
        self.refresh()

    def reject(self) -> None:
        """Closes; a running export is asked to stop first."""
        if self.work.working:
            self.work.stop()
        else:
            self.protection.clear()
            super().reject()

    def refresh(self) -> None:
        self.go_button.setEnabled(not self.work.working and self.protection.protection is not None)
        self.lock_where_imposed("export_allowed", self.go_button)

    def export_to(self, path: Path) -> None:
        """Writes the file; replacing an existing one was confirmed."""
        protection = self.protection.protection
        if protection is None:
            return
        self.message.clear()
        self.work.run(
            self.tr("Writing, per cent"),
            export_practice_archive(
                path=path,
                protection=protection,
                overwrite=True,
                leave_out_damaged=self.leave_out.isChecked(),
            ),
            on_done=self._on_done,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _ask_file(self) -> None:
        protection = self.protection.protection
        if protection is not None:
            ask_archive_file(self, clear=protection.kind == "none", on_chosen=self.export_to)

    def _on_done(self, report: ArchiveReport) -> None:
        show_report(self, report)
        self.protection.clear()

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was written."), tone="caution")
