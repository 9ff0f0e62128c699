"""Sessions and their versions in memory, behind the same door as the real service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from core.errors import NotFound
from core.ids import ClientId, SessionId, UserId, new_id
from core.sessions import rules
from core.sessions.dto import CopiedFrom, Session, SessionState, SoapText, VersionSummary
from core.sessions.history import summaries
from tests.fakes.gate import Gate

FIRST_SAVE = datetime(2024, 4, 7, 9, 0, tzinfo=UTC)


class FakeSessions(Gate):
    """Every save appends a version, one minute after the one before."""

    def __init__(self) -> None:
        super().__init__()
        self.versions_of: dict[SessionId, list[Session]] = {}
        self.author = UserId(new_id())
        self._now = FIRST_SAVE

    def add(
        self,
        client_id: ClientId,
        text: SoapText,
        *,
        day: date = date(2024, 4, 7),
        signed: bool = False,
        kind: str = "visit",
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
            kind=kind,
            author=self.author,
        )
        self.versions_of[session.session_id] = [session]
        return session

    def current(self, session_id: SessionId) -> Session:
        return self.versions_of[session_id][-1]

    def write_elsewhere(self, session_id: SessionId, text: SoapText, *, signed: bool = False) -> Session:
        """Another window stores a version."""
        state: SessionState = "signed" if signed else "draft"
        return self._append(self._next(self.current(session_id), text=text, state=state))

    def list_for_client(self, client_id: ClientId, *, include_deleted: bool = False) -> list[Session]:
        self._pass("list_for_client")
        # Of one day, the one begun last comes first.
        newest = (versions[-1] for versions in reversed(self.versions_of.values()))
        mine = (each for each in newest if each.client_id == client_id)
        shown = (each for each in mine if include_deleted or each.state != "deleted")
        return sorted(shown, key=lambda session: session.date, reverse=True)

    def get(self, session_id: SessionId, version: int | None = None) -> Session:
        self._pass("get")
        versions = self.versions_of.get(session_id)
        if versions is None:
            raise NotFound("session_not_found", session_id=session_id)
        if version is None:
            return versions[-1]
        if not 1 <= version <= len(versions):
            raise NotFound("session_version_not_found", session_id=session_id, version=version)
        return versions[version - 1]

    def versions(self, session_id: SessionId) -> list[VersionSummary]:
        self._pass("versions")
        if session_id not in self.versions_of:
            raise NotFound("session_not_found", session_id=session_id)
        return summaries(self.versions_of[session_id][::-1])

    def start_draft(
        self,
        client_id: ClientId,
        *,
        day: date,
        kind: str = "visit",
        text: SoapText | None = None,
        copied: Mapping[str, CopiedFrom] | None = None,
    ) -> Session:
        self._pass("start_draft")
        rules.check_text(text or SoapText())
        rules.check_kind(kind)
        draft = self.add(client_id, text or SoapText(), day=day, kind=kind)
        marks = rules.marks_after(draft, draft.text, copied or {}, self._read)
        self.versions_of[draft.session_id] = [replace(draft, copied=marks)]
        return self.current(draft.session_id)

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
        self._pass("save_draft")
        rules.check_text(text)
        if kind is not None:
            rules.check_kind(kind)
        rules.check_duration(duration_min or 0)
        current = self._known(session_id)
        rules.require_state(current, "draft")
        rules.require_current(current, expected_version)
        saved = self._next(
            current,
            text=text,
            date=day,
            kind=kind or current.kind,
            duration_min=current.duration_min if duration_min is None else duration_min or None,
            copied=rules.marks_after(current, text, copied or {}, self._read),
        )
        unchanged = replace(saved, version=current.version, saved_at=current.saved_at, author=current.author)
        return current if unchanged == current else self._append(saved)

    def sign(self, session_id: SessionId, *, expected_version: int) -> Session:
        self._pass("sign")
        return self._change(
            session_id, expected_version, lambda now: rules.signed(now, at=self._tick(), by=self.author)
        )

    def add_addendum(
        self, session_id: SessionId, *, text: str, reason: str, expected_version: int
    ) -> Session:
        self._pass("add_addendum")
        return self._change(
            session_id,
            expected_version,
            lambda now: rules.with_addendum(now, text=text, reason=reason, at=self._tick(), by=self.author),
        )

    def retract(self, session_id: SessionId, *, reason: str, expected_version: int) -> Session:
        self._pass("retract")
        return self._change(
            session_id,
            expected_version,
            lambda now: rules.retracted(now, reason=reason, at=self._tick(), by=self.author),
        )

    def delete_draft(self, session_id: SessionId, *, expected_version: int) -> Session:
        self._pass("delete_draft")
        return self._change(
            session_id, expected_version, lambda now: rules.deleted(now, at=self._tick(), by=self.author)
        )

    def restore_draft(self, session_id: SessionId, *, expected_version: int) -> Session:
        self._pass("restore_draft")

        def restored(now: Session) -> Session:
            rules.require_deleted(now)
            before = self.get(session_id, now.version - 1)
            return rules.restored(now, before, at=self._tick(), by=self.author)

        return self._change(session_id, expected_version, restored)

    def _change(
        self, session_id: SessionId, expected_version: int, change: Callable[[Session], Session]
    ) -> Session:
        current = self._known(session_id)
        changed = change(current)
        rules.require_current(current, expected_version)
        return self._append(changed)

    def _known(self, session_id: SessionId) -> Session:
        if session_id not in self.versions_of:
            raise NotFound("session_not_found", session_id=session_id)
        return self.current(session_id)

    def _read(self, source: CopiedFrom) -> Session:
        return self.versions_of[source.session_id][source.version - 1]

    def _next(self, current: Session, **changes: object) -> Session:
        return rules.next_version(current, at=self._tick(), by=self.author, **changes)

    def _append(self, saved: Session) -> Session:
        self.versions_of[saved.session_id].append(saved)
        return saved

    def _tick(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now
