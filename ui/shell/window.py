"""The one window: which page is on screen, and the way from one to the next."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QMenu, QStackedWidget, QWidget

from core.clients.dto import Client
from core.errors import AnamnesisError
from ui.bridge import ThreadBridge
from ui.crash_report import CrashReport
from ui.i18n import Language, install_translator
from ui.lock.lock_screen import LockScreen
from ui.operations.index import index_status
from ui.preferences import Preferences
from ui.shell.about_dialog import AboutDialog
from ui.shell.actions import WindowActions
from ui.shell.clipboard_guard import ClipboardGuard
from ui.shell.crash_dialog import CrashDialog
from ui.shell.opening_page import OpeningPage
from ui.shell.status_line import StatusLine
from ui.shell.views import ViewFactory
from ui.shell.workspace_page import WorkspacePage
from ui.shell.workspace_views import workspace_views
from ui.theme import ThemeFollower, ThemeMode
from ui.widgets.question import Question

if TYPE_CHECKING:
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard

_log = logging.getLogger(__name__)
_SIZE_PX = (1280, 800)
_LEAST_PX = (960, 600)
_JOIN_S = 5.0


class MainWindow(QMainWindow):
    """Opening, then the wizard or the lock screen, then the practice.

    `closed` follows when the practice is saved, locked and closed, all of it behind a page that says so; only
    then does the window go.
    """

    closed = Signal()

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        *,
        preferences: Preferences | None = None,
        theme: ThemeFollower | None = None,
        views: ViewFactory = workspace_views,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._jobs = jobs
        self._preferences = preferences or Preferences()
        self._theme = theme
        self._view_factory = views
        self._wizard: OnboardingWizard | None = None
        self._practice_open = False
        self._after_save: Callable[[], None] | None = None
        self._ending = False
        self._gone = False
        self._clipboard = ClipboardGuard(self)
        self._crash_dialog: CrashDialog | None = None
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(self._on_step, self)
        jobs.failed.connect(self._on_unhandled_error)
        jobs.crashed.connect(self.show_crash)
        self._build()
        self.setMinimumSize(*_LEAST_PX)
        self.resize(*_SIZE_PX)
        if not self._preferences.geometry.isEmpty():
            self.restoreGeometry(self._preferences.geometry)

    # Pages.

    def start(self) -> None:
        """Opens the data directory in the background."""
        self._show(self.opening)
        self.opening.begin_opening()
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.open(self._steps_from_lane.send),
            on_done=lambda _: self._on_opened(),
            on_error=self.opening.show_error,
        )

    @property
    def current_page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def unlocked(self) -> bool:
        """Whether the page of the practice is on screen."""
        return self.current_page is self.page

    @property
    def wizard(self) -> OnboardingWizard:
        """The first run's pages; made when they are first needed, which for most starts is never."""
        if self._wizard is None:
            # Here, since it brings the printing and the word lists of the strength meter with it.
            from ui.onboarding.wizard import OnboardingWizard

            self._wizard = OnboardingWizard(self._jobs)
            self._wizard.finished.connect(self._show_practice)
            self._wizard.step_changed.connect(self._update_actions)
            self._pages.addWidget(self._wizard)
        return self._wizard

    def raise_to_front(self) -> None:
        """For a second start over the same data directory."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Anamnesis"))
        self.menu_actions = WindowActions(
            self,
            theme_mode=self._theme.mode if self._theme is not None else self._preferences.theme_mode,
            language=self._preferences.language,
        )
        self.opening = OpeningPage()
        self._wizard = None
        self.lock_screen = LockScreen(self._jobs)
        self.page = WorkspacePage(self._jobs, self._view_factory(self._jobs))
        self.page.restore_layout(self._preferences.splitter)
        self._pages = QStackedWidget()
        for page in (self.opening, self.lock_screen, self.page):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.status = StatusLine()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self._connect()

    def _connect(self) -> None:
        self.opening.retry_requested.connect(self.start)
        self.lock_screen.unlocked.connect(lambda _services: self._show_practice())
        self.page.unsaved_changed.connect(self.status.show_unsaved)
        self.page.views.chart.flushed.connect(self._on_flushed)
        self.status.lock_requested.connect(self.lock)
        wanted = self.menu_actions
        wanted.new_client_requested.connect(self.page.views.clients.new_client)
        wanted.find_requested.connect(self.page.views.clients.focus_search)
        wanted.lock_requested.connect(self.lock)
        wanted.quit_requested.connect(self.close)
        wanted.theme_chosen.connect(self._on_theme_chosen)
        wanted.language_chosen.connect(self._on_language_chosen)
        wanted.about_requested.connect(self._on_about)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._update_actions()

    def _update_actions(self) -> None:
        self.menu_actions.set_unlocked(self.unlocked)
        # The pages are made anew in the other language; where that would lose something it has to wait.
        at_rest = self.unlocked or self.current_page is self.lock_screen
        wizard = self._wizard
        beginning = wizard is not None and self.current_page is wizard and wizard.step is wizard.welcome
        self.menu_actions.set_language_enabled(at_rest or beginning)
        # Before there is a practice it is neither locked nor unlocked.
        self.status.lock_button.setVisible(at_rest)

    def _on_step(self, step: str) -> None:
        self.opening.show_step(step)

    def _on_opened(self) -> None:
        self.opening.steps.finish()
        if self._workspace.state == "absent":
            self._show(self.wizard)
            self.wizard.focus_entry()
        else:
            self._show_lock_screen()

    def _show_lock_screen(self) -> None:
        self.lock_screen.clear()
        self._show(self.lock_screen)
        self.lock_screen.focus_entry()

    def _show_practice(self, client: Client | None = None) -> None:
        services = self._workspace.services
        self.setWindowTitle(self.tr("{practice} – Anamnesis").format(practice=services.practice_name))
        self._practice_open = True
        self.status.watch(services)
        self._show(self.page)
        self.page.begin(client)
        self._jobs.run(self, index_status(), on_done=self.status.show_first_index, on_error=lambda _: None)

    # Locking: save, forget, drop.

    def lock(self) -> None:
        """Saves what was written, takes everything off the screen and drops the keys."""
        if not self.unlocked or self._ending:
            return
        # Off the screen at once; what is under way, a save perhaps, still ends before the keys go.
        self.opening.begin_locking()
        self._show(self.opening)
        self._save_then(lambda: self._after_lane(self._lock_now))

    def _save_then(self, follow: Callable[[], None]) -> None:
        """Stores unsaved words, then goes on, whether or not all could be stored."""
        already_saving = self._after_save is not None
        self._after_save = follow
        if already_saving:
            return
        if not self._practice_open or self.page.views.chart.flush():
            self._on_flushed(True)

    def _on_flushed(self, _stored: bool) -> None:
        follow, self._after_save = self._after_save, None
        if follow is not None:
            follow()

    def _lock_now(self) -> None:
        # Words that could not be stored stay with the chart, unseen, and are stored after the next unlock.
        self._take_down()
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.lock(),
            on_done=lambda _: self._show_lock_screen(),
            on_error=lambda _: self._show_lock_screen(),
        )

    def _take_down(self) -> None:
        """Nothing of the practice is on screen, in a dialog or in our clipboard afterwards."""
        self._practice_open = False
        self._jobs.forget_all()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog | QMenu) and window.isVisible():
                # Not `close`: a dialog may ask before it closes, and nothing may be in the way of a lock.
                window.hide()
                if isinstance(window, QDialog):
                    window.deleteLater()
        self.status.unwatch()
        self.page.clear()
        self.setWindowTitle(self.tr("Anamnesis"))
        self._clipboard.clear_ours()

    # Closing: save, lock, stop the database, then go.

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._gone:
            event.accept()
            return
        event.ignore()
        if self._ending:
            return
        if self._wizard is not None and self._wizard.key_unconfirmed:
            Question(
                self,
                title=self.tr("Close without the recovery key?"),
                text=self.tr("It is shown only now. If the passphrase is lost later, so is every note."),
                yes=self.tr("Close anyway"),
                on_yes=self._begin_closing,
            ).open()
            return
        self._begin_closing()

    def _begin_closing(self) -> None:
        if not self._ending:
            self._ending = True
            self._save_then(self._ask_or_close)

    def _ask_or_close(self) -> None:
        if not self.page.views.chart.has_unsaved:
            self._close_now()
            return
        self._ending = False
        Question(
            self,
            title=self.tr("Close and lose what was not saved?"),
            text=self.tr("Some words could not be stored. They are lost when the window closes."),
            yes=self.tr("Close and lose them"),
            on_yes=self._close_now,
        ).open()

    def _close_now(self) -> None:
        self._ending = True
        self._remember()
        self._take_down()
        self.page.views.chart.discard_unsaved()
        self.opening.begin_closing()
        self._show(self.opening)
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.close(),
            on_done=lambda _: self._leave(),
            on_error=lambda _: self._leave(),
        )

    def _leave(self) -> None:
        self._jobs.shutdown(timeout_s=_JOIN_S)
        self._gone = True
        self.close()
        self.closed.emit()

    def _remember(self) -> None:
        self._preferences.geometry = self.saveGeometry()
        self._preferences.splitter = self.page.save_layout()
        self._preferences.save()

    # Theme, language, help, faults.

    def _on_theme_chosen(self, mode: ThemeMode) -> None:
        self._preferences.theme_mode = mode
        self._preferences.save()
        if self._theme is not None:
            self._theme.set_mode(mode)

    def _on_language_chosen(self, language: Language) -> None:
        if language != self._preferences.language:
            self._save_then(lambda: self._after_lane(lambda: self._change_language(language)))

    def _after_lane(self, follow: Callable[[], None]) -> None:
        """Goes on when everything under way in the `db` lane, an unlock perhaps, is over."""
        self._jobs.run_workspace(self, "db", lambda *_: None, on_done=lambda _: follow())

    def _change_language(self, language: Language) -> None:
        if self.page.views.chart.has_unsaved:
            self.page.show_error(AnamnesisError("language_not_now"))
            return
        self._preferences.splitter = self.page.save_layout()
        self._preferences.language = language
        self._preferences.save()
        client = self.page.views.chart.client
        was_unlocked = self.unlocked
        self._take_down()
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        install_translator(application, language)
        self.menu_actions.deleteLater()
        self.statusBar().removeWidget(self.status)
        self.status.deleteLater()
        self._build()
        if was_unlocked:
            self._show_practice(client)
        else:
            self._on_opened()

    def _on_about(self) -> None:
        AboutDialog(self).open()

    def _on_unhandled_error(self, error: AnamnesisError) -> None:
        if self.unlocked:
            self.page.show_error(error)
        else:
            _log.warning("an error came while no practice was open: %s", error.code)

    def show_crash(self, report: CrashReport) -> None:
        """One dialog at a time, however many faults follow each other."""
        if self._crash_dialog is not None:
            self._crash_dialog.count_another()
            return
        self._crash_dialog = CrashDialog(report, self)
        self._crash_dialog.finished.connect(self._on_crash_dialog_gone)
        self._crash_dialog.show()

    def _on_crash_dialog_gone(self) -> None:
        self._crash_dialog = None
