"""A forked command behaves like any other: its exit code, output, environment and end."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.journeys.program import Program, command_server

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"),
]


def test_it_says_and_ends_as_a_command_that_was_started(tmp_path: Path) -> None:
    program = Program(tmp_path / "practice")
    for arguments in (["--help"], ["no-such-command"], ["index", "status"]):
        forked = program.run(*arguments)
        started = subprocess.run(
            program.command(*arguments),
            env=program.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        # The program's name in a usage text depends on how it was started.
        assert forked.returncode == started.returncode
        assert forked.stdout.splitlines()[1:] == started.stdout.splitlines()[1:]
        assert forked.stderr.splitlines()[-1:] == started.stderr.splitlines()[-1:]


def test_one_command_knows_nothing_of_the_one_before(tmp_path: Path) -> None:
    first, second = (Program(tmp_path / name) for name in ("first", "second"))
    first.must("init", "--practice", "First")
    assert (first.data_dir / "vault.json").exists()
    assert second.run("index", "status").returncode != 0
    assert not second.data_dir.exists() or not (second.data_dir / "vault.json").exists()


def test_a_command_that_does_not_end_is_killed(tmp_path: Path) -> None:
    program = Program(tmp_path / "practice")
    with pytest.raises(subprocess.TimeoutExpired):
        command_server().run(
            [*program._options(), "init", "--practice", "Slow"], program.environment(), timeout_s=0.05
        )
    assert program.run("--help").returncode == 0
