"""Where the socket goes when the data directory's path is too long for one."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest

from core.database.endpoint import (
    SOCKET_PATH_LIMIT_BYTES,
    known_endpoint,
    socket_endpoint,
    socket_path_fits,
)
from core.errors import DatabaseProblem


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the choice is remembered; short directories are made below the test's own."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    return tmp_path / "record"


@pytest.fixture
def long_directory(tmp_path: Path) -> Path:
    return tmp_path / ("x" * 100) / "run"


def test_the_limit_is_exact() -> None:
    name = "/.s.PGSQL.5432"
    assert socket_path_fits(Path("/" + "x" * (SOCKET_PATH_LIMIT_BYTES - len(name) - 1)))
    assert not socket_path_fits(Path("/" + "x" * (SOCKET_PATH_LIMIT_BYTES - len(name))))
    assert not socket_path_fits(Path("/" + "ש" * 50)), "the limit counts bytes"


def test_a_comma_would_be_read_as_two_hosts() -> None:
    assert not socket_path_fits(Path("/a,b"))


def test_a_short_path_is_used_as_it_is(tmp_path: Path, record: Path) -> None:
    endpoint = socket_endpoint(tmp_path / "run", record=record, owner=None)
    assert endpoint.host == str(tmp_path / "run")
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert not record.exists()
    assert known_endpoint(tmp_path / "run", record=record) == endpoint


def test_a_long_path_gets_a_private_directory_that_is_found_again(long_directory: Path, record: Path) -> None:
    endpoint = socket_endpoint(long_directory, record=record, owner=None)
    found = Path(endpoint.host).lstat()
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == os.geteuid()
    assert known_endpoint(long_directory, record=record) == endpoint
    assert socket_endpoint(long_directory, record=record, owner=None) == endpoint


def test_what_took_the_remembered_name_is_not_trusted(long_directory: Path, record: Path) -> None:
    first = Path(socket_endpoint(long_directory, record=record, owner=None).host)
    first.rmdir()
    # Of this test alone: the temporary directory is everybody's.
    elsewhere = first.with_name(f"{first.name}-elsewhere")
    elsewhere.mkdir(mode=0o700)
    first.symlink_to(elsewhere)
    second = Path(socket_endpoint(long_directory, record=record, owner=None).host)
    assert second not in {first, elsewhere}
    first.unlink()
    elsewhere.rmdir()

    second.chmod(0o755)
    assert Path(socket_endpoint(long_directory, record=record, owner=None).host) != second


def test_before_the_first_start_there_is_no_endpoint(long_directory: Path, record: Path) -> None:
    with pytest.raises(DatabaseProblem) as raised:
        known_endpoint(long_directory, record=record)
    assert raised.value.code == "database_not_running"
