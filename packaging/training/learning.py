"""Training of low-rank adapters by AdamW, with loss on the answers only, with checkpoints.

Only the initial weights and the order of rows are random, both seeded: a run resumed from a checkpoint gives
the same result as an uninterrupted one.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from training.lora import ALPHA, RANK, load_lora, lora_layers, lora_state
from training.order import Turn
from training.tokens import Encoded

_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`rows` is the budget: the rate follows a cosine schedule over that many rows.

    The first token of an answer is the reading; its loss has the weight `first_weight`. `quote_weight` is the
    weight of the loss at the numbers of the quotes, of which a few in a hundred prove: these have the weight
    `proof_weight`. `step` is the number of rows per step.
    """

    seed: int = 17
    rows: int = 5000
    rate: float = 8e-4
    warm_up: float = 0.04
    step: int = 8
    first_weight: float = 4.0
    quote_weight: float = 1.0
    proof_weight: float = 4.0
    rank: int = RANK
    alpha: float = ALPHA

    def rate_at(self, seen: int) -> float:
        """After `seen` rows."""
        warm = max(self.warm_up * self.rows, 1.0)
        if seen < warm:
            return self.rate * (seen + 1) / (warm + 1)
        done = min((seen - warm) / max(self.rows - warm, 1.0), 1.0)
        return self.rate * (0.05 + 0.95 * (1 + math.cos(math.pi * done)) / 2)


@dataclass(slots=True)
class Progress:
    """The progress of a run, in rows; `curve` contains the measurements during training, `seconds` the time
    of training alone.
    """

    seen: int = 0
    seconds: float = 0.0
    curve: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """The result of one step: mean loss per token, of first tokens only, and at the numbers of quotes."""

    loss: float
    first: float
    quotes: float


class Learner:
    """A model with adapters, its optimiser, and its progress."""

    def __init__(self, model: Any, plan: Plan) -> None:
        self.model = model
        self.plan = plan
        self.progress = Progress()
        self._parameters = [
            getattr(layer, part) for _, _, layer in lora_layers(model) for part in ("lora_a", "lora_b")
        ]
        self._optimiser = torch.optim.AdamW(self._parameters, lr=plan.rate, weight_decay=0.0)

    def step(self, rows: Sequence[Encoded]) -> Step:
        """Trains on `rows`."""
        started = time.perf_counter()
        plan = self.plan
        for group in self._optimiser.param_groups:
            group["lr"] = plan.rate_at(self.progress.seen)
        whole = sum(len(row.answer) - 1 + plan.first_weight for row in rows)
        loss = first = quotes = 0.0
        for row in rows:
            answer, numbers = row_losses(self.model, row, proof_weight=plan.proof_weight)
            weighted = answer.sum() + (plan.first_weight - 1) * answer[0]
            (weighted / whole + plan.quote_weight * numbers / len(rows)).backward()
            loss += float(answer.detach().sum())
            first += float(answer.detach()[0])
            quotes += float(numbers.detach())
        torch.nn.utils.clip_grad_norm_(self._parameters, _CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.progress.seen += len(rows)
        self.progress.seconds += time.perf_counter() - started
        return Step(loss / sum(len(row.answer) for row in rows), first / len(rows), quotes / len(rows))

    def save(self, path: Path) -> None:
        """Writes the whole state needed to resume, atomically."""
        path.parent.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(".half")
        torch.save(
            {
                "plan": asdict(self.plan),
                "progress": asdict(self.progress),
                "lora": lora_state(self.model),
                "optimiser": self._optimiser.state_dict(),
            },
            half,
        )
        os.replace(half, path)

    def go_on(self, path: Path) -> None:
        """Resumes from a checkpoint. Raises `ValueError` if it was made with another plan (except for
        `rows`).
        """
        held = torch.load(path, map_location="cpu", weights_only=True)
        if {**held["plan"], "rows": 0} != {**asdict(self.plan), "rows": 0}:
            raise ValueError(f"{path.name} was made with another plan: {held['plan']}")
        load_lora(self.model, held["lora"])
        self._optimiser.load_state_dict(held["optimiser"])
        self.progress = Progress(**held["progress"])

    def steps(self, turns: Iterator[Turn]) -> Iterator[list[Turn]]:
        """The rows of each remaining step, until the budget of rows is used."""
        rest = islice(turns, self.progress.seen, None)
        while self.progress.seen < self.plan.rows:
            yield list(islice(rest, self.plan.step))


def row_losses(model: Any, row: Encoded, *, proof_weight: float = 1.0) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of each token of the answer, and the mean loss at the numbers of the quotes (0 without any).

    The loss at the number of a quote compares two scores, of the number itself and of the first token of
    `none`: whether the quote proves. A prompt has one answer but up to eight quotes, so that training uses
    each row more fully. Scores are computed at those positions only.
    """
    hidden = _hidden(model, (*row.prompt, *row.answer[:-1]))
    answer = model.lm_head(hidden[len(row.prompt) - 1 :]).float()
    wanted = torch.tensor(row.answer, device=hidden.device)
    losses = functional.cross_entropy(answer, wanted, reduction="none")
    if not row.numbers:
        return losses, losses.new_zeros(())
    places = torch.tensor(row.numbers, device=hidden.device)
    own = model.lm_head.weight[[row.prompt[place] for place in row.numbers]]
    none = model.lm_head.weight[row.none]
    scores = (hidden[places] * (own - none)).sum(-1).float()
    proves = torch.tensor(row.proves, device=hidden.device, dtype=scores.dtype)
    told = functional.binary_cross_entropy_with_logits(
        scores, proves, pos_weight=scores.new_tensor(proof_weight)
    )
    return losses, told


@torch.no_grad()  # type: ignore[untyped-decorator]
def first_token_logs(model: Any, prompt: Sequence[int], candidates: Sequence[int]) -> list[float]:
    """Log-probabilities of `candidates` as the token after `prompt`, over all tokens."""
    last = _hidden(model, prompt)[-1]
    found: list[float] = model.lm_head(last).float().log_softmax(-1)[list(candidates)].tolist()
    return found


def _hidden(model: Any, ids: Sequence[int]) -> torch.Tensor:
    """The last layer at each position."""
    device = model.model.embed_tokens.weight.device
    states: torch.Tensor = model.model(
        input_ids=torch.tensor([list(ids)], device=device), use_cache=False
    ).last_hidden_state
    return states[0]
