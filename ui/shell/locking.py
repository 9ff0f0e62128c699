"""Locking: clears the screen at once, then saves, seals unsaved text, and drops the keys."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from core.ids import ClientId, UserId, new_id
from core.journal.dto import DraftKey, JournalDraft, JournalForm
from core.security.freed_memory import overwrite_thread_caches
from ui.crash_report import CrashReport
from ui.operations.journal import forget_committed, forget_form, keep_drafts, keep_typed_forms
from ui.sessions.chart_place import ChartPlace
from ui.shell.close_popups import close_popups
from ui.shell.navigation_bar import Section
from ui.shell.window_state import Phase, WindowState
from ui.widgets.form_dialog import FormKind, FormWords, touched_forms

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace
    from ui.jobs import Jobs
    from ui.shell.clipboard_guard import ClipboardGuard
    from ui.shell.workspace_page import WorkspacePage

_Kept = tuple[frozenset[DraftKey], frozenset[UUID]]
"""The drafts, and the form entries, whose text is in the journal."""

_log = logging.getLogger(__name__)
_KEYS_GO_AFTER_MS = 4000
"""A suspend waits five seconds, and a hanging database may block a lane for longer."""
_SEALING_MS = 500
"""The part of that reserved for sealing text."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """The last lock's information about the user who unlocks now."""

    place: ChartPlace | None = None
    section: Section = "clients"
    forms_lost: tuple[FormKind, ...] = ()
    """The forms whose text was lost."""
    key_unconfirmed: bool = False
    """The first run was locked before the recovery key was confirmed."""


class Locking(QObject):
    """Stores users' positions as ids and numbers, so that the same user returns to the same place.

    Errors are reported but never prevent dropping the keys.
    """

    covered = Signal()
    """A lock begins: nothing of the practice may be displayed from now on."""
    taken_down = Signal()
    """The page is empty, and no pending results will arrive."""
    locked = Signal(bool)
    """The keys are dropped. False: text that could not be stored anywhere is still in memory."""

    def __init__(
        self,
        jobs: Jobs,
        clipboard: ClipboardGuard,
        state: WindowState,
        parent: QObject | None = None,
        *,
        keys_go_after_ms: int = _KEYS_GO_AFTER_MS,
    ) -> None:
        super().__init__(parent)
        self._overdue = self._timer(keys_go_after_ms, self._on_overdue)
        self._last_moment = self._timer(_SEALING_MS, jobs.drop_keys)
        self._jobs = jobs
        self._clipboard = clipboard
        self._state = state
        self._page: WorkspacePage | None = None
        self._user_id: UserId | None = None
        self._left = Arrival()
        self._after_save: list[Callable[[], None]] = []
        self._sealing = False
        self._drop_waits = False
        self._sealed: dict[DraftKey, JournalDraft] = {}
        """The drafts this lock has put into the journal."""
        self._forms: dict[UUID, JournalForm] = {}
        """Text of forms that is not in the journal yet."""
        self._forms_open: tuple[tuple[FormKind, UUID], ...] = ()
        """Forms closed by this lock that are not in the journal."""
        self._question_ids: dict[ClientId | None, UUID] = {}
        """The entry ids of sealed questions, since the unlock."""
        self._questions_kept: tuple[JournalForm, ...] = ()
        """Entries in the journal that are still being typed, sealed by a close that has not ended."""

    def attach(self, page: WorkspacePage) -> None:
        """Uses `page` from now on; it is rebuilt when the language changes."""
        self._page = page
        page.views.chart.flushed.connect(self._on_flushed)

    def opened(self, user_id: UserId) -> Arrival:
        """An unlock: returns this user's state at the last lock, or a fresh one."""
        arrival = self._left if self._user_id == user_id else Arrival()
        self._user_id, self._left = user_id, Arrival()
        self._question_ids.clear()
        self._questions_kept = ()
        if self._page is not None:
            self._page.views.chart.unsaved_drafts.sign_in(user_id)
            self._seal_for_others(user_id)
        return arrival

    def lock(self) -> None:
        """Covers everything, saves, and drops the keys whether or not everything could be saved."""
        if self._state.phase in (Phase.LOCKING, Phase.GONE):
            return
        was_open = self._state.practice_open
        self._state.phase = Phase.LOCKING
        self._overdue.start()
        try:
            if was_open:
                self._guarded(self._remember_place)
            self._guarded(self.covered.emit)
            self._guarded(self._take_words)
            self._guarded(close_popups)
            self._guarded(self._clipboard.clear_ours)
            # At once and outside the lanes: the save below may hang for longer than the keys may stay.
            self._guarded(self._seal)
        finally:
            # Running operations, perhaps a save, may finish before the keys are dropped, if they are in time.
            follow = partial(self.after_lane, self._drop_when_sealed)
            if was_open:
                self.save_then(follow)
            else:
                follow()

    def drop_soon(self) -> None:
        """Drops the keys soon, whatever else is running: for a suspend while it closes."""
        if not self._overdue.isActive():
            self._overdue.start()

    def stop(self) -> None:
        """The keys are dropped and the workspace is closed: nothing follows."""
        self._overdue.stop()
        self._last_moment.stop()

    def save_then(self, follow: Callable[[], None]) -> None:
        """Stores unsaved text, then continues, even if not all could be stored."""
        self._after_save.append(follow)
        if len(self._after_save) == 1 and self._flush():
            self._on_flushed(True)

    def after_lane(self, follow: Callable[[], None]) -> None:
        """Continues when everything running in the `db` lane, perhaps an unlock, has ended."""
        self._jobs.run_workspace(self, "db", lambda *_: None, on_done=lambda _: follow(), lasting=True)

    def keep_words(self, follow: Callable[[bool], None]) -> None:
        """Seals unsaved text and unasked questions into the journal, then continues; true if all is there.

        The text stays in memory too: the user may continue to write.
        """
        drafts, questions = self._unsaved(), self._questions()

        def done(all_kept: _Kept) -> None:
            kept, questions_kept = all_kept
            self._questions_kept = tuple(each for each in questions if each.entry_id in questions_kept)
            if self._page is not None:
                self._page.views.chart.unsaved_drafts.mark_kept(kept)
            drafts_there = all(draft.key in kept for draft in drafts)
            follow(drafts_there and all(each.entry_id in questions_kept for each in questions))

        self._jobs.run_beside(
            self,
            lambda workspace: (keep_drafts(workspace, drafts), keep_typed_forms(workspace, questions)),
            on_done=done,
            on_error=lambda _: follow(False),
        )

    def let_questions_go(self) -> None:
        """The close that sealed them was cancelled: these questions must not be offered again."""
        kept, self._questions_kept = self._questions_kept, ()
        # If sealed again they get other ids, because removal may be late.
        self._question_ids.clear()
        for form in kept:
            self._jobs.run(
                self,
                forget_form(form),
                on_done=lambda _: None,
                on_error=lambda error: _log.warning("an entry of the journal stays: %s", error.code),
            )

    def take_down(self) -> None:
        """Afterwards nothing of the practice is displayed, in a dialog or in our clipboard."""
        steps: list[Callable[[], object]] = [close_popups, self._clipboard.clear_ours]
        if self._page is not None:
            steps.insert(0, self._page.clear)
        for step in steps:
            self._guarded(step)
        # Last, because emptying an editor requests another save, whose text is sealed already.
        self._jobs.forget_all()
        self.taken_down.emit()

    def _timer(self, after_ms: int, call: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(after_ms)
        timer.timeout.connect(call)
        return timer

    def _guarded(self, step: Callable[[], object]) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 - a lock goes on; reported in the crash dialog
            self._jobs.crashed.emit(CrashReport.of(error))

    def _remember_place(self) -> None:
        if self._page is not None:
            self._left = Arrival(self._page.views.chart.place(), self._page.sections.section)

    def _take_words(self) -> None:
        """Collects the text of forms before they are hidden, which may empty them."""
        shown = touched_forms()
        self._forms.clear()
        # From here on only the journal has them.
        self._questions_kept = ()
        self._forms_open = tuple((form.form_kind, form.entry_id) for form in shown)
        for form in shown:
            self._take(form.form_kind, form.entry_id, form.typed_words())
        for question in self._questions():
            self._forms_open += (("question", question.entry_id),)
            self._forms[question.entry_id] = question

    def _take(self, kind: FormKind, entry_id: UUID, words: FormWords | None) -> None:
        if words is not None and self._user_id is not None:
            self._forms[entry_id] = JournalForm(
                entry_id, self._user_id, kind, words.client_id, words.ids, words.fields
            )

    def _questions(self) -> tuple[JournalForm, ...]:
        """Unasked questions; with one id for each chart, so that sealing again replaces the entry."""
        if self._page is None or self._user_id is None:
            return ()
        ids, author = self._question_ids, self._user_id
        return tuple(
            JournalForm(
                ids.setdefault(words.client_id, new_id()),
                author,
                "question",
                words.client_id,
                {},
                words.fields,
            )
            for words in self._page.views.ask.typed_words()
        )

    def _on_forms_kept(self, kept: frozenset[UUID]) -> None:
        self._forms_open = tuple(each for each in self._forms_open if each[1] not in kept)
        for entry_id in kept:
            self._forms.pop(entry_id, None)

    def _unsaved(self) -> tuple[JournalDraft, ...]:
        return self._page.views.chart.unsaved_drafts.drafts() if self._page is not None else ()

    def _unsealed(self) -> tuple[JournalDraft, ...]:
        return tuple(draft for draft in self._unsaved() if self._sealed.get(draft.key) != draft)

    def _seal(self) -> None:
        drafts = () if self._sealing else self._unsealed()
        forms = () if self._sealing else tuple(self._forms.values())
        if drafts or forms:
            self._sealing = True
            self._jobs.run_beside(
                self,
                lambda workspace: (keep_drafts(workspace, drafts), keep_typed_forms(workspace, forms)),
                on_done=partial(self._on_sealed, drafts),
                on_error=lambda _: self._on_sealed(drafts, (frozenset(), frozenset())),
            )

    def _on_sealed(self, drafts: tuple[JournalDraft, ...], all_kept: _Kept) -> None:
        self._sealing = False
        kept, forms_kept = all_kept
        self._on_forms_kept(forms_kept)
        self._sealed.update({draft.key: draft for draft in drafts if draft.key in kept})
        if self._last_moment.isActive():
            self._last_moment.stop()
            self._jobs.drop_keys()
        if self._drop_waits:
            self._drop_keys()

    def _on_overdue(self) -> None:
        self._last_moment.start()
        self._guarded(self._seal)
        if not self._sealing:
            self._last_moment.stop()
            self._jobs.drop_keys()

    def _flush(self) -> bool:
        try:
            return self._page is None or self._page.views.chart.flush()
        except Exception as error:  # noqa: BLE001 - a lock goes on; reported in the crash dialog
            self._jobs.crashed.emit(CrashReport.of(error))
            return True

    def _on_flushed(self, _stored: bool) -> None:
        follows, self._after_save = self._after_save, []
        for follow in follows:
            follow()

    def _drop_when_sealed(self) -> None:
        if self._sealing:
            self._drop_waits = True
        else:
            self._drop_keys()

    def _drop_keys(self) -> None:
        self._drop_waits = False
        unsealed: tuple[JournalDraft, ...] = ()
        held: frozenset[DraftKey] = frozenset(self._sealed)
        try:
            unsealed, held = self._unsealed(), frozenset(draft.key for draft in self._unsaved())
            self.take_down()
        except Exception as error:  # noqa: BLE001 - a lock goes on; reported in the crash dialog
            self._jobs.crashed.emit(CrashReport.of(error))
        sealed = frozenset(self._sealed)
        in_journal = (sealed & held) - {draft.key for draft in unsealed}

        forms = tuple(self._forms.values())

        def drop(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> _Kept:
            try:
                forget_committed(workspace, sealed - held)
                return keep_drafts(workspace, unsealed), keep_typed_forms(workspace, forms)
            finally:
                workspace.lock()

        self._jobs.run_workspace(
            self,
            "db",
            drop,
            on_done=lambda kept: self._on_dropped(kept[0] | in_journal, kept[1]),
            on_error=lambda _: self._on_dropped(in_journal, frozenset()),
            lasting=True,
        )

    def _on_dropped(self, kept: frozenset[DraftKey], forms_kept: frozenset[UUID]) -> None:
        self.stop()
        self._on_forms_kept(forms_kept)
        # A client's text must not stay in memory: what could not be sealed by now is reported as lost.
        lost, self._forms_open = tuple(kind for kind, _ in self._forms_open), ()
        self._forms.clear()
        self._left = replace(self._left, forms_lost=lost)
        self._sealed.clear()
        self._guarded(partial(self._let_go, kept))
        self._state.phase = Phase.LOCKED
        self.locked.emit(self._page is None or not self._page.views.chart.has_unsaved)
        # After the page's objects are deleted as well; other threads' caches were cleared with the keys.
        QTimer.singleShot(0, self, overwrite_thread_caches)

    def _let_go(self, kept: frozenset[DraftKey]) -> None:
        if kept and self._page is not None:
            self._page.views.chart.unsaved_drafts.let_go(kept)

    def _seal_for_others(self, user_id: UserId) -> None:
        """Text that stayed in memory belongs to its author, not to the user who unlocks now."""
        drafts = tuple(draft for draft in self._unsaved() if draft.author != user_id)
        if drafts:
            self._jobs.run_workspace(
                self,
                "db",
                lambda workspace, _cancel, _progress: keep_drafts(workspace, drafts),
                on_done=self._let_go,
                on_error=lambda error: _log.warning("words stay in memory: %s", error.code),
            )
