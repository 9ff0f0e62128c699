"""Searches for updates while the window is open, shows one, and offers to start a newer version."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.installation import this_installation
from ui.operations.updates import known_updates
from ui.shell.closing import AfterClose

if TYPE_CHECKING:
    from core.updates.service import UpdateState
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.lock.lock_screen import LockScreen
    from ui.updates.newer_offer import NewerOffer
    from ui.updates.status_button import UpdateStatusButton

_LOOK_EVERY_MS = 10 * 60_000
"""A stick may be inserted, or an administrator may install, while the window is open for days."""


class UpdateChoice(QObject):
    """`start_wanted` asks the window to close with the given `AfterClose`."""

    start_wanted = Signal(object)

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._window = window
        self._installation = this_installation()
        self._state: UpdateState | None = None
        self._button: UpdateStatusButton | None = None
        self._lock_screen: LockScreen | None = None
        self._offered: NewerOffer | None = None
        self._hurried = False
        self.newer_wanted = False
        """Whether to start a newer version after the window has closed."""
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.refresh)

    def attach(self, button: UpdateStatusButton, lock_screen: LockScreen) -> None:
        """Notifies these from now on; both are rebuilt when the language changes."""
        self._button, self._lock_screen = button, lock_screen
        button.clicked.connect(self.show)
        lock_screen.newer_wanted.connect(self._start_newer)
        if self._state is not None:
            self._tell(self._state)

    def start(self) -> None:
        """Searches now and periodically; a checkout cannot be updated."""
        if self._installation.packaged:
            self._timer.start()
            self.refresh()

    def stop(self) -> None:
        """The window closes."""
        self._timer.stop()

    def refresh(self) -> None:
        """Searches the policy's folder and sticks."""
        if self._installation.packaged:
            self._jobs.run_workspace(self, "io", known_updates, on_done=self._tell, on_error=lambda _: None)

    def on_locked(self) -> None:
        """The lock screen is displayed: offers a version installed meanwhile."""
        if self._lock_screen is not None:
            self._lock_screen.offer_newer(self._installation.replaced_by)
        self.refresh()

    def show(self) -> None:
        """Shows the current update."""
        self._jobs.run_workspace(self, "io", known_updates, on_done=self._open, on_error=lambda _: None)

    def hurry(self) -> None:
        """The system ends the program: does not ask anything."""
        self._hurried = True

    def unhurry(self) -> None:
        """That close was cancelled: the next one asks as usual."""
        self._hurried = False

    def after_close(self) -> AfterClose | None:
        """The action after a close by the user: offers to start a newer version, if any."""
        version = self._installation.replaced_by
        if version is None or self._hurried:
            return None
        return AfterClose(_nothing, lambda _outcome, leave: self._offer(version, leave))

    def _tell(self, state: UpdateState) -> None:
        self._state = state
        if self._button is not None:
            self._button.show_state(state)
        if self._lock_screen is not None:
            self._lock_screen.offer_newer(state.replaced_by)

    def _open(self, state: UpdateState) -> None:
        from ui.updates.update_dialog import UpdateDialog

        self._tell(state)
        for shown in self._window.findChildren(UpdateDialog):
            if shown.isVisible():
                shown.raise_()
                shown.activateWindow()
                return
        dialog = UpdateDialog(self._jobs, state, self._window)
        dialog.installed.connect(self.refresh)
        dialog.start_wanted.connect(self._start_newer)
        dialog.open()

    def _start_newer(self) -> None:
        """Closes and starts the newer version without asking again."""
        self.start_wanted.emit(AfterClose(_nothing, lambda _outcome, leave: self._leave_for_newer(leave)))

    def _leave_for_newer(self, leave: Callable[[], None]) -> None:
        self.newer_wanted = True
        leave()

    def _offer(self, version: str, leave: Callable[[], None]) -> None:
        """The practice is closed by then; closing the box without a choice starts nothing."""
        if self._hurried:
            leave()
            return
        from ui.updates.newer_offer import NewerOffer

        self._offered = offer = NewerOffer(version, self._window)
        offer.start_button.clicked.connect(self._want_newer)
        offer.finished.connect(lambda _: leave())
        offer.open()

    def _want_newer(self) -> None:
        self.newer_wanted = True


def _nothing(_workspace: Workspace) -> Any:
    return None
