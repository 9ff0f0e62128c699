"""Writing and reading SOAP sessions: drafts that may change, signed sessions that do not."""

from __future__ import annotations

import dataclasses
from datetime import date

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.log import AuditLog
from core.clock import Clock, utc_now
from core.database.access import Database
from core.disk import DiskGuard
from core.errors import EditConflict, InputRefused
from core.ids import ClientId, SessionId, new_id
from core.repositories.clients import ClientRepository
from core.repositories.sessions import SessionRepository
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, Session, SoapText


class SessionService:
    """Every save appends an immutable version; version, audit event and index order commit together."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        audit: AuditLog,
        disk: DiskGuard,
        access: Access,
        clock: Clock = utc_now,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit
        self._disk = disk
        self._access = access
        self._clock = clock

    def list_for_client(self, client_id: ClientId) -> list[Session]:
        """The client's sessions, newest first, each in its current version."""
        self._access.require("chart")
        with self._database.begin() as session:
            return SessionRepository(session, self._sealer).list_for_client(client_id)

    def get(self, session_id: SessionId, version: int | None = None) -> Session:
        """The current version, or the one asked for. Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            return sessions.get(session_id) if version is None else sessions.get_version(session_id, version)

    def start_draft(self, client_id: ClientId, *, day: date) -> Session:
        """A new empty draft for `day`. Raises `NotFound` for an unknown client."""
        self._access.require("chart")
        self._disk.require_room()
        draft = Session(
            session_id=SessionId(new_id()),
            client_id=client_id,
            date=day,
            state="draft",
            version=1,
            text=SoapText(),
            saved_at=self._clock(),
        )
        with self._database.begin() as session:
            ClientRepository(session, self._sealer).get(client_id)
            SessionRepository(session, self._sealer).add(draft, author=self._access.user_id)
            self._record(session, "session.create", draft)
        return draft

    def save_draft(
        self, session_id: SessionId, text: SoapText, *, day: date, expected_version: int
    ) -> Session:
        """Appends a version with `text`; returns the current one unchanged when nothing differs.

        Raises `EditConflict` when `expected_version` is no longer current, `InputRefused` for a
        signed session (`session_is_signed`) or a field over its limit (`field_too_long`), `DiskFull`.
        """
        self._access.require("chart")
        check_text(text)
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            current = sessions.get(session_id)
            same = (current.text, current.date, current.state) == (text, day, "draft")
            if same and current.version in (expected_version, expected_version + 1):
                # Nothing new, or the same save again because the answer to the first was lost.
                return current
            self._require_current_draft(current, expected_version)
            saved = dataclasses.replace(
                current, text=text, date=day, version=current.version + 1, saved_at=self._clock()
            )
            sessions.append_version(saved, author=self._access.user_id)
            self._record(session, "session.change", saved)
        return saved

    def sign(self, session_id: SessionId, *, expected_version: int) -> Session:
        """Makes the draft final. Raises as `save_draft`, or `InputRefused("session_is_empty")`."""
        self._access.require("chart")
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            sessions = SessionRepository(session, self._sealer)
            current = sessions.get(session_id)
            self._require_current_draft(current, expected_version)
            if not any(current.text.field(name).strip() for name in SOAP_FIELDS):
                raise InputRefused("session_is_empty")
            signed = dataclasses.replace(
                current, state="signed", version=current.version + 1, saved_at=self._clock()
            )
            sessions.append_version(signed, author=self._access.user_id)
            self._record(session, "session.sign", signed)
        return signed

    @staticmethod
    def _require_current_draft(current: Session, expected_version: int) -> None:
        if current.state == "signed":
            raise InputRefused("session_is_signed")
        if current.version != expected_version:
            raise EditConflict(
                "session_edit_conflict", session_id=current.session_id, current_version=current.version
            )

    def _record(self, session: DatabaseSession, action: str, about: Session) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="session",
            object_id=about.session_id,
            client_id=about.client_id,
            details={"version": about.version},
        )


def check_text(text: SoapText) -> None:
    """Raises `InputRefused("field_too_long")`."""
    for name in SOAP_FIELDS:
        if len(text.field(name)) > FIELD_LIMIT_CHARS:
            raise InputRefused(
                "field_too_long", field=name, length=len(text.field(name)), limit=FIELD_LIMIT_CHARS
            )
