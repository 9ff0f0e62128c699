"""Access to the database: transactions as the application role, inside one workspace."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from pgvector import HalfVector
from pgvector.psycopg.halfvec import HalfVectorBinaryDumper
from psycopg.types import TypeInfo
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

from core.audit.pending_audit import FEED
from core.changes import ChangeFeed
from core.database.chart_reads import (
    READS,
    ChartReads,
    ReadVerifier,
    note_chart_read,
    noted_reads,
)
from core.database.cluster import SESSION_OPTIONS, Conninfo
from core.database.problems import translated
from core.errors import AnamnesisError, TamperedRecord, VaultLocked
from core.ids import ClientId, WorkspaceId
from models import Base

STATEMENT_LIMIT_S = 10.0
"""The time limit of a statement in interactive work."""

_log = logging.getLogger(__name__)
_POOL_SIZE = 4
_POOL_OVERFLOW = 6
_POOL_WAIT_S = 10.0
_RECOVERY_WAIT_S = 8.0
_RECOVERY_PAUSE_S = 0.1


class Database:
    """Connections of the application role. Safe across threads; a `Session` is not: one `begin`, one thread.

    With `data_dir`, the loss of a server to a full disk is reported as such. `make_room` is called before
    each transaction: reads are audited, which needs some disk space.
    """

    def __init__(
        self,
        conninfo: Conninfo,
        *,
        workspace_id: WorkspaceId,
        data_dir: Path | None = None,
        make_room: Callable[[], None] | None = None,
    ) -> None:
        self.workspace_id = workspace_id
        self.changes = ChangeFeed()
        """What transactions that `begin` opened changed in the charts."""
        self._conninfo = dict(conninfo)
        self._data_dir = data_dir
        self._make_room = make_room
        self._closed = False
        self._read_verifier: ReadVerifier | None = None
        self._single: psycopg.Connection[Any] | None = None
        self._single_guard = threading.Lock()
        self._engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: self._connect(statement_limit_s=STATEMENT_LIMIT_S),
            hide_parameters=True,
            pool_size=_POOL_SIZE,
            max_overflow=_POOL_OVERFLOW,
            pool_timeout=_POOL_WAIT_S,
            # Detecting a restarted server costs one round trip instead of a failed save.
            pool_pre_ping=True,
        )
        self._sessions = sessionmaker(self._engine, expire_on_commit=False, info={FEED: self.changes})

    def verify_reads(self, verifier: ReadVerifier) -> None:
        """From now on every chart that a transaction reads is compared with its manifest."""
        self._read_verifier = verifier

    @contextmanager
    def begin(self, *, optimistic: bool = False, statement_limit_s: float | None = None) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises.

        `optimistic`: a concurrent change raises `EditConflict`. `statement_limit_s` replaces
        `STATEMENT_LIMIT_S` for background work; 0 is no limit. Raises `DatabaseProblem`, `DiskFull`,
        `EditConflict`; after `database_unreachable` on leaving the block it is unknown whether the
        transaction was committed.
        """
        if self._make_room is not None:
            self._make_room()
        unread: set[ClientId] = set()
        try:
            with self._transaction(optimistic=optimistic, statement_limit_s=statement_limit_s) as session:
                try:
                    yield session
                except TamperedRecord:
                    unread = noted_reads(session)
                    raise
        except TamperedRecord:
            self._compare(unread)
            raise

    @contextmanager
    def _transaction(self, *, optimistic: bool, statement_limit_s: float | None) -> Iterator[Session]:
        with translated(optimistic=optimistic, data_dir=self._data_dir), self._sessions.begin() as session:
            if self._read_verifier is not None:
                session.info[READS] = ChartReads(self._read_verifier)
            if statement_limit_s is not None:
                session.execute(
                    text("SELECT set_config('statement_timeout', :limit, true)"),
                    {"limit": _milliseconds(statement_limit_s)},
                )
            yield session

    def _compare(self, client_ids: Set[ClientId]) -> None:
        """Rows that failed to open count too: that transaction ended before its charts were compared."""
        if not client_ids:
            return
        try:
            with self._transaction(optimistic=False, statement_limit_s=None) as session:
                for client_id in client_ids:
                    note_chart_read(session, client_id)
        except AnamnesisError as error:
            _log.warning("a chart that did not open was not compared: %s", error.code)

    def dedicated_connection(self) -> psycopg.Connection[Any]:
        """A connection owned by the caller, in autocommit, that takes `HalfVector`s; the caller closes it.

        It never writes a temporary file (a statement that would need one fails) and has no statement limit.
        """
        with translated(data_dir=self._data_dir):
            connection = self._connect(statement_limit_s=0)
            try:
                connection.autocommit = True
                connection.execute("SET temp_file_limit = 0")
                _take_half_vectors(connection)
            except BaseException:
                connection.close()
                raise
            return connection

    @contextmanager
    def single_statements(self) -> Iterator[psycopg.Connection[Any]]:
        """One connection, kept open, on which each statement is a transaction; for one caller at a time.

        Raises what the driver raises; the next call then opens a new connection.
        """
        with self._single_guard:
            try:
                if self._single is None:
                    self._single = self._connect(statement_limit_s=STATEMENT_LIMIT_S)
                    self._single.autocommit = True
                yield self._single
            except psycopg.Error:
                self._close_single()
                raise
            finally:
                if self._closed:
                    self._close_single()

    def dispose(self) -> None:
        """Closes the pooled connections; those in use close when returned, and no new ones are opened."""
        self._closed = True
        self.changes.close()
        if self._single_guard.acquire(blocking=False):
            # The current holder closes it.
            self._close_single()
            self._single_guard.release()
        self._engine.dispose()
        _forget_compiled()

    def _close_single(self) -> None:
        if self._single is not None:
            self._single.close()
            self._single = None

    def _connect(self, *, statement_limit_s: float) -> psycopg.Connection[Any]:
        if self._closed:
            # Work still running at a lock must not open connections again.
            raise VaultLocked
        # Set at connection, so that no transaction pays for it and a rollback restores it.
        options = (
            f"{SESSION_OPTIONS} -c anamnesis.workspace={self.workspace_id}"
            f" -c statement_timeout={_milliseconds(statement_limit_s)}"
        )
        deadline = time.monotonic() + _RECOVERY_WAIT_S
        while True:
            try:
                return psycopg.connect(**self._conninfo | {"options": options})  # type: ignore[arg-type]
            except psycopg.OperationalError as error:
                if not _is_recovering(error) or time.monotonic() > deadline:
                    raise
            time.sleep(_RECOVERY_PAUSE_S)


def _forget_compiled() -> None:
    """Drops the statements that the ORM compiled to write rows.

    SQLAlchemy caches them with the tables, separately for each engine: up to 150 a table, which would outlive
    their engine. The cache is private to SQLAlchemy, so a test checks that it is empty afterwards.
    """
    for mapper in Base.registry.mappers:
        vars(mapper).pop("_compiled_cache", None)


def _take_half_vectors(connection: psycopg.Connection[Any]) -> None:
    info = TypeInfo.fetch(connection, "halfvec")
    if info is None:
        raise psycopg.ProgrammingError("halfvec type not found in the database")
    info.register(connection)
    connection.adapters.register_dumper(HalfVector, _dumper_of(info.oid))


@cache
def _dumper_of(oid: int) -> type[HalfVectorBinaryDumper]:
    """One class for each type: psycopg never releases a registered class, and `register_vector` makes eight
    for each connection.
    """
    return type("HalfVectorDumper", (HalfVectorBinaryDumper,), {"oid": oid})


def _is_recovering(error: psycopg.OperationalError) -> bool:
    """Whether the server has just restarted and will accept connections soon."""
    # A failed connection has no SQLSTATE; the server's messages are in English by configuration.
    said = str(error)
    return "the database system is" in said or "server closed the connection unexpectedly" in said


def _milliseconds(seconds: float) -> str:
    return str(round(seconds * 1000))
