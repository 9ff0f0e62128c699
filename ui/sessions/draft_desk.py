"""Every draft with words that are not stored yet, whichever session is on screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.ids import SessionId
from core.sessions.dto import Session
from ui.jobs import Jobs
from ui.sessions.draft_saver import DraftSaver


class DraftDesk(QObject):
    """Lends a `DraftSaver` to the editor and keeps those that are not done when the editor moves on."""

    saved = Signal(object)
    """A `Session` as it was committed, of whatever client."""
    changed = Signal()
    """Some saver's state changed."""
    flushed = Signal(bool)
    """A flush that could not end at once has ended: true when everything is stored."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._savers: dict[SessionId, DraftSaver] = {}
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
            saver = DraftSaver(self._jobs, session, self)
            saver.saved.connect(self.saved)
            saver.changed.connect(self._on_changed)
            self._savers[session.session_id] = saver
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
        """Gives up the words of one saver."""
        self._savers.pop(saver.session.session_id, None)
        if self._lent is saver:
            self._lent = None
        saver.blockSignals(True)
        saver.deleteLater()

    def discard_all(self) -> None:
        """Gives up every unsaved word; only when the person said so."""
        for saver in list(self._savers.values()):
            self.discard(saver)

    def _on_changed(self) -> None:
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
