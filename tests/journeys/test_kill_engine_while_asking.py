"""The engine is killed, or hangs, while questions are asked: each still ends, and the next one works."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.program import Program
from tests.journeys.saving import ModuleRun

READY_LIMIT_S = 240.0
QUESTION_LIMIT_S = 120.0
"""The longest that a question may take on a busy machine: a minute of attempts, loading, generation."""
SEED_SPACE = 2**31
MOMENTS = {
    "at the question": ("ASK", 0.3),
    "with the evidence shown": ("SHOWN", 0.5),
    "while it reads": ("SHOWN", 2.0),
    "while it writes": ("WORD", 0.3),
    "while it loads again": ("ASK", 0.2),
    "at any moment": ("ASK", 4.0),
}
FAILURES = ("generation_failed", "engine_resting", "no_model")
TOLD = {"stopped", *FAILURES, "whole"}

pytestmark = [
    pytest.mark.journey,
    pytest.mark.engine,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to find the process to kill"),
]


@dataclass
class Trial:
    """A run that asks, and the results of the questions during which its engine was killed."""

    module_run: ModuleRun
    rng: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    longest_ms: int = 0

    def once(self, moment: str, *, number: signal.Signals = signal.SIGKILL) -> None:
        """One kill at such a moment; the interrupted question must still end."""
        word, longest_s = MOMENTS[moment]
        # A question without evidence or generation has no such moment; so it waits for the next one.
        begun = self._await(word, len(self.module_run.lines))
        threading.Event().wait(self.rng.uniform(0, longest_s))
        killed = self._send(number)
        if moment == "while it loads again":
            threading.Event().wait(self.rng.uniform(0.1, 2.0))
            killed += self._send(number)
        self.kills[moment] += killed
        self._note_end(self._await_end(begun))

    def _await(self, word: str, after: int) -> int:
        """The number of the question of the next such line."""
        assert self.module_run.wait_for(word, timeout_s=QUESTION_LIMIT_S, after=after), self._told()
        line = next(line for line in self.module_run.lines[after:] if line.split(" ", 1)[0] == word)
        return int(line.split()[1])

    def _await_end(self, question: int) -> str:
        deadline = time.monotonic() + QUESTION_LIMIT_S
        while time.monotonic() < deadline:
            lines = list(self.module_run.lines)
            for line in lines:
                words = line.split()
                if words[0] in ("ANSWER", "ERROR") and int(words[1]) == question:
                    return line
            assert self.module_run.process.poll() is None, self._told()
            self.module_run.wait_for("ANSWER", timeout_s=0.5, after=len(lines))
        raise AssertionError(f"question {question} did not end: {self._told()}")

    def _note_end(self, line: str) -> None:
        word, _, kind, told, taken_ms = line.split()
        self.ends[f"{kind} {told}" if told in TOLD else kind] += 1
        self.longest_ms = max(self.longest_ms, int(taken_ms))
        assert word == "ANSWER" or told == "cancelled", line

    def _send(self, number: signal.Signals) -> int:
        engines = self.engines()
        for each in engines:
            try:
                os.kill(each.pid, number)
            except ProcessLookupError:
                return 0
        return len(engines)

    def engines(self) -> list[processes.Process]:
        pid = self.module_run.process.pid
        return [
            each
            for each in processes.family(pid)
            if each.parent == pid and not each.command.startswith("postgres")
        ]

    def _told(self) -> str:
        return "\n".join([*self.module_run.lines[-12:], *self.module_run.errors])

    def finish(self, program: Program) -> str:
        """Lets it end undisturbed; returns its report of the last question."""
        members = processes.belonging_to(self.module_run.process.pid, program.data_dir)
        self.module_run.process.send_signal(signal.SIGTERM)
        assert self.module_run.wait_for("CLOSED", timeout_s=READY_LIMIT_S), self._told()
        self.module_run.finish()
        told = dict(line.split(" ", 1) for line in self.module_run.lines if line[0] in "KLC")
        said, stored, readable = map(int, told["KEPT"].split())
        assert said == stored == readable
        assert told["CLOSED"] == "1", "threads outlive the practice"
        left = processes.wait_until_gone([*members, *processes.working_inside(program.data_dir)])
        assert left == []
        return told["LAST"]


def begun(program: Program, rng: random.Random, *options: str) -> Trial:
    seed = str(rng.randrange(SEED_SPACE))
    module_run = ModuleRun(
        program,
        *("--seed", seed, "--questions", "100000", *options),
        *("--sample-every", "1000000", "--lock-every", "1000000"),
        module="tests.journeys.asking",
    )
    return Trial(module_run, rng)


@pytest.mark.proof("engine killed while asking, every question ends", short=1, long=100)
def test_whatever_happens_to_the_engine_every_question_ends(demo_program: Program, proof: Proof) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    program = demo_program
    trial = begun(program, random.Random(seed), "--written", "0.7", "--stops", "0.03", "--quick-to-rest")
    with trial.module_run.guarded(trial.rng):
        assert trial.module_run.wait_for("READY", timeout_s=READY_LIMIT_S), "".join(trial.module_run.errors)
        moments = list(MOMENTS)
        # The short form takes the moments in random order.
        trial.rng.shuffle(moments)
        for number in range(10 * proof.repetitions):
            if trial.kills.total() >= proof.repetitions:
                break
            trial.once(moments[number % len(moments)])
        last = trial.finish(program)
    figure(
        f"engine killed while asking, seed {seed}: {trial.kills.total()} kills {dict(trial.kills)}; the "
        f"questions ended as {dict(trial.ends)}, the longest in {trial.longest_ms / 1000:.1f} s; "
        f"no process left, every stored answer readable; the last question, in peace: {last}"
    )
    assert trial.kills.total() >= proof.repetitions
    assert last.split()[1] not in FAILURES


@pytest.mark.proof("engine halted while asking, replaced", short=1, long=8)
def test_an_engine_that_hangs_is_replaced(demo_program: Program, proof: Proof) -> None:
    seed = random.SystemRandom().randrange(SEED_SPACE)
    program = demo_program
    trial = begun(program, random.Random(seed), "--written", "1", "--stops", "0", "--impatient")
    with trial.module_run.guarded(trial.rng):
        assert trial.module_run.wait_for("READY", timeout_s=READY_LIMIT_S), "".join(trial.module_run.errors)
        for number in range(proof.repetitions):
            trial.once(("at the question", "while it reads")[number % 2], number=signal.SIGSTOP)
        last = trial.finish(program)
    figure(
        f"engine stopped by SIGSTOP while asking, seed {seed}: {dict(trial.kills)}; the questions ended as "
        f"{dict(trial.ends)}, the longest in {trial.longest_ms / 1000:.1f} s; the last, in peace: {last}"
    )
    assert last.split()[1] not in FAILURES
