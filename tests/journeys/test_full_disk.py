"""A full disk is reported, loses no acknowledged data, and work continues when there is space again."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.small_disk import NEEDS_MOUNTS, fill, small_disk
from tests.journeys import processes
from tests.journeys.program import Program, write_charts
from tests.journeys.saving import READY_LIMIT_S, Ledger, ModuleRun

pytestmark = [pytest.mark.journey, *NEEDS_MOUNTS]

DISK_MB = 640
FULL_LIMIT_S = 300.0
"""Postgres may take three thousand saves before it runs out of space without the reserve."""
EXIT_ENVIRONMENT = 4
CHART = {
    "client": {"id": "c-1", "first_name": "Teal", "last_name": "Brimful"},
    "sessions": [{"id": "c-1-1", "date": "2024-03-01", "subjective": "First visit.", "plan": "Rest."}],
}


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", DISK_MB) as place:
        yield place


def assert_says_disk_full(done: subprocess.CompletedProcess[str]) -> None:
    assert done.returncode == EXIT_ENVIRONMENT, done.stderr
    assert "disk" in done.stderr.lower(), done.stderr
    assert "full" in done.stderr.lower() or "space" in done.stderr.lower() or "free" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def chart(number: int) -> dict[str, object]:
    client = {**CHART["client"], "id": f"c-{number}"}  # type: ignore[dict-item]
    return {"client": client, "sessions": CHART["sessions"]}


def test_setting_up_on_a_full_disk_is_refused_and_leaves_the_way_open(disk: Path) -> None:
    program = Program(disk / "practice")
    filler = fill(disk, leaving_mb=100)
    assert_says_disk_full(program.run("init", "--practice", "Brimful"))
    filler.unlink()
    program.must("init", "--practice", "Brimful")
    assert program.must_json("index", "status")["total"] == 0


def test_commands_on_a_full_disk_refuse_to_write_and_still_read(disk: Path, tmp_path: Path) -> None:
    program = Program(disk / "practice")
    program.must("init", "--practice", "Brimful")
    first = write_charts(tmp_path / "first.jsonl", [chart(1)])
    second = write_charts(tmp_path / "second.jsonl", [chart(2), chart(3)])
    program.must("import", str(first))

    fill(disk, leaving_mb=150)
    assert_says_disk_full(program.run("import", str(second)))
    filler = fill(disk)
    assert_says_disk_full(program.run("import", str(second)))
    # Without a free byte the chart still opens, thanks to the ballast.
    assert program.must_json("index", "status")["total"] == 2

    filler.unlink()
    assert program.must_json("import", str(second))["clients"] == 2
    assert program.must_json("index", "status")["total"] == 6


@pytest.mark.parametrize("reserve", ["kept", "given up"])
def test_a_disk_filled_while_saving_loses_nothing_acknowledged(disk: Path, reserve: str) -> None:
    """With the reserve the program stops in time; without it Postgres itself runs out of space."""
    seed = random.SystemRandom().randrange(2**31)
    rng = random.Random(seed)
    program = Program(disk / "practice")
    program.must("init", "--practice", "Brimful")
    ledger = Ledger(seed=seed)
    options = ["--minimum-free", "0"] if reserve == "given up" else []

    module_run = ModuleRun(program, "--seed", str(seed), "--first-number", "0", *options)
    with module_run.guarded(rng):
        assert module_run.wait_for("SAVED", timeout_s=READY_LIMIT_S), "".join(module_run.errors)
        filler = fill(disk)
        assert module_run.wait_for("FULL", timeout_s=FULL_LIMIT_S), "".join(module_run.errors)
        said = len(module_run.lines)
        filler.unlink()
        resumed = module_run.wait_for("SAVED", timeout_s=READY_LIMIT_S, after=said)
        errors = "".join(module_run.errors)
        killed = processes.kill_all(module_run.process.pid, program.data_dir, rng=rng)
        module_run.finish()
    for line in module_run.lines:
        ledger.note_line(line)
    assert processes.wait_until_gone(killed) == []

    last = ModuleRun(program, "--seed", str(seed), "--first-number", "0", "--verify")
    with last.guarded(rng):
        # It reads every save; without the reserve there are three thousand.
        last.process.wait(FULL_LIMIT_S)
        last.finish()
    for line in last.lines:
        ledger.note_line(line)
    figure(
        f"full disk, reserve {reserve}: seed {seed}, {len(ledger.acknowledged)} acknowledged saves, "
        f"{len(ledger.lost())} lost, {len(ledger.invented())} torn; went on by itself: {resumed}"
    )
    assert ledger.verified, "".join(last.errors)
    assert ledger.lost() == []
    assert ledger.invented() == []
    assert ledger.full > 0
    assert resumed, f"saving did not go on when there was room again: {errors}"
