"""One account's use of a shared practice, as a process of that account: `python -m … PLACE STATE ACTION`.

Prints one JSON object a line. What ends with an error of the program prints its code.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from filelock import FileLock

from core.clients.dto import ClientDetails
from core.database.endpoint import known_endpoint
from core.database.migrator import _LOCK as _MIGRATION_LOCK
from core.errors import AnamnesisError
from core.practice_server import PracticeServer, server_of
from core.security import kdf
from core.security.kdf import Argon2Cost
from core.settings import Settings
from core.shared_practice.hand_over import HandOver

if TYPE_CHECKING:
    from core.workspace import Workspace

# Not from the tests' modules, which take as long to import as the program: some thirty processes run this.
OWNER = "seven quiet herons"
CHEAP = Argon2Cost(iterations=1, memory_kib=64, lanes=1)
_HELD_UP_S = 40.0
kdf._MIN_MEMORY_KIB = CHEAP.memory_kib


def told(**values: Any) -> None:
    print(json.dumps(values), flush=True)


def _opened(settings: Settings) -> Workspace:
    # Imported by the actions that need it: its modules take most of the time of the others.
    from core.workspace import Workspace

    workspace = Workspace(settings)
    workspace.open()
    return workspace


def serve(settings: Settings) -> None:
    def on_state(state: str) -> None:
        # By the modes alone a group is kept out while nobody else may connect.
        told(state=state, socket=oct(stat.S_IMODE(_socket(settings).stat().st_mode)))

    server = PracticeServer(settings, on_state=on_state)
    import signal

    signal.signal(signal.SIGTERM, lambda _number, _frame: server.told_to_end.set())
    told(ended=server.serve())


def create(settings: Settings) -> None:
    workspace = _opened(settings)
    try:
        workspace.initialise(practice_name="Quay", passphrase=OWNER)
        told(created=True)
    finally:
        workspace.close()


def add(settings: Settings) -> None:
    """Adds a client and reports how many there are; with the practice open until a line is read."""
    workspace = _opened(settings)
    try:
        services = workspace.unlock(OWNER)
        services.clients.create(ClientDetails(first_name="Client", last_name="of an account"))
        told(clients=len(services.clients.list()), open=True)
        sys.stdin.readline()
        told(asked_by=HandOver(settings).asked_by)
    finally:
        workspace.close()


def add_after_a_break(settings: Settings) -> None:
    """Adds a client before and after the server was away."""
    workspace = _opened(settings)
    try:
        services = workspace.unlock(OWNER)
        told(open=True)
        sys.stdin.readline()
        try:
            services.clients.list()
        except AnamnesisError as error:
            told(without_server=error.code)
        sys.stdin.readline()
        workspace.revive_database()
        services.clients.create(ClientDetails(first_name="Client", last_name="of an account"))
        told(clients=len(services.clients.list()))
    finally:
        workspace.close()


def confirm(settings: Settings) -> None:
    from core.upgrade.state import confirm_closed

    confirm_closed(settings)


def escalate(settings: Settings) -> None:
    """What the program's role may not do, and what it sees of another connection of the same role."""
    parameters: dict[str, Any] = server_of(settings).app_conninfo()
    refused = []
    tried = {
        "superuser": "ALTER ROLE anamnesis_app SUPERUSER",
        "other role": "SET ROLE anamnesis_owner",
        "function": "CREATE FUNCTION public.lower(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        "schema": "CREATE SCHEMA evil",
        "trigger": "CREATE TRIGGER t AFTER INSERT ON client EXECUTE FUNCTION now()",
        "program": "COPY (SELECT 1) TO PROGRAM 'id'",
        "file": "COPY (SELECT 1) TO '/of-the-server'",
        "extension": "CREATE EXTENSION amcheck",
        "library": "LOAD 'auto_explain'",
        "activities": "SET track_activities = on",
        "log": "SET log_statement = 'all'",
    }
    for name, statement in tried.items():
        with psycopg.connect(**parameters) as connection:
            try:
                connection.execute(statement)
            except psycopg.Error as error:
                refused.append((name, error.sqlstate))
    with psycopg.connect(**parameters) as other, psycopg.connect(**parameters) as mine:
        other.execute("CREATE TEMP TABLE vectors AS SELECT 'secret' AS v")
        (seen,) = mine.execute(
            "SELECT string_agg(query, '') FROM pg_stat_activity WHERE usename = current_user"
            " AND pid <> pg_backend_pid()"
        ).fetchone() or ("",)
        (schema,) = other.execute("SELECT pg_my_temp_schema()::regnamespace::text").fetchone() or ("",)
        try:
            mine.execute(f"SELECT * FROM {schema}.vectors")
            leaked = True
        except psycopg.Error:
            leaked = False
    told(refused=refused, tried=sorted(tried), seen=seen or "", leaked=leaked)


def spoil_the_role(settings: Settings) -> None:
    """What any session of the program's role may change in it, for every session after."""
    parameters: dict[str, Any] = server_of(settings).app_conninfo()
    for statement in (
        "ALTER ROLE anamnesis_app SET default_transaction_read_only = on",
        "ALTER ROLE anamnesis_app IN DATABASE anamnesis SET search_path = pg_temp",
        "ALTER DEFAULT PRIVILEGES REVOKE INSERT ON TABLES FROM anamnesis_app",
        "ALTER ROLE anamnesis_app PASSWORD 'another'",
        "ALTER ROLE anamnesis_app SET local_preload_libraries = 'missing'",
    ):
        with psycopg.connect(**parameters) as connection:
            connection.execute("SET TRANSACTION READ WRITE")
            connection.execute(statement)
        if "PASSWORD" in statement:
            parameters["password"] = "another"
    try:
        psycopg.connect(**parameters).close()
    except psycopg.OperationalError as error:
        told(refused="missing" in str(error))


def fill_a_table(settings: Settings) -> None:
    """What a search needs: a temporary table that its owner fills."""
    with psycopg.connect(**server_of(settings).app_conninfo()) as connection:  # type: ignore[arg-type]
        connection.execute("CREATE TEMPORARY TABLE filled (number int)")
        with connection.cursor() as cursor, cursor.copy("COPY pg_temp.filled FROM STDIN") as copy:
            copy.write_row((1,))
        told(filled=connection.execute("SELECT number FROM pg_temp.filled").fetchone())


def hold_up(settings: Settings) -> None:
    """Takes the instance lock before the server's first migration, then a lock that it would wait for."""
    end = threading.Timer(_HELD_UP_S, os._exit, [0])
    end.daemon = True
    end.start()
    lock = FileLock(settings.instance_lock_file, mode=0o660)
    while not settings.instance_lock_file.exists():
        time.sleep(0.01)
    lock.acquire(timeout=30)
    told(holds=True)
    server = server_of(settings)
    while not server.running:
        time.sleep(0.05)
    with psycopg.connect(**server.app_conninfo()) as connection:  # type: ignore[arg-type]
        connection.execute("SELECT pg_advisory_lock(%s)", (_MIGRATION_LOCK,))
        lock.release()
        told(released=True)
        sys.stdin.readline()


def replace_what_the_server_owns(settings: Settings) -> None:
    """What an account of the group could only do to pose as the server, or to hold the practice twice."""
    socket = _socket(settings)
    attempts: dict[str, Callable[[], object]] = {
        "lock": settings.instance_lock_file.unlink,
        "socket": socket.unlink,
        "socket directory": lambda: settings.socket_dir.rename(settings.socket_dir.with_name("old")),
        "password": lambda: (settings.secrets_dir / "database-app").write_text("mine"),
        "marker": settings.restoring_marker.touch,
        "database": lambda: settings.cluster_dir.rename(settings.data_dir / "postgres"),
        "server": lambda: settings.database_dir.rename(settings.data_dir / "server"),
        "records": lambda: settings.data_dir.rename(settings.data_dir.with_name("old")),
    }
    done = []
    for name, attempt in attempts.items():
        try:
            attempt()
        except PermissionError:
            continue
        done.append(name)
    told(tried=sorted(attempts), done=done)


def _socket(settings: Settings) -> Path:
    return known_endpoint(settings.socket_dir, record=settings.secrets_dir / "socket-directory").socket_file


ACTIONS: dict[str, Callable[[Settings], None]] = {
    each.__name__: each
    for each in (
        serve,
        create,
        add,
        add_after_a_break,
        confirm,
        escalate,
        spoil_the_role,
        fill_a_table,
        hold_up,
        replace_what_the_server_owns,
    )
}


def main(arguments: list[str]) -> None:
    place, state, action = Path(arguments[0]), Path(arguments[1]), arguments[2]
    settings = Settings(
        data_dir=place / "records",
        shared_practice=place,
        state_dir=state,
        argon2=CHEAP,
        wrong_passphrase_delay_s=0.0,
        minimum_free_bytes=1024,
    )
    try:
        ACTIONS[action](settings)
    except AnamnesisError as error:
        told(error=error.code, params={name: str(value) for name, value in error.params.items()})


if __name__ == "__main__":
    main(sys.argv[1:])
