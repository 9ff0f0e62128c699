"""The steps of training for the command line: what each reads, writes and prints."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import platformdirs
import psutil  # type: ignore[import-untyped]

from training.order import turns
from training.practice_rows import make_rows, sources
from training.reading import Figures, figures, held_out, reading_of, sample
from training.rows import Row, read_rows, write_rows
from training.tokens import Tokens

CHECKPOINT_S = 180.0
GENERATOR = "SmolLM2-135M-Instruct.Q4_1.gguf"
SAMPLE = 200
_SAY_S = 60.0


@dataclass(frozen=True, slots=True)
class Work:
    """The folders of rows and checkpoints, and of the starter models."""

    folder: Path
    models: Path

    @property
    def rows(self) -> Path:
        return self.folder / "rows.jsonl"

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    @property
    def adapter(self) -> Path:
        return self.folder / "reader-smollm2-135m.gguf"

    @property
    def evaluation(self) -> Path:
        return self.folder / "evaluation.json"

    @property
    def base(self) -> Path:
        return self.models / GENERATOR


def default_work() -> Path:
    return platformdirs.user_cache_path("anamnesis-dev", appauthor=False) / "reader"


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def rows(work: Work, *, data: Path, shared: Path, seed: int) -> None:
    last = time.monotonic()

    def told(done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _SAY_S or done == total:
            last = time.monotonic()
            say(f"{done} of {total} questions")

    made = list(make_rows(sources(data, shared), seed=seed, on_progress=told))
    write_rows(work.rows, made)
    for part, of in (("to learn from", False), ("held out", True)):
        chosen = [row for row in made if row.held_out is of]
        charts = len({row.chart for row in chosen})
        say(
            f"{len(chosen)} rows of {charts} charts {part}, "
            f"{sum(row.answerable for row in chosen)} answerable"
        )
    missed = sum(row.missed for row in made)
    say(f"of {sum(row.answerable for row in made)} answerable, the proof of {missed} was put in: not found")


def plan(*, seed: int, rows: int, rate: float) -> Any:
    from training.learning import Plan

    return Plan(seed=seed, rows=rows, rate=rate)


def model_with_adapter(work: Work, plan: Any) -> Any:
    """The starter with trainable adapters, on a GPU in bfloat16 if there is one."""
    import torch

    from training.lora import add_lora
    from training.weights import load_model

    model = load_model(work.base)
    if torch.cuda.is_available():
        model = model.to(torch.device("cuda"), torch.bfloat16)
    add_lora(model, rank=plan.rank, alpha=plan.alpha, seed=plan.seed)
    # The trained weights stay in float32: steps are smaller than the resolution of bfloat16.
    return model.to(torch.device("cuda")) if torch.cuda.is_available() else model


def train(work: Work, plan: Any, *, threads: int, measure: int, count: int) -> None:
    """Trains until the budget of rows is used; a checkpoint every few minutes and at the end."""
    import torch

    from training.learning import Learner

    torch.set_num_threads(threads)
    tokens = Tokens(work.base)
    every = read_rows(work.rows)
    checked = sample(every, count, seed=plan.seed)
    learner = Learner(model_with_adapter(work, plan), plan)
    progress = learner.progress
    if work.checkpoint.is_file():
        learner.go_on(work.checkpoint)
        progress = learner.progress
        say(f"goes on after {progress.seen} rows")
    order = turns([row for row in every if not row.held_out], seed=plan.seed)
    began, seen_before, spoken, saved = time.monotonic(), progress.seen, 0.0, time.monotonic()
    losses: list[Any] = []
    try:
        for step in learner.steps(order):
            losses.append(learner.step([tokens.encode(turn.chosen(tokens.cost)) for turn in step]))
            if progress.seen // measure > (progress.curve[-1]["rows"] // measure if progress.curve else 0):
                _measured(learner, tokens, checked)
            if time.monotonic() - spoken >= _SAY_S:
                spoken = time.monotonic()
                speed = (progress.seen - seen_before) / (spoken - began)
                say(_progress(plan, progress, losses, speed))
                losses.clear()
            if time.monotonic() - saved >= CHECKPOINT_S:
                saved = time.monotonic()
                learner.save(work.checkpoint)
    except KeyboardInterrupt:
        learner.save(work.checkpoint)
        say(f"stopped after {progress.seen} rows; run it again to go on from here")
        raise
    _measured(learner, tokens, checked)
    learner.save(work.checkpoint)


def _progress(plan: Any, progress: Any, losses: Sequence[Any], speed: float) -> str:
    mean, first, quotes = (
        sum(getattr(one, name) for one in losses) / len(losses) for name in ("loss", "first", "quotes")
    )
    left = (plan.rows - progress.seen) / speed / 60
    held = psutil.Process().memory_info().rss / 2**30
    return (
        f"{progress.seen} of {plan.rows} rows, loss {mean:.3f} (first token {first:.3f}, "
        f"quotes {quotes:.3f}), "
        f"{speed:.2f} rows/s, {left:.0f} min left, {held:.1f} GB"
    )


def _measured(learner: Any, tokens: Tokens, rows: Sequence[Row]) -> None:
    from training.learning import first_token_logs

    readings = [
        reading_of(
            row, prompt, first_token_logs(learner.model, tokens.encode(prompt).prompt, tokens.candidates)
        )
        for row, prompt in held_out(rows, tokens.cost)
    ]
    found = figures(readings)
    learner.progress.curve.append(
        {
            "rows": learner.progress.seen,
            "auc": found.auc,
            "best_source": [found.best_source.count, found.best_source.of],
            "recognised": [[one.count, one.of] for one in found.recognised],
        }
    )
    say(f"after {learner.progress.seen} rows, on {len(readings)} held-out ones: {in_words(found)}")


def in_words(found: Figures) -> str:
    five, fifteen = found.recognised
    return (
        f"AUC {found.auc:.3f}; unanswerable recognised at 5 % refused {five}, at 15 % {fifteen}; "
        f"best source right {found.best_source}; the rules {found.rules_recognised} "
        f"at {found.rules_refused} refused"
    )
