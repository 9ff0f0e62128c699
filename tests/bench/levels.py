"""Speed of every instruction level that this processor announces, beside a llama.cpp built for it alone.

Each level is a process of its own; the rounds alternate between them, so that drift of the machine falls on
all. The build for one processor is made by hand (`docs/quality.md` says how) and named with `--native`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from core.child_processes.environment import child_environment
from core.engine.catalogue import StarterModels
from core.engine.environment import engine_threads
from core.engine.processor.levels import levels
from core.engine.processor.trial import level_environment

ROUNDS = 5
NATIVE = "native"
_COMPARED = ("prompt_tokens_per_s", "tokens_per_s", "prompt_tokens_per_cpu_s", "tokens_per_cpu_s")


@dataclass
class _Candidate:
    name: str
    process: subprocess.Popen[bytes]
    rounds: list[dict[str, float]] = field(default_factory=list)

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        found: dict[str, Any] = json.loads(self.process.stdout.readline() or b"{}")
        return found

    def round(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(b"go\n")
        self.process.stdin.flush()
        self.rounds.append(self.read())

    def runs(self) -> bool:
        """Whether a first round ends: a level may be announced and refused. It counts for nothing else."""
        try:
            self.round()
        except BrokenPipeError:
            return False
        return bool(self.rounds.pop())

    def median(self, figure: str) -> float:
        return median(each[figure] for each in self.rounds)


def measure_levels(models: StarterModels, native: Path | None = None) -> dict[str, Any]:
    """Medians for each level, and their ratios to the native build (a folder that holds `llama_cpp`)."""
    with ExitStack() as stack:
        candidates = _start(models, native, stack)
        for _ in range(ROUNDS):
            for each in candidates:
                each.round()
        for each in candidates:
            each.process.stdin.close()  # type: ignore[union-attr]
    base = next((each for each in candidates if each.name == NATIVE), None)
    return {each.name: _figures(each, base) for each in candidates}


def _start(models: StarterModels, native: Path | None, stack: ExitStack) -> list[_Candidate]:
    """The native build if there is one, then each level that the processor announces, once."""
    candidates: list[_Candidate] = []
    wanted: list[tuple[str, dict[str, str], Path | None]] = [(NATIVE, {}, native)] if native else []
    wanted += [(level.name, level_environment(level.name, None), None) for level in levels()]
    for name, environment, site in wanted:
        process = stack.enter_context(_child(models, environment, site))
        found = _Candidate(name, process)
        announced = found.read().get("level")
        if name in (NATIVE, announced) and found.runs():
            candidates.append(found)
        else:
            process.kill()
            # What is left in its pipe has no reader any more.
            with suppress(BrokenPipeError):
                process.stdin.close()  # type: ignore[union-attr]
    return candidates


def _child(models: StarterModels, environment: dict[str, str], site: Path | None) -> subprocess.Popen[bytes]:
    threads = engine_threads()
    variables = child_environment(threads=threads, inherited=os.environ) | environment
    if site is not None:
        variables["PYTHONPATH"] = os.pathsep.join([str(site), variables["PYTHONPATH"]])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.bench.levels_child", str(models.generator.path), str(threads)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=variables,
    )


def _figures(candidate: _Candidate, base: _Candidate | None) -> dict[str, float]:
    figures = {name: round(candidate.median(name), 1) for name in candidate.rounds[0]}
    if base is None or base is candidate:
        return figures
    for name in _COMPARED:
        ratios = [
            ours[name] / theirs[name] for ours, theirs in zip(candidate.rounds, base.rounds, strict=True)
        ]
        figures[f"{name}_over_native"] = round(median(ratios), 3)
    return figures
