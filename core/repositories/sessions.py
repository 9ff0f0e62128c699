"""Sessions and their immutable versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.deed import ChartChange, RowKind
from core.errors import EditConflict, NotFound, TamperedRecord
from core.ids import ClientId, SessionId, UserId
from core.repositories.manifests import note_change, session_tag
from core.repositories.sealed_json import open_json, seal_json
from core.security.sealing import Address, Sealer
from core.sessions.dto import SOAP_FIELDS, Session, SessionState, SoapText
from models import OutboxRow, SessionRow, SessionVersionRow


class SessionRepository:
    """Reads sessions, appends versions; nothing here overwrites a text."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        # The session's own memory is weak: whoever reads a version to replace it would read it twice.
        self._held: list[SessionRow | SessionVersionRow] = []

    def get(self, session_id: SessionId) -> Session:
        """The current version. Raises `NotFound`."""
        row = self._row(session_id)
        return self.get_version(session_id, row.current_version)

    def get_version(self, session_id: SessionId, version: int) -> Session:
        """One version, current or earlier. Raises `NotFound`."""
        return self._open(self._row(session_id), self._version_row(session_id, version))

    def list_for_client(self, client_id: ClientId) -> list[Session]:
        """The current versions of a client's sessions, newest first."""
        return self._list(SessionRow.client_id == client_id)

    def list_all(self) -> list[Session]:
        """The current version of every session of the workspace, newest first."""
        return self._list()

    def _list(self, *conditions: object) -> list[Session]:
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
        return [self._open(row, text) for row, text in self._session.execute(query)]

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

    def append_version(self, session: Session, *, author: UserId) -> None:
        """Makes `session` the current version; raises `EditConflict` unless it follows the current one.

        `StaleRecord` is raised at the commit if the version it follows is not the one written last.
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
            raise EditConflict("session_edit_conflict", session_id=session.session_id)
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
        """The tag of the version before, as this one names it; None for a first version and those of old.

        Raises `TamperedRecord` when it does not open.
        """
        at = _address(session_id, version, client_id, "sealed_about")
        named = open_json(self._sealer, sealed_about, purpose="note", at=at).get("previous")
        return None if named is None else bytes.fromhex(named)

    def _outbox(self, session: Session) -> OutboxRow:
        # Written here and not by the callers, so that no change can forget to be indexed.
        return OutboxRow(
            workspace_id=self._sealer.workspace_id,
            source_kind="session",
            source_id=session.session_id,
            client_id=session.client_id,
        )

    def _row(self, session_id: SessionId) -> SessionRow:
        row = self._session.get(SessionRow, (self._sealer.workspace_id, session_id))
        if row is None:
            raise NotFound("session_not_found", session_id=session_id)
        self._held.append(row)
        return row

    def _version_row(self, session_id: SessionId, version: int) -> SessionVersionRow:
        row = self._session.get(SessionVersionRow, (self._sealer.workspace_id, session_id, version))
        if row is None:
            raise NotFound("session_version_not_found", session_id=session_id, version=version)
        self._held.append(row)
        return row

    def _seal(self, session: Session, author: UserId, previous: bytes | None) -> SessionVersionRow:
        fields = {
            f"sealed_{name}": self._sealer.seal(
                session.text.field(name).encode(errors="surrogatepass"),
                purpose="note",
                at=_address(session.session_id, session.version, session.client_id, f"sealed_{name}"),
            )
            for name in SOAP_FIELDS
        }
        about = {
            "saved_at": session.saved_at.isoformat(),
            "author": str(author),
            "external_id": session.external_id,
            "day": session.date.isoformat(),
            "state": session.state,
            # Each version vouches for the one before, so the newest tag stands for the whole history.
            "previous": None if previous is None else previous.hex(),
        }
        return SessionVersionRow(
            workspace_id=self._sealer.workspace_id,
            session_id=session.session_id,
            version=session.version,
            sealed_about=seal_json(
                self._sealer,
                about,
                purpose="note",
                at=_address(session.session_id, session.version, session.client_id, "sealed_about"),
            ),
            **fields,
        )

    def _open(self, row: SessionRow, stored: SessionVersionRow) -> Session:
        session_id, client_id = SessionId(row.session_id), ClientId(row.client_id)
        columns = {f"sealed_{name}": getattr(stored, f"sealed_{name}") for name in SOAP_FIELDS}
        texts = {
            column.removeprefix("sealed_"): self._sealer.open(
                sealed, purpose="note", at=_address(session_id, stored.version, client_id, column)
            ).decode(errors="surrogatepass")
            for column, sealed in columns.items()
        }
        about = open_json(
            self._sealer,
            stored.sealed_about,
            purpose="note",
            at=_address(session_id, stored.version, client_id, "sealed_about"),
        )
        day, state = date.fromisoformat(about["day"]), _state(about["state"])
        if stored.version == row.current_version and (day, state) != (row.day, row.state):
            # The clear columns serve filters only; what was sealed is what the clinician wrote.
            raise TamperedRecord("tampered_record", table="session", column="day, state")
        return Session(
            session_id=session_id,
            client_id=client_id,
            date=day,
            state=state,
            version=stored.version,
            text=SoapText(**texts),
            saved_at=datetime.fromisoformat(about["saved_at"]),
            external_id=about["external_id"],
        )


def _state(value: str) -> SessionState:
    return "signed" if value == "signed" else "draft"


def _address(session_id: SessionId, version: int, client_id: ClientId, column: str) -> Address:
    return Address(
        table="session_version",
        row=(session_id, version),
        column=column,
        row_version=version,
        client_id=client_id,
    )
