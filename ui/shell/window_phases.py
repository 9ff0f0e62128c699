"""The window's phases: opening, first run, lock screen, unlock, lock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ui.bridge import ThreadBridge
from ui.sessions.chart_place import ChartPlace
from ui.shell.window_state import Phase, WindowState

if TYPE_CHECKING:
    from core.ids import ClientId
    from core.services import Services
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.lock.idle_watch import IdleWatch
    from ui.lock.session_watch import SessionWatch
    from ui.shell.first_run import FirstRun
    from ui.shell.locking import Locking
    from ui.shell.window_pages import WindowPages
    from ui.shell.window_preferences import WindowPreferences


class WindowPhases(QObject):
    """Moves the window from one phase to the next, and resumes postponed requests."""

    entered = Signal(object)
    """A user has unlocked: the `Arrival`."""
    page_wanted = Signal(object)
    """The page to display."""
    moved = Signal()
    """The phase changed, but not the page."""
    practice_left = Signal()
    """The frame must not show the practice's name any more."""
    close_wanted = Signal()
    """A postponed request to close."""

    def __init__(
        self,
        workspace: Workspace,
        jobs: Jobs,
        state: WindowState,
        locking: Locking,
        first_run: FirstRun,
        *,
        session_watch: SessionWatch,
        idle_watch: IdleWatch,
        window_preferences: WindowPreferences,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._jobs = jobs
        self._state = state
        self._locking = locking
        self._first_run = first_run
        self._session_watch = session_watch
        self._idle_watch = idle_watch
        self._window_preferences = window_preferences
        self._key_unconfirmed = False
        self._first_client: ClientId | None = None
        self._steps_from_lane: ThreadBridge[str] = ThreadBridge(
            lambda step: self.pages.opening.show_step(step), self
        )
        self._pages: WindowPages | None = None
        first_run.finished.connect(self._on_wizard_finished)
        first_run.step_changed.connect(self._on_wizard_step)
        first_run.not_created.connect(self._on_not_created)
        locking.covered.connect(self._on_covered)
        locking.taken_down.connect(self._on_taken_down)
        locking.locked.connect(self._on_locked)

    def attach(self, pages: WindowPages) -> None:
        """Uses these pages from now on."""
        self._pages = pages
        pages.lock_screen.asked.connect(self._on_asked)
        pages.lock_screen.unlocked.connect(self._on_unlocked)
        pages.lock_screen.refused.connect(self._on_refused)

    def open_first(self, client_id: ClientId | None) -> None:
        """Opened at the next unlock of a user without a previous position."""
        self._first_client = client_id

    def start(self) -> None:
        """Opens the data directory in the background, then asks for the user."""
        opening = self.pages.opening
        self._session_watch.start()
        self._state.phase = Phase.OPENING
        self.page_wanted.emit(opening)
        opening.begin_opening()
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, progress: workspace.open(self._steps_from_lane.send, progress),
            on_done=lambda _: self.arrive(),
            on_error=opening.show_error,
            on_progress=lambda done, total: self.pages.opening.show_copied(done, total),
        )

    def arrive(self) -> None:
        """The data directory is open: shows the first run, or the lock screen."""
        self.pages.opening.steps.finish()
        if self._workspace.state == "absent":
            self._state.phase = Phase.WIZARD
            wizard = self._first_run.wizard
            self.page_wanted.emit(wizard)
            wizard.focus_entry()
        else:
            self.show_lock_screen()

    @property
    def pages(self) -> WindowPages:
        assert self._pages is not None  # noqa: S101 - the window attaches before it shows anything
        return self._pages

    def show_lock_screen(self) -> None:
        """Asks for a passphrase."""
        screen = self.pages.lock_screen
        self._state.phase = Phase.LOCKED
        screen.clear()
        screen.prepare(self._window_preferences.last_user)
        self.page_wanted.emit(screen)
        screen.focus_entry()

    def lock(self) -> None:
        """Saves text, clears the screen and drops the keys."""
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

    def cover_closing(self) -> None:
        """Closing has begun: shows a progress page, without the practice's name."""
        self.pages.opening.begin_closing()
        self.page_wanted.emit(self.pages.opening)
        self.practice_left.emit()

    def _on_wizard_step(self) -> None:
        self.moved.emit()
        if self._first_run.has_practice:
            self._idle_watch.start()
            if self._state.take_lock_wanted():
                self.lock()

    def _on_not_created(self) -> None:
        if self._state.take_lock_wanted():
            self._session_watch.lock_finished()

    def _on_wizard_finished(self) -> None:
        if self._state.phase is Phase.WIZARD:
            self.open_first(self._first_run.demo_client)
            self._on_unlocked(self._workspace.services)

    def _on_asked(self) -> None:
        self._state.phase = Phase.UNLOCKING
        self.moved.emit()

    def _on_unlocked(self, services: Services) -> None:
        if self._state.take_lock_wanted():
            # A suspend or a switch occurred while the passphrase was being tried.
            self._locking.lock()
            return
        arrival = replace(self._locking.opened(services.user_id), key_unconfirmed=self._key_unconfirmed)
        self._key_unconfirmed = False
        first, self._first_client = self._first_client, None
        if first is not None and arrival.place is None:
            arrival = replace(arrival, place=ChartPlace(first))
        self._window_preferences.sign_in(services.user_id)
        self.entered.emit(arrival)
        if self._state.take_close_wanted():
            self.close_wanted.emit()

    def _on_refused(self) -> None:
        self._state.phase = Phase.LOCKED
        self.moved.emit()
        if self._state.take_lock_wanted():
            self._session_watch.lock_finished()
        if self._state.take_close_wanted():
            self.close_wanted.emit()

    def _on_covered(self) -> None:
        self.pages.opening.begin_locking()
        self.page_wanted.emit(self.pages.opening)
        self.practice_left.emit()

    def _on_taken_down(self) -> None:
        self._idle_watch.stop()
        self.practice_left.emit()
        self.pages.auditor.clear()

    def _on_locked(self, nothing_left: bool) -> None:
        self._session_watch.lock_finished()
        self.show_lock_screen()
        if not nothing_left:
            self.pages.lock_screen.say_words_stay()
        if self._state.take_close_wanted():
            self.close_wanted.emit()
