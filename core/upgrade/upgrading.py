"""An upgrade builds the new database beside the old one, which stays unchanged for going back.

Rows are copied sealed, so no key is needed. Each step can be killed safely: the new cluster is created in its
own directory; its rows are counted and its indexes checked; then the old directory is renamed away and the
new one into its place. Until the two renames the old one is opened.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import psycopg
from psycopg import sql

from core.atomic_file import flush_directory
from core.cancel import OnProgress, ignore_progress
from core.database.binaries import PostgresBinaries, locate_binaries
from core.database.cluster import SESSION_OPTIONS, Cluster
from core.database.credentials import APP_ROLE, Credentials
from core.database.migrator import migrate, migrate_to, schema_revision, stored_revision, upgrade_due
from core.database.problems import translated
from core.database.table_rows import (
    Connection,
    Table,
    continue_counters,
    load_rows,
    row_runs,
    sizes_of,
    tables_of,
)
from core.disk import DiskGuard
from core.errors import AnamnesisError, DatabaseProblem, InputRefused, VaultFormatError
from core.ids import WorkspaceId
from core.security.vault import Vault
from core.settings import Settings
from core.shared_practice.rights import refuse_accounts
from core.upgrade.record import UpgradeRecord

DERIVED = frozenset(
    {
        "outbox",
        "profile",
        "passage",
        "passage_vector",
        "indexed_source",
        "source_index",
        "source_vectors",
        "fact_set",
    }
)
"""Derived tables, which a migration may empty or replace."""
_ROOM_FACTOR = 1.3
_ROOM_BYTES = 256 * 1024 * 1024
_log = logging.getLogger(__name__)


def binaries_for(settings: Settings) -> PostgresBinaries:
    """PostgreSQL for the existing database: of its own release if that differs from the newest one here.

    Raises `DatabaseProblem` (`database_version_mismatch`, `database_binaries_missing`).
    """
    newest = locate_binaries()
    try:
        major = int((settings.cluster_dir / "PG_VERSION").read_text("ascii").strip())
    except (OSError, ValueError):
        return newest
    if major == newest.major:
        return newest
    if major > newest.major:
        raise DatabaseProblem("database_version_mismatch", found=str(major), expected=str(newest.major))
    try:
        return locate_binaries(major)
    except DatabaseProblem as error:
        raise DatabaseProblem(
            "database_version_mismatch", found=str(major), expected=str(newest.major)
        ) from error


def recover(settings: Settings) -> None:
    """Reverts an interrupted upgrade; call it before looking for the database."""
    before, now = settings.before_upgrade_dir, settings.cluster_dir
    if before.exists() and not now.exists():
        before.replace(now)
        flush_directory(now.parent)
        _log.warning("an upgrade was interrupted and is begun anew")
    try:
        _clear_removing(settings)
        _discard_new(settings)
    except (AnamnesisError, OSError) as error:
        # Only the next upgrade needs it removed, and reports that.
        _log.warning("what an upgrade left was not removed: %s", type(error).__name__)


def is_due(cluster: Cluster, newest: PostgresBinaries | None = None) -> bool:
    """Whether the running database is of an earlier schema or release. Raises `NewerDataDirectory`."""
    newest = newest or locate_binaries()
    return upgrade_due(cluster) or cluster.binaries.major != newest.major


def upgrade(
    old: Cluster,
    settings: Settings,
    *,
    workspace_id: WorkspaceId,
    disk: DiskGuard,
    now: datetime,
    on_progress: OnProgress = ignore_progress,
) -> UpgradeRecord:
    """Puts a database of today's schema and release in the place of `old`, which runs and is then stopped.

    `on_progress` counts bytes, and ends with done equal to the total. A failure leaves everything as it was.
    Raises `DatabaseProblem` (`upgrade_rows_differ`, `upgrade_index_damaged`, …), `DiskFull`.
    """
    disk.require_room(int(size_of(settings.cluster_dir) * _ROOM_FACTOR) + _ROOM_BYTES)
    schema = stored_revision(old)
    if schema is None:
        raise DatabaseProblem("schema_revision_unclear", found=0)
    new = _new_cluster(settings)
    try:
        new.create()
        new.start()
        rows, position = _fill(old, new, schema, workspace_id, on_progress)
        migrate(new)
        _check_indexes(new)
        _compare(old, new, workspace_id)
        record = UpgradeRecord(
            at=now,
            from_schema=schema,
            to_schema=schema_revision(new) or "",
            from_server=old.binaries.version,
            to_server=new.binaries.version,
            rows=rows,
            position=position,
            epochs=_epochs(settings),
        )
    except BaseException:
        new.stop()
        _discard_new(settings)
        raise
    new.stop()
    old.stop()
    _swap(settings, record)
    return record


def confirm(settings: Settings) -> None:
    """Confirms the upgrade: removes the old database. Raises
    `EnvironmentProblem("shared_practice_administrator")`.
    """
    refuse_accounts(settings)
    _remove_before(settings)
    settings.upgrade_file.unlink(missing_ok=True)


def go_back(settings: Settings, *, today: date) -> Path:
    """Restores the old database, for the old program; returns the path of the newer one.

    The practice must be closed. Data written since the upgrade is only in the newer one, which is set aside
    and never removed by the program. Raises `InputRefused` (`upgrade_nothing_to_undo`, and
    `upgrade_keys_changed`: keys needed for the older database were destroyed since).
    """
    if not settings.before_upgrade_dir.exists():
        raise InputRefused("upgrade_nothing_to_undo")
    record = UpgradeRecord.read(settings.upgrade_file)
    if record is not None and not _still_opens(settings, record):
        raise InputRefused("upgrade_keys_changed")
    aside = settings.database_dir / f"postgres.set-aside-{today:%Y%m%d}"
    number = 1
    while aside.exists():
        number += 1
        aside = settings.database_dir / f"postgres.set-aside-{today:%Y%m%d}-{number}"
    settings.cluster_dir.replace(aside)
    settings.before_upgrade_dir.replace(settings.cluster_dir)
    settings.upgrade_file.unlink(missing_ok=True)
    flush_directory(settings.database_dir)
    return aside


def _still_opens(settings: Settings, record: UpgradeRecord) -> bool:
    try:
        vault = Vault.load(settings.vault_file)
    except (VaultFormatError, OSError):
        return False
    return isinstance(vault, Vault) and set(record.epochs) <= set(vault.epochs)


def _epochs(settings: Settings) -> tuple[int, ...]:
    vault = Vault.load(settings.vault_file)
    return tuple(vault.epochs) if isinstance(vault, Vault) else ()


def _fill(
    old: Cluster, new: Cluster, schema: str, workspace_id: WorkspaceId, on_progress: OnProgress
) -> tuple[int, int]:
    """Copies every row; returns how many, and the position of the audit log."""
    rows = done = 0
    with new.upgrading():
        migrate_to(new, schema)
        with _source(old, workspace_id) as source, _sink(new) as sink:
            tables = tables_of(source)
            total = sizes_of(source, tables)

            def runs(table: Table) -> Iterator[bytes]:
                nonlocal rows, done
                for run in row_runs(source, table):
                    rows += run.rows
                    done += len(run.content)
                    on_progress(done, max(total, done))
                    yield run.content

            with translated(data_dir=new.cluster_dir, mistake="migration_failed"):
                for table in tables:
                    load_rows(sink, table=table.name, columns=table.columns, runs=runs(table))
                continue_counters(sink)
            # The total was an estimate; done equal to total marks the end of copying.
            on_progress(done, done)
            if _count(source, "workspace") != 1:
                # Of another practice than the vault file's: row-level security shows none of its rows.
                raise DatabaseProblem("workspace_not_found")
            for table in tables:
                if _count(source, table.name) != _count(sink, table.name):
                    raise DatabaseProblem("upgrade_rows_differ", table=table.name)
            position = _position(source, {table.name for table in tables})
    return rows, position


def _source(cluster: Cluster, workspace_id: WorkspaceId) -> Connection:
    options = f"-c anamnesis.workspace={workspace_id} -c statement_timeout=0 -c enable_sort=off"
    conninfo = cluster.app_conninfo() | {"options": f"{SESSION_OPTIONS} {options}"}
    connection = psycopg.connect(**conninfo)  # type: ignore[arg-type]
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    return connection


def _sink(cluster: Cluster) -> Connection:
    return psycopg.connect(**cluster.admin_conninfo())  # type: ignore[arg-type]


def _compare(old: Cluster, new: Cluster, workspace_id: WorkspaceId) -> None:
    """Compares every row of the tables that are not derived and still exist."""
    with _source(old, workspace_id) as before, _source(new, workspace_id) as after:
        left = {table.name for table in tables_of(after)}
        for table in tables_of(before):
            if table.name in left - DERIVED and _count(before, table.name) != _count(after, table.name):
                raise DatabaseProblem("upgrade_rows_differ", table=table.name)


def _check_indexes(cluster: Cluster) -> None:
    """Every index against its table, with PostgreSQL's own amcheck, where the release has it."""
    with cluster.upgrading(), _sink(cluster) as connection:
        known = connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'amcheck'").fetchone()
        if known is None:
            _log.warning("indexes not checked: this PostgreSQL has no amcheck")
            return
        connection.execute("CREATE EXTENSION amcheck")
        try:
            connection.execute(
                """
                SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
                WHERE c.relkind = 'i' AND a.amname = 'btree' AND c.relnamespace = 'public'::regnamespace
                """
            ).fetchall()
        except psycopg.Error as error:
            raise DatabaseProblem("upgrade_index_damaged", sqlstate=error.sqlstate) from None
        connection.execute("DROP EXTENSION amcheck")


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _position(connection: Connection, tables: set[str]) -> int:
    if "audit_chain" not in tables:
        return 0
    row = connection.execute("SELECT position FROM audit_chain").fetchone()
    return int(row[0]) if row else 0


def _new_cluster(settings: Settings) -> Cluster:
    """The new cluster, with the program's existing password."""
    _discard_new(settings)
    secrets_dir = _new_secrets(settings)
    Credentials(settings.secrets_dir).copy_to(Credentials(secrets_dir), APP_ROLE)
    return _cluster_at(settings, settings.upgrading_dir, secrets_dir=secrets_dir, socket=".upgrading")


def _discard_new(settings: Settings) -> None:
    if (
        settings.upgrading_dir.exists()
        or settings.upgrading_dir.with_name(settings.upgrading_dir.name + ".creating").exists()
    ):
        _cluster_at(
            settings, settings.upgrading_dir, secrets_dir=_new_secrets(settings), socket=".upgrading"
        ).discard()
    new_socket_dir = settings.socket_dir.with_name(settings.socket_dir.name + ".upgrading")
    for left in (_new_secrets(settings), new_socket_dir):
        if left.exists():
            shutil.rmtree(left)


def _new_secrets(settings: Settings) -> Path:
    return settings.secrets_dir.with_name(settings.secrets_dir.name + ".upgrading")


def _cluster_at(
    settings: Settings, directory: Path, *, secrets_dir: Path | None = None, socket: str = ""
) -> Cluster:
    return Cluster(
        cluster_dir=directory,
        socket_dir=settings.socket_dir.with_name(settings.socket_dir.name + socket),
        secrets_dir=secrets_dir or settings.secrets_dir,
        log_dir=settings.log_dir,
    )


def _swap(settings: Settings, record: UpgradeRecord) -> None:
    record.write(settings.upgrade_file)
    # An upgrade after an unconfirmed one: the older state is removed, the newest stays.
    _remove_before(settings)
    settings.cluster_dir.replace(settings.before_upgrade_dir)
    settings.upgrading_dir.replace(settings.cluster_dir)
    flush_directory(settings.database_dir)
    _discard_new(settings)


def _remove_before(settings: Settings) -> None:
    """Renamed first, so that a partial database does not look usable."""
    if settings.before_upgrade_dir.exists():
        _clear_removing(settings)
        # It was stopped cleanly before it was moved, and never started since.
        settings.before_upgrade_dir.replace(settings.removing_dir)
        flush_directory(settings.database_dir)
    _clear_removing(settings)


def _clear_removing(settings: Settings) -> None:
    if settings.removing_dir.exists():
        shutil.rmtree(settings.removing_dir)


def size_of(directory: Path) -> int:
    total = 0
    for path in directory.rglob("*"):
        try:
            total += path.stat().st_size
        except OSError:
            # A file of the server's that disappeared meanwhile.
            continue
    return total
