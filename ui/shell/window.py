"""The one window: which page is on screen, and the way from one to the next."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from core.errors import AnamnesisError
from ui.bridge import ThreadBridge
from ui.crash_report import CrashReport
from ui.i18n import Language, install_translator
from ui.lock.idle_watch import IdleWatch
from ui.lock.lock_screen import LockScreen
from ui.lock.session_watch import SessionWatch
from ui.operations.index import index_status
from ui.preferences import Preferences
from ui.sessions.chart_place import ChartPlace
from ui.shell.actions import WindowActions
from ui.shell.auditor_page import AuditorPage
from ui.shell.clipboard_guard import ClipboardGuard
from ui.shell.closing import Closing
from ui.shell.dialogs import WindowDialogs
from ui.shell.locking import Locking
from ui.shell.opening_page import OpeningPage
from ui.shell.status_line import StatusLine
from ui.shell.views import ViewFactory
from ui.shell.workspace_page import WorkspacePage
from ui.shell.workspace_views import workspace_views
from ui.theme import ThemeFollower, ThemeMode

if TYPE_CHECKING:
    from core.services import Services
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard

_log = logging.getLogger(__name__)
_SIZE_PX = (1280, 800)
_LEAST_PX = (960, 600)


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
        session_watch: SessionWatch | None = None,
        most_idle_minutes: int | None = None,
    ) -> None:
        """`most_idle_minutes` is a policy: the person may choose to lock sooner, not later."""
        super().__init__()
        self._workspace = workspace
        self._jobs = jobs
        self._preferences = preferences or Preferences()
        self._theme = theme
        self._view_factory = views
        self._wizard: OnboardingWizard | None = None
        self._gone = False
        self._lock_when_open = False
        self._dialogs = WindowDialogs(jobs, self._preferences, self)
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(self._on_step, self)
        jobs.failed.connect(self._on_unhandled_error)
        jobs.crashed.connect(self.show_crash)
        self._locking = Locking(jobs, ClipboardGuard(self), self)
        self._closing = Closing(jobs, self._locking, self)
        self._session_watch = session_watch or SessionWatch(self)
        self.idle_watch = IdleWatch(
            self._preferences.idle_minutes, most_minutes=most_idle_minutes, parent=self
        )
        self._connect_locking()
        self._build()
        self.setMinimumSize(*_LEAST_PX)
        self.resize(*_SIZE_PX)
        if not self._preferences.geometry.isEmpty():
            self.restoreGeometry(self._preferences.geometry)

    # Pages.

    def start(self) -> None:
        """Opens the data directory in the background."""
        self._session_watch.start()
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
        """Whether the page of the practice, or the auditor's, is on screen."""
        return self.current_page in (self.page, self.auditor_page)

    @property
    def wizard(self) -> OnboardingWizard:
        """The first run's pages; made when they are first needed, which for most starts is never."""
        if self._wizard is None:
            # Here, since it brings the printing and the word lists of the strength meter with it.
            from ui.onboarding.wizard import OnboardingWizard

            self._wizard = OnboardingWizard(self._jobs)
            self._wizard.finished.connect(lambda: self._on_unlocked(self._workspace.services))
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
        self.auditor_page = AuditorPage()
        self._locking.attach(self.page)
        self._closing.attach(self.page)
        self._pages = QStackedWidget()
        for page in (self.opening, self.lock_screen, self.page, self.auditor_page):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.status = StatusLine()
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.addWidget(self.status, 1)
        self._connect()

    def _connect(self) -> None:
        self.opening.retry_requested.connect(self.start)
        self.lock_screen.unlocked.connect(self._on_unlocked)
        self.lock_screen.refused.connect(self._on_refused)
        self.lock_screen.recovered.connect(self._on_recovered)
        self.page.unsaved_changed.connect(self.status.show_unsaved)
        self.page.rekeying.connect(self.status.show_rekeying)
        self.auditor_page.audit_requested.connect(self._on_security)
        self.status.lock_requested.connect(self.lock)
        wanted = self.menu_actions
        wanted.new_client_requested.connect(self.page.views.clients.new_client)
        wanted.find_requested.connect(self.page.views.clients.focus_search)
        wanted.security_requested.connect(self._on_security)
        wanted.lock_requested.connect(self.lock)
        wanted.quit_requested.connect(self.close)
        wanted.theme_chosen.connect(self._on_theme_chosen)
        wanted.language_chosen.connect(self._on_language_chosen)
        wanted.about_requested.connect(self._dialogs.show_about)

    def _connect_locking(self) -> None:
        locking, closing = self._locking, self._closing
        locking.covered.connect(self._on_covered)
        locking.taken_down.connect(self._on_taken_down)
        locking.locked.connect(self._on_locked)
        closing.covered.connect(self._on_closing)
        closing.stayed.connect(self._on_stayed)
        closing.confirmed.connect(self._remember)
        closing.over.connect(self._leave)
        self.idle_watch.idle.connect(self.lock)
        self._dialogs.idle_minutes_changed.connect(self.idle_watch.set_minutes)
        self._dialogs.client_erased.connect(lambda client_id: self.page.on_client_erased(client_id))
        self._session_watch.lock_requested.connect(lambda _reason: self.lock())

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._update_actions()

    def _update_actions(self) -> None:
        self.menu_actions.set_unlocked(self.unlocked)
        for action in (self.menu_actions.new_client, self.menu_actions.find):
            action.setEnabled(self.current_page is self.page)
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
        self.lock_screen.prepare(self._preferences.last_user)
        self._show(self.lock_screen)
        self.lock_screen.focus_entry()

    def _on_unlocked(self, services: Services) -> None:
        if self._lock_when_open:
            # A suspend or a switch came while the passphrase was being tried.
            self._lock_when_open = False
            self._locking.lock()
            return
        place = self._locking.opened(services.user_id)
        self._preferences.last_user = services.user_id
        self._preferences.save()
        self._show_practice(place)

    def _on_refused(self) -> None:
        if self._lock_when_open:
            self._lock_when_open = False
            self._session_watch.lock_finished()

    def _show_practice(self, place: ChartPlace | None) -> None:
        services = self._workspace.services
        self.setWindowTitle(self.tr("{practice} – Anamnesis").format(practice=services.practice_name))
        self.status.watch(services)
        self.idle_watch.start()
        if not services.access.allows("chart"):
            self.auditor_page.show_practice(services.practice_name, services.user_name)
            self._show(self.auditor_page)
            return
        self._show(self.page)
        self.page.begin(place)
        self._jobs.run(self, index_status(), on_done=self.status.show_first_index, on_error=lambda _: None)

    # Locking and closing: what they do is in `Locking` and `Closing`, what is on screen meanwhile is here.

    def lock(self) -> None:
        """Saves what was written, takes everything off the screen and drops the keys."""
        if self._closing.under_way or self._locking.under_way:
            return
        if self.unlocked:
            self._locking.lock()
        elif self.lock_screen.under_way:
            self._lock_when_open = True
        else:
            self._session_watch.lock_finished()

    def _on_covered(self) -> None:
        self.opening.begin_locking()
        self._show(self.opening)

    def _on_taken_down(self) -> None:
        self.idle_watch.stop()
        self.status.unwatch()
        self.auditor_page.clear()
        self.setWindowTitle(self.tr("Anamnesis"))

    def _on_locked(self, nothing_left: bool) -> None:
        self._session_watch.lock_finished()
        if self._closing.under_way:
            return
        self._show_lock_screen()
        if not nothing_left:
            self.lock_screen.say_words_stay()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._gone:
            event.accept()
            return
        event.ignore()
        wizard = self._wizard
        self._closing.ask(key_unconfirmed=wizard is not None and wizard.key_unconfirmed)

    def _on_closing(self) -> None:
        self.opening.begin_closing()
        self._show(self.opening)

    def _on_stayed(self) -> None:
        self._show(self.page)

    def _leave(self) -> None:
        self._session_watch.stop()
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
        locking = self._locking
        if language != self._preferences.language:
            locking.save_then(lambda: locking.after_lane(lambda: self._change_language(language)))

    def _change_language(self, language: Language) -> None:
        if self.page.views.chart.has_unsaved:
            self.page.show_error(AnamnesisError("language_not_now"))
            return
        self._preferences.splitter = self.page.save_layout()
        self._preferences.language = language
        self._preferences.save()
        place = self.page.views.chart.place()
        was_unlocked = self.unlocked
        self._locking.take_down()
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        install_translator(application, language)
        self.menu_actions.deleteLater()
        self.statusBar().removeWidget(self.status)
        self.status.deleteLater()
        self._build()
        if was_unlocked:
            self._locking.opened(self._workspace.services.user_id)
            self._show_practice(place)
        else:
            self._on_opened()

    def _on_security(self) -> None:
        if self.unlocked:
            self._dialogs.show_security(self._workspace.services.access)

    def _on_recovered(self) -> None:
        if self.unlocked:
            self._dialogs.ask_for_new_passphrase()

    def _on_unhandled_error(self, error: AnamnesisError) -> None:
        if self.current_page is self.page:
            self.page.show_error(error)
        else:
            _log.warning("an error came while no practice was open: %s", error.code)

    def show_crash(self, report: CrashReport) -> None:
        """Tells of a fault in this program."""
        self._dialogs.show_crash(report)
