"""The main window: its current page, its frame, and global actions."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from core.errors import AnamnesisError
from ui.backups.schedule import BackupSchedule
from ui.commands import CommandBook
from ui.crash_report import CrashReport
from ui.i18n import Language, install_translator
from ui.lock.idle_watch import IdleWatch
from ui.lock.session_watch import SessionWatch
from ui.palette.recent import Recent
from ui.preferences import Preferences
from ui.shell.assistant_switch import AssistantSwitch
from ui.shell.chosen_settings import ChosenSettings
from ui.shell.clipboard_guard import ClipboardGuard
from ui.shell.closing import Closing
from ui.shell.dialogs import WindowDialogs
from ui.shell.first_run import FirstRun
from ui.shell.form_keeper import FormKeeper
from ui.shell.frame import Frame
from ui.shell.hand_over import HandOverAsk, HandOverWatch
from ui.shell.language_choice import LanguageChoice
from ui.shell.locking import Arrival, Locking
from ui.shell.menus import WindowMenus
from ui.shell.opened_bundle import OpenedBundle
from ui.shell.own_commands import OwnCommands
from ui.shell.status_line import StatusLine
from ui.shell.update_choice import UpdateChoice
from ui.shell.upgrade_choice import UpgradeChoice
from ui.shell.views import ViewFactory
from ui.shell.window_commands import WindowCommands
from ui.shell.window_pages import WindowPages
from ui.shell.window_phases import WindowPhases
from ui.shell.window_preferences import SHOWS_ALL_PX, WindowPreferences
from ui.shell.window_state import Phase, WindowState
from ui.shell.workspace_views import workspace_views
from ui.theme import ThemeFollower, ThemeMode, styled_at_the_end
from ui.widgets.dragged_bundle import dragged_bundle

if TYPE_CHECKING:
    from core.ids import ClientId
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.onboarding.wizard import OnboardingWizard

_log = logging.getLogger(__name__)


class MainWindow(QMainWindow):
    """Opening page, then the wizard or the lock screen, then the practice.

    `closed` follows when the practice is saved, locked and closed, during which a progress page is shown;
    then the window closes.
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
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._jobs = jobs
        self._preferences = preferences or Preferences()
        self._theme = theme
        self._window_preferences = WindowPreferences(self._preferences, theme, self)
        self._view_factory = views
        self._frame = Frame(jobs, self)
        self._recent = Recent()
        self._first_run = FirstRun(jobs, self)
        self._state = WindowState()
        self._dialogs = WindowDialogs(workspace, jobs, self._preferences, self)
        self._bundle = OpenedBundle(self._dialogs, self._in_practice, self)
        clipboard = ClipboardGuard(self, forbidden=not workspace.settings.copy_allowed)
        clipboard.refused.connect(self._on_copy_refused)
        self._chosen = ChosenSettings(workspace.settings, self._preferences, clipboard, self)
        self._locking = Locking(jobs, clipboard, self._state, self)
        self._form_keeper = FormKeeper(jobs, self)
        self._closing = Closing(jobs, self._locking, self._state, self)
        self._upgrade = UpgradeChoice(workspace, jobs, self)
        self._updates = UpdateChoice(jobs, self)
        self._hand_over_ask = HandOverAsk(workspace.settings, self)
        self._hand_over_watch = HandOverWatch(workspace.settings, self._state, self._first_run, self)
        self._session_watch = session_watch or SessionWatch(self)
        self.idle_watch = IdleWatch(
            self._preferences.idle_minutes, most_minutes=workspace.settings.lock_after_min, parent=self
        )
        self._backups = BackupSchedule(jobs, self.idle_watch, self)
        self._phases = WindowPhases(
            workspace,
            jobs,
            self._state,
            self._locking,
            self._first_run,
            session_watch=self._session_watch,
            idle_watch=self.idle_watch,
            window_preferences=self._window_preferences,
            parent=self,
        )
        self._assistant = AssistantSwitch(
            self._preferences, allowed=workspace.settings.assistant, parent=self
        )
        self._language_choice = LanguageChoice(self._locking, self._state, self)
        self._connect_for_good()
        with styled_at_the_end():
            self._build()
        self._window_preferences.restore_size()
        self.setAcceptDrops(True)

    def start(self) -> None:
        """Opens the data directory in the background."""
        self._phases.start()
        self._updates.start()

    @property
    def current_page(self) -> QWidget | None:
        return self._pages.currentWidget()

    @property
    def unlocked(self) -> bool:
        """Whether the practice's, or the auditor's, page is displayed."""
        return self._state.practice_open

    @property
    def wizard(self) -> OnboardingWizard:
        """The first run's pages, created on demand."""
        return self._first_run.wizard

    @property
    def status(self) -> StatusLine:
        return self._frame.status

    @property
    def newer_wanted(self) -> bool:
        """Whether to start a newly installed version after this window has closed."""
        return self._updates.newer_wanted

    @property
    def book(self) -> CommandBook:
        """Every available command."""
        return self.commands.book

    def open_first(self, client_id: ClientId | None) -> None:
        """The chart opened after the first unlock without a previous position."""
        self._phases.open_first(client_id)

    def open_bundle(self, path: Path | None) -> None:
        """A bundle of models opened by the desktop: shown now, or after the next unlock."""
        self._bundle.open(path)

    def raise_to_front(self) -> None:
        """Called by a second start over the same data directory."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def lock(self) -> None:
        """Saves text, clears the screen and drops the keys."""
        self._phases.lock()

    def end(self) -> None:
        """Closes on request of the system, without slow steps."""
        self._closing.hurry()
        self._updates.hurry()
        self.close()

    def show_crash(self, report: CrashReport) -> None:
        """Reports a program error."""
        self._workspace.health.note_bug()
        self._dialogs.show_crash(report)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_size()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dragged_bundle(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dragged_bundle(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_bundle(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._state.phase is Phase.GONE:
            event.accept()
            return
        event.ignore()
        self._closing.ask(key_unconfirmed=self._first_run.key_unconfirmed, after=self._updates.after_close())

    # Construction.

    def _build(self) -> None:
        self._first_run.forget()
        self._pages = pages = WindowPages(self._jobs, self._view_factory(self._jobs))
        self.opening, self.lock_screen = pages.opening, pages.lock_screen
        self.page, self.auditor_page = pages.practice, pages.auditor
        self._window_preferences.attach(self.page)
        for each in (self._locking, self._closing):
            each.attach(self.page)
        self._phases.attach(pages)
        self.setCentralWidget(pages)
        self.commands = WindowCommands(
            self._jobs, self, self.page, chosen=self._preferences.shortcuts, recent=self._recent
        )
        self._dialogs.attach(self.page, self.book)
        self._upgrade.attach(self.page)
        self._hand_over_ask.attach(self.opening)
        self._hand_over_watch.attach(self.page.hand_over, self.auditor_page.hand_over)
        self.page.views.health.offer({"upgrade": self._upgrade.ask_to_confirm, "update": self._updates.show})
        own = OwnCommands(self._dialogs, unlocked=lambda: self.unlocked, in_practice=self._in_practice)
        self.commands.register(
            own.commands(open_palette=self.commands.open_palette, lock=self.lock, leave=self.close)
            + self._assistant.commands(self._in_practice),
            in_practice=self._in_practice,
        )
        self.menu_actions = WindowMenus(
            self,
            self.book,
            theme_mode=self._theme.mode if self._theme is not None else self._preferences.theme_mode,
            language=self._preferences.language,
            languages=self._workspace.settings.languages,
        )
        self._assistant.attach(self.page, self.book, self.menu_actions)
        self._frame.build(self.page, self.book)
        self._frame.backups.clicked.connect(self._dialogs.show_backups)
        self._updates.attach(self._frame.updates, self.lock_screen)
        self._tell_size()
        self._connect()

    def _connect(self) -> None:
        self.opening.retry_requested.connect(self.start)
        self.lock_screen.recovered.connect(self._on_recovered)
        self.page.views.chart.client_shown.connect(lambda client: self._recent.note(client.client_id))
        self.auditor_page.audit_requested.connect(self._dialogs.show_security)
        self.page.arrived.connect(self._language_choice.release_picture)
        self.status.lock_requested.connect(self.lock)
        self.commands.keys_chosen.connect(self._window_preferences.choose_keys)
        self.menu_actions.theme_chosen.connect(self._window_preferences.choose_theme)
        self.menu_actions.language_chosen.connect(self._on_language_chosen)

    def _connect_for_good(self) -> None:
        """Connections that outlive a change of the language."""
        self._jobs.failed.connect(self._on_unhandled_error)
        self._jobs.crashed.connect(self.show_crash)
        self._first_run.finished.connect(self._on_first_run_finished)
        self._first_run.made.connect(lambda wizard: self._pages.addWidget(wizard))
        phases, closing, dialogs = self._phases, self._closing, self._dialogs
        phases.entered.connect(self._show_practice)
        phases.entered.connect(lambda _arrival: self._updates.refresh())
        self._locking.locked.connect(lambda _nothing_left: self._updates.on_locked())
        phases.page_wanted.connect(self._show)
        phases.moved.connect(self._update_actions)
        phases.practice_left.connect(self._frame.hide_practice)
        phases.practice_left.connect(self._backups.stop)
        self._backups.changed.connect(lambda: self._frame.backups.refresh())
        dialogs.backups_changed.connect(lambda: self._frame.backups.refresh())
        phases.close_wanted.connect(self.close)
        self._hand_over_ask.free.connect(self.start)
        self._hand_over_watch.close_wanted.connect(lambda hurried: self.end() if hurried else self.close())
        self._language_choice.due.connect(self._change_language)
        closing.covered.connect(self._language_choice.release_picture)
        closing.covered.connect(phases.cover_closing)
        closing.stayed.connect(self._on_stayed)
        closing.cancelled.connect(self._updates.unhurry)
        closing.confirmed.connect(lambda: self._window_preferences.keep_layout(self.page))
        closing.confirmed.connect(self._form_keeper.give_up)
        closing.over.connect(self._leave)
        for asked_to_close in (self._upgrade.undo_confirmed, self._updates.start_wanted):
            asked_to_close.connect(
                lambda after: closing.ask(key_unconfirmed=self._first_run.key_unconfirmed, after=after)
            )
        self._locking.covered.connect(self._form_keeper.stop)
        self._locking.covered.connect(lambda: self.page.cover())
        self.idle_watch.idle.connect(self.lock)
        dialogs.idle_minutes_changed.connect(self.idle_watch.set_minutes)
        dialogs.setting_chosen.connect(self._chosen.choose)
        self._chosen.attach(
            {
                "theme": self._on_theme_chosen,
                "language": self._on_language_chosen,
                "idle_minutes": self.idle_watch.set_minutes,
                "assistant": self._assistant.set_on,
            }
        )
        self._session_watch.lock_requested.connect(lambda _reason: self.lock())

    # What is on screen.

    def _tell_size(self) -> None:
        width_px, height_px = SHOWS_ALL_PX
        small = self.width() < width_px or self.height() < height_px
        self.status.show_small(small, width_px=width_px, height_px=height_px)

    def _show(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self._update_actions()

    def _update_actions(self) -> None:
        # The pages are rebuilt in the other language; if that could lose something it waits.
        locked = self.current_page is self.lock_screen
        at_rest = self.unlocked or (locked and self._state.at_rest)
        beginning = self._state.phase is Phase.WIZARD and self._first_run.beginning
        self.menu_actions.set_language_enabled(at_rest or beginning)
        # Before there is a practice it is neither locked nor unlocked.
        self.status.lock_button.setVisible(self.unlocked or locked)

    def _show_practice(self, arrival: Arrival) -> None:
        services = self._workspace.services
        self._state.phase = Phase.OPEN
        self._recent.sign_in(services.user_id)
        self._frame.show_practice(services)
        self.idle_watch.start()
        self._backups.start(services)
        if not services.access.allows("chart"):
            self._show(self.auditor_page)
            self.auditor_page.begin(services.practice_name, services.user_name)
            return
        self._show(self.page)
        self._form_keeper.begin(services.user_id)
        self.page.begin(services.changes, arrival.place, arrival.section)
        self._upgrade.read()
        self._frame.purge(services)
        self.page.remind(forms_lost=arrival.forms_lost, key_unconfirmed=arrival.key_unconfirmed)
        self._bundle.show_waiting()

    def _in_practice(self) -> bool:
        return self.unlocked and self.current_page is self.page

    # Closing.

    def _on_stayed(self) -> None:
        if not self._state.practice_open:
            self._phases.show_lock_screen()
            return
        if self._state.take_lock_wanted():
            # It closes afterwards: text is then stored as far as possible, or it asks.
            self._state.close_wanted = True
            self._locking.lock()
            return
        services = self._workspace.services
        self._frame.show_practice(services)
        self._backups.start(services)
        self._show(self.page if services.access.allows("chart") else self.auditor_page)

    def _leave(self) -> None:
        self._session_watch.stop()
        self._updates.stop()
        self._hand_over_ask.stop()
        self._state.phase = Phase.GONE
        self.close()
        self.closed.emit()

    # What was asked for.

    def _on_theme_chosen(self, mode: ThemeMode) -> None:
        self._window_preferences.choose_theme(mode)
        self.menu_actions.show_theme(mode)

    def _on_copy_refused(self) -> None:
        if self.current_page is self.page:
            self.page.show_error(AnamnesisError("copy_forbidden"))

    def _on_language_chosen(self, language: Language) -> None:
        if language != self._preferences.language:
            self._language_choice.choose(language)

    def _change_language(self, language: Language) -> None:
        if self.page.views.chart.has_unsaved:
            self.page.show_error(AnamnesisError("language_not_now"))
            return
        self._window_preferences.choose_language(language, self.page)
        arrival = Arrival(self.page.views.chart.place(), self.page.sections.section)
        typed, conversation = self.page.views.ask.typed_words(), self.page.views.ask.kept_conversation()
        if self._in_practice():
            self._language_choice.hold_picture(self)
        self._locking.take_down()
        application = QApplication.instance()
        assert application is not None  # noqa: S101 - there is a window
        install_translator(application, language)
        # A window keeps the locale of its creation, and so do widgets added to it.
        self.unsetLocale()
        self.menu_actions.deleteLater()
        self.commands.forget()
        with styled_at_the_end():
            self._build()
        self._language_choice.raise_picture()
        if self.unlocked:
            self.page.views.ask.put_back(typed)
            self.page.views.ask.return_to(conversation)
            self._locking.opened(self._workspace.services.user_id)
            self._show_practice(arrival)
        else:
            self._phases.arrive()

    def _on_recovered(self) -> None:
        if self.unlocked:
            self._dialogs.ask_for_new_passphrase()

    def _on_first_run_finished(self) -> None:
        if self.unlocked and self._first_run.by_recovery_key:
            self._dialogs.ask_for_new_passphrase()

    def _on_unhandled_error(self, error: AnamnesisError) -> None:
        if self.current_page is self.page:
            self.page.show_error(error)
        else:
            _log.warning("an error came while no practice was open: %s", error.code)
