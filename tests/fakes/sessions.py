"""Sessions and their versions in memory, behind the same door as the real service."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, new_id
from core.sessions.dto import FIELD_LIMIT_CHARS, SOAP_FIELDS, Session, SoapText
from tests.fakes.gate import Gate

FIRST_SAVE = datetime(2024, 4, 7, 9, 0, tzinfo=UTC)


class FakeSessions(Gate):
    """Every save appends a version, one minute after the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.versions: dict[SessionId, list[Session]] = {}
        self._now = FIRST_SAVE

    def add(
        self, client_id: ClientId, text: SoapText, *, day: date = date(2024, 4, 7), signed: bool = False
    ) -> Session:
        """Puts a session there, as if it had been written before."""
        session = Session(
            session_id=SessionId(new_id()),
            client_id=client_id,
            date=day,
            state="signed" if signed else "draft",
            version=1,
            text=text,
            saved_at=self._tick(),
        )
        self.versions[session.session_id] = [session]
        return session

    def current(self, session_id: SessionId) -> Session:
        return self.versions[session_id][-1]

    def write_elsewhere(self, session_id: SessionId, text: SoapText, *, signed: bool = False) -> Session:
        """Another window stores a version."""
        return self._append(self.current(session_id), text=text, state="signed" if signed else "draft")

    def list_for_client(self, client_id: ClientId) -> list[Session]:
        self._pass("list_for_client")
        mine = [versions[-1] for versions in self.versions.values() if versions[-1].client_id == client_id]
        return sorted(mine, key=lambda session: session.date, reverse=True)

    def get(self, session_id: SessionId, version: int | None = None) -> Session:
        self._pass("get")
        versions = self.versions.get(session_id)
        if versions is None:
            raise NotFound("session_not_found", session_id=session_id)
        if version is None:
            return versions[-1]
        if not 1 <= version <= len(versions):
            raise NotFound("session_version_not_found", session_id=session_id, version=version)
        return versions[version - 1]

    def start_draft(self, client_id: ClientId, *, day: date) -> Session:
        self._pass("start_draft")
        return self.add(client_id, SoapText(), day=day)

    def save_draft(
        self, session_id: SessionId, text: SoapText, *, day: date, expected_version: int
    ) -> Session:
        self._pass("save_draft")
        for name in SOAP_FIELDS:
            if len(text.field(name)) > FIELD_LIMIT_CHARS:
                raise InputRefused("field_too_long", field=name, limit=FIELD_LIMIT_CHARS)
        current = self._current_draft(session_id, expected_version)
        if current.text == text and current.date == day:
            return current
        return self._append(current, text=text, date=day)

    def sign(self, session_id: SessionId, *, expected_version: int) -> Session:
        self._pass("sign")
        current = self._current_draft(session_id, expected_version)
        if not any(current.text.field(name).strip() for name in SOAP_FIELDS):
            raise InputRefused("session_is_empty")
        return self._append(current, state="signed")

    def _current_draft(self, session_id: SessionId, expected_version: int) -> Session:
        if session_id not in self.versions:
            raise NotFound("session_not_found", session_id=session_id)
        current = self.current(session_id)
        if current.state == "signed":
            raise InputRefused("session_is_signed")
        if current.version != expected_version:
            raise EditConflict(
                "session_edit_conflict", session_id=session_id, current_version=current.version
            )
        return current

    def _append(self, current: Session, **changes: object) -> Session:
        saved = replace(current, version=current.version + 1, saved_at=self._tick(), **changes)  # type: ignore[arg-type]
        self.versions[current.session_id].append(saved)
        return saved

    def _tick(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now
