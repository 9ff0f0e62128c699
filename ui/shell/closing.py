"""Closing: saved or sealed, locked, the database stopped, all of it behind a page that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.question import Question

if TYPE_CHECKING:
    from ui.jobs import Jobs
    from ui.shell.locking import Locking
    from ui.shell.workspace_page import WorkspacePage

_JOIN_S = 5.0


class Closing(QObject):
    """Asks only where something would be lost for good."""

    covered = Signal()
    """The page that says so is to be shown."""
    stayed = Signal()
    """The person is asked, or did not want to close after all: what was there before is to be shown."""
    confirmed = Signal()
    """From here on there is no way back."""
    over = Signal()
    """Everything has ended; the window may go."""

    def __init__(self, jobs: Jobs, locking: Locking, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._locking = locking
        self._window = window
        self._page: WorkspacePage | None = None
        self._under_way = False

    @property
    def under_way(self) -> bool:
        return self._under_way

    def attach(self, page: WorkspacePage) -> None:
        """Works for `page` from now on."""
        self._page = page

    def ask(self, *, key_unconfirmed: bool) -> None:
        """Begins, or asks first while a recovery key is shown that nobody has confirmed."""
        if self._under_way:
            return
        if not key_unconfirmed:
            self._begin()
            return
        Question(
            self._window,
            title=self.tr("Close without the recovery key?"),
            text=self.tr("It is shown only now. If the passphrase is lost later, so is every note."),
            yes=self.tr("Close anyway"),
            on_yes=self._begin,
        ).open()

    def _begin(self) -> None:
        if not self._under_way:
            self._under_way = True
            self._locking.save_then(self._on_saved)

    def _on_saved(self) -> None:
        if self._page is None or not self._page.views.chart.has_unsaved:
            self._close_now()
            return
        # Covered, so that nothing is typed that the journal would not have.
        self.covered.emit()
        self._locking.keep_words(self._on_kept)

    def _on_kept(self, all_of_it: bool) -> None:
        if all_of_it:
            self._close_now()
            return
        self._under_way = False
        self.stayed.emit()
        Question(
            self._window,
            title=self.tr("Close and lose what was not saved?"),
            text=self.tr("Some words could not be stored. They are lost when the window closes."),
            yes=self.tr("Close and lose them"),
            on_yes=self._close_now,
        ).open()

    def _close_now(self) -> None:
        self._under_way = True
        self.confirmed.emit()
        self._locking.take_down()
        if self._page is not None:
            self._page.views.chart.discard_unsaved()
        self.covered.emit()
        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: workspace.close(),
            on_done=lambda _: self._leave(),
            on_error=lambda _: self._leave(),
        )

    def _leave(self) -> None:
        self._jobs.shutdown(timeout_s=_JOIN_S)
        self.over.emit()
