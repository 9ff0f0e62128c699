"""Properties of the running server, queried as the program's own role."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from core.database.problems import translated
from core.database.server import Server


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """`version_number` is PostgreSQL's own (180001 for 18.1); `extension` pgvector's, None without."""

    version: str
    version_number: int
    extension: str | None
    checksums: bool


def server_facts(server: Server) -> ServerFacts:
    """Queries on a connection of its own. Raises `DatabaseProblem`."""
    with (
        translated(data_dir=server.cluster_dir),
        psycopg.connect(**server.app_conninfo()) as connection,  # type: ignore[arg-type]
    ):
        row = connection.execute(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int,"
            " (SELECT extversion FROM pg_extension WHERE extname = 'vector'),"
            " current_setting('data_checksums')"
        ).fetchone()
    assert row is not None  # noqa: S101 - a SELECT without FROM has one row
    version, number, extension, checksums = row
    return ServerFacts(str(version), int(number), extension, checksums == "on")
