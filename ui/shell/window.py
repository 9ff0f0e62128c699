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
from ui.shell.actions import WindowActions
from ui.shell.auditor_page import AuditorPage
from ui.shell.clipboard_guard import ClipboardGuard
from ui.shell.closing import Closing
from ui.shell.dialogs import WindowDialogs
from ui.shell.first_run import FirstRun
from ui.shell.language_choice import LanguageChoice
from ui.shell.locking import Arrival, Locking
from ui.shell.opening_page import OpeningPage
from ui.shell.remembered import Remembered
from ui.shell.status_line import StatusLine
from ui.shell.views import ViewFactory
from ui.shell.window_state import Phase, WindowState
from ui.shell.workspace_page import WorkspacePage
from ui.shell.workspace_views import workspace_views
from ui.theme import ThemeFollower

if TYPE_CHECKING:
    from core.services import Services
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard

_log = logging.getLogger(__name__)


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
        self._remembered = Remembered(self._preferences, theme, self)
        self._view_factory = views
        self._first_run = FirstRun(jobs, self)
        self._state = WindowState()
        self._key_unconfirmed = False
        self._dialogs = WindowDialogs(jobs, self._preferences, self)
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(
            lambda step: self.opening.show_step(step), self
        )
        jobs.failed.connect(self._on_unhandled_error)
        jobs.crashed.connect(self.show_crash)
        self._locking = Locking(jobs, ClipboardGuard(self), self._state, self)
        self._closing = Closing(jobs, self._locking, self._state, self)
        self._session_watch = session_watch or SessionWatch(self)
        self.idle_watch = IdleWatch(
            self._preferences.idle_minutes, most_minutes=most_idle_minutes, parent=self
        )
        self._language_choice = LanguageChoice(self._locking, self._state, self)
        self._connect_locking()
        self._build()
        self._remembered.restore_size()

    def start(self) -> None:
        """Opens the data directory in the background."""
        self._session_watch.start()
        self._state.phase = Phase.OPENING
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
        return self._state.practice_open

    @property
    def wizard(self) -> OnboardingWizard:
        """The first run's pages; made when they are first needed, which for most starts is never."""
        return self._first_run.wizard

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
        self._first_run.forget()
        self.lock_screen = LockScreen(self._jobs)
        self.page = WorkspacePage(self._jobs, self._view_factory(self._jobs))
        self.page.restore_layout(self._preferences.splitter)
        self.auditor_page = AuditorPage(self._jobs)
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
        self.lock_screen.asked.connect(self._on_asked)
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
        wanted.theme_chosen.connect(self._remembered.choose_theme)
        wanted.language_chosen.connect(self._on_language_chosen)
        wanted.about_requested.connect(self._dialogs.show_about)

    def _connect_locking(self) -> None:
        locking, closing, first_run = self._locking, self._closing, self._first_run
        first_run.made.connect(lambda wizard: self._pages.addWidget(wizard))
        first_run.finished.connect(self._on_wizard_finished)
        first_run.step_changed.connect(self._on_wizard_step)
        first_run.not_created.connect(self._on_not_created)
        locking.covered.connect(self._on_covered)
        locking.taken_down.connect(self._on_taken_down)
        locking.locked.connect(self._on_locked)
        self._language_choice.due.connect(self._change_language)
        closing.covered.connect(self._on_closing)
        closing.stayed.connect(self._on_stayed)
        closing.confirmed.connect(lambda: self._remembered.keep_layout(self.page))
        closing.over.connect(self._leave)
        self.idle_watch.idle.connect(self.lock)
        self._dialogs.idle_minutes_changed.connect(self.idle_watch.set_minutes)
        self._dialogs.client_erased.connect(lambda client_id: self.page.on_client_erased(client_id))
        self._dialogs.records_changed.connect(lambda: self.page.look_for_erased())
        self._session_watch.lock_requested.connect(lambda _reason: self.lock())

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._update_actions()

    def _update_actions(self) -> None:
        self.menu_actions.set_unlocked(self.unlocked)
        for action in (self.menu_actions.new_client, self.menu_actions.find):
            action.setEnabled(self.current_page is self.page)
        # The pages are made anew in the other language; where that would lose something it has to wait.
        locked = self.current_page is self.lock_screen
        at_rest = self.unlocked or (locked and self._state.at_rest)
        beginning = self._state.phase is Phase.WIZARD and self._first_run.beginning
        self.menu_actions.set_language_enabled(at_rest or beginning)
        # Before there is a practice it is neither locked nor unlocked.
        self.status.lock_button.setVisible(self.unlocked or locked)

    def _on_opened(self) -> None:
        self.opening.steps.finish()
        if self._workspace.state == "absent":
            self._state.phase = Phase.WIZARD
            self._show(self.wizard)
            self.wizard.focus_entry()
        else:
            self._show_lock_screen()

    def _on_wizard_step(self) -> None:
        self._update_actions()
        if self._first_run.has_practice:
            self.idle_watch.start()
            if self._state.take_lock_wanted():
                self.lock()

    def _on_not_created(self) -> None:
        if self._state.take_lock_wanted():
            self._session_watch.lock_finished()

    def _on_wizard_finished(self) -> None:
        if self._state.phase is Phase.WIZARD:
            self._on_unlocked(self._workspace.services)

    def _show_lock_screen(self) -> None:
        self._state.phase = Phase.LOCKED
        self.lock_screen.clear()
        self.lock_screen.prepare(self._preferences.last_user)
        self._show(self.lock_screen)
        self.lock_screen.focus_entry()

    def _on_asked(self) -> None:
        self._state.phase = Phase.UNLOCKING
        self._update_actions()

    def _on_unlocked(self, services: Services) -> None:
        if self._state.take_lock_wanted():
            # A suspend or a switch came while the passphrase was being tried.
            self._locking.lock()
            return
        arrival = self._locking.opened(services.user_id)
        self._remembered.sign_in(services.user_id)
        self._show_practice(arrival)
        if self._state.take_close_wanted():
            self.close()

    def _on_refused(self) -> None:
        self._state.phase = Phase.LOCKED
        self._update_actions()
        if self._state.take_lock_wanted():
            self._session_watch.lock_finished()
        if self._state.take_close_wanted():
            self.close()

    def _show_practice(self, arrival: Arrival) -> None:
        services = self._workspace.services
        self._state.phase = Phase.OPEN
        self._dress(services)
        self.idle_watch.start()
        if not services.access.allows("chart"):
            self._show(self.auditor_page)
            self.auditor_page.begin(services.practice_name, services.user_name)
            return
        self._show(self.page)
        self.page.begin(arrival.place)
        self.page.remind(form_lost=arrival.form_lost, key_unconfirmed=self._key_unconfirmed)
        self._key_unconfirmed = False

    def _dress(self, services: Services) -> None:
        """What the frame around the pages says of the practice."""
        self.setWindowTitle(self.tr("{practice} – Anamnesis").format(practice=services.practice_name))
        self.status.watch(services)
        if services.access.allows("chart"):
            self.page.tell_unsaved()
            told = self.status.show_first_index
            self._jobs.run(self, index_status(), on_done=told, on_error=lambda _: None)

    def _undress(self) -> None:
        self.setWindowTitle(self.tr("Anamnesis"))
        self.status.unwatch()

    def lock(self) -> None:
        """Saves what was written, takes everything off the screen and drops the keys."""
        phase, first_run = self._state.phase, self._first_run
        if phase is Phase.OPEN:
            self._locking.lock()
        elif phase is Phase.WIZARD and first_run.has_practice:
            self._key_unconfirmed = first_run.key_unconfirmed
            self._locking.lock()
            first_run.leave()
        elif phase is Phase.UNLOCKING or (phase is Phase.WIZARD and first_run.creates):
            self._state.lock_wanted = True
        elif phase is Phase.CLOSING:
            self._state.lock_wanted = True
            self._locking.drop_soon()
        elif phase is not Phase.LOCKING:
            self._session_watch.lock_finished()

    def _on_covered(self) -> None:
        self.opening.begin_locking()
        self._show(self.opening)
        self._undress()

    def _on_taken_down(self) -> None:
        self.idle_watch.stop()
        self._undress()
        self.auditor_page.clear()

    def _on_locked(self, nothing_left: bool) -> None:
        self._session_watch.lock_finished()
        self._show_lock_screen()
        if not nothing_left:
            self.lock_screen.say_words_stay()
        if self._state.take_close_wanted():
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state.phase is Phase.GONE:
            event.accept()
            return
        event.ignore()
        self._closing.ask(key_unconfirmed=self._first_run.key_unconfirmed)

    def _on_closing(self) -> None:
        self.opening.begin_closing()
        self._show(self.opening)
        self._undress()

    def _on_stayed(self) -> None:
        if not self._state.practice_open:
            self._show_lock_screen()
            return
        if self._state.take_lock_wanted():
            # It closes when that is done: by then the words are where they can be, or it asks.
            self._state.close_wanted = True
            self._locking.lock()
            return
        services = self._workspace.services
        self._dress(services)
        self._show(self.page if services.access.allows("chart") else self.auditor_page)

    def _leave(self) -> None:
        self._session_watch.stop()
        self._state.phase = Phase.GONE
        self.close()
        self.closed.emit()

    def _on_language_chosen(self, language: Language) -> None:
        if language != self._preferences.language:
            self._language_choice.choose(language)

    def _change_language(self, language: Language) -> None:
        if self.page.views.chart.has_unsaved:
            self.page.show_error(AnamnesisError("language_not_now"))
            return
        self._remembered.choose_language(language, self.page)
        place = self.page.views.chart.place()
        self._locking.take_down()
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        install_translator(application, language)
        self.menu_actions.deleteLater()
        self.statusBar().removeWidget(self.status)
        self.status.deleteLater()
        self._build()
        if self.unlocked:
            self._locking.opened(self._workspace.services.user_id)
            self._show_practice(Arrival(place))
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
