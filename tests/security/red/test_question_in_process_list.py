"""A question given as an argument is in the process list only while the interpreter starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.argument_memory import overwrite_question
from tests.fixtures.figures import figure
from tests.journeys.program import REPOSITORY

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="arguments can be overwritten on Linux only")
CANARY = "does Quillfeather take lithium"
CLIENT = "client-quillfeather-7"
LIMIT_S = 20.0


def arguments_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


@contextmanager
def waiting_for_its_passphrase(tmp_path: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """The real program, held where it opens the file of the passphrase: a pipe that nobody writes to."""
    passphrase = tmp_path / "passphrase"
    os.mkfifo(passphrase)
    data = tmp_path / "data"
    data.mkdir()
    (data / "vault.json").write_bytes(b"{}")
    options = ("--data-dir", str(data), "--passphrase-file", str(passphrase))
    process = subprocess.Popen(
        [sys.executable, "-m", "app", *options, *words],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        env={**os.environ, "MARKER_OF_THE_ENVIRONMENT": "kept"},
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until_gone(process: subprocess.Popen[bytes], words: str) -> float:
    """Seconds until the arguments are there and no longer hold `words`."""
    started = time.perf_counter()
    # Of a process that is about to run its program the kernel shows none at all.
    while not (shown := arguments_of(process.pid)) or words.encode() in shown:
        assert process.poll() is None, "the program ended"
        assert time.perf_counter() - started < LIMIT_S, "the question stays in the process list"
        time.sleep(0.001)
    return time.perf_counter() - started


@pytest.mark.parametrize("command", ["ask", "find"])
def test_an_argument_is_overwritten_at_the_start(tmp_path: Path, command: str) -> None:
    with waiting_for_its_passphrase(tmp_path, command, "--client", CLIENT, CANARY) as process:
        seen_s = wait_until_gone(process, CANARY)
        shown = arguments_of(process.pid)
        assert CLIENT.encode() not in shown
        assert command.encode() in shown.split(b"\0"), "an administrator still sees what runs"
        assert b"MARKER_OF_THE_ENVIRONMENT" not in shown, "the kernel shows the environment behind it"
        figure(f"process list, {command}: the question was to be seen for {seen_s * 1000:.0f} ms")


def test_a_question_on_standard_input_is_never_shown(tmp_path: Path) -> None:
    with waiting_for_its_passphrase(tmp_path, "ask", "-") as process:
        assert process.stdin is not None
        process.stdin.write(CANARY.encode())
        process.stdin.close()
        process.stdin = None
        for _ in range(200):
            assert CANARY.encode() not in arguments_of(process.pid)
            time.sleep(0.002)


def test_without_the_file_of_the_kernel_nothing_happens(tmp_path: Path) -> None:
    assert overwrite_question(tmp_path / "absent") is False
    (tmp_path / "odd").write_bytes(b"1 (name) S")
    assert overwrite_question(tmp_path / "odd") is False
