"""Consecutive questions to the whole program: its resources do not grow, and nothing is left behind."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from statistics import quantiles

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.footprint import Footprint
from tests.journeys.program import Program
from tests.journeys.saving import ModuleRun

LOCK_EVERY = 200
"""At the end of the first such period the engine's cache of evaluated prompts is full (96 MiB): it is
warm.
"""
CONTROL_QUESTIONS = 24
GROWTH_LIMIT = 0.05
SHORT_SLACK = 6
"""Threads, files and processes that a short run may still add: connections of the pool, a worker of the
server.
"""
QUESTION_LIMIT_S = 60.0
SEED_SPACE = 2**31

pytestmark = [
    pytest.mark.journey,
    pytest.mark.engine,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to see what a process occupies"),
]


@dataclass(frozen=True, slots=True)
class Soak:
    """One long run: its footprints by number of questions, its last output, and the processes left behind."""

    samples: dict[int, Footprint]
    mix: dict[str, int]
    kept: tuple[int, int, int]
    last: str
    stops_ms: list[int]
    threads: int
    left: list[processes.Process]

    def warm(self, after: int) -> Footprint:
        return self.samples[min(number for number in self.samples if number >= after)]

    def end(self) -> Footprint:
        return self.samples[max(self.samples)]


def soak(program: Program, questions: int, *options: str) -> Soak:
    rng = random.Random()
    every = max(4, questions // 20)
    module_run = ModuleRun(
        program,
        *("--seed", str(rng.randrange(SEED_SPACE)), "--questions", str(questions)),
        *("--sample-every", str(every), "--lock-every", str(LOCK_EVERY), *options),
        module="tests.journeys.asking",
    )
    with module_run.guarded(rng):
        assert module_run.wait_for("READY", timeout_s=QUESTION_LIMIT_S * 3), "".join(module_run.errors)
        members = processes.belonging_to(module_run.process.pid, program.data_dir)
        assert module_run.wait_for("CLOSED", timeout_s=QUESTION_LIMIT_S * questions), "".join(
            module_run.errors
        )
        module_run.finish()
    assert module_run.process.poll() == 0, "".join(module_run.errors)
    left = processes.wait_until_gone([*members, *processes.working_inside(program.data_dir)])
    said = [line.partition(" ")[::2] for line in module_run.lines]
    samples = [rest.split(" ", 1) for word, rest in said if word == "SAMPLE"]
    told = {word: rest for word, rest in said if word in ("MIX", "KEPT", "LAST", "CLOSED")}
    stored, found, readable = map(int, told["KEPT"].split())
    return Soak(
        samples={int(number): Footprint(**json.loads(text)) for number, text in samples},
        mix=json.loads(told["MIX"]),
        kept=(stored, found, readable),
        last=told["LAST"],
        threads=int(told["CLOSED"]),
        stops_ms=[int(rest.split()[-1]) for word, rest in said if word == "STOPPED"],
        left=left,
    )


def leaks(warm: Footprint, end: Footprint, *, slack: int = 0) -> set[str]:
    """The resources that grew beyond the limit; `slack` more threads, files and processes are allowed."""
    total = {name: sum(kib_of(one).values()) for name, one in (("warm", warm), ("end", end))}
    found = {"memory"} if total["end"] > (1 + GROWTH_LIMIT) * total["warm"] else set()
    grown = end.grown(warm)
    found |= {name for name in ("program", "engine") if grown[name] > GROWTH_LIMIT}
    found |= {
        name for name in ("threads", "files", "children") if getattr(end, name) > getattr(warm, name) + slack
    }
    return found


def kib_of(one: Footprint) -> dict[str, int]:
    return {"program": one.program_kib, "engine": one.engine_kib, "postgres": one.postgres_kib}


def in_words(one: Footprint) -> str:
    memory = ", ".join(f"{name} {kib / 1024:.1f}" for name, kib in kib_of(one).items())
    return (
        f"{memory} MiB (shared buffers {one.shared_kib / 1024:.1f}), {one.threads} threads, "
        f"{one.files} files, {one.children} child processes"
    )


def percentile_95(values: list[int]) -> float:
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else float(sum(values))


@pytest.mark.proof("questions in a row, as large as before", short=0, long=1000)
def test_questions_in_a_row_leave_the_program_as_large_as_it_was(demo_program: Program, proof: Proof) -> None:
    questions = proof.repetitions
    warm_after = LOCK_EVERY if questions > LOCK_EVERY else questions // 2
    run = soak(demo_program, questions)
    warm, end = run.warm(warm_after), run.end()
    figure(
        f"{questions} questions in a row {run.mix}\n  after {warm_after}: {in_words(warm)}\n"
        f"  at the end: {in_words(end)}\n"
        f"  growth {', '.join(f'{name} {share:+.1%}' for name, share in end.grown(warm).items())}; "
        f"{len(run.left)} processes left; {run.kept[2]} of {run.kept[0]} answers readable; last: {run.last}\n"
        f"  {len(run.stops_ms)} stops, from the stop to the end of the question p95 "
        f"{percentile_95(run.stops_ms):.0f} ms"
    )
    assert run.left == []
    assert run.threads == 1, "threads outlive the practice"
    assert run.kept[0] == run.kept[1] == run.kept[2] > 0
    assert not run.last.split()[1].startswith(("generation_failed", "engine_resting", "no_model"))
    if questions > LOCK_EVERY:
        assert leaks(warm, end) == set()
        return
    # A short run ends before models and libraries have reached their memory limits, and before the pool has
    # opened every connection: a leak per question would be far larger.
    found = leaks(warm, end, slack=SHORT_SLACK)
    assert found - {"memory", "program", "engine"} == set()


def test_what_there_is_more_of_is_named() -> None:
    warm = Footprint(200_000, 300_000, 50_000, 0, 20, 60, 8)
    assert leaks(warm, warm) == set()
    assert leaks(warm, replace(warm, program_kib=211_000)) == {"program"}
    assert leaks(warm, replace(warm, engine_kib=330_000)) == {"engine", "memory"}
    for name in ("threads", "files", "children"):
        more = replace(warm, **{name: getattr(warm, name) + 3})
        assert leaks(warm, more) == {name}
        assert leaks(warm, more, slack=3) == set()


@pytest.mark.proof("control of the questions in a row, a leak is found", short=0, long=1)
def test_a_leak_would_be_found(demo_program: Program, proof: Proof) -> None:
    """The control: every question leaks 2 MiB, a file and a thread."""
    run = soak(demo_program, CONTROL_QUESTIONS, "--leak", "--written", "0")
    numbers = sorted(run.samples)
    found = leaks(run.samples[numbers[1]], run.end())
    figure(f"control, a leak of 2 MiB a question: found in {', '.join(sorted(found))}")
    assert {"program", "threads", "files"} <= found
    assert run.threads > 1
