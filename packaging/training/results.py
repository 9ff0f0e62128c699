"""The steps after training: the adapter file, its evaluation, and its card."""

from __future__ import annotations

import hashlib
import json
import math
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.assistant.reader.prompt import ANSWER_TOKENS
from training.reading import Figures, Reading, by_language, held_out, reading_of, sample
from training.rows import read_rows
from training.steps import Work, in_words, model_with_adapter, say
from training.tokens import Tokens

COMPARED = 20
_SAMPLED = 17
LEAST_NEARNESS = 0.995
"""llama.cpp rounds the input of a quantised layer, PyTorch does not: scores are close, never equal."""
PROMPTS = ("The patient takes 20 mg of", "She denies chest pain and", "הכאב בברך ימין")


def weights(work: Work) -> None:
    """Compares next-token scores of the weights read from the file with llama.cpp's own. Raises
    `ValueError`.
    """
    import numpy as np

    from training.adapted import load_adapted, next_logs
    from training.learning import first_token_logs
    from training.weights import load_model

    native = load_adapted(work.base, None)
    model = load_model(work.base)
    for text in PROMPTS:
        tokens = native.tokenize(text)
        theirs = next_logs(native, tokens)
        ours = np.array(first_token_logs(model, tokens, range(len(theirs))))
        nearness = float(np.corrcoef(theirs, ours)[0, 1])
        say(f"{text!r}: correlation {nearness:.4f}, same likeliest token: {theirs.argmax() == ours.argmax()}")
        if nearness < LEAST_NEARNESS:
            raise ValueError("the weights do not score as llama.cpp does")


def export(work: Work) -> None:
    """Writes the adapter and compares it, in llama.cpp, with the trained model."""
    from training.adapted import load_adapted, next_logs
    from training.export import write_adapter
    from training.learning import Learner, Plan, first_token_logs
    from training.lora import lora_state

    held = learned(work)
    plan = Plan(**held["plan"])
    model = model_with_adapter(work, plan)
    learner = Learner(model, plan)
    learner.go_on(work.checkpoint)
    heads = model.config
    write_adapter(
        work.adapter,
        lora_state(model),
        alpha=plan.alpha,
        heads=heads.num_attention_heads,
        key_heads=heads.num_key_value_heads,
    )
    native, bare = load_adapted(work.base, work.adapter), load_adapted(work.base, None)
    tokens = Tokens(work.base, model=bare)
    differences, moved = [], []
    for _, prompt in held_out(sample(read_rows(work.rows), COMPARED, seed=plan.seed), tokens.cost):
        encoded = tokens.encode(prompt).prompt
        ours = _shares(first_token_logs(model, encoded, tokens.candidates))
        theirs = _shares(next_logs(native, encoded)[list(tokens.candidates)].tolist())
        without = _shares(next_logs(bare, encoded)[list(tokens.candidates)].tolist())
        differences.append(max(abs(a - b) for a, b in zip(ours, theirs, strict=True)))
        moved.append(max(abs(a - b) for a, b in zip(without, theirs, strict=True)))
    say(f"{work.adapter}: {work.adapter.stat().st_size / 2**20:.1f} MB, sha256 {_sha256(work.adapter)}")
    say(
        f"on {len(differences)} rows the probabilities differ by {_mean(differences):.3f} on average, "
        f"{max(differences):.3f} at most, from those in training; without the adapter by {_mean(moved):.3f}"
    )
    if sum(differences) >= sum(moved) / 4:
        raise ValueError("llama.cpp does not read as was trained")


def evaluate(work: Work, *, adapter: Path | None, answers: int, count: int | None) -> None:
    """Reads held-out rows in llama.cpp with the adapter, prints the figures and saves them."""
    from training.adapted import load_adapted, next_logs, write_answer

    native = load_adapted(work.base, adapter or work.adapter)
    tokens = Tokens(work.base, model=native)
    readings: list[Reading] = []
    written: list[str] = []
    every = read_rows(work.rows)
    prompts = held_out(every if count is None else sample(every, count, seed=_SAMPLED), tokens.cost)
    began = time.monotonic()
    for row, prompt in prompts:
        encoded = tokens.encode(prompt).prompt
        logs = next_logs(native, encoded)
        readings.append(reading_of(row, prompt, [float(logs[token]) for token in tokens.candidates]))
        if row.answerable and readings[-1].proof_found and len(written) < answers:
            told = tokens.text(write_answer(native, encoded, limit=ANSWER_TOKENS))
            written.append(f"{row.question}\n  should be: {prompt.target}\n  written:   {told}")
    say(f"{len(readings)} held-out rows in {time.monotonic() - began:.0f} s")
    result = {name: _as_json(found) for name, found in by_language(readings)}
    for name, found in by_language(readings):
        say(f"{name}: {in_words(found)}")
    for text in written:
        print(text)
    work.evaluation.write_text(
        json.dumps({"figures": result, "answers": written}, ensure_ascii=False, indent=1)
    )


def card(work: Work) -> None:
    """Prints the card for the file beside the adapter."""
    from training.card import card_text

    held = learned(work)
    evaluation = json.loads(work.evaluation.read_text("utf-8"))
    print(card_text(held["plan"], held["progress"], evaluation, sha256=_sha256(work.adapter)))


def learned(work: Work) -> dict[str, Any]:
    """The last checkpoint. Raises `OSError` if there is none yet."""
    import torch

    held: dict[str, Any] = torch.load(work.checkpoint, map_location="cpu", weights_only=True)
    return held


def _as_json(found: Figures) -> dict[str, Any]:
    return {
        "auc": found.auc,
        "recognised": [str(one) for one in found.recognised],
        "best_source": str(found.best_source),
        "proof_found": str(found.proof_found),
        "rules": f"{found.rules_recognised} at {found.rules_refused} refused",
    }


def _shares(logs: Sequence[float]) -> list[float]:
    """Probabilities over the candidates only."""
    most = max(logs)
    parts = [math.exp(one - most) for one in logs]
    return [part / sum(parts) for part in parts]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
