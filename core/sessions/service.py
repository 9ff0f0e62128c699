"""Writes and reads SOAP sessions: drafts that may change, signed sessions that only grow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session as DatabaseSession

from core.clients.repository import ClientRepository
from core.ids import ClientId, SessionId, new_id
from core.metrics.metrics import Metrics
from core.service_context import ServiceContext
from core.sessions import rules
from core.sessions.diff import DiffPart
from core.sessions.dto import CopiedFrom, Session, SoapText, VersionSummary
from core.sessions.history import compared, summaries
from core.sessions.repository import SessionRepository
from core.sessions.rules import ReadVersion, check_duration, check_kind, check_text, marks_after
from core.sessions.signatures import NoteSignatures

_NOTHING_COPIED: Mapping[str, CopiedFrom] = MappingProxyType({})


class SessionService:
    """Every change appends an immutable version; version, audit event and index order commit together."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        signatures: NoteSignatures | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._signatures = signatures
        self._metrics = metrics or Metrics()

    def list_for_client(self, client_id: ClientId, *, include_deleted: bool = False) -> list[Session]:
        """The client's sessions, newest first, each in its current version; deleted drafts if asked for.

        One that does not open has the state `UNREADABLE`, so that the others stay accessible.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            found = SessionRepository(session, self._sealer).list_with_unreadable(
                client_id, include_deleted=include_deleted
            )
        return [self._checked(each) for each in found]

    def get(self, session_id: SessionId, version: int | None = None) -> Session:
        """The current version, or the given one. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            found = sessions.get(session_id) if version is None else sessions.get_version(session_id, version)
        return self._checked(found)

    def versions(self, session_id: SessionId) -> list[VersionSummary]:
        """The history, the newest version first; one that cannot be read has the state `UNREADABLE`.

        Raises `NotFound`.
        """
        self._access.require("chart")
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            return summaries(sessions.list_versions_with_unreadable(session_id))

    def compare(self, session_id: SessionId, *, old: int, new: int) -> dict[str, tuple[DiffPart, ...]]:
        """What differs between two versions, word by word, by field. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            earlier, later = (sessions.get_version(session_id, version) for version in (old, new))
        return compared(earlier, later)

    def start_draft(
        self,
        client_id: ClientId,
        *,
        day: date,
        kind: str = "visit",
        text: SoapText | None = None,
        copied: Mapping[str, CopiedFrom] = _NOTHING_COPIED,
    ) -> Session:
        """A new draft for `day`, empty or with `text`, of which the fields in `copied` were copied forward.

        Raises `NotFound` for an unknown client, `InputRefused` (`client_is_deleted`, `client_is_merged`,
        `session_kind_unknown`, `field_too_long`).
        """
        self._access.require("chart")
        text = text or SoapText()
        check_text(text)
        check_kind(kind)
        self._disk.require_room()
        draft = Session(
            session_id=SessionId(new_id()),
            client_id=client_id,
            date=day,
            state="draft",
            version=1,
            text=text,
            saved_at=self._clock(),
            kind=kind,
            author=self._access.user_id,
        )
        with self._database.begin() as session:
            ClientRepository(session, self._sealer).require_open(client_id)
            sessions = SessionRepository(session, self._sealer)
            marks = marks_after(draft, text, copied, _reading(sessions))
            draft = rules.with_marks(draft, marks)
            sessions.add(draft, author=self._access.user_id)
            self._record(session, "session.create", draft)
        return draft

    def save_draft(
        self,
        session_id: SessionId,
        text: SoapText,
        *,
        day: date,
        expected_version: int,
        kind: str | None = None,
        duration_min: int | None = None,
        copied: Mapping[str, CopiedFrom] | None = None,
    ) -> Session:
        """Appends a version with `text`; returns the current one unchanged when nothing differs.

        None leaves `kind` and `duration_min` unchanged; 0 removes a duration. `copied` marks the text copied
        forward by this save; earlier marks stay while their field is unchanged.

        Raises `EditConflict` when `expected_version` is no longer current, `InputRefused` for anything but a
        draft (`session_is_signed`, `session_is_retracted`, `session_is_deleted`), `client_is_merged`, a field
        over its limit (`field_too_long`), `session_kind_unknown`, `duration_out_of_range`; `DiskFull`.
        """
        self._access.require("chart")
        check_text(text)
        if kind is not None:
            check_kind(kind)
        if duration_min is not None:
            check_duration(duration_min)
        self._disk.require_room_to_finish()
        with self._metrics.timed("save"), self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            current = sessions.get(session_id)
            changes = {
                "text": text,
                "date": day,
                "kind": kind or current.kind,
                "duration_min": current.duration_min if duration_min is None else duration_min or None,
                "copied": marks_after(current, text, copied or _NOTHING_COPIED, _reading(sessions)),
            }
            unchanged = all(getattr(current, name) == value for name, value in changes.items())
            rules.require_state(current, "draft")
            if unchanged and current.version == expected_version + 1:
                # The same save repeated, because the first response was lost.
                return current
            rules.require_current(current, expected_version)
            if unchanged:
                return current
            saved = rules.next_version(current, at=self._clock(), by=self._access.user_id, **changes)
            sessions.append_version(saved, author=self._access.user_id, before=current)
            # Saving into a deleted chart is allowed, because it can be restored; in a merged one it would be
            # lost.
            ClientRepository(session, self._sealer).refuse_merged(current.client_id)
            self._record(session, "session.change", saved)
        return saved

    def sign(self, session_id: SessionId, *, expected_version: int) -> Session:
        """Makes the draft final. Raises as `save_draft`, or `InputRefused("session_is_empty")`."""
        at, by = self._clock(), self._access.user_id
        return self._append(
            session_id,
            expected_version,
            "session.sign",
            lambda current: self._signed(rules.signed(current, at=at, by=by)),
        )

    def add_addendum(
        self, session_id: SessionId, *, text: str, reason: str, expected_version: int
    ) -> Session:
        """Adds to a signed session; the signed text stays unchanged.

        Raises `EditConflict`, `InputRefused` (`session_not_signed`, `session_is_retracted`,
        `session_is_deleted`, `addendum_empty`, `addendum_too_long`, `too_many_addenda`, `reason_missing`,
        `reason_too_long`, `client_is_deleted`, `client_is_merged`), `DiskFull`.
        """
        at, by = self._clock(), self._access.user_id
        return self._append(
            session_id,
            expected_version,
            "session.addendum",
            lambda current: self._with_signed_addendum(
                rules.with_addendum(current, text=text, reason=reason, at=at, by=by)
            ),
        )

    def retract(self, session_id: SessionId, *, reason: str, expected_version: int) -> Session:
        """Retracts a signed session: it stays in the chart as retracted and is neither found nor quoted.

        Raises `EditConflict`, `InputRefused` (as `add_addendum`), `DiskFull`.
        """
        at, by = self._clock(), self._access.user_id
        return self._append(
            session_id,
            expected_version,
            "session.retract",
            lambda current: rules.retracted(current, reason=reason, at=at, by=by),
        )

    def delete_draft(self, session_id: SessionId, *, expected_version: int) -> Session:
        """Deletes a draft; `restore_draft` restores it unchanged. Raises as `save_draft`."""
        at, by = self._clock(), self._access.user_id
        return self._append(
            session_id,
            expected_version,
            "session.delete",
            lambda current: rules.deleted(current, at=at, by=by),
        )

    def restore_draft(self, session_id: SessionId, *, expected_version: int) -> Session:
        """Restores a deleted session in its former state: a draft, or as imported if an undo deleted it.
        Raises `EditConflict`, `InputRefused("session_not_deleted")`, `DiskFull`.
        """
        at, by = self._clock(), self._access.user_id

        def restored(current: Session, sessions: SessionRepository) -> Session:
            rules.require_deleted(current)
            before = sessions.get_version(session_id, current.version - 1)
            return rules.restored(current, before, at=at, by=by)

        return self._append_reading(session_id, expected_version, "session.restore", restored)

    def _append(
        self,
        session_id: SessionId,
        expected_version: int,
        action: str,
        change: Callable[[Session], Session],
    ) -> Session:
        return self._append_reading(
            session_id, expected_version, action, lambda current, _sessions: change(current)
        )

    def _append_reading(
        self,
        session_id: SessionId,
        expected_version: int,
        action: str,
        change: Callable[[Session, SessionRepository], Session],
    ) -> Session:
        self._access.require("chart")
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            current = sessions.get(session_id)
            # The state first: if it was signed elsewhere, comparing the texts is of no use.
            changed = change(current, sessions)
            rules.require_current(current, expected_version)
            sessions.append_version(changed, author=self._access.user_id, before=current)
            # Locked after the session, in the order of an erase, to prevent a deadlock.
            ClientRepository(session, self._sealer).require_open(current.client_id)
            self._record(session, action, changed)
        return self._checked(changed)

    def _signed(self, session: Session) -> Session:
        return session if self._signatures is None else self._signatures.signed(session)

    def _with_signed_addendum(self, session: Session) -> Session:
        return session if self._signatures is None else self._signatures.with_signed_addendum(session)

    def _checked(self, session: Session) -> Session:
        """With the results of its signature checks, for display."""
        return session if self._signatures is None else self._signatures.checked(session)

    def _record(self, session: DatabaseSession, action: str, about: Session) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="session",
            object_id=about.session_id,
            client_id=about.client_id,
            details={"version": about.version},
        )


def _reading(sessions: SessionRepository) -> ReadVersion:
    return lambda mark: sessions.get_version(mark.session_id, mark.version)
