"""Saves one draft while it is being written, and never lets go of a word that is not stored."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError, EditConflict, InputRefused, NotFound
from core.ids import UserId
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, Session, SoapText
from ui.jobs import Job, Jobs
from ui.operations.sessions import get_session, save_draft

AUTOSAVE_MS = 750
"""From the last key to the save."""
_RETRY_MS = (5_000, 10_000, 20_000, 30_000)
"""After a failed save; the last one again and again."""


class SaveState(StrEnum):
    """What may be said about the words on screen."""

    SAVED = "saved"
    EDITED = "edited"
    SAVING = "saving"
    FAILED = "failed"
    CONFLICT = "conflict"


class DraftSaver(QObject):
    """The life of one draft's unsaved text, from the first key to the commit.

    It holds the text itself, so it goes on saving when the editor already shows another session. One save is
    under way at a time; what is typed meanwhile is saved next. The words are `author`'s: while somebody else
    is signed in they are set aside and nothing saves them.
    """

    changed = Signal()
    """The state, the error or the other version changed."""
    saved = Signal(object)
    """The `Session` as it was committed."""

    def __init__(
        self,
        jobs: Jobs,
        session: Session,
        parent: QObject | None = None,
        *,
        author: UserId | None = None,
    ) -> None:
        super().__init__(parent)
        self.author = author
        self._jobs = jobs
        self._session = session
        self._stored = (session.text, session.date)
        self._written = self._stored
        self._sent: tuple[SoapText, date] | None = None
        self._job: Job | None = None
        self._again = False
        self._failures = 0
        self._state = SaveState.SAVED
        self.error: AnamnesisError | None = None
        """Why the last save did not succeed; None in any other state than `FAILED`."""
        self.theirs: Session | None = None
        """In `CONFLICT`, the newer version somebody else stored."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)

    @property
    def state(self) -> SaveState:
        return self._state

    @property
    def session(self) -> Session:
        """The newest version known to be stored."""
        return self._session

    @property
    def text(self) -> SoapText:
        """What the person wrote, stored or not."""
        return self._written[0]

    @property
    def day(self) -> date:
        return self._written[1]

    @property
    def clean(self) -> bool:
        """Whether everything written is stored."""
        return self._state is SaveState.SAVED

    @property
    def settled(self) -> bool:
        """Whether nothing more will happen without the person, a timer or a new key."""
        return self._state not in (SaveState.SAVING, SaveState.EDITED)

    def edit(self, text: SoapText, day: date) -> None:
        """Takes over what the editor now says; it is saved `AUTOSAVE_MS` after the last call."""
        if (text, day) == self._written:
            return
        self._written = (text, day)
        if self._state is SaveState.CONFLICT:
            return
        if self._sent is None and self._written == self._stored:
            self._timer.stop()
            self._set_state(SaveState.SAVED)
            return
        self._timer.start(AUTOSAVE_MS)
        # A failure stays in sight until a save succeeds.
        if self._state is SaveState.SAVED:
            self._set_state(SaveState.EDITED)

    def save_now(self) -> None:
        """Saves what is not stored yet, without waiting any longer."""
        self._timer.stop()
        if self._state is SaveState.CONFLICT:
            return
        if self._sent is not None:
            self._again = True
            return
        if self._written == self._stored:
            return
        too_long = _too_long(self.text)
        if too_long is not None:
            self._fail(too_long)
            return
        self._send()

    def restore(self, text: SoapText, day: date, *, base_version: int) -> None:
        """Takes over words that were written on `base_version` and stores them; for a clean saver.

        Where a newer version is known already, that is a conflict: storing would write over it unseen.
        """
        if (text, day) == self._stored:
            return
        if base_version >= self._session.version:
            self.edit(text, day)
            self.save_now()
            return
        self._timer.stop()
        self._written = (text, day)
        self.theirs = self._session
        self._set_state(SaveState.CONFLICT)

    def set_aside(self) -> None:
        """Nothing is saved until `resume`: whoever wrote the words is not the one who is unlocked."""
        self._timer.stop()
        self._again = False
        self._unanswered()

    def resume(self) -> None:
        """After a lock: what was under way then was never answered, so it is saved again."""
        self._unanswered()
        if self._state is SaveState.CONFLICT and self.theirs is None:
            # The other version was never read: saving again meets it again.
            self._set_state(SaveState.EDITED)
        self.save_now()

    def _unanswered(self) -> None:
        if self._sent is not None and self._job is not None and self._job.token.cancelled:
            self._sent = None
            self._set_state(SaveState.EDITED)

    def keep_mine(self) -> None:
        """Ends a conflict: stores this text as the version after the other one."""
        if self.theirs is None:
            return
        self._adopt(self.theirs)
        self._set_state(SaveState.EDITED)
        self.save_now()
        if self._written == self._stored:
            self._set_state(SaveState.SAVED)

    def take_theirs(self) -> None:
        """Ends a conflict: the other version stands, this text is given up."""
        if self.theirs is None:
            return
        self._adopt(self.theirs)
        self._written = self._stored
        self._set_state(SaveState.SAVED)

    def _send(self) -> None:
        self._again = False
        self._sent = self._written
        text, day = self._written
        operation = save_draft(
            session_id=self._session.session_id,
            text=text,
            day=day,
            expected_version=self._session.version,
        )
        self._job = self._jobs.run(
            self, operation, on_done=self._on_saved, on_error=self._on_error, on_cancelled=self._on_cancelled
        )
        self._set_state(SaveState.SAVING)

    def _on_saved(self, session: Session) -> None:
        if self._sent is not None:
            self._stored = self._sent
        self._sent = None
        self._session = session
        self._failures = 0
        self.saved.emit(session)
        if self._written == self._stored:
            self._timer.stop()
            self._set_state(SaveState.SAVED)
        elif self._again:
            self.save_now()
        else:
            # Its own timer still runs: the person is typing.
            self._set_state(SaveState.EDITED)

    def _on_error(self, error: AnamnesisError) -> None:
        self._sent = None
        if isinstance(error, EditConflict) or error.code == "session_is_signed":
            self._timer.stop()
            self._set_state(SaveState.CONFLICT)
            self._fetch_theirs()
            return
        self._fail(error)

    def _on_cancelled(self) -> None:
        self._on_error(AnamnesisError("unexpected_failure"))

    def _fail(self, error: AnamnesisError) -> None:
        self._set_state(SaveState.FAILED, error)
        if isinstance(error, InputRefused | NotFound):
            # The same text would be refused again; the next key tries anew.
            return
        # Asked for again while that save was under way, perhaps because its cause is gone: once more at once.
        wait_ms = 0 if self._again else _RETRY_MS[min(self._failures, len(_RETRY_MS) - 1)]
        self._again = False
        self._failures += 1
        self._timer.start(wait_ms)

    def _fetch_theirs(self) -> None:
        self._jobs.run(
            self,
            get_session(session_id=self._session.session_id),
            on_done=self._on_theirs,
            on_error=self._on_theirs_unreadable,
        )

    def _on_theirs(self, theirs: Session) -> None:
        if (theirs.text, theirs.date) == self._written:
            # The other version says the same, as after a commit whose answer was lost.
            self._adopt(theirs)
            self.saved.emit(theirs)
            self._set_state(SaveState.SAVED)
            return
        self.theirs = theirs
        self.changed.emit()

    def _on_theirs_unreadable(self, error: AnamnesisError) -> None:
        # Saving again meets the same conflict, and then reads the other version again.
        self._fail(error)

    def _adopt(self, session: Session) -> None:
        self._session = session
        self._stored = (session.text, session.date)
        self.theirs = None

    def _set_state(self, state: SaveState, error: AnamnesisError | None = None) -> None:
        if state is self._state and error is self.error:
            return
        self._state = state
        self.error = error
        self.changed.emit()


def _too_long(text: SoapText) -> InputRefused | None:
    for name in SOAP_FIELDS:
        length = len(text.field(name))
        if length > FIELD_LIMIT_CHARS:
            return InputRefused("field_too_long", field=name, length=length, limit=FIELD_LIMIT_CHARS)
    return None
