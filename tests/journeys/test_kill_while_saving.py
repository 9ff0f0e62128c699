"""All acknowledged saves are present after `kill -9` of everything, and the next start needs no repair."""

from __future__ import annotations

import random
import statistics
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.sessions.dto import SoapText
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.cradle import Cradle
from tests.journeys.program import Program
from tests.journeys.saver import day_of, digest, note
from tests.journeys.saving import READY_LIMIT_S, Ledger, ModuleRun

SAVING_LIMIT_S = 0.8
FEW_ROUNDS, FEW_ROUNDS_LIMIT_S = 10, 3.0
"""With few runs on a busy computer nothing might be saved at all, so they may last longer."""
VERIFY_LIMIT_S = 120.0
ENGINE_EVERY = 10
STARTING_EVERY = 4
SEED_SPACE = 2**31

pytestmark = [
    pytest.mark.journey,
    pytest.mark.engine,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


@dataclass(slots=True)
class Trial:
    """A practice whose saver is repeatedly killed and restarted."""

    program: Program
    cradle: Cradle
    rng: random.Random
    ledger: Ledger
    saving_limit_s: float = SAVING_LIMIT_S
    restarts: list[float] = field(default_factory=list)
    killed: list[processes.Process] = field(default_factory=list)
    saves: list[int] = field(default_factory=list)
    unchecked: list[tuple[str, int]] = field(default_factory=list)

    def round(self, number: int, *, victims: Callable[[int, processes.Process], bool]) -> None:
        """One run of the saver: reads back the previous run's saves, saves, and is killed at a random
        moment.
        """
        check = self.program.secrets / "check"
        check.write_text("".join(f"{session} {version}\n" for session, version in self.unchecked), "ascii")
        options = ["--seed", str(self.ledger.seed), "--first-number", str(self.ledger.last_number)]
        options += ["--engine"] if number % ENGINE_EVERY == 0 else []
        module_run = ModuleRun(self.program, *options, "--check", str(check), cradle=self.cradle)
        with module_run.guarded(self.rng):
            self._let_run(module_run, dies_starting=number % STARTING_EVERY == STARTING_EVERY - 1)
            self.killed += processes.kill_all(
                module_run.process.pid,
                self.program.data_dir,
                rng=self.rng,
                only=lambda process: victims(module_run.process.pid, process),
            )
            # No waiting: the next start follows at once, like an impatient user's.
            module_run.finish()
        self._settle(module_run)

    def _let_run(self, module_run: ModuleRun, *, dies_starting: bool) -> None:
        if dies_starting and self.restarts:
            own_s = statistics.median(self.restarts) - self.cradle.imports_s
            module_run.wait_for("READY", timeout_s=self.rng.uniform(0, own_s))
            return
        ready = module_run.wait_for("READY", timeout_s=READY_LIMIT_S)
        assert ready, f"start {len(self.saves)} failed: {''.join(module_run.errors)}"
        threading.Event().wait(self.rng.uniform(0, self.saving_limit_s))
        assert module_run.process.poll() is None, f"the saver ended: {''.join(module_run.errors)}"

    def _settle(self, module_run: ModuleRun) -> None:
        before = set(self.ledger.acknowledged)
        for line in module_run.lines:
            self.ledger.note_line(line)
        if module_run.ready_after_s is not None:
            self.restarts.append(module_run.ready_after_s)
        fresh = [key for key in self.ledger.acknowledged if key not in before]
        read = {key for key in self.unchecked if key in self.ledger.read_back}
        assert [k for k in read if self.ledger.read_back[k] != self.ledger.acknowledged[k]] == []
        self.unchecked = [key for key in self.unchecked if key not in read] + fresh
        self.saves.append(len(fresh))

    def finish(self) -> str:
        """The last start reads everything back; returns the figures as text."""
        last = ModuleRun(self.program, "--seed", "0", "--first-number", "0", "--verify", cradle=self.cradle)
        with last.guarded(self.rng):
            last.process.wait(VERIFY_LIMIT_S)
            last.finish()
        for line in last.lines:
            self.ledger.note_line(line)
        assert self.ledger.verified, "".join(last.errors)
        assert processes.wait_until_gone(self.killed) == []
        postgres = sum(process.command.startswith("postgres") for process in self.killed)
        return (
            f"{len(self.saves)} kills, of {len(self.killed)} processes ({postgres} of Postgres); "
            f"{len(self.ledger.acknowledged)} acknowledged saves, {len(self.ledger.lost())} lost, "
            f"{len(self.ledger.invented())} torn; {self.ledger.under_way()}; "
            f"saves a run min/median/max {spread(self.saves, '.0f')}; "
            f"start to unlocked min/median/max {spread(self.restarts, '.1f')} s"
        )


def spread(figures: Sequence[float], shape: str) -> str:
    return "/".join(format(f, shape) for f in (min(figures), statistics.median(figures), max(figures)))


def victims_everything(_program: int, _process: processes.Process) -> bool:
    return True


def victims_program_only(program: int, process: processes.Process) -> bool:
    return process.pid == program


def victims_program_and_postmaster(program: int, process: processes.Process) -> bool:
    return process.pid == program or processes.is_postmaster_of(program, process)


def _kills(*, short: int, long: int) -> pytest.MarkDecorator:
    return pytest.mark.proof("kill -9 while saving, no acknowledged save lost", short=short, long=long)


@pytest.mark.parametrize(
    "victims",
    [
        pytest.param(victims_everything, id="everything", marks=_kills(short=4, long=400)),
        pytest.param(
            victims_program_only,
            id="the program, Postgres left running",
            marks=_kills(short=2, long=50),
        ),
        pytest.param(
            victims_program_and_postmaster,
            id="program and postmaster, its sessions left running",
            marks=_kills(short=2, long=50),
        ),
    ],
)
def test_no_acknowledged_save_is_lost_to_kills(
    tmp_path: Path,
    victims: Callable[[int, processes.Process], bool],
    proof: Proof,
) -> None:
    rounds = proof.repetitions
    seed = random.SystemRandom().randrange(SEED_SPACE)
    program = Program(tmp_path / "practice")
    program.must("init", "--practice", "Killproof", "--quiet")
    figure(f"kill -9 while saving ({victims.__name__}), seed {seed}")
    with Cradle(program, "tests.journeys.saver") as cradle:
        limit_s = FEW_ROUNDS_LIMIT_S if rounds < FEW_ROUNDS else SAVING_LIMIT_S
        trial = Trial(program, cradle, random.Random(seed), Ledger(seed=seed), saving_limit_s=limit_s)
        for number in range(rounds):
            trial.round(number, victims=victims)
        figures = trial.finish()
    figure(f"  {figures}")
    ledger = trial.ledger
    proof.count(rounds, len(ledger.lost()))
    assert ledger.lost() == []
    assert ledger.invented() == []
    assert len(ledger.acknowledged) > rounds, "too few saves for the kills to have hit any"
    assert len(trial.killed) >= rounds
    newest: dict[str, int] = {}
    for session, version in ledger.read_back:
        newest[session] = max(version, newest.get(session, 0))
    assert ledger.audited == newest, "each version has its audit event, and no event is without its version"


def test_the_ledger_sees_a_loss_and_a_torn_save() -> None:
    ledger = Ledger(seed=7)
    for line in (
        "NEW 0 a",
        "TRY 1 a 2",
        "SAVED 1 a 2",
        "TRY 2 a 3",
        "SAVED 2 a 3",
        "SIGNED a 4",
        "TRY 3 b 2",
    ):
        ledger.note_line(line)
    first, second = (digest(note(number, seed=7), day_of(number)) for number in (1, 2))
    ledger.note_line(f"HAVE a 1 {digest(SoapText(), day_of(0))}")
    ledger.note_line(f"HAVE a 2 {first}")
    ledger.note_line(f"HAVE a 3 {second}")
    assert ledger.lost() == [("a", 4)]
    ledger.note_line(f"HAVE a 4 {second}")
    assert ledger.lost() == ledger.invented() == []
    ledger.note_line(f"HAVE a 3 {first}")
    assert ledger.lost() == [("a", 3)]
    ledger.note_line(f"HAVE b 2 {'0' * 64}")
    assert ("b", 2) in ledger.invented()
