"""The pages of the window; rebuilt when the language changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.lock.lock_screen import LockScreen
from ui.shell.auditor_page import AuditorPage
from ui.shell.opening_page import OpeningPage
from ui.shell.workspace_page import WorkspacePage

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.shell.views import Views


class WindowPages(QStackedWidget):
    """The wizard is added on demand."""

    def __init__(self, jobs: Jobs, views: Views, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.opening = OpeningPage()
        self.lock_screen = LockScreen(jobs)
        self.practice = WorkspacePage(jobs, views)
        self.auditor = AuditorPage(jobs)
        for page in (self.opening, self.lock_screen, self.practice, self.auditor):
            self.addWidget(page)
