"""Closing: save or seal, lock, stop the database, while a page shows the progress."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import shiboken6
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.backups.closing_backup import ClosingBackup
from ui.shell.form_words import forms_list
from ui.shell.window_state import Phase, WindowState
from ui.widgets.form_dialog import touched_forms
from ui.widgets.question import Question

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.shell.locking import Locking
    from ui.shell.workspace_page import WorkspacePage

_JOIN_S = 5.0


@dataclass(frozen=True, slots=True)
class AfterClose:
    """An operation on the closed workspace, in a lane, and how its result is shown.

    `tell` gets the result or the error, and a callback for when it was read.
    """

    run: Callable[[Workspace], Any]
    tell: Callable[[Any, Callable[[], None]], None]


class Closing(QObject):
    """Asks only if something would be lost permanently."""

    covered = Signal()
    """The progress page is to be shown."""
    cancelled = Signal()
    """This attempt has ended: the next one takes as long as it needs."""
    stayed = Signal()
    """The user is asked: the previous page is shown, if it still may be."""
    confirmed = Signal()
    """From here on it cannot be cancelled."""
    over = Signal()
    """Everything has ended; the window may close."""

    def __init__(self, jobs: Jobs, locking: Locking, state: WindowState, window: QWidget) -> None:
        super().__init__(window)
        self._jobs = jobs
        self._locking = locking
        self._state = state
        self._window = window
        self._page: WorkspacePage | None = None
        self._backup = ClosingBackup(jobs, window)
        self._question: Question | None = None
        self._after: AfterClose | None = None
        locking.covered.connect(self._on_lock)

    def attach(self, page: WorkspacePage) -> None:
        """Uses `page` from now on."""
        self._page = page

    def hurry(self) -> None:
        """The system ends the program, or nobody is at the computer: this attempt makes no backup."""
        self._backup.wanted = False

    def ask(self, *, key_unconfirmed: bool, after: AfterClose | None = None) -> None:
        """Begins, or asks first: about an unconfirmed recovery key, or text in a form.

        `after` belongs to this attempt only.
        """
        if self._asking or not self._may_begin():
            return
        self._after = after
        if not key_unconfirmed:
            self._ask_about_forms()
            return
        self._question = Question(
            self._window,
            title=self.tr("Close without the recovery key?"),
            text=self.tr("It is shown only now. If the passphrase is lost later, so is every note."),
            yes=self.tr("Close anyway"),
            on_yes=self._begin,
            on_no=self._cancel,
        )
        self._question.open()

    def _ask_about_forms(self) -> None:
        forms = touched_forms() if self._state.practice_open else ()
        if not forms:
            self._begin()
            return
        text = self.tr("Not stored: {forms}. Closing discards what was typed there.")
        self._question = Question(
            self._window,
            title=self.tr("Close and discard what was typed?"),
            text=text.format(forms=forms_list([form.form_kind for form in forms])),
            yes=self.tr("Close and discard"),
            on_yes=self._begin,
            on_no=self._cancel,
        )
        self._question.open()

    @property
    def _asking(self) -> bool:
        question = self._question
        return question is not None and shiboken6.isValid(question) and question.isVisible()

    @property
    def _words_held(self) -> bool:
        """Text that would be lost unless sealed: of notes, and of questions not asked."""
        if self._page is None:
            return False
        views = self._page.views
        return views.chart.has_unsaved or bool(views.ask.typed_words())

    def _may_begin(self) -> bool:
        if self._state.phase in (Phase.LOCKING, Phase.UNLOCKING):
            # Continued when that has ended.
            self._state.close_wanted = True
        return self._state.at_rest or self._state.phase is Phase.OPENING

    def _begin(self) -> None:
        if not self._may_begin():
            return
        if self._state.practice_open:
            self._state.begin_closing()
            self._locking.save_then(self._on_saved)
        elif self._words_held:
            # Without keys it cannot be saved.
            self._ask_to_lose()
        else:
            self._close_now()

    def _on_saved(self) -> None:
        if not self._words_held:
            self._back_up_then_close()
            return
        # Covered, so that nothing is typed that the journal would miss.
        self.covered.emit()
        self._locking.keep_words(self._on_kept)

    def _back_up_then_close(self) -> None:
        # Covered, so that nothing is typed that would not be saved.
        self.covered.emit()
        self._backup.run(self._close_now)

    def _on_kept(self, all_of_it: bool) -> None:
        if all_of_it:
            self._close_now()
            return
        self._state.stay()
        self._cancel()
        self.stayed.emit()
        if self._state.practice_open:
            self._ask_to_lose()

    def _ask_to_lose(self) -> None:
        self._question = Question(
            self._window,
            title=self.tr("Close and lose what was not saved?"),
            text=self.tr("Some words could not be stored. They are lost when the window closes."),
            yes=self.tr("Close and lose them"),
            on_yes=self._close_now,
            on_no=self._on_kept_open,
        )
        self._question.open()

    def _on_kept_open(self) -> None:
        self._cancel()
        self._locking.let_questions_go()

    def _on_lock(self) -> None:
        # The lock hides an open question without an answer: this attempt has ended.
        if self._asking:
            self._cancel()

    def _cancel(self) -> None:
        self._backup.wanted = True
        self.cancelled.emit()

    def _close_now(self) -> None:
        if self._state.phase is not Phase.CLOSING:
            self._state.begin_closing()
        self.confirmed.emit()
        self._locking.take_down()
        if self._page is not None:
            self._page.views.chart.discard_unsaved()
        self.covered.emit()
        # A hanging database would delay the lock, which is a part of this.
        self._locking.drop_soon()
        self._jobs.run_workspace(
            self,
            "db",
            self._close_workspace,
            on_done=self._on_closed,
            on_error=self._on_closed,
            lasting=True,
        )

    def _close_workspace(self, workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> Any:
        workspace.close()
        return None if self._after is None else self._after.run(workspace)

    def _on_closed(self, outcome: Any) -> None:
        self._locking.stop()
        if self._after is None:
            self._leave()
        else:
            self._after.tell(outcome, self._leave)

    def _leave(self) -> None:
        self._locking.stop()
        self._jobs.shutdown(timeout_s=_JOIN_S)
        self.over.emit()
