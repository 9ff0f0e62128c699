"""No statement that fails prints a value into the server's log: measured, not believed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from core.database.cluster import Cluster
from tests.fixtures.database import TestDatabase

CANARY = "canary-7f3a91"

Failing = Callable[[psycopg.Connection], None]


def _bad_cast(connection: psycopg.Connection) -> None:
    connection.execute("SELECT %s::text::integer", [CANARY])


def _bad_cast_of_a_literal(connection: psycopg.Connection) -> None:
    connection.execute(sql.SQL("SELECT {}::integer").format(sql.Literal(CANARY)))


def _bad_copy(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TEMPORARY TABLE numbers (number integer)")
    with connection.cursor().copy("COPY numbers FROM STDIN") as copy:
        copy.write(f"{CANARY}\n")


def _raise(connection: psycopg.Connection) -> None:
    connection.execute(f"DO $$ BEGIN RAISE EXCEPTION '{CANARY}' USING DETAIL = '{CANARY}'; END $$")


def _warn(connection: psycopg.Connection) -> None:
    connection.execute(f"DO $$ BEGIN RAISE WARNING '{CANARY}'; RAISE LOG '{CANARY}'; END $$")
    connection.execute("SELECT 1/0")


def _duplicate(connection: psycopg.Connection) -> None:
    connection.execute("CREATE TEMPORARY TABLE words (word text PRIMARY KEY)")
    connection.execute("INSERT INTO words VALUES (%s), (%s)", [CANARY, CANARY])


def _syntax_error(connection: psycopg.Connection) -> None:
    connection.execute(f"SELEC '{CANARY}'")


FAILING: tuple[Failing, ...] = (
    _bad_cast,
    _bad_cast_of_a_literal,
    _bad_copy,
    _raise,
    _warn,
    _duplicate,
    _syntax_error,
)


def _fail_all(conninfo: dict[str, str | int]) -> None:
    for failing in FAILING:
        with psycopg.connect(**conninfo) as connection, pytest.raises(psycopg.Error):  # type: ignore[arg-type]
            failing(connection)
        connection.close()


def _files_with_the_canary(directory: Path) -> list[Path]:
    files = [path for path in directory.rglob("*") if path.is_file() and not path.is_socket()]
    assert files
    return [path for path in files if CANARY.encode() in path.read_bytes()]


def test_failing_statements_leave_no_value_in_the_log(
    cluster: Cluster, cloned_database: TestDatabase
) -> None:
    _fail_all(cloned_database.conninfo)
    assert not _files_with_the_canary(cluster.log_file.parent)


def test_the_same_look_finds_the_value_when_the_log_is_not_quiet(
    cluster: Cluster, cloned_database: TestDatabase
) -> None:
    loud = ("log_min_messages = warning", "log_min_error_statement = error", "log_error_verbosity = default")
    options = " ".join(f"-c {setting.replace(' ', '')}" for setting in loud)
    before = cluster.log_file.read_bytes()
    try:
        _fail_all(cloned_database.admin_conninfo | {"options": options})
        assert _files_with_the_canary(cluster.log_file.parent) == [cluster.log_file]
    finally:
        cluster.log_file.write_bytes(before)


def test_the_application_role_cannot_make_the_log_loud(cloned_database: TestDatabase) -> None:
    loud = cloned_database.conninfo | {"options": "-c log_min_messages=debug1"}
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        psycopg.connect(**loud)  # type: ignore[arg-type]
