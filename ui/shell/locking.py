"""Locking: off the screen at once, then saved, sealed where it could not be saved, and the keys dropped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.cancel import CancelToken, OnProgress
from core.errors import VaultLocked
from core.ids import SessionId, UserId
from core.journal.dto import JournalDraft
from ui.operations.journal import keep_drafts
from ui.sessions.chart_place import ChartPlace
from ui.shell.taking_down import close_dialogs

if TYPE_CHECKING:
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.shell.clipboard_guard import ClipboardGuard
    from ui.shell.workspace_page import WorkspacePage

_log = logging.getLogger(__name__)
_KEYS_GO_AFTER_MS = 4000
"""A suspend waits five seconds for us, and a database that hangs may hold up a lane for longer."""


class Locking(QObject):
    """Remembers, in ids and numbers, who was where, so that the same person comes back to the same place."""

    covered = Signal()
    """A lock begins: nothing of the practice may be on the screen from now on."""
    taken_down = Signal()
    """The page holds nothing any more, and nothing that was asked for will arrive."""
    locked = Signal(bool)
    """The keys are gone. False: words that could be stored nowhere are still in memory."""

    def __init__(
        self,
        jobs: Jobs,
        clipboard: ClipboardGuard,
        parent: QObject | None = None,
        *,
        keys_go_after_ms: int = _KEYS_GO_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._overdue = QTimer(self)
        self._overdue.setSingleShot(True)
        self._overdue.setInterval(keys_go_after_ms)
        self._overdue.timeout.connect(jobs.drop_keys)
        self._jobs = jobs
        self._clipboard = clipboard
        self._page: WorkspacePage | None = None
        self._user_id: UserId | None = None
        self._place: ChartPlace | None = None
        self._practice_open = False
        self._under_way = False
        self._after_save: Callable[[], None] | None = None

    @property
    def under_way(self) -> bool:
        """Whether a lock was begun and is not over."""
        return self._under_way

    def attach(self, page: WorkspacePage) -> None:
        """Works for `page` from now on; it is made anew when the language changes."""
        self._page = page
        page.views.chart.flushed.connect(self._on_flushed)

    def opened(self, user_id: UserId) -> ChartPlace | None:
        """An unlock: returns where this person was at the last lock. Another person starts afresh."""
        same = self._user_id == user_id
        if not same and self._user_id is not None:
            self._seal_for(self._user_id)
        place = self._place if same else None
        self._user_id, self._place = user_id, None
        self._practice_open = True
        return place

    def lock(self) -> None:
        """Covers everything, saves, and drops the keys whether or not all could be saved."""
        if self._under_way:
            return
        self._under_way = True
        if self._page is not None and self._practice_open:
            self._place = self._page.views.chart.place()
        self.covered.emit()
        close_dialogs()
        self._clipboard.clear_ours()
        self._overdue.start()
        # What is under way, a save perhaps, still ends before the keys go, if it does so in time.
        self.save_then(lambda: self.after_lane(self._drop_keys))

    def save_then(self, follow: Callable[[], None]) -> None:
        """Stores unsaved words, then goes on, whether or not all could be stored."""
        already_saving = self._after_save is not None
        self._after_save = follow
        if already_saving:
            return
        if self._page is None or not self._practice_open or self._page.views.chart.flush():
            self._on_flushed(True)

    def after_lane(self, follow: Callable[[], None]) -> None:
        """Goes on when everything under way in the `db` lane, an unlock perhaps, is over."""
        self._jobs.run_workspace(self, "db", lambda *_: None, on_done=lambda _: follow())

    def keep_words(self, follow: Callable[[bool], None]) -> None:
        """Seals what is not saved into the journal, then goes on; true when all of it is sealed there.

        The words stay in memory too: the person may go on writing.
        """
        drafts = self._unsaved()

        def done(kept: frozenset[SessionId]) -> None:
            if self._page is not None and self._user_id is not None:
                self._page.views.chart.desk.mark_kept(kept, self._user_id)
            follow(all(draft.session_id in kept for draft in drafts))

        self._jobs.run_workspace(
            self,
            "db",
            lambda workspace, _cancel, _progress: _keep(workspace, drafts),
            on_done=done,
            on_error=lambda _: follow(False),
        )

    def take_down(self) -> None:
        """Nothing of the practice is on screen, in a dialog or in our clipboard afterwards."""
        self._practice_open = False
        self._jobs.forget_all()
        close_dialogs()
        if self._page is not None:
            self._page.clear()
        self._clipboard.clear_ours()
        self.taken_down.emit()

    def _unsaved(self) -> tuple[JournalDraft, ...]:
        if self._page is None or self._user_id is None:
            return ()
        return self._page.views.chart.desk.drafts(self._user_id)

    def _drop_keys(self) -> None:
        drafts = self._unsaved()
        self.take_down()

        def drop(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> frozenset[SessionId]:
            try:
                return _keep(workspace, drafts)
            finally:
                workspace.lock()

        self._jobs.run_workspace(
            self, "db", drop, on_done=self._on_dropped, on_error=lambda _: self._on_dropped(frozenset())
        )

    def _on_dropped(self, kept: frozenset[SessionId]) -> None:
        self._under_way = False
        self._overdue.stop()
        self._let_go(kept)
        self.locked.emit(self._page is None or not self._page.views.chart.has_unsaved)

    def _let_go(self, kept: frozenset[SessionId]) -> None:
        if kept and self._page is not None:
            self._page.views.chart.desk.let_go(kept)

    def _seal_for(self, before: UserId) -> None:
        """Words that stayed in memory belong to whoever wrote them, not to the one who unlocks now."""
        drafts = self._page.views.chart.desk.drafts(before) if self._page is not None else ()
        if drafts:
            self._jobs.run_workspace(
                self,
                "db",
                lambda workspace, _cancel, _progress: _keep(workspace, drafts),
                on_done=self._let_go,
                on_error=lambda error: _log.warning("words stay in memory: %s", error.code),
            )

    def _on_flushed(self, _stored: bool) -> None:
        follow, self._after_save = self._after_save, None
        if follow is not None:
            follow()


def _keep(workspace: Workspace, drafts: tuple[JournalDraft, ...]) -> frozenset[SessionId]:
    """For the `db` lane. Without keys nothing can be kept."""
    try:
        return keep_drafts(workspace.services, drafts) if drafts else frozenset()
    except VaultLocked:
        return frozenset()
