"""Saves one draft while it is being written, keeping its text until it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import AnamnesisError, EditConflict, InputRefused, NotFound
from core.ids import UserId
from core.journal.dto import JournalDraft, words_digest
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, CopiedFrom, Session, SoapText
from ui.jobs import Job, Jobs
from ui.operations.journal import after_keeping
from ui.operations.operation import in_db
from ui.sessions.typing_journal import TypingJournal

AUTOSAVE_MS = 750
"""From the last key press to the save."""
LONGEST_MS = 10_000
"""From the first unsaved key press to the save, however fast the typing."""
_RETRY_MS = (5_000, 10_000, 20_000, 30_000)
"""Delays after failed saves; the last one repeats."""


class SaveState(StrEnum):
    """The state of the displayed text."""

    SAVED = "saved"
    EDITED = "edited"
    SAVING = "saving"
    FAILED = "failed"
    CONFLICT = "conflict"


class DraftSaver(QObject):
    """Manages one draft's unsaved text, from the first key press to the commit.

    It holds the text itself, so it continues to save after the editor has moved on. One save runs at a time;
    text typed meanwhile is saved next. Until it is stored the text is also in the crash journal. It belongs
    to `author`: while somebody else is signed in it is set aside and not saved.
    """

    changed = Signal()
    """The state, the error or the other version changed."""
    saved = Signal(object)
    """The `Session` as it was committed."""
    journalled = Signal(object)
    """The crash journal contains text of this `DraftSaver`, or soon will."""

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
        self._surroundings: dict[str, Any] = {}
        """Values to store with the text: `kind`, `duration_min`, `copied`."""
        self._sent_surroundings: dict[str, Any] = {}
        self._sent: tuple[SoapText, date] | None = None
        self._lost: list[str] = []
        """The `words_digest` of each failed save: it may have been stored, and the response lost."""
        self._job: Job | None = None
        self._again = False
        self._failures = 0
        self._state = SaveState.SAVED
        self.error: AnamnesisError | None = None
        """The error of the last save; None in any state but `FAILED`."""
        self.theirs: Session | None = None
        """In `CONFLICT`, the newer version stored by somebody else."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)
        self._longest = QTimer(self)
        self._longest.setSingleShot(True)
        self._longest.setInterval(LONGEST_MS)
        self._longest.timeout.connect(self.save_now)
        self._journal = TypingJournal(jobs, self.draft, self)
        self._journal.writing.connect(self._on_journalled)

    @property
    def state(self) -> SaveState:
        return self._state

    @property
    def session(self) -> Session:
        """The newest version known to be stored."""
        return self._session

    @property
    def text(self) -> SoapText:
        """The user's text, stored or not."""
        return self._written[0]

    @property
    def day(self) -> date:
        return self._written[1]

    @property
    def kind(self) -> str:
        """The user's choice, stored or not."""
        return str(self._beside.get("kind", self._session.kind))

    @property
    def duration_min(self) -> int | None:
        """The user's choice, stored or not."""
        return self._beside.get("duration_min", self._session.duration_min) or None

    @property
    def _beside(self) -> dict[str, Any]:
        """Values besides the text that are not known to be stored."""
        return self._sent_surroundings | self._surroundings

    @property
    def clean(self) -> bool:
        """Whether everything is stored."""
        return self._state is SaveState.SAVED

    def draft(self) -> JournalDraft | None:
        """The unsaved text in the journal's form; None without text or author."""
        if self.clean or self.author is None:
            return None
        return JournalDraft(
            session_id=self._session.session_id,
            client_id=self._session.client_id,
            author=self.author,
            base_version=self._session.version,
            day=self.day,
            text=self.text,
            under_way=self._under_way,
            **self._beside,
        )

    @property
    def _under_way(self) -> str | None:
        """The `words_digest` of the newest save without an answer, None if that is the user's text."""
        unanswered = self._lost[-1:] if self._sent is None else [words_digest(*self._sent)]
        return next((each for each in unanswered if each != words_digest(*self._written)), None)

    @property
    def settled(self) -> bool:
        """Whether it only changes by the user, a timer or a key press."""
        return self._state not in (SaveState.SAVING, SaveState.EDITED)

    def edit(self, text: SoapText, day: date) -> None:
        """Takes the editor's text; saved `AUTOSAVE_MS` after the last call.

        During continuous typing it is saved every `LONGEST_MS`; the journal is updated all the while.
        """
        if (text, day) == self._written:
            return
        self._written = (text, day)
        self._journal.typed()
        self._saved_or_soon()

    def describe(
        self,
        *,
        kind: str | None = None,
        duration_min: int | None = None,
        copied: Mapping[str, CopiedFrom] | None = None,
    ) -> None:
        """Sets other values: saved with the text, after `AUTOSAVE_MS`. 0 removes a duration.

        Mark copied fields before `edit` sets their text.
        """
        stored = {"kind": self._session.kind, "duration_min": self._session.duration_min or 0}
        known = stored | self._sent_surroundings
        for name, value in (("kind", kind), ("duration_min", duration_min)):
            if value == known[name]:
                self._surroundings.pop(name, None)
            elif value is not None:
                self._surroundings[name] = value
        if copied:
            self._surroundings["copied"] = self._surroundings.get("copied", {}) | dict(copied)
        self._journal.typed()
        self._saved_or_soon()

    def save_now(self) -> None:
        """Saves unsaved text immediately."""
        self._rest()
        if self._state is SaveState.CONFLICT:
            return
        if self._sent is not None:
            self._again = True
            return
        if self._all_stored:
            return
        if (refused := _too_long(self.text)) is not None:
            self._fail(refused)
            return
        self._send()

    def restore(
        self,
        text: SoapText,
        day: date,
        *,
        base_version: int,
        beside: Mapping[str, Any] | None = None,
    ) -> None:
        """Takes text based on `base_version` and stores it; only for a clean saver.

        `beside`: as for `describe`. If a newer version is known already, this is a conflict: storing would
        overwrite it unseen.
        """
        self.describe(**(beside or {}))
        if (text, day) == self._stored and not self._surroundings:
            return
        if base_version >= self._session.version:
            self.edit(text, day)
            self._journal.take_over(self.draft())
            self.save_now()
            return
        self._rest()
        self._written = (text, day)
        self.theirs = self._session
        self._set_state(SaveState.CONFLICT)

    def leave_journal(self) -> None:
        """The journal's entry under this name is other text, which must be kept."""
        self._journal.reserved = True

    def set_aside(self) -> None:
        """Stops saving until `resume`, because the author is not signed in."""
        self._rest()
        self._journal.stop()
        self._again = False
        self._unanswered()

    def resume(self) -> None:
        """After a lock: a pending save was never answered, so it is repeated."""
        self._unanswered()
        if self._state is SaveState.CONFLICT and self.theirs is None:
            # The other version was never read: saving again detects it again.
            self._set_state(SaveState.EDITED)
        self.save_now()

    def _unanswered(self) -> None:
        if self._sent is not None and self._job is not None and self._job.token.cancelled:
            self._take_back()
            self._set_state(SaveState.EDITED)

    def _take_back(self) -> None:
        if self._sent is not None:
            lost = words_digest(*self._sent)
            self._lost = [*(each for each in self._lost if each != lost), lost]
        self._sent = None
        self._surroundings = self._sent_surroundings | self._surroundings
        self._sent_surroundings = {}

    def keep_mine(self) -> None:
        """Ends a conflict: stores this text as the version after the other one."""
        if self.theirs is None:
            return
        self._adopt(self.theirs)
        self._set_state(SaveState.EDITED)
        self.save_now()
        if self._all_stored:
            self._set_state(SaveState.SAVED)

    def take_theirs(self) -> None:
        """Ends a conflict: keeps the other version, drops this text."""
        if self.theirs is None:
            return
        self._adopt(self.theirs)
        self._written = self._stored
        self._surroundings.clear()
        self._set_state(SaveState.SAVED)

    @property
    def _all_stored(self) -> bool:
        return self._written == self._stored and not self._surroundings

    def _saved_or_soon(self) -> None:
        if self._state is SaveState.CONFLICT:
            return
        if self._sent is None and self._all_stored:
            self._rest()
            self._set_state(SaveState.SAVED)
            return
        self._timer.start(AUTOSAVE_MS)
        if not self._longest.isActive():
            self._longest.start()
        # A failure is shown until a save succeeds.
        if self._state is SaveState.SAVED:
            self._set_state(SaveState.EDITED)

    def _send(self) -> None:
        self._again = False
        draft = self.draft()
        self._sent = text, day = self._written
        sent = self._sent_surroundings = self._surroundings
        self._surroundings = {}
        operation = in_db(
            lambda services: services.sessions.save_draft,
            self._session.session_id,
            text,
            day=day,
            expected_version=self._session.version,
            kind=sent.get("kind"),
            duration_min=sent.get("duration_min"),
            copied=sent.get("copied"),
        )
        if draft is not None and not self._journal.holds(draft):
            self._on_journalled()
            operation = after_keeping(draft, operation)
        self._job = self._jobs.run(
            self, operation, on_done=self._on_saved, on_error=self._on_error, on_cancelled=self._on_cancelled
        )
        self._set_state(SaveState.SAVING)

    def _on_saved(self, session: Session) -> None:
        if self._sent is not None:
            self._stored = self._sent
        self._sent = None
        self._lost.clear()
        self._sent_surroundings = {}
        self._session = session
        self._failures = 0
        self.saved.emit(session)
        if self._all_stored:
            self._rest()
            self._set_state(SaveState.SAVED)
        elif self._again:
            self.save_now()
        else:
            # Its own timer is still running, because the user is typing.
            self._journal.typed()
            self._set_state(SaveState.EDITED)

    def _on_error(self, error: AnamnesisError) -> None:
        conflict = isinstance(error, EditConflict) or error.code == "session_is_signed"
        self._take_back()
        if conflict:
            self._rest()
            self._set_state(SaveState.CONFLICT)
            self._fetch_theirs()
            return
        self._fail(error)

    def _on_cancelled(self) -> None:
        self._on_error(AnamnesisError("unexpected_failure"))

    def _fail(self, error: AnamnesisError) -> None:
        self._set_state(SaveState.FAILED, error)
        if isinstance(error, InputRefused | NotFound):
            # The same text would be refused again; the next key press retries.
            return
        # Requested again while that save was running, perhaps because its cause was fixed: retry once at
        # once.
        wait_ms = 0 if self._again else _RETRY_MS[min(self._failures, len(_RETRY_MS) - 1)]
        self._again = False
        self._failures += 1
        self._timer.start(wait_ms)

    def _fetch_theirs(self) -> None:
        self._jobs.run(
            self,
            in_db(lambda services: services.sessions.get, self._session.session_id),
            on_done=self._on_theirs,
            # Saving again meets the same conflict, and then reads the other version again.
            on_error=self._fail,
        )

    def _on_theirs(self, theirs: Session) -> None:
        if (theirs.text, theirs.date) == self._written:
            # The other version is identical, as after a commit with a lost response.
            self._adopt(theirs)
            self.saved.emit(theirs)
            if self._all_stored or theirs.state != "draft":
                self._surroundings.clear()
                self._set_state(SaveState.SAVED)
                return
            # The kind or the duration was changed since.
            self._set_state(SaveState.EDITED)
            self.save_now()
            return
        if theirs.state == "draft" and words_digest(theirs.text, theirs.date) in self._lost:
            # It is the save with the lost response; text typed since follows it.
            self._adopt(theirs)
            self.saved.emit(theirs)
            self._set_state(SaveState.EDITED)
            self.save_now()
            return
        self.theirs = theirs
        self.changed.emit()

    def _adopt(self, session: Session) -> None:
        self._session = session
        self._stored = (session.text, session.date)
        self.theirs = None
        self._lost.clear()

    def _on_journalled(self) -> None:
        self.journalled.emit(self)

    def _rest(self) -> None:
        self._timer.stop()
        self._longest.stop()

    def _set_state(self, state: SaveState, error: AnamnesisError | None = None) -> None:
        if state is self._state and error is self.error:
            return
        self._state = state
        self.error = error
        self.changed.emit()


def _too_long(text: SoapText) -> InputRefused | None:
    """Why a note is too long to be stored; None if it is not."""
    for name in SOAP_FIELDS:
        length = len(text.field(name))
        if length > FIELD_LIMIT_CHARS:
            return InputRefused("field_too_long", field=name, length=length, limit=FIELD_LIMIT_CHARS)
    return None
