"""Exports one client's chart to a file that others can read, with a plain explanation of the risk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QRadioButton, QWidget

from core.clients.dto import Client
from core.interchange.archive.dto import ArchiveReport
from core.interchange.chart_exporter import ExportReport
from core.interchange.export_formats import EXPORT_FORMATS, ExportOptions, Option
from ui.i18n.marking import translated
from ui.interchange.archive_file import ask_archive_file, show_report
from ui.interchange.export_formats import FORMAT_WORDS
from ui.interchange.protection_form import ProtectionForm
from ui.operations.archives import export_client_archive
from ui.operations.interchange import export_chart
from ui.text.one_line import one_line
from ui.text.text_direction import isolate
from ui.theme import set_role
from ui.widgets.client_line import ClientLine
from ui.widgets.paragraph import Paragraph
from ui.widgets.work_dialog import WorkDialog

if TYPE_CHECKING:
    from ui.jobs import Jobs

_WIDTH_PX = 600


class ExportDialog(WorkDialog):
    def __init__(self, jobs: Jobs, client: Client, parent: QWidget | None = None) -> None:
        super().__init__(jobs, width_px=_WIDTH_PX, parent=parent)
        self._client = client
        self.setWindowTitle(self.tr("Export a chart"))
        self.go_button.setText(self.tr("&Export…"))
        set_role(self.go_button, kind="primary")
        self.cancel_button.setText(self.tr("Close"))
        self.who = ClientLine(client)
        self.choices = {name: QRadioButton(translated(FORMAT_WORDS[name].choice)) for name in EXPORT_FORMATS}
        self.order = QComboBox()
        self.order.addItem(self.tr("Newest session first"), "newest_first")
        self.order.addItem(self.tr("Oldest session first"), "oldest_first")
        self.order.setAccessibleName(self.tr("Order of the sessions"))
        self.versions = QCheckBox(self.tr("With the earlier &versions of each session"))
        self.protection = ProtectionForm()
        self.warning = Paragraph()
        self._options: dict[Option, QWidget] = {
            "order": self.order,
            "versions": self.versions,
            "protection": self.protection,
        }
        self.column.addWidget(self.who)
        for name, choice in self.choices.items():
            self.column.addWidget(choice)
            for option in EXPORT_FORMATS[name].options:
                self.column.addWidget(self._options[option])
            choice.toggled.connect(self.refresh)
        self.column.addWidget(self.warning)
        next(iter(self.choices.values())).setChecked(True)
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

    @property
    def chosen(self) -> str:
        """The format, as in `EXPORT_FORMATS`."""
        return next(name for name, choice in self.choices.items() if choice.isChecked())

    def refresh(self) -> None:
        options = EXPORT_FORMATS[self.chosen].options
        protected = "protection" in options
        ready = not protected or self.protection.protection is not None
        self.go_button.setEnabled(ready and not self.work.working)
        self.protection.setVisible(protected)
        self.warning.setText(self._holds(archive=protected))
        set_role(self.warning, tone="muted" if protected else "caution")
        self.order.setEnabled("order" in options)
        self.versions.setEnabled("versions" in options)
        self.lock_where_imposed("export_allowed", self.go_button)

    def _holds(self, *, archive: bool) -> str:
        """What the chosen file contains, and what it does not."""
        if archive:
            return self.tr(
                "In it: the client's details, every version of every session, attachments, appointments, "
                "letters, dismissed contradictions and conversations; the audit log's entries about this "
                "client, if you may read them. The export is recorded in the audit log."
            )
        return self.tr(
            "The file is not protected: whoever can open it can read the whole chart, and this program "
            "cannot take it back. Attachments, appointments and letters are not in it: they are in an "
            "archive. The export is recorded in the audit log."
        )

    def export_to(self, path: Path) -> None:
        """Writes the file; replacing an existing one was confirmed."""
        self.message.clear()
        words = FORMAT_WORDS[self.chosen]
        if words.write is None:
            self._export_archive(path)
            return
        operation = export_chart(
            write=words.write,
            client_id=self._client.client_id,
            path=path,
            options=ExportOptions(
                order=self.order.currentData(), versions=self.versions.isChecked(), overwrite=True
            ),
        )
        self.work.run(
            translated(words.step),
            operation,
            on_done=self._on_done,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _export_archive(self, path: Path) -> None:
        protection = self.protection.protection
        if protection is None:
            return
        self.work.run(
            self.tr("Writing, per cent"),
            export_client_archive(
                client_id=self._client.client_id, path=path, protection=protection, overwrite=True
            ),
            on_done=self._on_archived,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _ask_file(self) -> None:
        words = FORMAT_WORDS[self.chosen]
        if words.write is None:
            protection = self.protection.protection
            if protection is not None:
                ask_archive_file(self, clear=protection.kind == "none", on_chosen=self.export_to)
            return
        dialog = QFileDialog(self, self.tr("Export a chart"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(translated(words.file_filter))
        dialog.setDefaultSuffix(EXPORT_FORMATS[self.chosen].ending)
        dialog.fileSelected.connect(lambda name: self.export_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_done(self, report: ExportReport) -> None:
        counts = (
            self.tr("%n session(s)", "", report.sessions),
            self.tr("%n addendum(s)", "", report.addenda),
        )
        self.show_message(
            self.tr("Exported to {file}").format(file=isolate(report.file.name)),
            one_line(counts),
            self.tr("The file is not protected. Delete it when it is no longer needed."),
            tone="good",
        )

    def _on_archived(self, report: ArchiveReport) -> None:
        show_report(self, report)
        self.protection.clear()

    def _on_stopped(self) -> None:
        self.show_message(self.tr("Stopped"), self.tr("Nothing was written."), tone="caution")
