"""Migrates a database's schema to the revision this program knows, at start, in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

import psycopg
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.pool import NullPool

from core.database.cluster import DATABASE, Cluster, Conninfo
from core.database.credentials import OWNER_ROLE
from core.database.problems import translated
from core.database.server import Server
from core.errors import DatabaseProblem, NewerDataDirectory

if TYPE_CHECKING:
    from alembic.config import Config

_LOCK = 0x616E616D  # Any number that `core.database.epoch_lock` does not use.
_REVISION_FILE = re.compile(r"r(\d{4})_\w+\.py")


def migrate(cluster: Cluster, dbname: str = DATABASE) -> None:
    """Runs the missing revisions, if any.

    The tables become the owner role's. No other connection may be open. Raises `NewerDataDirectory` for a
    schema of a later version, and leaves it unchanged. Any failure leaves the schema as it was:
    `DatabaseProblem("migration_failed")`, `DiskFull`, ….
    """
    if not _missing(_found_revision(cluster, dbname)):
        return
    with cluster.upgrading(), _connection(cluster, cluster.admin_conninfo(dbname)) as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not _missing(_revision(connection)):
            return
        connection.execute(text(f"SET LOCAL ROLE {OWNER_ROLE}"))
        _upgrade(connection, "head")


def migrate_to(cluster: Cluster, revision: str, dbname: str = DATABASE) -> None:
    """Migrates an empty database to an earlier revision, for old rows; only while `Cluster.upgrading`.

    Raises `NewerDataDirectory` for an unknown revision, or as `migrate`.
    """
    _missing(revision)
    with _connection(cluster, cluster.admin_conninfo(dbname)) as connection:
        connection.execute(text(f"SET LOCAL ROLE {OWNER_ROLE}"))
        _upgrade(connection, revision)


def schema_revision(cluster: Server, dbname: str = DATABASE) -> str | None:
    """The revision of the database's schema; None before the first migration."""
    with _connection(cluster, cluster.app_conninfo(dbname)) as connection:
        return _revision(connection)


def stored_revision(cluster: Cluster) -> str | None:
    """As `schema_revision`; if only the superuser may read it, the server is restarted for that."""
    try:
        return schema_revision(cluster)
    except DatabaseProblem as problem:
        if problem.code != "database_refused":
            raise
    with cluster.upgrading(), _connection(cluster, cluster.admin_conninfo()) as connection:
        return _revision(connection)


def is_known(revision: str) -> bool:
    """Whether a revision is in this program's history."""
    try:
        _missing(revision)
    except NewerDataDirectory:
        return False
    return True


def upgrade_due(cluster: Server) -> bool:
    """Whether an existing schema needs revisions. Raises `NewerDataDirectory`."""
    try:
        found = schema_revision(cluster)
    except DatabaseProblem as problem:
        if problem.code != "database_refused":
            raise
        return True
    return found is not None and _missing(found)


def _found_revision(cluster: Cluster, dbname: str) -> str | None:
    try:
        return schema_revision(cluster, dbname)
    except DatabaseProblem as problem:
        if problem.code != "database_refused":
            raise
        # Before r0007 the program's role could not read it, so a migration is due.
        return None


def _missing(found: str | None) -> bool:
    """Whether a schema of revision `found` needs revisions; raises `NewerDataDirectory`."""
    known = known_revisions()
    if found not in {None, *known}:
        raise NewerDataDirectory(found=found, known=known[-1])
    return found != known[-1]


@cache
def known_revisions() -> tuple[str, ...]:
    """The history installed with this program, the earliest first, from its file names."""
    names = (each.name for each in files("migrations").joinpath("versions").iterdir())
    return tuple(sorted(found[1] for found in map(_REVISION_FILE.fullmatch, names) if found))


def _upgrade(connection: Connection, revision: str) -> None:
    # Imported only if needed, because it takes a quarter of a second.
    from alembic import command

    with alembic_config(connection) as config:
        command.upgrade(config, revision)


@contextmanager
def alembic_config(connection: Connection) -> Iterator[Config]:
    """Alembic's configuration for the installed history, run on `connection`."""
    from alembic.config import Config

    with as_file(files("migrations")) as directory:
        config = Config(attributes={"connection": connection})
        # Alembic takes a per cent sign for the start of a placeholder.
        config.set_main_option("script_location", str(directory).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        yield config


@contextmanager
def _connection(cluster: Server, conninfo: Conninfo) -> Iterator[Connection]:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(**conninfo),  # type: ignore[arg-type]
        poolclass=NullPool,
        hide_parameters=True,
    )
    problems = translated(data_dir=cluster.cluster_dir, mistake="migration_failed")
    with problems, engine.begin() as connection:
        yield connection


def _revision(connection: Connection) -> str | None:
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    heads = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
    if len(heads) > 1:
        raise DatabaseProblem("schema_revision_unclear", found=len(heads))
    return str(heads[0]) if heads else None
