"""What the computer refuses is said in words with a remedy, and is no bug: read-only places, files gone."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from core.atomic_file import write_atomically
from core.environment_faults import environment_fault
from core.errors import DiskFull
from tests.journeys.program import Program

EXIT_VAULT, EXIT_ENVIRONMENT = 3, 4
needs_mounts = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="makes places read-only by mounting: root on Linux"
)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    made = Program(tmp_path_factory.mktemp("faults") / "practice")
    made.root.parent.chmod(0o755)
    made.must("init", "--practice", "Brimful")
    return made


@contextmanager
def read_only(place: Path) -> Iterator[None]:
    bound = subprocess.run(["mount", "--bind", str(place), str(place)], capture_output=True, check=False)
    if bound.returncode != 0:
        pytest.skip("mounting is not allowed here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(place)], check=True)
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


@contextmanager
def taken_by_a_directory(file: Path) -> Iterator[None]:
    kept = file.with_name(f"{file.name}.kept")
    file.rename(kept)
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        kept.rename(file)


def assert_said_in_words(done: subprocess.CompletedProcess[str], about: str) -> None:
    assert done.returncode == EXIT_ENVIRONMENT, done.stderr
    assert "a bug" not in done.stderr
    assert "Traceback" not in done.stderr
    assert about in done.stderr
    assert len(done.stderr.strip().splitlines()) == 2, "a sentence and a remedy"


@needs_mounts
@pytest.mark.journey
@pytest.mark.parametrize("place", ["postgres", "run", "logs", "logs/postgres.log"])
def test_a_place_that_cannot_be_written(program: Program, place: str) -> None:
    with read_only(program.data_dir / place):
        done = program.run("index", "status")
    assert_said_in_words(done, "Read-only file system")


@pytest.mark.journey
def test_a_vault_file_that_is_a_directory(program: Program) -> None:
    with taken_by_a_directory(program.data_dir / "vault.json"):
        done = program.run("index", "status")
    assert done.returncode == EXIT_VAULT, done.stderr
    assert "Restore a backup" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.EROFS, "words", "somewhere"), "system_refused"),
        (OSError(errno.EIO, "words"), "system_refused"),
        (PermissionError(errno.EACCES, "words", b"somewhere"), "system_refused"),
        (FileNotFoundError(errno.ENOENT, "words", "somewhere"), "system_refused"),
        (OSError(errno.EMFILE, "words"), "system_out_of_resources"),
        (MemoryError(), "system_out_of_resources"),
    ],
)
def test_what_the_system_refuses_has_a_code(error: BaseException, code: str) -> None:
    told = environment_fault(error)
    assert told is not None
    assert told.code == code
    assert "words" not in str(told), "an exception's own words may quote anything"


def test_a_full_disk_stays_a_full_disk() -> None:
    assert isinstance(environment_fault(OSError(errno.ENOSPC, "full", "somewhere")), DiskFull)


@pytest.mark.parametrize(
    "error",
    [ValueError("x"), OSError("no number"), ConnectionResetError(errno.ECONNRESET, "x"), KeyError("x")],
)
def test_a_fault_of_the_program_stays_one(error: BaseException) -> None:
    assert environment_fault(error) is None


def test_a_read_only_directory_is_told_where_it_was_met(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as met:
        write_atomically(tmp_path / "absent" / "file", b"x")
    told = environment_fault(met.value)
    assert told is not None
    assert "absent" in str(told.params["path"])
