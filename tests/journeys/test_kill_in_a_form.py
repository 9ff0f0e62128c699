"""Everything is killed while an addendum is typed, and at most the last 750 ms of typing are lost."""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.cradle import Cradle
from tests.journeys.program import Program
from tests.journeys.saving import READY_LIMIT_S, ModuleRun
from tests.journeys.test_kill_while_saving import spread

TYPING_S = (0.6, 2.0)
MISSING_LIMIT_MS = 750

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find every process to kill"),
]


def missing_ms(keys: list[tuple[int, str]], back: str, died_ns: int) -> float:
    """From the first key that was not restored to the end; fails for text that was never typed."""
    known = [number for number, (_, seen) in enumerate(keys) if seen == back]
    assert known, "something came back that was never on the screen"
    lost = keys[known[-1] + 1 :]
    return max(0, died_ns - lost[0][0]) / 1e6 if lost else 0.0


@pytest.mark.proof("kill -9 in a form, at most 750 ms of typing missing", short=2, long=200)
def test_at_most_the_last_moment_of_a_form_is_missing_after_a_kill(tmp_path: Path, proof: Proof) -> None:
    kills = proof.repetitions
    seed = random.SystemRandom().randrange(2**31)
    rng = random.Random(seed)
    program = Program(tmp_path / "practice")
    program.must("init", "--practice", "Killproof", "--quiet")
    keys: list[tuple[int, str]] = []
    died_ns, missing, typed = 0, [], 0
    with Cradle(program, "tests.journeys.form_typist") as cradle:
        for number in range(kills + 1):
            module_run = ModuleRun(program, "--seed", str(rng.randrange(2**31)), cradle=cradle)
            with module_run.guarded(rng):
                assert module_run.wait_for("KEY", timeout_s=READY_LIMIT_S), "".join(module_run.errors)
                if number < kills:
                    threading.Event().wait(rng.uniform(*TYPING_S))
                died = time.monotonic_ns()
                processes.kill_all(module_run.process.pid, program.data_dir, rng=rng)
                module_run.finish()
            back = next(line.split()[1:] for line in module_run.lines if line.startswith("BACK"))
            if number:
                assert len(back) == 1, "one form, offered once"
                missing.append(missing_ms(keys, back[0], died_ns))
            kept = [(0, each) for each in back]
            keys = kept + [
                (int(line.split()[1]), line.split()[2]) for line in module_run.lines if line.startswith("KEY")
            ]
            typed += len(keys) - len(kept)
            died_ns = max(died, keys[-1][0])
    figure(
        f"kill -9 in a form, seed {seed}: {kills} kills, {typed} keys; typing missing min/median/max"
        f" {spread(missing, '.0f')} ms"
    )
    assert max(missing) <= MISSING_LIMIT_MS


def test_words_that_were_never_typed_are_noticed() -> None:
    assert missing_ms([(1_000_000_000, "a"), (2_000_000_000, "b")], "a", 2_500_000_000) == 500.0
    with pytest.raises(AssertionError):
        missing_ms([(1, "a")], "never", 2)
