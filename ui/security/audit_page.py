"""The audit log: its entries, its verification, and its export."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from core.audit.dto import AuditPage, ChainReport
from core.clients.dto import CLIENT_STATES, Client
from core.errors import AnamnesisError
from core.people.dto import Member
from core.security.roles import Access
from ui.operations.audit import audit_page, export_audit, verify_audit
from ui.operations.operation import in_db
from ui.security.audit_filters import AuditFilters
from ui.security.audit_model import ACTION, OBJECT, PERSON, TIME, AuditModel
from ui.security.audit_words import finding_text, short_id
from ui.security.page import SecurityPage
from ui.theme import SPACE_2, set_role
from ui.widgets.empty_state import EmptyState
from ui.widgets.plain_label import PlainLabel
from ui.widgets.reading_table import ReadingTable

if TYPE_CHECKING:
    from ui.jobs import Job, Jobs

_WIDTHS_PX = {TIME: 160, PERSON: 150, ACTION: 190, OBJECT: 220}
_FINDINGS_SHOWN = 8


class AuditLogPage(SecurityPage):
    def __init__(self, jobs: Jobs, access: Access, parent: QWidget | None = None) -> None:
        super().__init__(jobs, parent, scrolls=False)
        self.set_title(self.tr("Audit log"))
        self._access = access
        self._reading: Job | None = None
        self.filters = AuditFilters()
        self.model = AuditModel(self._fetch_older, self)
        self.table = ReadingTable(self.tr("Entries of the audit log"))
        self.empty = EmptyState("")
        self.count = PlainLabel()
        self.verify_button = QPushButton(self.tr("&Verify"))
        self.export_button = QPushButton(self.tr("&Export…"))
        self._lay_out()
        self._connect()

    def opened(self) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.people.list),
            on_done=self._show_people,
            on_error=lambda _: None,
        )
        if self._access.allows("chart"):
            named = in_db(lambda services: services.clients.list, states=CLIENT_STATES)
            self._jobs.run(self, named, on_done=self._show_clients, on_error=lambda _: None)
        self.reload()

    def reload(self) -> None:
        """Reads the newest entries that match the filters."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self._jobs.run(
            self, audit_page(wanted=self.filters.wanted), on_done=self._show, on_error=self._on_unread
        )

    def export_to(self, path: str) -> None:
        """Exports the entries that match the filters."""
        self.message.clear()
        self.work.run(
            self.tr("Exporting the audit log"),
            export_audit(path=Path(path), wanted=self.filters.wanted),
            on_done=lambda count: self._on_exported(path, count),
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _lay_out(self) -> None:
        self.table.setModel(self.model)
        for column, width in _WIDTHS_PX.items():
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setStretchLastSection(True)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(self.empty)
        set_role(self.count, type="caption", tone="muted")
        foot = QHBoxLayout()
        foot.setSpacing(SPACE_2)
        foot.addWidget(self.count, 1)
        for button in (self.verify_button, self.export_button):
            button.setAutoDefault(False)
            foot.addWidget(button)
        self.column.addWidget(self.filters)
        self.column.addWidget(self._pages, 1)
        self.column.addLayout(foot)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.empty.action_requested.connect(self.filters.reset)
        self.verify_button.clicked.connect(self._verify)
        self.export_button.clicked.connect(self._choose_file)
        self.work.changed.connect(self._update_buttons)
        self.message.action_requested.connect(self.reload)

    def _update_buttons(self) -> None:
        for button in (self.verify_button, self.export_button):
            button.setEnabled(not self.work.working)

    def _show(self, page: AuditPage) -> None:
        self._reading = None
        self.model.show(page)
        self.table.scrollToTop()
        self._refresh()

    def _fetch_older(self, before: int) -> None:
        wanted = self.filters.wanted

        def received(page: AuditPage) -> None:
            # The filters were changed during the read: its entries belong to another list.
            if self._reading is None and wanted == self.filters.wanted:
                self.model.append(page)
                self._refresh()

        self._jobs.run(
            self, audit_page(wanted=wanted, before=before), on_done=received, on_error=self._on_unread
        )

    def _on_unread(self, error: AnamnesisError) -> None:
        self._reading = None
        self.model.give_up_fetching()
        self.show_error(error)

    def _show_people(self, people: tuple[Member, ...]) -> None:
        names = {person.user_id: person.name for person in people}
        self.model.set_people(names)
        self.filters.set_people(names)

    def _show_clients(self, clients: list[Client]) -> None:
        names = {client.client_id: client.details.display_name for client in clients}
        self.model.set_clients(names)
        self.filters.set_clients(names)

    def _refresh(self) -> None:
        shown = self.model.rowCount()
        self._pages.setCurrentWidget(self.table if shown else self.empty)
        if not self._access.allows("chart") and not self.filters.narrowed:
            # Without a key to the names, a client is identified by the beginning of the id.
            self.filters.set_clients({each: short_id(each) for each in self.model.client_ids()})
        if self.model.complete:
            self.count.setText(self.tr("%n entry(s)", "", shown))
        else:
            self.count.setText(self.tr("The newest %n entry(s); scroll for older ones", "", shown))
        if shown:
            return
        self.count.setText("")
        if self.filters.failed_unlocks:
            self.empty.set_content(
                self.tr("No failed unlocks"),
                self.tr("No wrong passphrase was tried in this period."),
                self.tr("Show everything"),
            )
        elif self.filters.narrowed:
            self.empty.set_content(
                self.tr("No entry matches"),
                self.tr("Choose another person, client, action or period."),
                self.tr("Show everything"),
            )
        else:
            self.empty.set_content(
                self.tr("The log is empty"), self.tr("Everything done from now on is recorded here.")
            )

    def _verify(self) -> None:
        self.message.clear()
        self.work.run(
            self.tr("Verifying the audit log"),
            verify_audit(),
            on_done=self._show_report,
            on_error=self.show_error,
            on_stopped=self._on_stopped,
        )

    def _show_report(self, report: ChainReport) -> None:
        counts = " ".join(
            (
                self.tr("%n entry(s) checked,", "", report.entries),
                self.tr("%n signed checkpoint(s),", "", report.checkpoints),
                self.tr("%n entry(s) after the last one.", "", report.unanchored),
            )
        )
        if report.unchained:
            counts += " " + self.tr("%n older entry(s) from before the chain.", "", report.unchained)
        if not report.authenticated:
            counts += " " + self.tr("The codes that only this program can make could not be checked.")
        if report.intact:
            self.message.show_message(
                self.tr("The log is complete"),
                counts,
                self.tr(
                    "Entries after the last checkpoint could be removed unnoticed; each lock makes a"
                    " checkpoint."
                ),
                tone="good",
            )
            return
        lines = [finding_text(finding) for finding in report.findings[:_FINDINGS_SHOWN]]
        rest = len(report.findings) - len(lines)
        if rest:
            lines.append(self.tr("and %n more.", "", rest))
        self.message.show_message(
            self.tr("The log was altered"),
            "\n".join((counts, *lines)),
            self.tr("Export it, keep the file, and ask who had access to this computer or its database."),
            tone="danger",
        )

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Export the audit log"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("JSON Lines (*.jsonl)"))
        dialog.setDefaultSuffix("jsonl")
        dialog.selectFile("anamnesis-audit.jsonl")
        dialog.fileSelected.connect(self.export_to)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_exported(self, path: str, count: int) -> None:
        self.message.show_message(
            self.tr("Exported"),
            self.tr("%n entry(s) in {file}. Others can verify it without keys.", "", count).format(
                file=Path(path).name
            ),
            self.tr("It holds no clinical text, but says who worked when."),
            tone="good",
        )

    def _on_stopped(self) -> None:
        self.message.show_message(self.tr("Stopped"), self.tr("Nothing was changed."))
