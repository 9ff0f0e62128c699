"""A running database server, as its users see it: one of this account, or the one of a shared practice."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Protocol

from core.database.binaries import PostgresBinaries, locate_binaries
from core.database.cluster import DATABASE, LOG_FILE, Conninfo, connection_parameters
from core.database.credentials import APP_ROLE, Credentials
from core.database.endpoint import Endpoint, known_endpoint
from core.errors import DatabaseProblem

_CONNECT_LIMIT_S = 2.0


class Server(Protocol):
    """What `Cluster` and `SharedServer` have in common."""

    @property
    def cluster_dir(self) -> Path: ...

    @property
    def binaries(self) -> PostgresBinaries: ...

    @property
    def running(self) -> bool: ...

    @property
    def traceable(self) -> bool | None: ...

    @property
    def log_file(self) -> Path: ...

    def app_conninfo(self, dbname: str = DATABASE) -> Conninfo: ...

    def stop(self) -> None: ...


class SharedServer:
    """The server of a shared practice, which another account starts and stops.

    The caller has checked that nobody but that account can replace the directories.
    """

    def __init__(self, *, cluster_dir: Path, socket_dir: Path, secrets_dir: Path, log_dir: Path) -> None:
        self.cluster_dir = cluster_dir
        self._socket_dir = socket_dir
        self._credentials = Credentials(secrets_dir)
        self._record = secrets_dir / "socket-directory"
        self.log_file = log_dir / LOG_FILE

    @property
    def binaries(self) -> PostgresBinaries:
        """Those of this installation; the server was started with its own."""
        return locate_binaries()

    @property
    def running(self) -> bool:
        """Whether it accepts connections."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
            probe.settimeout(_CONNECT_LIMIT_S)
            try:
                probe.connect(str(self._endpoint().socket_file))
            except OSError:
                return False
        return True

    @property
    def traceable(self) -> bool:
        """Never by this account: the server belongs to another one."""
        return False

    def check(self) -> None:
        """Raises `DatabaseProblem("shared_server_not_running")`."""
        if not self.running:
            raise DatabaseProblem("shared_server_not_running")

    def app_conninfo(self, dbname: str = DATABASE) -> Conninfo:
        """The program's connection parameters: a role subject to row-level security."""
        return connection_parameters(
            self._endpoint(), role=APP_ROLE, password=self._credentials.password(APP_ROLE), dbname=dbname
        )

    def stop(self) -> None:
        """It goes on: another account needs it next."""

    def _endpoint(self) -> Endpoint:
        return known_endpoint(self._socket_dir, record=self._record)
