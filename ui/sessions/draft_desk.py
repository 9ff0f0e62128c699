"""Every draft with words that are not stored yet, whichever session is on screen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from core.ids import ClientId, SessionId, UserId
from core.journal.dto import JournalDraft
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.operations.journal import WaitingDraft, forget_draft
from ui.sessions.draft_saver import DraftSaver


class DraftDesk(QObject):
    """Lends a `DraftSaver` to the editor and keeps those that are not done when the editor moves on."""

    saved = Signal(object)
    """A `Session` as it was committed, of whatever client."""
    changed = Signal()
    """Some saver's state changed."""
    restored = Signal(object)
    """The `Client` of words that came back from the journal."""
    sealed_away = Signal()
    """Words were dropped that the journal has now."""
    flushed = Signal(bool)
    """A flush that could not end at once has ended: true when everything is stored."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._savers: dict[SessionId, DraftSaver] = {}
        self._kept: dict[SessionId, UserId] = {}
        """Whose words on a session lie in the journal too."""
        self._lent: DraftSaver | None = None
        self._flushing = False

    @property
    def unsaved(self) -> list[DraftSaver]:
        """Savers whose text is not stored."""
        return [saver for saver in self._savers.values() if not saver.clean]

    @property
    def lent(self) -> DraftSaver | None:
        """The saver of the draft on screen."""
        return self._lent

    def lend(self, session: Session) -> DraftSaver:
        """The saver of a draft that goes on screen; the one that has unsaved words of it, if there is one."""
        self.take_back()
        saver = self._savers.get(session.session_id)
        if saver is None:
            saver = self._make(session)
        self._lent = saver
        self.changed.emit()
        return saver

    def waiting(self, session_id: SessionId) -> DraftSaver | None:
        """The saver that holds unsaved words of this session, if there is one."""
        saver = self._savers.get(session_id)
        return saver if saver is not None and not saver.clean else None

    def take_back(self) -> None:
        """The editor shows something else now; what was on screen is saved at once."""
        lent, self._lent = self._lent, None
        if lent is not None:
            lent.save_now()
        self._drop_clean()
        self.changed.emit()

    def flush(self) -> bool:
        """Saves everything. True when nothing was left to save; else `flushed` follows."""
        for saver in self.unsaved:
            saver.save_now()
        if not self.unsaved:
            return True
        self._flushing = True
        # What cannot be saved at all ends the flush too, after the caller has begun to wait for it.
        QTimer.singleShot(0, self, self._end_flush)
        return False

    def resume(self) -> None:
        """After an unlock: saves what could not be saved before."""
        for saver in self.unsaved:
            saver.resume()

    def discard(self, saver: DraftSaver) -> None:
        """Gives up the words of one saver: stored elsewhere, or not wanted any more."""
        self._remove(saver)
        self._forget_kept(saver.session.session_id)

    def discard_all(self) -> None:
        """Gives up every unsaved word; only when the person said so. What the journal keeps stays there."""
        for saver in list(self._savers.values()):
            self._remove(saver)
        self._kept.clear()
        self.changed.emit()

    def discard_client(self, client_id: ClientId) -> None:
        """Gives up the words about a client whose record is gone."""
        for saver in [each for each in self._savers.values() if each.session.client_id == client_id]:
            self._remove(saver)
            self._kept.pop(saver.session.session_id, None)
        self.changed.emit()

    # The journal: words that outlive the keys.

    def drafts(self, author: UserId) -> tuple[JournalDraft, ...]:
        """Every unsaved word as the journal takes it."""
        return tuple(
            JournalDraft(
                session_id=saver.session.session_id,
                client_id=saver.session.client_id,
                author=author,
                base_version=saver.session.version,
                day=saver.day,
                text=saver.text,
            )
            for saver in self.unsaved
        )

    def mark_kept(self, session_ids: frozenset[SessionId], author: UserId) -> None:
        """The journal has these words as well, to be forgotten there once they are stored."""
        self._kept.update(dict.fromkeys(session_ids, author))
        self._on_changed()

    def let_go(self, session_ids: frozenset[SessionId]) -> None:
        """Drops words that the journal has sealed; they come back with `restore`."""
        for saver in [each for each in self.unsaved if each.session.session_id in session_ids]:
            self._remove(saver)
        self._kept.clear()
        self.sealed_away.emit()
        self.changed.emit()

    def restore(self, waiting: WaitingDraft) -> None:
        """Stores words from the journal; where the session moved on meanwhile, both texts are kept."""
        draft, stored = waiting.draft, waiting.session
        self._kept[draft.session_id] = draft.author
        self.restored.emit(waiting.client)
        if self.waiting(draft.session_id) is not None:
            # Words that never left memory are the newer ones.
            return
        saver = self._savers.get(draft.session_id)
        if saver is None:
            # Written on the version it was written on: the save meets the conflict, if there is one.
            saver = self._make(replace(stored, version=draft.base_version, state="draft"))
        saver.edit(draft.text, draft.day)
        saver.save_now()
        self._on_changed()

    def _make(self, session: Session) -> DraftSaver:
        saver = DraftSaver(self._jobs, session, self)
        saver.saved.connect(self.saved)
        saver.changed.connect(self._on_changed)
        self._savers[session.session_id] = saver
        return saver

    def _remove(self, saver: DraftSaver) -> None:
        self._savers.pop(saver.session.session_id, None)
        if self._lent is saver:
            self._lent = None
        saver.blockSignals(True)
        saver.deleteLater()

    def _forget_kept(self, session_id: SessionId) -> None:
        author = self._kept.pop(session_id, None)
        if author is not None:
            # Left behind by a failure, it is known as stored when the journal is read the next time.
            self._jobs.run(
                self,
                forget_draft(session_id=session_id, author=author),
                on_done=lambda _: None,
                on_error=lambda _: None,
            )

    def _on_changed(self) -> None:
        for session_id in [each for each in self._kept if self.waiting(each) is None]:
            self._forget_kept(session_id)
        self._drop_clean()
        self.changed.emit()
        self._end_flush()

    def _end_flush(self) -> None:
        if self._flushing and all(saver.settled for saver in self.unsaved):
            self._flushing = False
            self.flushed.emit(not self.unsaved)

    def _drop_clean(self) -> None:
        done = [saver for saver in self._savers.values() if saver.clean and saver is not self._lent]
        for saver in done:
            del self._savers[saver.session.session_id]
            saver.deleteLater()
