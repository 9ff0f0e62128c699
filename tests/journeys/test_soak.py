"""After long use a practice is as fast and as large as it was when warm."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median, quantiles

import pytest

from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.journeys import processes
from tests.journeys.footprint import Footprint
from tests.journeys.program import Program
from tests.journeys.saving import ModuleRun
from tests.journeys.test_many_questions import GROWTH_LIMIT, QUESTION_LIMIT_S, in_words, kib_of

SAVES, QUESTIONS = 100, 10
"""Per cycle of unlock, saves, questions and lock: in 200 cycles 20,000 and 2,000."""
SHORT_SAVES, SHORT_QUESTIONS = 4, 1
"""In the suite; the question is written by the model."""
SLOWER_LIMIT = 0.10
LATER_LIMIT_MS = 3.0
"""A p95 that rose by less is not counted: a tenth of a save of 4 ms is less than the timer's own scatter."""
ENOUGH_CYCLES = 40
"""In fewer cycles the memory of the libraries still grows, and p95 is not meaningful."""
MEASURED = ("save", "ask", "unlock")
COMPUTER = "computer"
"""A fixed piece of work between the others: if it took longer too, other programs used the computer."""

pytestmark = [
    pytest.mark.journey,
    pytest.mark.engine,
    pytest.mark.skipif(not processes.available(), reason="needs /proc to see what a process occupies"),
]


@dataclass(frozen=True, slots=True)
class Endured:
    """The reports of one run about its cycles, and the processes left behind."""

    cycles: list[dict[str, list[float]]]
    samples: list[Footprint]
    threads: int
    left: list[processes.Process]

    def p95_ms(self, name: str, *, late: bool) -> float:
        """p95 of the last third of the cycles, or of the (warm) third before it."""
        third = max(1, len(self.cycles) // 3)
        chosen = self.cycles[-third:] if late else self.cycles[-2 * third : -third]
        values = list(chain.from_iterable(each[name] for each in chosen))
        return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else sum(values)

    def course_ms(self, name: str) -> str:
        """The medians of each fifth of the cycles, which show interference by other work, or growth."""
        fifth = max(1, len(self.cycles) // 5)
        parts = [self.cycles[start : start + fifth] for start in range(0, len(self.cycles), fifth)]
        medians = (median(chain.from_iterable(each[name] for each in part)) for part in parts)
        return " ".join(f"{value:.0f}" for value in medians)

    def slower(self, name: str) -> float:
        return self.p95_ms(name, late=True) / self.p95_ms(name, late=False) - 1

    def drifted(self, name: str) -> bool:
        later_ms = self.p95_ms(name, late=True) - self.p95_ms(name, late=False)
        return later_ms > LATER_LIMIT_MS and self.slower(name) > SLOWER_LIMIT

    @property
    def warm(self) -> Footprint:
        return self.samples[len(self.samples) // 3]

    @property
    def end(self) -> Footprint:
        return self.samples[-1]


def endure(program: Program, cycles: int, *, saves: int, questions: int) -> Endured:
    module_run = ModuleRun(
        program,
        *("--cycles", str(cycles), "--saves", str(saves), "--questions", str(questions)),
        module="tests.journeys.enduring",
    )
    with module_run.guarded(random.Random()):
        assert module_run.wait_for("READY", timeout_s=3 * QUESTION_LIMIT_S), "".join(module_run.errors)
        members = processes.belonging_to(module_run.process.pid, program.data_dir)
        assert module_run.wait_for("CLOSED", timeout_s=QUESTION_LIMIT_S * questions * cycles), "".join(
            module_run.errors
        )
        module_run.finish()
    assert module_run.process.poll() == 0, "".join(module_run.errors)
    left = processes.wait_until_gone([*members, *processes.working_inside(program.data_dir)])
    said = [line.split(" ", 2) for line in module_run.lines]
    return Endured(
        cycles=[json.loads(words[2]) for words in said if words[0] == "CYCLE"],
        samples=[Footprint(**json.loads(words[2])) for words in said if words[0] == "SAMPLE"],
        threads=int(said[-1][1]),
        left=left,
    )


def leaked(warm: Footprint, end: Footprint) -> set[str]:
    """The resources that grew by the end."""
    totals = [sum(kib_of(each).values()) for each in (warm, end)]
    found = {"memory"} if totals[1] > (1 + GROWTH_LIMIT) * totals[0] else set()
    return found | {
        name for name in ("threads", "files", "children") if getattr(end, name) > getattr(warm, name)
    }


def test_what_there_is_more_of_is_named() -> None:
    warm = Footprint(200_000, 300_000, 50_000, 0, 20, 60, 8)
    assert leaked(warm, warm) == set()
    assert leaked(warm, replace(warm, program_kib=240_000)) == {"memory"}
    for name in ("threads", "files", "children"):
        assert leaked(warm, replace(warm, **{name: getattr(warm, name) + 1})) == {name}


@pytest.mark.proof("soak, cycles of 100 saves, 10 questions and a lock", short=2, long=200)
def test_a_practice_in_use_for_long_is_as_fast_and_as_large_as_before(
    demo_program: Program, proof: Proof
) -> None:
    each_saves, each_asks = (SAVES, QUESTIONS) if proof.long else (SHORT_SAVES, SHORT_QUESTIONS)
    run = endure(demo_program, proof.repetitions, saves=each_saves, questions=each_asks)
    saves, questions = (sum(len(each[name]) for each in run.cycles) for name in ("save", "ask"))
    speeds = "; ".join(
        f"{name} p95 {run.p95_ms(name, late=False):.0f} → {run.p95_ms(name, late=True):.0f} ms "
        f"({run.slower(name):+.1%})"
        for name in (*MEASURED, COMPUTER)
    )
    course = "; ".join(f"{name} {run.course_ms(name)}" for name in (*MEASURED, COMPUTER))
    found = leaked(run.warm, run.end)
    figure(
        f"soak: {saves:,} saves, {questions:,} questions, {len(run.cycles)} locks; {speeds}\n"
        f"  medians of each fifth, ms: {course}\n"
        f"  warm: {in_words(run.warm)}\n  at the end: {in_words(run.end)}\n"
        f"  {len(run.left)} processes left; more than before: {', '.join(sorted(found)) or 'nothing'}"
    )
    assert len(run.cycles) == proof.repetitions
    assert saves == each_saves * proof.repetitions
    assert questions == each_asks * proof.repetitions
    assert run.left == []
    assert run.threads == 1, "threads outlive the practice"
    if proof.repetitions < ENOUGH_CYCLES:
        found -= {"memory"}
    else:
        slower = {name: run.slower(name) for name in MEASURED if run.drifted(name)}
        assert slower == {}, f"fixed work beside it: {run.slower(COMPUTER):+.1%}"
    assert found == set()
