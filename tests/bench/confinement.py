"""What the kernel's confinement costs the engine: confined and not, alternating in one run.

`python -m tests.bench.confinement [--rounds N]` prints medians and the ratio of each round's pair. The engine
that is not confined is the same program with `core.engine.confinement.confine` left out.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import psutil

from core.engine.catalogue import StarterModels, starter_models
from core.engine.client import EngineClient
from core.engine.dto import ChatMessage, GenerationRequest

TEXTS, TOKENS = 128, 48
UNCONFINED = (
    "from core.confinement.report import Confinement\n"
    "import core.engine.__main__ as engine\n"
    "engine.confine = lambda configuration: Confinement()\n"
    "engine.main()"
)
_WORDS = (
    "client reports poor sleep low mood headaches after bright light denies fever takes sertraline".split()
)


@dataclass
class Run:
    """Of one engine in one round; `cpu` is of the engine's process, which a busy machine disturbs least."""

    start_ms: float = 0.0
    texts_per_s: float = 0.0
    texts_per_cpu_s: float = 0.0
    tokens_per_s: float = 0.0
    tokens_per_cpu_s: float = 0.0


@dataclass
class Pairs:
    confined: list[Run] = field(default_factory=list)
    free: list[Run] = field(default_factory=list)

    def line(self, name: str) -> str:
        confined = [float(getattr(run, name)) for run in self.confined]
        free = [float(getattr(run, name)) for run in self.free]
        ratios = [ours / theirs for ours, theirs in zip(confined, free, strict=True)]
        return (
            f"{name}: confined {median(confined):.1f}, not {median(free):.1f}, "
            f"ratio {median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})"
        )


def measure(models: StarterModels, *, rounds: int, seed: int = 7) -> Pairs:
    """`rounds` pairs, the one that begins alternating."""
    pairs, draw = Pairs(), random.Random(seed)
    for number in range(rounds):
        texts = [" ".join(draw.choices(_WORDS, k=draw.randint(10, 120))) for _ in range(TEXTS)]
        chart = " ".join(draw.choices(_WORDS, k=250))
        for confined in (True, False) if number % 2 else (False, True):
            (pairs.confined if confined else pairs.free).append(_run(models, confined, texts, chart))
    return pairs


def _run(models: StarterModels, confined: bool, texts: Sequence[str], chart: str) -> Run:
    command = None if confined else (sys.executable, "-c", UNCONFINED, str(os.getpid()))
    engine = EngineClient(embedders=(models.embedder,), generator=models.generator, command=command)
    run, started = Run(), time.perf_counter()
    engine.start()
    try:
        engine.embedder_info()
        engine.generator_info()
        run.start_ms = (time.perf_counter() - started) * 1000
        isolation = engine.isolation
        assert isolation is not None
        assert (isolation.landlock > 0) == isolation.system_calls == confined
        process = psutil.Process(engine.pid)
        before, started = _cpu_s(process), time.perf_counter()
        engine.embed(texts)
        run.texts_per_s = len(texts) / (time.perf_counter() - started)
        run.texts_per_cpu_s = len(texts) / (_cpu_s(process) - before)
        _write(engine, process, chart, run)
    finally:
        engine.stop()
    return run


def _write(engine: EngineClient, process: psutil.Process, chart: str, run: Run) -> None:
    times: list[tuple[float, float]] = []
    request = GenerationRequest(
        (ChatMessage("system", chart), ChatMessage("user", "What was reported about sleep?")),
        grammar="root ::= [ -~]{1500}",
        max_tokens=TOKENS,
    )
    result = engine.generate(request, on_text=lambda _: times.append((time.perf_counter(), _cpu_s(process))))
    (first, first_cpu), (last, last_cpu) = times[0], times[-1]
    run.tokens_per_s = (result.output_tokens - 1) / (last - first)
    run.tokens_per_cpu_s = (result.output_tokens - 1) / (last_cpu - first_cpu)


def _cpu_s(process: psutil.Process) -> float:
    spent = process.cpu_times()
    return float(spent.user + spent.system)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--models", type=Path, default=Path(sys.prefix) / "share" / "anamnesis" / "models")
    given = parser.parse_args()
    pairs = measure(starter_models(given.models), rounds=given.rounds)
    for name in ("start_ms", "texts_per_s", "texts_per_cpu_s", "tokens_per_s", "tokens_per_cpu_s"):
        print(pairs.line(name))


if __name__ == "__main__":
    main()
