"""Sessions and their immutable versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    LargeBinary,
    Result,
    bindparam,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import SESSION_COLUMNS, note_change, session_tag
from core.audit.pending_audit import ChartChange, RowKind
from core.damage import DAMAGE, content_of
from core.database.chart_reads import note_chart_read
from core.errors import EditConflict, NotFound, TamperedRecord
from core.ids import ClientId, SessionId, UserId
from core.security.sealed_json import open_json
from core.security.sealing import Sealer
from core.sessions.dto import UNREADABLE, Session, SoapText
from core.sessions.rules import searched
from core.sessions.session_versions import StoredVersion, open_version, seal_version, version_address
from models import OutboxRow, SessionRow, SessionVersionRow

_Opening = Callable[[StoredVersion], Session]

_SESSIONS: Any = SessionRow.__table__
_VERSIONS: Any = SessionVersionRow.__table__
_OUTBOX: Any = OutboxRow.__table__

# Of tables: nothing read here is changed in place, so the ORM has no rows to watch.
_STORED = select(
    *(_SESSIONS.c[name] for name in ("session_id", "client_id", "day", "state", "current_version")),
    *(_VERSIONS.c[name] for name in ("version", *SESSION_COLUMNS)),
)
_OF_SESSION = (_VERSIONS.c.workspace_id == _SESSIONS.c.workspace_id) & (
    _VERSIONS.c.session_id == _SESSIONS.c.session_id
)
_IS_CURRENT = _VERSIONS.c.version == _SESSIONS.c.current_version
_NOW = _SESSIONS.alias("now")


def _one(version: ColumnElement[int]) -> Executable:
    # An outer join: a session without that version is another error than no session.
    return _STORED.select_from(
        _SESSIONS.outerjoin(_VERSIONS, _OF_SESSION & (_VERSIONS.c.version == version))
    ).where(
        _SESSIONS.c.workspace_id == bindparam("at_workspace"),
        _SESSIONS.c.session_id == bindparam("at_session"),
    )


_ASKED = _one(bindparam("at_version"))
# A query of its own: under row-level security a comparison with the joined row would read every version.
_CURRENT = _one(
    select(_NOW.c.current_version)
    .where(_NOW.c.workspace_id == bindparam("at_workspace"), _NOW.c.session_id == bindparam("at_session"))
    .scalar_subquery()
)

# Three writes in one statement: all of them, or none where the session has another version by now.
_MOVED = (
    update(_SESSIONS)
    .where(
        _SESSIONS.c.workspace_id == bindparam("at_workspace"),
        _SESSIONS.c.session_id == bindparam("at_session"),
        _SESSIONS.c.current_version == bindparam("at_version"),
    )
    .values(current_version=bindparam("to_version"), day=bindparam("to_day"), state=bindparam("to_state"))
    .returning(
        *(_SESSIONS.c[name] for name in ("workspace_id", "session_id", "client_id", "current_version"))
    )
    .cte("moved")
)
_APPENDED = insert(_VERSIONS).from_select(
    ["workspace_id", "session_id", "version", *SESSION_COLUMNS],
    select(
        _MOVED.c.workspace_id,
        _MOVED.c.session_id,
        _MOVED.c.current_version,
        *(bindparam(f"to_{name}", type_=LargeBinary) for name in SESSION_COLUMNS),
    ),
)
_APPEND = (
    insert(_OUTBOX)
    .from_select(
        ["workspace_id", "source_kind", "source_id", "client_id"],
        select(_MOVED.c.workspace_id, literal("session"), _MOVED.c.session_id, _MOVED.c.client_id),
    )
    .add_cte(_APPENDED.cte("appended"))
    .returning(_OUTBOX.c.sequence)
)


class SessionRepository:
    """Reads sessions and appends versions; never overwrites a text."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        # A version that is replaced was read before, and is not read again for its tag.
        self._read: dict[tuple[SessionId, int], StoredVersion] = {}

    def get(self, session_id: SessionId) -> Session:
        """The current version. Raises `NotFound`."""
        return self._open(self._stored(session_id))

    def get_version(self, session_id: SessionId, version: int) -> Session:
        """One version, current or earlier. Raises `NotFound`."""
        return self._open(self._stored(session_id, version))

    def list_versions(self, session_id: SessionId) -> list[Session]:
        """Every version, the newest first. Raises `NotFound`, `TamperedRecord` if one cannot be read."""
        return self._list_versions(session_id, self._open)

    def list_versions_with_unreadable(self, session_id: SessionId) -> list[Session]:
        """As `list_versions`, with the state `UNREADABLE` for each that cannot be read."""
        return self._list_versions(session_id, self._open_or_unreadable)

    def _list_versions(self, session_id: SessionId, opened: _Opening) -> list[Session]:
        query = (
            _STORED.select_from(_SESSIONS.outerjoin(_VERSIONS, _OF_SESSION))
            .where(
                _SESSIONS.c.workspace_id == self._sealer.workspace_id, _SESSIONS.c.session_id == session_id
            )
            .order_by(_VERSIONS.c.version.desc())
        )
        rows = self._execute(query).all()
        if not rows:
            raise NotFound("session_not_found", session_id=session_id)
        note_chart_read(self._session, ClientId(rows[0].client_id))
        return [opened(StoredVersion(*row)) for row in rows if row.version is not None]

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
        conditions = [_SESSIONS.c.client_id == client_id]
        if not include_deleted:
            conditions.append(_SESSIONS.c.state != "deleted")
        return self._list(opened, *conditions)

    def list_all(self) -> list[Session]:
        """The current version of every session of the workspace, newest first."""
        return self._list(self._open)

    def _list(self, opened: _Opening, *conditions: ColumnElement[bool]) -> list[Session]:
        query = (
            _STORED.select_from(_SESSIONS.join(_VERSIONS, _OF_SESSION & _IS_CURRENT))
            .where(_SESSIONS.c.workspace_id == self._sealer.workspace_id, *conditions)
            .order_by(_SESSIONS.c.day.desc(), _SESSIONS.c.session_id)
        )
        return self._in_order([opened(StoredVersion(*row)) for row in self._execute(query)])

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
            self._add_version(session, author)

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
        # The manifest has no entry for a session that is new here, whatever its version.
        self._note(current, session_tag(current.version, sealed), None, content=searched(current) is not None)

    def append_version(self, session: Session, *, author: UserId, before: Session | None = None) -> None:
        """Makes `session` the current version; raises `EditConflict` unless it follows the current one, which
        is `before`. None: the content counts as changed.

        `StaleRecord` is raised at the commit if the version it follows is not the last one written.
        """
        previous = self._tag_before(session)
        stored = StoredVersion(
            session.session_id,
            session.client_id,
            session.date,
            session.state,
            session.version,
            session.version,
            **seal_version(self._sealer, session, author=author, previous=previous),
        )
        appended = self._execute(
            _APPEND,
            {
                "at_workspace": self._sealer.workspace_id,
                "at_session": session.session_id,
                "at_version": session.version - 1,
                "to_version": stored.version,
                "to_day": stored.day,
                "to_state": stored.state,
                **{f"to_{name}": getattr(stored, name) for name in SESSION_COLUMNS},
            },
        )
        if appended.first() is None:
            raise _conflict(self._stored(session.session_id))
        content = before is None or searched(session) != searched(before)
        self._note(session, session_tag(stored.version, stored), previous, content=content)

    def _tag_before(self, session: Session) -> bytes:
        """The tag of the version that `session` is to follow. Raises `EditConflict`, `NotFound`."""
        version = session.version - 1
        before = self._read.get((session.session_id, version)) or self._stored(session.session_id)
        if before.version != version:
            raise _conflict(before)
        return session_tag(version, before)

    def _add_version(self, session: Session, author: UserId) -> None:
        sealed = self._seal(session, author, None)
        self._session.add(sealed)
        self._session.add(self._outbox(session))
        self._note(session, session_tag(session.version, sealed), None, content=searched(session) is not None)

    def _note(self, session: Session, tag: bytes, previous: bytes | None, *, content: bool) -> None:
        change = ChartChange(
            client_id=session.client_id,
            kind=RowKind.SESSION,
            row_id=session.session_id,
            version=session.version,
            tag=tag,
            previous=previous,
            content=content,
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

    def _stored(self, session_id: SessionId, version: int | None = None) -> StoredVersion:
        """One version as it is stored, the current one where None is given. Raises `NotFound`."""
        at: dict[str, object] = {"at_workspace": self._sealer.workspace_id, "at_session": session_id}
        if version is None:
            row = self._execute(_CURRENT, at).first()
        else:
            row = self._execute(_ASKED, at | {"at_version": version}).first()
        if row is None:
            raise NotFound("session_not_found", session_id=session_id)
        note_chart_read(self._session, ClientId(row.client_id))
        if row.version is None:
            asked = row.current_version if version is None else version
            raise NotFound("session_version_not_found", session_id=session_id, version=asked)
        stored = StoredVersion(*row)
        self._read[session_id, stored.version] = stored
        return stored

    def _execute(
        self, statement: Executable, values: Mapping[str, Any] | None = None
    ) -> Result[*tuple[Any, ...]]:
        """A statement of tables, after what the ORM has pending: it would not write that by itself."""
        self._session.flush()
        return self._session.execute(statement, values)

    def _seal(self, session: Session, author: UserId | None, previous: bytes | None) -> SessionVersionRow:
        return SessionVersionRow(
            workspace_id=self._sealer.workspace_id,
            session_id=session.session_id,
            version=session.version,
            **seal_version(self._sealer, session, author=author, previous=previous),
        )

    def _open(self, stored: StoredVersion) -> Session:
        return open_version(self._sealer, stored)

    def _open_or_unreadable(self, stored: StoredVersion) -> Session:
        try:
            return self._open(stored)
        except DAMAGE:
            return Session(
                session_id=SessionId(stored.session_id),
                client_id=ClientId(stored.client_id),
                date=stored.day,
                state=UNREADABLE,
                version=stored.version,
                text=SoapText(),
                saved_at=datetime.combine(stored.day, time(0), tzinfo=UTC),
            )


def _conflict(current: StoredVersion) -> EditConflict:
    return EditConflict(
        "session_edit_conflict", session_id=current.session_id, current_version=current.version
    )
