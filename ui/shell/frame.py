"""The frame around the pages: window title and status line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow

from ui.backups.status_button import BackupStatusButton
from ui.commands import shown_keys
from ui.health.alert_watch import AlertWatch
from ui.operations.operation import in_db
from ui.shell.due_purge import DuePurge
from ui.shell.status_line import StatusLine
from ui.updates.status_button import UpdateStatusButton

if TYPE_CHECKING:
    from core.services import Services
    from ui.commands import CommandBook
    from ui.jobs import Jobs
    from ui.shell.workspace_page import WorkspacePage


class Frame(QObject):
    """Shows the practice's name only while it is open."""

    def __init__(self, jobs: Jobs, window: QMainWindow) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._purge = DuePurge(jobs, self)
        self._purge.purged.connect(self._on_purged)
        self._purge.doubted.connect(lambda count: self.status.show_purge_doubted(count))
        self._alerts = AlertWatch(jobs, self)
        self._alerts.told.connect(lambda pressing: self.status.alerts.show_findings(pressing))
        self._status: StatusLine | None = None
        self._backups: BackupStatusButton | None = None
        self._updates: UpdateStatusButton | None = None
        self._page: WorkspacePage | None = None
        self._book: CommandBook | None = None

    @property
    def status(self) -> StatusLine:
        assert self._status is not None  # noqa: S101 - the window builds before it shows anything
        return self._status

    @property
    def backups(self) -> BackupStatusButton:
        assert self._backups is not None  # noqa: S101 - the window builds before it shows anything
        return self._backups

    @property
    def updates(self) -> UpdateStatusButton:
        assert self._updates is not None  # noqa: S101 - the window builds before it shows anything
        return self._updates

    def build(self, page: WorkspacePage, book: CommandBook) -> None:
        """Creates a status line for a new page and language."""
        bar = self._window.statusBar()
        if self._status is not None:
            bar.removeWidget(self._status)
            self._status.deleteLater()
        for each in (self._updates, self._backups):
            if each is not None:
                bar.removeWidget(each)
                each.deleteLater()
        self._page, self._book = page, book
        book.changed.connect(self._tell_keys)
        self._status = StatusLine()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self._status, 1)
        self._updates = UpdateStatusButton()
        bar.addPermanentWidget(self._updates)
        self._updates.hide()
        self._backups = BackupStatusButton(self._jobs)
        bar.addPermanentWidget(self._backups)
        self._backups.unwatch()
        page.unsaved_changed.connect(self._status.show_unsaved)
        page.rekeying.connect(self._status.show_rekeying)
        self._status.alerts.chosen.connect(page.show_health)
        self._status.index_told.connect(page.views.find.tell_index)
        self._status.engine_told.connect(page.views.find.tell_engine)
        self._tell_keys()
        self._window.setWindowTitle(self.tr("Anamnesis"))

    def show_practice(self, services: Services) -> None:
        """Shows the practice's name, and the state of index and models."""
        title = self.tr("{practice} – Anamnesis").format(practice=services.practice_name)
        self._window.setWindowTitle(title)
        self.status.watch(services)
        self.backups.watch(services)
        if services.access.allows("chart") and self._page is not None:
            self._page.tell_unsaved()
            told = self.status.show_first_index
            self._jobs.run(
                self, in_db(lambda services: services.index.status), on_done=told, on_error=lambda _: None
            )
            self._alerts.start()

    def purge(self, services: Services) -> None:
        """Purges due charts if the user may, and reports the number."""
        self._purge.start(services)

    def hide_practice(self) -> None:
        """Removes the practice's name."""
        self._window.setWindowTitle(self.tr("Anamnesis"))
        self._alerts.stop()
        self.status.unwatch()
        self.backups.unwatch()

    def _tell_keys(self) -> None:
        if self._book is not None and self._book.find("app.lock") is not None:
            self.status.show_lock_keys(shown_keys(self._book.keys("app.lock")))

    def _on_purged(self, count: int) -> None:
        self.status.show_purged(count)
        if self._page is not None:
            self._page.look_for_erased()
