"""Where the server listens: a Unix socket in a private directory, or loopback on Windows.

A socket's path must fit into `sockaddr_un`, which a long data directory would exceed; such a data directory
gets a short private directory elsewhere, stored in a record file.
"""

from __future__ import annotations

import os
import socket
import stat
import sys
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from core.database.private_files import (
    GROUP_DIRECTORY,
    PRIVATE_DIRECTORY,
    Account,
    ensure_private_directory,
    write_private,
)
from core.errors import DatabaseProblem

SOCKET_PORT = 5432
"""Only a part of the socket's name; no TCP port."""
SOCKET_PATH_LIMIT_BYTES = 103 if sys.platform == "darwin" else 107


@dataclass(frozen=True, slots=True)
class Endpoint:
    """`host` is a socket directory if it is absolute, otherwise an address."""

    host: str
    port: int

    @property
    def is_socket(self) -> bool:
        return self.host.startswith("/")

    @property
    def socket_file(self) -> Path:
        """The socket itself; meaningless for an address."""
        return _socket_file(Path(self.host), self.port)

    @property
    def lock_file(self) -> Path:
        """The file in which the server notes its process id beside the socket."""
        return self.socket_file.with_name(self.socket_file.name + ".lock")


def socket_endpoint(
    socket_dir: Path, *, record: Path, owner: Account | None, for_group: bool = False
) -> Endpoint:
    """The endpoint in `socket_dir`, or in a short private directory if the path is too long.

    `record` remembers the short directory. `owner` is who the server runs as when it is not us. With
    `for_group` other accounts may enter `socket_dir`. Raises `DatabaseProblem`: `directory_not_private` for a
    directory that is a link or somebody else's, `socket_path_too_long`.
    """
    if socket_path_fits(socket_dir):
        mode = GROUP_DIRECTORY if for_group else PRIVATE_DIRECTORY
        ensure_private_directory(socket_dir, owner=owner, mode=mode)
        return Endpoint(str(socket_dir), SOCKET_PORT)
    if for_group:
        # A directory elsewhere would be one that other accounts cannot be sure of.
        raise DatabaseProblem("socket_path_too_long", limit_bytes=SOCKET_PATH_LIMIT_BYTES)
    return Endpoint(str(_short_directory(socket_dir, record, owner)), SOCKET_PORT)


def known_endpoint(socket_dir: Path, *, record: Path) -> Endpoint:
    """The endpoint that `socket_endpoint` chose earlier; creates nothing."""
    if socket_path_fits(socket_dir):
        return Endpoint(str(socket_dir), SOCKET_PORT)
    if not record.is_file():
        raise DatabaseProblem("database_not_running")
    return Endpoint(record.read_text("utf-8"), SOCKET_PORT)


def loopback_endpoint() -> Endpoint:
    """A port of 127.0.0.1 that is free at this moment."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind(("127.0.0.1", 0))
        return Endpoint("127.0.0.1", probe.getsockname()[1])


def socket_path_fits(directory: Path) -> bool:
    # libpq reads a comma in `host` as a list separator and has no quoting.
    path = os.fsencode(_socket_file(directory, SOCKET_PORT))
    return len(path) <= SOCKET_PATH_LIMIT_BYTES and b"," not in path


def _socket_file(directory: Path, port: int) -> Path:
    return directory / f".s.PGSQL.{port}"


def _short_directory(socket_dir: Path, record: Path, owner: Account | None) -> Path:
    if record.is_file():
        remembered = Path(record.read_text("utf-8"))
        if _is_still_ours(remembered, owner):
            return remembered
    # A random name: another user could create a predictable one under a shared directory first.
    prefix = f"anamnesis-{sha256(os.fsencode(socket_dir)).hexdigest()[:8]}-"
    for parent in _short_parents():
        if socket_path_fits(parent / f"{prefix}12345678"):
            chosen = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            ensure_private_directory(chosen, owner=owner)
            write_private(record, str(chosen).encode())
            return chosen
    raise DatabaseProblem("socket_path_too_long", limit_bytes=SOCKET_PATH_LIMIT_BYTES)


def _short_parents() -> list[Path]:
    parents = [Path(tempfile.gettempdir()), Path("/tmp")]  # noqa: S108 - a 0700 directory is made below it
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and os.geteuid() != 0 and os.access(runtime, os.W_OK):
        parents.insert(0, Path(runtime))
    return [parent for parent in parents if parent.is_dir()]


def _is_still_ours(directory: Path, owner: Account | None) -> bool:
    try:
        found = directory.lstat()
    except OSError:
        return False
    expected = os.geteuid() if owner is None else owner.uid
    private = stat.S_IMODE(found.st_mode) & 0o077 == 0
    return (
        stat.S_ISDIR(found.st_mode) and found.st_uid == expected and private and socket_path_fits(directory)
    )
