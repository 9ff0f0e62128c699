"""How fast the engine alone writes an answer again: the model, its grammar and the pipe, nothing else."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

import psutil

from core.engine.client import EngineClient
from core.engine.dto import GenerationRequest
from core.errors import EngineProblem

LEAST_TOKENS = 8
"""Shorter texts say little about speed."""


@dataclass(frozen=True, slots=True)
class Alone:
    """`cpu_ms` is processor time of engine and application together, per token evaluated after the first."""

    tokens_per_s: float
    cpu_ms: float


def written_again(engine: EngineClient, request: GenerationRequest, *, tokens: int) -> Alone | None:
    """The same request once more, its prompt still held; None where too little, or nothing, was written."""
    times: list[float] = []
    cpu: list[float] = []

    def heard(text: str) -> None:
        times.append(time.perf_counter())
        if len(times) == 1:
            cpu.append(_cpu_s(engine))

    try:
        result = engine.generate(replace(request, forget=(), max_tokens=tokens), on_text=heard)
    except EngineProblem:
        return None
    if result.output_tokens < LEAST_TOKENS or len(times) < LEAST_TOKENS:
        return None
    # To know that it ends, a model has to read its last token too; at the limit nobody asks.
    evaluated = result.output_tokens - (result.finish == "length")
    return Alone(
        tokens_per_s=(result.output_tokens - 1) / (times[-1] - times[0]),
        cpu_ms=1000 * (_cpu_s(engine) - cpu[0]) / evaluated,
    )


def over_bare(pairs: Sequence[tuple[float | None, float | None]]) -> float:
    """The median of ours over theirs, where there are both; not a number where there are none."""
    ratios = [ours / theirs for ours, theirs in pairs if ours is not None and theirs]
    return median(ratios) if ratios else float("nan")


def _cpu_s(engine: EngineClient) -> float:
    times = psutil.Process(engine.pid).cpu_times()
    return float(times.user + times.system) + time.process_time()
