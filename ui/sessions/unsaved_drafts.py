"""Every draft with unsaved text, whichever session is displayed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import NotFound
from core.ids import ClientId, SessionId, UserId
from core.journal.dto import DraftKey, JournalDraft, WaitingDraft
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.journal import forget_draft
from ui.sessions.draft_saver import DraftSaver


class UnsavedDrafts(QObject):
    """Provides a `DraftSaver` to the editor and keeps unfinished ones when the editor moves on.

    Every saver has an author. Only the signed-in user's text is shown, counted and saved; that of others is
    kept until it can be sealed, or its author returns.
    """

    saved = Signal(object)
    """A `Session` after its commit; it may be another client's."""
    changed = Signal()
    """Some saver's state changed."""
    restored = Signal(object)
    """The `Client` of text restored from the journal."""
    refilled = Signal(object)
    """The `DraftSaver` of the displayed draft has other text than the editor."""
    sealed_away = Signal()
    """Text was removed from memory because the journal has it."""
    flushed = Signal(bool)
    """A flush that took time has ended: true if everything is stored."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._author: UserId | None = None
        self._savers: dict[tuple[SessionId, UserId | None], DraftSaver] = {}
        self._kept: dict[DraftKey, DraftSaver] = {}
        """The journal's entries and the savers with their text."""
        self._carried: set[DraftSaver] = set()
        """Savers whose text stayed in memory through a lock."""
        self._lent: DraftSaver | None = None
        self._flushing = False

    @property
    def unsaved(self) -> list[DraftSaver]:
        """The signed-in user's savers with unsaved text."""
        return [each for each in self._savers.values() if not each.clean and each.author == self._author]

    @property
    def holds_words(self) -> bool:
        """Whether there is unsaved text in memory, by any author."""
        return any(not saver.clean for saver in self._savers.values())

    @property
    def client_ids(self) -> frozenset[ClientId]:
        """The clients with unsaved text, by any author."""
        return frozenset(each.session.client_id for each in self._savers.values() if not each.clean)

    @property
    def unplaced(self) -> frozenset[ClientId]:
        """The clients with text whose session does not exist any more."""
        lost = [saver for saver in self.unsaved if isinstance(saver.error, NotFound)]
        return frozenset(saver.session.client_id for saver in lost)

    @property
    def lent(self) -> DraftSaver | None:
        """The saver of the displayed draft."""
        return self._lent

    def lend(self, session: Session) -> DraftSaver:
        """The saver of a draft to be displayed; an existing one if it has unsaved text."""
        self.take_back()
        saver = self._savers.get((session.session_id, self._author))
        if saver is None:
            saver = self._make(session)
        self._lent = saver
        self.changed.emit()
        return saver

    def waiting(self, session_id: SessionId) -> DraftSaver | None:
        """The saver with unsaved text of this session, if any."""
        saver = self._savers.get((session_id, self._author))
        return saver if saver is not None and not saver.clean else None

    def take_back(self) -> None:
        """The editor shows something else now; the previous draft is saved at once."""
        lent, self._lent = self._lent, None
        if lent is not None:
            lent.save_now()
        self._drop_clean()
        self.changed.emit()

    def flush(self) -> bool:
        """Saves everything. True if nothing was unsaved; else `flushed` follows."""
        for saver in self.unsaved:
            saver.save_now()
        if not self.unsaved:
            return True
        self._flushing = True
        # A failing save ends the flush too, after the caller has begun to wait for it.
        QTimer.singleShot(0, self, self._end_flush)
        return False

    def sign_in(self, author: UserId) -> None:
        """Sets the author from now on; before anything of the practice is shown."""
        self._author = author
        self._flushing = False
        self._carried = {saver for saver in self._savers.values() if not saver.clean}
        for saver in self._carried:
            saver.set_aside()
        self._drop_clean()
        self.changed.emit()

    def resume(self) -> None:
        """After an unlock: saves text that could not be saved before."""
        for saver in self.unsaved:
            saver.resume()

    def discard(self, saver: DraftSaver) -> None:
        """Drops the text of one saver: stored elsewhere, or discarded."""
        self._forget_kept(saver)
        self._remove(saver)

    def discard_all(self) -> None:
        """Drops all unsaved text, after the user confirmed. Journal entries are kept."""
        for saver in list(self._savers.values()):
            self._remove(saver)
        self.changed.emit()

    def discard_client(self, client_id: ClientId) -> None:
        """Drops the text about a client whose record was removed."""
        for saver in [each for each in self._savers.values() if each.session.client_id == client_id]:
            self._remove(saver)
        self.changed.emit()

    # The journal: text that outlives the keys.

    def drafts(self) -> tuple[JournalDraft, ...]:
        """Every unsaved text in the journal's form, with its author."""
        drafts = (saver.draft() for saver in self._savers.values())
        return tuple(draft for draft in drafts if draft is not None)

    def mark_kept(self, keys: frozenset[DraftKey]) -> None:
        """The journal has this text as well, which is removed there once it is stored."""
        for key in keys:
            saver = self._savers.get(key)
            if saver is not None:
                self._kept[key] = saver
        self._on_changed()

    def let_go(self, keys: frozenset[DraftKey]) -> None:
        """Removes text that the journal has sealed; `restore` brings it back."""
        for saver in [each for key, each in self._savers.items() if key in keys and not each.clean]:
            self._remove(saver)
        self.sealed_away.emit()
        self.changed.emit()

    def restore(self, waiting: WaitingDraft) -> bool:
        """Stores text from the journal; if the session has changed meanwhile, both texts are kept.

        False if other text of the same session takes precedence: this stays in the journal.
        """
        draft, stored = waiting.draft, waiting.session
        self.restored.emit(waiting.client)
        saver = self._savers.get((draft.session_id, self._author))
        if saver is not None and not saver.clean:
            older = self._is_older(draft, saver)
            if not older and draft.author == saver.author:
                saver.leave_journal()
            return older
        if saver is None:
            # Based on its original version, so that the save detects a conflict.
            saver = self._make(replace(stored, version=draft.base_version, state="draft"))
        beside = {"kind": draft.kind, "duration_min": draft.duration_min, "copied": draft.copied}
        saver.restore(draft.text, draft.day, base_version=draft.base_version, beside=beside)
        self._kept[draft.key] = saver
        if saver is self._lent:
            self.refilled.emit(saver)
        self._on_changed()
        return True

    def _is_older(self, draft: JournalDraft, saver: DraftSaver) -> bool:
        if self._kept.get(draft.key) is saver:
            return True
        others = any(each is saver for each in self._kept.values())
        if others or draft.author != saver.author or saver not in self._carried:
            return False
        # Text that never left memory is newer.
        self._kept[draft.key] = saver
        return True

    def _make(self, session: Session) -> DraftSaver:
        saver = DraftSaver(self._jobs, session, self, author=self._author)
        saver.saved.connect(self.saved)
        saver.changed.connect(self._on_changed)
        saver.journalled.connect(self._on_journalled)
        self._savers[session.session_id, self._author] = saver
        return saver

    def _remove(self, saver: DraftSaver) -> None:
        self._savers.pop((saver.session.session_id, saver.author), None)
        self._kept = {key: each for key, each in self._kept.items() if each is not saver}
        self._carried.discard(saver)
        if self._lent is saver:
            self._lent = None
        saver.blockSignals(True)
        saver.set_aside()
        saver.deleteLater()

    def _forget_kept(self, saver: DraftSaver) -> None:
        for key in [key for key, each in self._kept.items() if each is saver]:
            del self._kept[key]
            session_id, author = key
            # If this fails, the next reading of the journal recognises it as stored.
            self._jobs.run(
                self,
                forget_draft(session_id=session_id, author=author),
                on_done=lambda _: None,
                on_error=lambda _: None,
            )

    def _on_journalled(self, saver: DraftSaver) -> None:
        if saver.author is not None:
            self._kept[saver.session.session_id, saver.author] = saver

    def _on_changed(self) -> None:
        for saver in set(self._kept.values()):
            if saver.clean:
                self._forget_kept(saver)
        self._drop_clean()
        self.changed.emit()
        self._end_flush()

    def _end_flush(self) -> None:
        if self._flushing and all(saver.settled for saver in self.unsaved):
            self._flushing = False
            self.flushed.emit(not self.unsaved)

    def _drop_clean(self) -> None:
        for saver in [each for each in self._savers.values() if each.clean and each is not self._lent]:
            self._remove(saver)
