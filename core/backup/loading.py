"""Loads the rows of a backup into an empty database with the schema of that time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg

from core.backup.manifest import TableContent
from core.backup.opened import OpenedBackup
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.cluster import Cluster
from core.database.migrator import migrate, migrate_to
from core.database.problems import translated
from core.database.table_rows import Connection, continue_counters, load_rows, tables_of
from core.errors import BackupError, NewerDataDirectory


@dataclass(slots=True)
class Loaded:
    """`lost`: rows of each table whose pieces are missing or damaged; only with `salvage`."""

    rows: int = 0
    lost: dict[str, int] = field(default_factory=dict)


def load_backup(
    cluster: Cluster,
    backup: OpenedBackup,
    *,
    salvage: bool = False,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Loaded:
    """Fills a new, running cluster in one transaction, and migrates it to the current schema.

    `on_progress` counts bytes. `salvage`: a damaged piece only loses its own rows, and rows that refer to
    those are loaded nevertheless. Raises `BackupError`, `DatabaseProblem`, `DiskFull`, `Cancelled`.
    """
    loaded = Loaded()
    with cluster.upgrading():
        try:
            migrate_to(cluster, backup.manifest.schema)
        except NewerDataDirectory as error:
            raise BackupError("backup_newer_format", file=backup.file.path.name) from error
        with (
            translated(data_dir=cluster.cluster_dir, mistake="restore_failed"),
            psycopg.connect(**cluster.admin_conninfo()) as connection,  # type: ignore[arg-type]
        ):
            if salvage:
                # References to lost rows are allowed to dangle: the integrity check reports both.
                connection.execute("SET LOCAL session_replication_role = replica")
            reader = _Reader(backup, loaded, salvage, cancel, on_progress)
            for content in _in_order(connection, backup.manifest.tables):
                load_rows(
                    connection,
                    table=content.name,
                    columns=content.columns,
                    runs=reader.runs(content),
                )
            continue_counters(connection)
    migrate(cluster)
    return loaded


def _in_order(connection: Connection, contents: tuple[TableContent, ...]) -> Iterator[TableContent]:
    """The contents of all tables of the schema, each after the tables it refers to."""
    by_name = {each.name: each for each in contents}
    tables = tables_of(connection)
    if {table.name for table in tables} != by_name.keys() or len(by_name) != len(contents):
        raise BackupError("backup_damaged")
    for table in tables:
        if set(table.columns) != set(by_name[table.name].columns):
            raise BackupError("backup_damaged")
        yield by_name[table.name]


class _Reader:
    def __init__(
        self,
        backup: OpenedBackup,
        loaded: Loaded,
        salvage: bool,
        cancel: CancelToken | None,
        on_progress: OnProgress,
    ) -> None:
        self._backup = backup
        self._loaded = loaded
        self._salvage = salvage
        self._cancel = cancel
        self._on_progress = on_progress
        self._total = backup.manifest.size_bytes
        self._done = 0

    def runs(self, content: TableContent) -> Iterator[bytes]:
        for piece in content.pieces:
            if self._cancel is not None:
                self._cancel.raise_if_cancelled()
            try:
                run = self._backup.content(piece)
            except BackupError:
                if not self._salvage:
                    raise
                self._loaded.lost[content.name] = self._loaded.lost.get(content.name, 0) + piece.rows
            else:
                self._loaded.rows += piece.rows
                yield run
            self._done += piece.size_bytes
            self._on_progress(self._done, self._total)
