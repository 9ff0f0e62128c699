"""Sessions and their immutable versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time

from sqlalchemy import select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.pending_audit import ChartChange, RowKind
from core.damage import DAMAGE, content_of
from core.errors import EditConflict, NotFound, TamperedRecord
from core.ids import ClientId, SessionId, UserId
from core.repositories.chart_reads import note_chart_read
from core.repositories.manifests import note_change, session_tag
from core.repositories.sealed_json import open_json
from core.repositories.session_versions import open_version, seal_version, version_address
from core.security.sealing import Sealer
from core.sessions.dto import UNREADABLE, Session, SoapText
from models import OutboxRow, SessionRow, SessionVersionRow

_Opening = Callable[[SessionRow, SessionVersionRow], Session]


class SessionRepository:
    """Reads sessions and appends versions; never overwrites a text."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        # Strong references: the session's identity map is weak, and versions would be read twice.
        self._held: list[SessionRow | SessionVersionRow] = []

    def get(self, session_id: SessionId) -> Session:
        """The current version. Raises `NotFound`."""
        row = self._row(session_id)
        return self.get_version(session_id, row.current_version)

    def get_version(self, session_id: SessionId, version: int) -> Session:
        """One version, current or earlier. Raises `NotFound`."""
        return self._open(self._row(session_id), self._version_row(session_id, version))

    def list_versions(self, session_id: SessionId) -> list[Session]:
        """Every version, the newest first. Raises `NotFound`, `TamperedRecord` if one cannot be read."""
        return self._list_versions(session_id, self._open)

    def list_versions_with_unreadable(self, session_id: SessionId) -> list[Session]:
        """As `list_versions`, with the state `UNREADABLE` for each that cannot be read."""
        return self._list_versions(session_id, self._open_or_unreadable)

    def _list_versions(self, session_id: SessionId, opened: _Opening) -> list[Session]:
        row = self._row(session_id)
        query = (
            select(SessionVersionRow)
            .where(
                SessionVersionRow.workspace_id == self._sealer.workspace_id,
                SessionVersionRow.session_id == session_id,
            )
            .order_by(SessionVersionRow.version.desc())
        )
        return [opened(row, stored) for stored in self._session.scalars(query)]

    def list_for_client(self, client_id: ClientId, *, include_deleted: bool = False) -> list[Session]:
        """The current versions of a client's sessions, newest first; deleted drafts only on request.

        Raises `TamperedRecord` if one does not open.
        """
        return self._list_for_client(client_id, self._open, include_deleted=include_deleted)

    def list_with_unreadable(self, client_id: ClientId, *, include_deleted: bool = False) -> list[Session]:
        """As `list_for_client`, with a session in the state `UNREADABLE` for each that does not open."""
        return self._list_for_client(client_id, self._open_or_unreadable, include_deleted=include_deleted)

    def _list_for_client(
        self, client_id: ClientId, opened: _Opening, *, include_deleted: bool
    ) -> list[Session]:
        note_chart_read(self._session, client_id)
        conditions = [SessionRow.client_id == client_id]
        if not include_deleted:
            conditions.append(SessionRow.state != "deleted")
        return self._list(opened, *conditions)

    def list_all(self) -> list[Session]:
        """The current version of every session of the workspace, newest first."""
        return self._list(self._open)

    def _list(self, opened: _Opening, *conditions: object) -> list[Session]:
        query = (
            select(SessionRow, SessionVersionRow)
            .join(
                SessionVersionRow,
                (SessionVersionRow.workspace_id == SessionRow.workspace_id)
                & (SessionVersionRow.session_id == SessionRow.session_id)
                & (SessionVersionRow.version == SessionRow.current_version),
            )
            .where(SessionRow.workspace_id == self._sealer.workspace_id, *conditions)  # type: ignore[arg-type]
            .order_by(SessionRow.day.desc(), SessionRow.session_id)
        )
        return self._in_order([opened(row, text) for row, text in self._session.execute(query)])

    def _in_order(self, sessions: list[Session]) -> list[Session]:
        """Newest first, also within a day: ids are random, so the time of the first version decides."""
        a_day = Counter((session.client_id, session.date) for session in sessions)
        shared = [session for session in sessions if a_day[session.client_id, session.date] > 1]
        if not shared:
            return sessions
        begun = self._begun(shared)
        return sorted(
            sessions, key=lambda each: (each.date, begun.get(each.session_id, each.saved_at)), reverse=True
        )

    def _begun(self, sessions: list[Session]) -> dict[SessionId, datetime]:
        """When the first version of each was stored."""
        later = {each.session_id: each.client_id for each in sessions if each.version > 1}
        return {each.session_id: each.saved_at for each in sessions if each.version == 1} | self.begun(later)

    def begun(self, sessions: Mapping[SessionId, ClientId]) -> dict[SessionId, datetime]:
        """When the first version of each session of that client was stored, if that version opens."""
        begun: dict[SessionId, datetime] = {}
        query = select(SessionVersionRow.session_id, SessionVersionRow.sealed_about).where(
            SessionVersionRow.workspace_id == self._sealer.workspace_id,
            SessionVersionRow.version == 1,
            SessionVersionRow.session_id.in_(sessions),
        )
        for found, sealed in self._session.execute(query) if sessions else ():
            session_id = SessionId(found)
            at = version_address(session_id, 1, sessions[session_id], "sealed_about")
            try:
                about = open_json(self._sealer, sealed, purpose="note", at=at)
                with content_of("session_version", "sealed_about"):
                    begun[session_id] = datetime.fromisoformat(about["saved_at"])
            except TamperedRecord:
                # It is then ordered by its current version: a damaged earlier one must not hide a chart.
                continue
        return begun

    def add(self, session: Session, *, author: UserId) -> None:
        """Stores a new session with its first version."""
        self.add_all([session], author=author)

    def add_all(self, sessions: Iterable[Session], *, author: UserId) -> None:
        """Stores new sessions with their first versions."""
        stored = list(sessions)
        self._session.add_all(
            SessionRow(
                workspace_id=self._sealer.workspace_id,
                session_id=session.session_id,
                client_id=session.client_id,
                day=session.date,
                state=session.state,
                current_version=session.version,
            )
            for session in stored
        )
        self._session.flush()
        for session in stored:
            self._add_version(session, author, previous=None)

    def add_with_history(self, versions: Sequence[Session]) -> None:
        """Stores a session from an archive, new here, with all its versions (1, 2, 3, …)."""
        current = versions[-1]
        self._session.add(
            SessionRow(
                workspace_id=self._sealer.workspace_id,
                session_id=current.session_id,
                client_id=current.client_id,
                day=current.date,
                state=current.state,
                current_version=current.version,
            )
        )
        self._session.flush()
        previous: bytes | None = None
        for version in versions:
            sealed = self._seal(version, version.author, previous)
            self._session.add(sealed)
            previous = session_tag(version.version, sealed)
        self._session.add(self._outbox(current))
        change = ChartChange(
            client_id=current.client_id,
            kind=RowKind.SESSION,
            row_id=current.session_id,
            version=current.version,
            tag=session_tag(current.version, sealed),
            # The manifest has no entry for a session that is new here, whatever its version.
            previous=None,
        )
        note_change(self._session, self._sealer, change)

    def append_version(self, session: Session, *, author: UserId) -> None:
        """Makes `session` the current version; raises `EditConflict` unless it follows the current one.

        `StaleRecord` is raised at the commit if the version it follows is not the last one written.
        """
        result = self._session.execute(
            update(SessionRow)
            .where(
                SessionRow.workspace_id == self._sealer.workspace_id,
                SessionRow.session_id == session.session_id,
                SessionRow.current_version == session.version - 1,
            )
            .values(current_version=session.version, day=session.date, state=session.state)
            .returning(SessionRow.session_id)
        )
        if result.first() is None:
            raise EditConflict(
                "session_edit_conflict",
                session_id=session.session_id,
                current_version=self._current_version(session.session_id),
            )
        before = self._version_row(session.session_id, session.version - 1)
        self._add_version(session, author, previous=session_tag(before.version, before))

    def _add_version(self, session: Session, author: UserId, *, previous: bytes | None) -> None:
        sealed = self._seal(session, author, previous)
        self._session.add(sealed)
        self._session.add(self._outbox(session))
        change = ChartChange(
            client_id=session.client_id,
            kind=RowKind.SESSION,
            row_id=session.session_id,
            version=session.version,
            tag=session_tag(session.version, sealed),
            previous=previous,
        )
        note_change(self._session, self._sealer, change)

    def previous_tag(
        self, client_id: ClientId, session_id: SessionId, version: int, sealed_about: bytes
    ) -> bytes | None:
        """The tag of the previous version, as stored in this one; None for a first version and old ones.

        Raises `TamperedRecord` if it does not open.
        """
        at = version_address(session_id, version, client_id, "sealed_about")
        named = open_json(self._sealer, sealed_about, purpose="note", at=at).get("previous")
        with content_of("session_version", "sealed_about"):
            return None if named is None else bytes.fromhex(named)

    def _outbox(self, session: Session) -> OutboxRow:
        # Here, not in the callers, so that no change can miss the index.
        return OutboxRow(
            workspace_id=self._sealer.workspace_id,
            source_kind="session",
            source_id=session.session_id,
            client_id=session.client_id,
        )

    def _current_version(self, session_id: SessionId) -> int | None:
        """Read from the database: the session's identity map may be older."""
        return self._session.scalar(
            select(SessionRow.current_version).where(
                SessionRow.workspace_id == self._sealer.workspace_id, SessionRow.session_id == session_id
            )
        )

    def _row(self, session_id: SessionId) -> SessionRow:
        row = self._session.get(SessionRow, (self._sealer.workspace_id, session_id))
        if row is None:
            raise NotFound("session_not_found", session_id=session_id)
        self._held.append(row)
        note_chart_read(self._session, ClientId(row.client_id))
        return row

    def _version_row(self, session_id: SessionId, version: int) -> SessionVersionRow:
        row = self._session.get(SessionVersionRow, (self._sealer.workspace_id, session_id, version))
        if row is None:
            raise NotFound("session_version_not_found", session_id=session_id, version=version)
        self._held.append(row)
        return row

    def _seal(self, session: Session, author: UserId | None, previous: bytes | None) -> SessionVersionRow:
        return SessionVersionRow(
            workspace_id=self._sealer.workspace_id,
            session_id=session.session_id,
            version=session.version,
            **seal_version(self._sealer, session, author=author, previous=previous),
        )

    def _open(self, row: SessionRow, stored: SessionVersionRow) -> Session:
        return open_version(self._sealer, row, stored)

    def _open_or_unreadable(self, row: SessionRow, stored: SessionVersionRow) -> Session:
        try:
            return self._open(row, stored)
        except DAMAGE:
            return Session(
                session_id=SessionId(row.session_id),
                client_id=ClientId(row.client_id),
                date=row.day,
                state=UNREADABLE,
                version=stored.version,
                text=SoapText(),
                saved_at=datetime.combine(row.day, time(0), tzinfo=UTC),
            )
