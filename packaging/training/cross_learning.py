"""Trains the cross-encoder: one stage of general pairs, one of clinical ones, with checkpoints.

All randomness is seeded, so that a run resumed from a checkpoint gives the same result as an uninterrupted
one.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from training.cross_model import ALPHA, RANK, CrossModel, Pairs, padded
from training.pairs import Question, steps_of

_CLIP = 1.0
_WARM_UP, _LEAST = 0.06, 0.02


@dataclass(frozen=True, slots=True)
class Plan:
    """Rates of AdamW, with a cosine schedule over each stage; `step` is the number of questions per step.

    `start` is the SHA-256 of the adapter that training goes on from, which had the first epoch of rows.
    """

    seed: int = 17
    general: int = 3500
    hebrew: int = 3000
    epochs: int = 1
    start: str = ""
    general_rate: float = 5e-4
    clinical_rate: float = 5e-4
    step: int = 8
    rank: int = RANK
    alpha: float = ALPHA

    def rate(self, stage: int) -> float:
        return self.clinical_rate if stage else self.general_rate


@dataclass(slots=True)
class Progress:
    """`stage` 0 is that of general pairs, 1 that of clinical ones; `seen` is in pairs, of this stage.

    `curve` contains the measurements during training, `seconds` the time of training alone.
    """

    stage: int = 0
    steps: int = 0
    seen: int = 0
    seconds: float = 0.0
    curve: list[dict[str, Any]] = field(default_factory=list)


class Learner:
    """A model in training. `half` computes products in bfloat16, where the processor supports it."""

    def __init__(self, folder: Path, plan: Plan, *, half: bool, start: Path | None = None) -> None:
        self.plan = plan
        self.model = CrossModel(folder, rank=plan.rank, alpha=plan.alpha, seed=plan.seed)
        if start is not None:
            self.model.start_from(start)
        self.progress = Progress()
        self._pairs = Pairs(folder)
        self._half = half
        self._optimizer = self._new_optimizer()

    def learn(
        self,
        stage: int,
        epochs: Sequence[Sequence[Question]],
        *,
        on_step: Callable[[float, int, int], None],
    ) -> None:
        """Trains one stage over its `epochs`, from the present state. `on_step` gets the loss, the pairs seen
        and their total.
        """
        if stage < self.progress.stage:
            return
        if stage > self.progress.stage:
            self._optimizer = self._new_optimizer()
            self.progress.stage, self.progress.steps, self.progress.seen = stage, 0, 0
        total = sum(len(one.sentences) for questions in epochs for one in questions)
        every = (
            questions
            for number, epoch in enumerate(epochs)
            for questions in steps_of(epoch, seed=self.plan.seed + number, step=self.plan.step)
        )
        self.model.train()
        for questions in islice(every, self.progress.steps, None):
            began = time.monotonic()
            loss = self._step(questions, self._rate(stage, self.progress.seen / total))
            self.progress.steps += 1
            self.progress.seen += sum(len(one.sentences) for one in questions)
            self.progress.seconds += time.monotonic() - began
            on_step(loss, self.progress.seen, total)

    def odds(self, question: str, sentences: Sequence[str]) -> list[float]:
        """Log-odds of each sentence, in float32, with the present weights."""
        self.model.eval()
        with torch.inference_mode():
            found: list[float] = self.model(
                *padded([self._pairs.of(question, one) for one in sentences])
            ).tolist()
        self.model.train()
        return found

    def save(self, path: Path) -> None:
        """Writes a checkpoint atomically."""
        held = {
            "plan": asdict(self.plan),
            "progress": asdict(self.progress),
            "model": {name: each for name, each in self.model.state_dict().items() if _is_learned(name)},
            "optimizer": self._optimizer.state_dict(),
        }
        beside = path.with_suffix(".new")
        torch.save(held, beside)
        os.replace(beside, path)

    def go_on(self, path: Path) -> None:
        """Resumes from a checkpoint. Raises `ValueError` if it was made with another plan."""
        held = torch.load(path, map_location="cpu", weights_only=True)
        if held["plan"] != asdict(self.plan):
            raise ValueError(f"the checkpoint was made by another plan: {held['plan']}")
        self.model.load_state_dict(held["model"], strict=False)
        self._optimizer.load_state_dict(held["optimizer"])
        self.progress = Progress(**held["progress"])

    def _step(self, questions: Sequence[Question], rate: float) -> float:
        pairs = [self._pairs.of(one.text, text) for one in questions for text, _ in one.sentences]
        proves = torch.tensor([float(proof) for one in questions for _, proof in one.sentences])
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        with torch.autocast("cpu", torch.bfloat16, enabled=self._half):
            odds = self.model(*padded(pairs))
        loss = functional.binary_cross_entropy_with_logits(odds.float(), proves)
        self._optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.learned(), _CLIP)
        self._optimizer.step()
        return float(loss.detach())

    def _rate(self, stage: int, done: float) -> float:
        falling = _LEAST + (1 - _LEAST) * (1 + math.cos(math.pi * done)) / 2
        return self.plan.rate(stage) * min(1.0, (done + 1e-4) / _WARM_UP) * falling

    def _new_optimizer(self) -> Any:
        return torch.optim.AdamW(self.model.learned(), lr=self.plan.general_rate, weight_decay=0.01)


def _is_learned(name: str) -> bool:
    return "lora_" in name or "token_type" in name or name.startswith("head.")
