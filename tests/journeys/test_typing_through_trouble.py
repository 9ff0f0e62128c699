"""The disk fills up, or the database cannot write, while a user types: the text is kept, and saved later."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.small_disk import fill
from tests.journeys import processes
from tests.journeys.cradle import Cradle
from tests.journeys.program import Program
from tests.journeys.saving import READY_LIMIT_S, ModuleRun
from tests.journeys.test_full_disk import FULL_LIMIT_S, disk
from tests.journeys.test_kill_while_typing import Account

__all__ = ["disk"]

VERIFY_LIMIT_S = 120.0
KEYS_MEANWHILE = 20

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(sys.platform != "linux", reason="mounts, and sets limits of other processes"),
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may"),
    pytest.mark.skipif(shutil.which("prlimit") is None, reason="needs prlimit of util-linux"),
]


@contextmanager
def full(place: Path) -> Iterator[None]:
    """Fills the disk to the last byte."""
    filler = fill(place)
    yield
    filler.unlink()


@contextmanager
def failing(module_run: ModuleRun) -> Iterator[None]:
    """Every write of the database server fails, as on a failing disk: the kernel refuses it (EFBIG)."""
    server = [
        each
        for each in processes.belonging_to(module_run.process.pid, module_run.data_dir)
        if each.command.startswith("postgres")
    ]
    assert server
    _limit(server, "0")
    yield
    _limit(server, "unlimited")


def _limit(server: list[processes.Process], size: str) -> None:
    """As the server's own user: the kernel allows no other user to set it, not even root without
    capabilities.
    """
    for each in server:
        place = processes.PROC / str(each.pid)
        if not place.exists():
            # It stopped, as a server does that cannot write its log.
            continue
        owner = place.stat()
        command = ["prlimit", f"--pid={each.pid}", f"--fsize={size}:"]
        subprocess.run(command, user=owner.st_uid, group=owner.st_gid, check=True, cwd="/")


def keys_of(module_run: ModuleRun) -> int:
    return sum(line.startswith("KEY") for line in module_run.lines)


def type_on(module_run: ModuleRun, keys: int) -> None:
    """Waits until that many more keys were typed."""
    for _ in range(keys):
        assert module_run.wait_for("KEY", timeout_s=READY_LIMIT_S, after=len(module_run.lines)), "".join(
            module_run.errors
        )


def read_back(program: Program, cradle: Cradle, account: Account, rng: random.Random) -> None:
    """The displayed text after the next start, and every stored version."""
    assert account.session is not None
    options = ["--seed", "1", "--session", account.session]
    for more, word in ((options, "BACK"), (["--seed", "1", "--verify"], "VERIFIED")):
        module_run = ModuleRun(program, *more, cradle=cradle)
        with module_run.guarded(rng):
            assert module_run.wait_for(word, timeout_s=VERIFY_LIMIT_S), "".join(module_run.errors)
            processes.wait_until_gone(processes.kill_all(module_run.process.pid, program.data_dir, rng=rng))
            module_run.finish()
        for line in module_run.lines:
            # The text typed in this run is not checked.
            if line.startswith(("BACK", "HAVE", "VERIFIED")):
                account.note_line(line)


def type_through(
    program: Program,
    cradle: Cradle,
    account: Account,
    rng: random.Random,
    trouble: Callable[[ModuleRun], Any],
) -> tuple[str, int, bool]:
    """The standard error output, the number of keys typed during the failure, and whether a save succeeded
    then.
    """
    module_run = ModuleRun(program, "--seed", str(rng.randrange(2**31)), cradle=cradle)
    with module_run.guarded(rng):
        assert module_run.wait_for("SAVED", timeout_s=READY_LIMIT_S), "".join(module_run.errors)
        with trouble(module_run):
            assert module_run.wait_for("FAILED", timeout_s=FULL_LIMIT_S), "".join(module_run.errors)
            before = keys_of(module_run)
            type_on(module_run, KEYS_MEANWHILE)
            meanwhile = keys_of(module_run) - before
        said = len(module_run.lines)
        saved = module_run.wait_for("SAVED", timeout_s=FULL_LIMIT_S, after=said)
        errors = "".join(module_run.errors)
        killed = processes.kill_all(module_run.process.pid, program.data_dir, rng=rng)
        module_run.finish()
    for line in module_run.lines:
        account.note_line(line)
    processes.wait_until_gone(killed)
    return errors, meanwhile, saved


@pytest.mark.parametrize("trouble", ["full disk", "writes that fail"])
def test_typing_goes_on_and_is_saved_when_the_trouble_is_over(disk: Path, trouble: str) -> None:
    seed = random.SystemRandom().randrange(2**31)
    rng, account = random.Random(seed), Account()
    program = Program(disk / "practice")
    program.must("init", "--practice", "Brimful")
    with Cradle(program, "tests.journeys.typist") as cradle:
        errors, meanwhile, saved = type_through(
            program, cradle, account, rng, failing if trouble == "writes that fail" else lambda _: full(disk)
        )
        assert saved, f"nothing was saved when it was over: {errors}"
        account.died(0)
        read_back(program, cradle, account, rng)
    figure(
        f"{trouble} while typing, seed {seed}: told {account.failed}, {meanwhile} keys typed meanwhile;"
        f" {len(account.acknowledged)} acknowledged saves, {len(account.lost())} lost;"
        f" missing at the end {max(account.missing_ms):.0f} ms"
    )
    assert set(account.failed) <= {"disk_full", "database_unreachable", "database_error"}
    assert account.verified
    assert account.lost() == []
    assert (account.unknown, account.conflicts) == (0, 0)
    assert max(account.missing_ms) <= 750
