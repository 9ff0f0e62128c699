"""The private PostgreSQL cluster: created, started and stopped by this program only.

States: absent → stopped ⇄ running. A cluster is built in a temporary directory and renamed into place, so a
partial one is never visible. The next `create` or `start` cleans up after a crash.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from filelock import FileLock, Timeout

from core.atomic_file import flush_directory
from core.database.binaries import PostgresBinaries, locate_binaries
from core.database.configuration import access_file, configuration_file, server_settings
from core.database.credentials import ADMIN_ROLE, APP_ROLE, Credentials
from core.database.demotion import command_prefix, server_account
from core.database.endpoint import Endpoint, known_endpoint, loopback_endpoint, socket_endpoint
from core.database.initialisation import initialise
from core.database.postmaster import Postmaster, ServerLog, server_environment
from core.database.private_files import (
    GROUP_DIRECTORY,
    PRIVATE_DIRECTORY,
    Account,
    ensure_private_directory,
    write_private,
)
from core.database.problems import translated
from core.database.processes import clear_leftovers
from core.database.roles import (
    database_statement,
    extension_statement,
    reset_statements,
    role_statements,
)
from core.database.single_user import run_single_user
from core.database.superuser import Superuser
from core.database.untraceable import is_traceable
from core.errors import DatabaseProblem, DataDirectoryInUse, DiskFull

DATABASE = "anamnesis"
LOG_FILE = "postgres.log"
CREATION_NEEDS_BYTES = 128 * 1024 * 1024
SESSION_OPTIONS = (
    "-c synchronous_commit=on -c row_security=on -c search_path=public -c default_transaction_read_only=off"
)
"""What a connection relies on: it wins over what a role set for itself, as any account of a group can do."""
_SOCKET_RECORD = "socket-directory"
_GROUP_SOCKET = 0o770

Conninfo = dict[str, str | int]
"""Keyword arguments for `psycopg.connect`; contains a password, so never logged."""


class Cluster:
    """One data directory of PostgreSQL and the server that runs on it.

    `durable=False` lets a temporary test cluster skip fsync; never used for records. `for_group`: the group
    of this account may connect with the program's role once `admit_group` was called. Methods may be called
    from any thread, one at a time.
    """

    def __init__(
        self,
        *,
        cluster_dir: Path,
        socket_dir: Path,
        secrets_dir: Path,
        log_dir: Path,
        binaries: PostgresBinaries | None = None,
        durable: bool = True,
        for_group: bool = False,
    ) -> None:
        # Parents are resolved, because processes are identified by their working directory.
        self.cluster_dir = cluster_dir.parent.resolve() / cluster_dir.name
        self._staging = self.cluster_dir.with_name(self.cluster_dir.name + ".creating")
        self._socket_dir = socket_dir.absolute()
        self._secrets_dir = secrets_dir
        self._log = ServerLog(log_dir / LOG_FILE)
        self._given_binaries = binaries
        self._durable = durable
        self._for_group = for_group
        self._credentials = Credentials(secrets_dir, for_group=for_group)
        self._superuser = Superuser(secrets_dir)
        self._endpoint: Endpoint | None = None
        self._postmaster: Postmaster | None = None
        lock_file = self.cluster_dir.with_name(self.cluster_dir.name + ".lock")
        # Not bound to a thread: a cluster may be started by one worker and stopped by another.
        self._lock = FileLock(lock_file, timeout=0, mode=0o600, thread_local=False)

    @property
    def exists(self) -> bool:
        return (self.cluster_dir / "PG_VERSION").is_file()

    @property
    def running(self) -> bool:
        """Whether the server that this object started is alive."""
        return self._postmaster is not None and self._postmaster.alive

    @property
    def traceable(self) -> bool | None:
        """Whether other processes of the server's account may read its memory; None if unknown."""
        pid = None if self._postmaster is None else self._postmaster.pid
        return None if pid is None else is_traceable(pid)

    @property
    def binaries(self) -> PostgresBinaries:
        """The programs that run this cluster; located on first use."""
        if self._given_binaries is None:
            self._given_binaries = locate_binaries()
        return self._given_binaries

    @property
    def log_file(self) -> Path:
        return self._log.path

    def create(self) -> None:
        """Creates the cluster with its roles and the empty database `DATABASE`; leaves it stopped.

        Raises `DataDirectoryInUse`, `DiskFull`, or `DatabaseProblem` (`database_exists`,
        `directory_not_empty`, `database_create_failed`, …); a partial cluster is removed.
        """
        self._acquire()
        try:
            self._check_vacant()
            account = server_account(self.cluster_dir)
            endpoint = self._prepare_directories(account)
            self._credentials.create_missing()
            try:
                self._discard_staging(endpoint)
                self._build_staging(endpoint, account)
            except BaseException:
                self._discard_staging(endpoint)
                raise
            self._staging.replace(self.cluster_dir)
            flush_directory(self.cluster_dir.parent)
        finally:
            self._lock.release()

    def start(self) -> None:
        """Starts the server, also after a crash: leftover processes of the last run are ended first.

        Raises `DataDirectoryInUse` if it already runs, here or in another process; `DiskFull`;
        `DatabaseProblem` (`database_missing`, `database_version_mismatch`, `directory_not_private`,
        `database_still_running`, `database_start_failed`, `database_start_timeout`, …).
        """
        if self.running:
            raise DataDirectoryInUse(path=str(self.cluster_dir))
        # Releases the resources of our server that died.
        self.stop()
        self._acquire()
        try:
            self._check_runnable()
            account = server_account(self.cluster_dir)
            endpoint = self._prepare_directories(account)
            # Narrows a mode that a copy or a restore widened; refuses a link or another account's directory.
            ensure_private_directory(self.cluster_dir, owner=account)
            self._restore_roles(endpoint, account)
            self._postmaster = self._serve(self.cluster_dir, endpoint, account)
            self._endpoint = endpoint
        except BaseException:
            self._lock.release()
            raise

    def admit_group(self) -> None:
        """Lets the group of this account connect to the running server, until it is stopped or restarted."""
        self._known_endpoint().socket_file.chmod(_GROUP_SOCKET)

    def stop(self) -> None:
        """Stops the server cleanly and waits for it; does nothing if it is not running."""
        postmaster, self._postmaster = self._postmaster, None
        self._endpoint = None
        if postmaster is None:
            return
        try:
            postmaster.stop()
        finally:
            self._lock.release()

    def discard(self) -> None:
        """Ends leftover processes and removes the cluster's files, for copies that can be made again: a test
        restore, or an interrupted one.

        Raises `DataDirectoryInUse`, `DatabaseProblem`.
        """
        self.stop()
        if not self.cluster_dir.exists() and not self._staging.exists():
            return
        self._acquire()
        try:
            endpoint = self._prepare_directories(server_account(self.cluster_dir))
            for directory in (self.cluster_dir, self._staging):
                if directory.exists():
                    clear_leftovers(directory, endpoint, self.binaries, name=_process_name(directory))
                    shutil.rmtree(directory)
        finally:
            self._lock.release()

    def end_leftovers(self) -> None:
        """Ends leftover processes of a killed run, before files are moved.

        Raises `DataDirectoryInUse`, `DatabaseProblem`.
        """
        self._acquire()
        try:
            endpoint = self._prepare_directories(server_account(self.cluster_dir))
            clear_leftovers(self.cluster_dir, endpoint, self.binaries, name=_process_name(self.cluster_dir))
        finally:
            self._lock.release()

    def create_database(self, name: str) -> None:
        """Creates another database like `DATABASE`: owned by the owner role, with pgvector, empty."""
        endpoint = self._known_endpoint()
        with self.upgrading(), translated(data_dir=self.cluster_dir):
            with self._admin("postgres", endpoint) as admin:
                admin.execute(database_statement(name))
            with self._admin(name, endpoint) as inside:
                inside.execute(extension_statement())

    @contextmanager
    def upgrading(self) -> Iterator[None]:
        """Within the block `admin_conninfo` gives access. The running server is restarted for it.

        No other connection may be open. Directly after `create` the log-in is already open. Raises as
        `start`.
        """
        if not self._superuser.is_open:
            self._open_superuser()
        try:
            yield
        finally:
            self._close_superuser()

    def app_conninfo(self, dbname: str = DATABASE) -> Conninfo:
        """The program's connection parameters: a role subject to row-level security."""
        return self._conninfo(APP_ROLE, dbname, self._known_endpoint())

    def admin_conninfo(self, dbname: str = DATABASE) -> Conninfo:
        """Connection parameters for creating and migrating databases: the superuser, while `upgrading`."""
        return self._conninfo(ADMIN_ROLE, dbname, self._known_endpoint())

    def _serve(self, data_dir: Path, endpoint: Endpoint, account: Account | None) -> Postmaster:
        clear_leftovers(data_dir, endpoint, self.binaries, name=_process_name(data_dir))
        self._configure(data_dir, endpoint, account)
        postmaster = Postmaster(
            binaries=self.binaries,
            data_dir=data_dir,
            log=self._log,
            prefix=self._prefix(account, "postgres", data_dir, endpoint),
            loader_dir=Path(endpoint.host) if endpoint.is_socket else None,
        )
        postmaster.start()
        return postmaster

    def _build_staging(self, endpoint: Endpoint, account: Account | None) -> None:
        ensure_private_directory(self._staging, owner=account)
        initialise(
            self._staging,
            binaries=self.binaries,
            prefix=self._prefix(account, "initdb", self._staging, endpoint),
            log=self._log,
            durable=self._durable,
        )
        self._configure(self._staging, endpoint, account)
        roles = role_statements(app_password=self._credentials.password(APP_ROLE))
        # Left open for the first migration, which follows.
        statements = [*roles, database_statement(DATABASE), self._superuser.open()]
        self._run_single_user(statements, "postgres", self._staging, endpoint, account)
        self._run_single_user([extension_statement()], DATABASE, self._staging, endpoint, account)

    def _configure(self, data_dir: Path, endpoint: Endpoint, account: Account | None) -> None:
        settings = server_settings(
            endpoint=endpoint,
            name=_process_name(data_dir),
            major=self.binaries.major,
            durable=self._durable,
        )
        write_private(data_dir / "postgresql.conf", configuration_file(settings).encode(), owner=account)
        self._write_access(data_dir, endpoint, account, superuser=self._superuser.is_open)

    def _write_access(
        self, data_dir: Path, endpoint: Endpoint, account: Account | None, *, superuser: bool
    ) -> None:
        text = access_file(endpoint, superuser=superuser)
        write_private(data_dir / "pg_hba.conf", text.encode(), owner=account)

    def _open_superuser(self) -> None:
        if self._postmaster is None:
            raise DatabaseProblem("database_not_running")
        account, endpoint = server_account(self.cluster_dir), self._known_endpoint()
        self._postmaster.stop()
        statement = self._superuser.open()
        self._run_single_user([statement], "postgres", self.cluster_dir, endpoint, account)
        self._postmaster = self._serve(self.cluster_dir, endpoint, account)

    def _close_superuser(self) -> None:
        """If the server died meanwhile, the next start closes it."""
        account, endpoint = server_account(self.cluster_dir), self._known_endpoint()
        with translated(data_dir=self.cluster_dir), self._admin("postgres", endpoint) as admin:
            self._write_access(self.cluster_dir, endpoint, account, superuser=False)
            admin.execute("SELECT pg_reload_conf()")
            admin.execute(self._superuser.closing())
        self._superuser.closed()

    def _restore_roles(self, endpoint: Endpoint, account: Account | None) -> None:
        """Closes a log-in that a crash left open, and undoes what an account of the group changed in the
        role that all of them use.

        Roles are those of every database, so one run is enough, in the database that also has something of
        its own to restore.
        """
        left_open = self._superuser.left_open
        statements = [self._superuser.closing()] if left_open else []
        if self._for_group:
            password = self._credentials.password(APP_ROLE)
            statements += reset_statements(database=DATABASE, app_password=password)
        if not statements:
            return
        clear_leftovers(self.cluster_dir, endpoint, self.binaries, name=_process_name(self.cluster_dir))
        self._configure(self.cluster_dir, endpoint, account)
        database = DATABASE if self._for_group else "postgres"
        self._run_single_user(statements, database, self.cluster_dir, endpoint, account)
        if left_open:
            self._superuser.closed()

    def _run_single_user(
        self,
        statements: Sequence[str],
        dbname: str,
        data_dir: Path,
        endpoint: Endpoint,
        account: Account | None,
    ) -> None:
        run_single_user(
            statements,
            dbname=dbname,
            data_dir=data_dir,
            binaries=self.binaries,
            prefix=self._prefix(account, "postgres", data_dir, endpoint),
            log=self._log,
            failure="database_start_failed" if self.exists else "database_create_failed",
        )

    def _prepare_directories(self, account: Account | None) -> Endpoint:
        ensure_private_directory(self._log.path.parent)
        ensure_private_directory(
            self._secrets_dir, mode=GROUP_DIRECTORY if self._for_group else PRIVATE_DIRECTORY
        )
        if sys.platform == "win32":
            return loopback_endpoint()
        record = self._secrets_dir / _SOCKET_RECORD
        return socket_endpoint(self._socket_dir, record=record, owner=account, for_group=self._for_group)

    def _prefix(
        self, account: Account | None, program: str, data_dir: Path, endpoint: Endpoint
    ) -> tuple[str, ...]:
        if account is None:
            return ()
        return command_prefix(
            account,
            program=self.binaries.program(program),
            reaches=(data_dir, Path(endpoint.host)),
            environment=server_environment(),
        )

    def _check_vacant(self) -> None:
        if self.exists:
            raise DatabaseProblem("database_exists", path=str(self.cluster_dir))
        if self.cluster_dir.exists() and any(self.cluster_dir.iterdir()):
            raise DatabaseProblem("directory_not_empty", path=str(self.cluster_dir))
        free_bytes = shutil.disk_usage(self.cluster_dir.parent).free
        if free_bytes < CREATION_NEEDS_BYTES:
            raise DiskFull(free_bytes=free_bytes, path=str(self.cluster_dir.parent))

    def _check_runnable(self) -> None:
        if not self.exists:
            raise DatabaseProblem("database_missing", path=str(self.cluster_dir))
        found = (self.cluster_dir / "PG_VERSION").read_text("ascii").strip()
        expected = str(self.binaries.major)
        if found != expected:
            raise DatabaseProblem("database_version_mismatch", found=found, expected=expected)

    def _discard_staging(self, endpoint: Endpoint) -> None:
        if self._staging.exists():
            clear_leftovers(self._staging, endpoint, self.binaries, name=_process_name(self._staging))
            shutil.rmtree(self._staging)

    def _known_endpoint(self) -> Endpoint:
        if self._endpoint is not None:
            return self._endpoint
        if sys.platform == "win32":
            # The port changes at every start and is known only to the process that started the server.
            raise DatabaseProblem("database_not_running")
        return known_endpoint(self._socket_dir, record=self._secrets_dir / _SOCKET_RECORD)

    def _admin(self, dbname: str, endpoint: Endpoint) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(**self._conninfo(ADMIN_ROLE, dbname, endpoint), autocommit=True)  # type: ignore[arg-type]

    def _conninfo(self, role: str, dbname: str, endpoint: Endpoint) -> Conninfo:
        password = self._superuser.password if role == ADMIN_ROLE else self._credentials.password(role)
        return connection_parameters(endpoint, role=role, password=password, dbname=dbname)

    def _acquire(self) -> None:
        self.cluster_dir.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self._lock.acquire()
        except Timeout as error:
            raise DataDirectoryInUse(path=str(self.cluster_dir)) from error


def connection_parameters(endpoint: Endpoint, *, role: str, password: str, dbname: str) -> Conninfo:
    """All that libpq takes from its environment otherwise: PG… variables cannot override what is given."""
    return {
        "host": endpoint.host,
        "hostaddr": "",
        "port": endpoint.port,
        "user": role,
        "password": password,
        "dbname": dbname,
        "require_auth": "scram-sha-256",
        "sslmode": "disable",
        "gssencmode": "disable",
        "options": SESSION_OPTIONS,
        "target_session_attrs": "any",
        "client_encoding": "utf8",
        "application_name": "anamnesis",
        "connect_timeout": 10,
    }


def _process_name(data_dir: Path) -> str:
    return f"anamnesis-{sha256(str(data_dir).encode()).hexdigest()[:12]}"
