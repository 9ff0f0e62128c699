"""Indexing is killed at random moments, and the resulting index is as without interruption.

Two models of the same size alternate: in each round one is selected, and its profile is built beside the
other's while notes change, until a run completes.
"""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.engine.model_library.library import ModelLibrary
from tests.fakes.embedder_folder import embedder_folder
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.cradle import Cradle
from tests.journeys.program import Program
from tests.journeys.saving import READY_LIMIT_S, ModuleRun

MODULE = "tests.journeys.indexing"
MODELS = ("first-embedder", "second-embedder")
LIVES_LIMIT_S = 1.2
REAL_LIVES_LIMIT_S = 4.0
COMPARE_LIMIT_S = 300.0
STARTING_EVERY = 8
ENGINE_TOO = 0.2
IN_THE_MIDDLE = 0.7
SEED_SPACE = 2**31
EXACT = 1e-6
HALF_PRECISION = 2e-3
"""Stored numbers are float16: with a real model, the batch that contains a text changes the last digits of
some.
"""

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


@dataclass(slots=True)
class Trial:
    """A practice whose indexer is repeatedly killed and restarted."""

    program: Program
    cradle: Cradle | None
    rng: random.Random
    options: tuple[str, ...] = ()
    longest_s: float = LIVES_LIMIT_S
    kills: int = 0
    engines: int = 0
    began: list[int] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    apart: float = 0.0

    def round(self, kills: int) -> None:
        """Runs until one has nothing left to do, then the comparison."""
        first = True
        while self.kills < kills or first:
            changed = ["--change"] if first else []
            first = False
            if self._one_life(*changed):
                break
        self._compare()

    def _one_life(self, *options: str) -> bool:
        """True if it completed before it was to be killed."""
        loads = ["--load"] if self.rng.random() < 0.5 else []
        module_run = self._life(*options, *loads)
        with module_run.guarded(self.rng):
            starting = self.kills % STARTING_EVERY == STARTING_EVERY - 1
            if starting and not options:
                threading.Event().wait(self.rng.uniform(0, 2.0 if self.cradle is None else 0.5))
            else:
                assert module_run.wait_for("READY", timeout_s=READY_LIMIT_S), "".join(module_run.errors)
                if self.rng.random() < ENGINE_TOO:
                    self._kill_engine(module_run)
                # Once at least, however few the kills are.
                if not any(self.began) or self.rng.random() < IN_THE_MIDDLE:
                    module_run.wait_for("AT", timeout_s=READY_LIMIT_S)
                module_run.wait_for("INDEXED", timeout_s=self.rng.uniform(0, self.longest_s))
            if module_run.process.poll() is not None or any(
                line.startswith("INDEXED") for line in module_run.lines
            ):
                # It had nothing left to do, which is possible even if it was to be killed at its start.
                module_run.finish()
                assert module_run.lines, "".join(module_run.errors)
                assert module_run.lines[-1].startswith("INDEXED"), "".join(module_run.errors)
                self.ends.append(module_run.lines[-1])
                return True
            self._kill(module_run)
            module_run.finish()
        self.began.append(sum(line.startswith("AT") for line in module_run.lines))
        return False

    def _kill(self, module_run: ModuleRun) -> None:
        """Kills the program; the database detects it by itself."""
        self.kills += 1
        processes.kill_all(
            module_run.process.pid,
            self.program.data_dir,
            rng=self.rng,
            only=lambda process: process.pid == module_run.process.pid,
        )

    def _kill_engine(self, module_run: ModuleRun) -> None:
        threading.Event().wait(self.rng.uniform(0, 0.3))
        engines = [
            each
            for each in processes.family(module_run.process.pid)
            if each.parent == module_run.process.pid and not each.command.startswith("postgres")
        ]
        ids = {each.pid for each in engines}
        self.engines += len(ids)
        processes.kill_all(
            module_run.process.pid,
            self.program.data_dir,
            rng=self.rng,
            only=lambda process: process.pid in ids,
        )

    def _compare(self) -> None:
        module_run = self._life("--compare")
        with module_run.guarded(self.rng):
            module_run.process.wait(COMPARE_LIMIT_S)
            module_run.finish()
        said = module_run.lines[-1].split() if module_run.lines else []
        assert said[:1] == ["SAME"], f"{said} {''.join(module_run.errors)}"
        assert int(said[1]) == int(said[2]) > 0
        self.apart = max(self.apart, float(said[3]))

    def _life(self, *options: str) -> ModuleRun:
        seed = str(self.rng.randrange(SEED_SPACE))
        given = ("--seed", seed, *self.options, *options)
        return ModuleRun(self.program, *given, module=MODULE, cradle=self.cradle)


def library_with(folder: Path, sources: Path) -> ModelLibrary:
    """A separate library with two embedders of the same appearance."""
    library = ModelLibrary(folder)
    for number, name in enumerate(MODELS):
        library.add(embedder_folder(sources / name, seed=number))
    return library


@pytest.mark.proof("kill -9 while indexing, index as undisturbed", short=2, long=100)
def test_killed_while_indexing_the_end_is_that_of_an_undisturbed_run(tmp_path: Path, proof: Proof) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    rng = random.Random(seed)
    library = library_with(tmp_path / "models", tmp_path / "from")
    program = Program(
        tmp_path / "practice", extra_environment={"ANAMNESIS_MODELS_DIR": str(tmp_path / "models")}
    )
    program.must("init", "--practice", "Killproof", "--quiet")
    rounds = 0
    with Cradle(program, MODULE) as cradle:
        trial = Trial(program, cradle, rng)
        while trial.kills < proof.repetitions:
            library.use(MODELS[rounds % 2])
            rounds += 1
            trial.round(proof.repetitions)
    figure(
        f"kill -9 while indexing, seed {seed}: {trial.kills} kills, {trial.engines} of the engine alone, "
        f"{sum(count > 0 for count in trial.began)} amid indexing; {rounds} changes of model; "
        f"every index as undisturbed, vectors apart by at most {trial.apart:.1e}"
    )
    assert trial.apart <= EXACT
    assert any(trial.began), "no kill hit the indexing"


@pytest.mark.engine
@pytest.mark.proof("kill -9 while a real model embeds, index as undisturbed", short=0, long=10)
def test_killed_while_the_real_model_embeds_the_end_is_the_same(
    starters: object, tmp_path: Path, proof: Proof
) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    program = Program(tmp_path / "practice")
    program.must("init", "--practice", "Killproof", "--quiet")
    trial = Trial(program, None, random.Random(seed), ("--real-engine",), REAL_LIVES_LIMIT_S)
    while trial.kills < proof.repetitions:
        trial.round(proof.repetitions)
    figure(
        f"kill -9 while a real model embeds, seed {seed}: {trial.kills} kills, {trial.engines} of the engine "
        f"alone; every index as undisturbed, vectors apart by at most {trial.apart:.1e}"
    )
    assert trial.apart <= HALF_PRECISION
