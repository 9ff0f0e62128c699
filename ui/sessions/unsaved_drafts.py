"""Every draft with words that are not stored yet, whichever session is on screen."""

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
    """Lends a `DraftSaver` to the editor and keeps those that are not done when the editor moves on.

    Every saver is somebody's. What is seen, counted and saved is what the person wrote who is signed in; the
    words of others stay as they are until they can be sealed, or until they come back.
    """

    saved = Signal(object)
    """A `Session` as it was committed, of whatever client."""
    changed = Signal()
    """Some saver's state changed."""
    restored = Signal(object)
    """The `Client` of words that came back from the journal."""
    refilled = Signal(object)
    """The `DraftSaver` on screen holds other words than the editor shows."""
    sealed_away = Signal()
    """Words were dropped that the journal has now."""
    flushed = Signal(bool)
    """A flush that could not end at once has ended: true when everything is stored."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._author: UserId | None = None
        self._savers: dict[tuple[SessionId, UserId | None], DraftSaver] = {}
        self._kept: dict[DraftKey, DraftSaver] = {}
        """What lies in the journal too, and which saver has those words."""
        self._carried: set[DraftSaver] = set()
        """Savers with words that stayed in memory through a lock."""
        self._lent: DraftSaver | None = None
        self._flushing = False

    @property
    def unsaved(self) -> list[DraftSaver]:
        """The savers of who is signed in whose text is not stored."""
        return [each for each in self._savers.values() if not each.clean and each.author == self._author]

    @property
    def holds_words(self) -> bool:
        """Whether words of anybody are in memory that are not stored."""
        return any(not saver.clean for saver in self._savers.values())

    @property
    def client_ids(self) -> frozenset[ClientId]:
        """Of whom there are words of anybody that are not stored."""
        return frozenset(each.session.client_id for each in self._savers.values() if not each.clean)

    @property
    def unplaced(self) -> frozenset[ClientId]:
        """Of whom there are words whose session is not there any more."""
        lost = [saver for saver in self.unsaved if isinstance(saver.error, NotFound)]
        return frozenset(saver.session.client_id for saver in lost)

    @property
    def lent(self) -> DraftSaver | None:
        """The saver of the draft on screen."""
        return self._lent

    def lend(self, session: Session) -> DraftSaver:
        """The saver of a draft that goes on screen; the one that has unsaved words of it, if there is one."""
        self.take_back()
        saver = self._savers.get((session.session_id, self._author))
        if saver is None:
            saver = self._make(session)
        self._lent = saver
        self.changed.emit()
        return saver

    def waiting(self, session_id: SessionId) -> DraftSaver | None:
        """The saver that holds unsaved words of this session, if there is one."""
        saver = self._savers.get((session_id, self._author))
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

    def sign_in(self, author: UserId) -> None:
        """Who writes from now on; before anything of the practice is shown."""
        self._author = author
        self._flushing = False
        self._carried = {saver for saver in self._savers.values() if not saver.clean}
        for saver in self._carried:
            saver.set_aside()
        self._drop_clean()
        self.changed.emit()

    def resume(self) -> None:
        """After an unlock: saves what could not be saved before."""
        for saver in self.unsaved:
            saver.resume()

    def discard(self, saver: DraftSaver) -> None:
        """Gives up the words of one saver: stored elsewhere, or not wanted any more."""
        self._forget_kept(saver)
        self._remove(saver)

    def discard_all(self) -> None:
        """Gives up every unsaved word; only when the person said so. What the journal keeps stays there."""
        for saver in list(self._savers.values()):
            self._remove(saver)
        self.changed.emit()

    def discard_client(self, client_id: ClientId) -> None:
        """Gives up the words about a client whose record is gone."""
        for saver in [each for each in self._savers.values() if each.session.client_id == client_id]:
            self._remove(saver)
        self.changed.emit()

    # The journal: words that outlive the keys.

    def drafts(self) -> tuple[JournalDraft, ...]:
        """Every unsaved word as the journal takes it, each in the name of whoever wrote it."""
        drafts = (saver.draft() for saver in self._savers.values())
        return tuple(draft for draft in drafts if draft is not None)

    def mark_kept(self, keys: frozenset[DraftKey]) -> None:
        """The journal has these words as well, to be forgotten there once they are stored."""
        for key in keys:
            saver = self._savers.get(key)
            if saver is not None:
                self._kept[key] = saver
        self._on_changed()

    def let_go(self, keys: frozenset[DraftKey]) -> None:
        """Drops words that the journal has sealed; they come back with `restore`."""
        for saver in [each for key, each in self._savers.items() if key in keys and not each.clean]:
            self._remove(saver)
        self.sealed_away.emit()
        self.changed.emit()

    def restore(self, waiting: WaitingDraft) -> bool:
        """Stores words from the journal; where the session moved on meanwhile, both texts are kept.

        False when other words on the same session come first: these stay in the journal for another time.
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
            # Written on the version it was written on: the save meets the conflict, if there is one.
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
        # Words that never left memory are the newer ones.
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
            # Left behind by a failure, it is known as stored when the journal is read the next time.
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
