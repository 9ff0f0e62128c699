"""The learning itself: low-rank adapters by AdamW, on the answers only, from checkpoint to checkpoint.

Nothing is drawn at random but the first weights and the order of rows, both by seed: a run that goes on from
a checkpoint does what the run without a break would have done.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from torch.nn import functional

from training.lora import ALPHA, RANK, load_lora, lora_layers, lora_state
from training.order import Group
from training.tokens import Encoded

_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """`rows` is the budget: the rate falls as a cosine until that many rows were seen.

    The first token of an answer is the reading; it counts `first_weight` times. So many `groups` of rows make
    one step.
    """

    seed: int = 17
    rows: int = 5000
    rate: float = 8e-4
    warm_up: float = 0.04
    groups: int = 3
    first_weight: float = 5.0
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
    """Where a run stands, in groups and in rows; `curve` has what was measured on the way, `seconds` the time
    of learning alone.
    """

    groups: int = 0
    seen: int = 0
    seconds: float = 0.0
    curve: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step came to: mean loss of a token, and of first tokens alone."""

    loss: float
    first: float


class Learner:
    """A model with adapters, its optimiser, and how far it is."""

    def __init__(self, model: Any, plan: Plan) -> None:
        self.model = model
        self.plan = plan
        self.progress = Progress()
        self._parameters = [
            getattr(layer, part) for _, _, layer in lora_layers(model) for part in ("lora_a", "lora_b")
        ]
        self._optimiser = torch.optim.AdamW(self._parameters, lr=plan.rate, weight_decay=0.0)

    def step(self, groups: Sequence[Sequence[Encoded]]) -> Step:
        """Learns from all rows of `groups`; those of one group begin alike."""
        started = time.perf_counter()
        for group in self._optimiser.param_groups:
            group["lr"] = self.plan.rate_at(self.progress.seen)
        rows = [row for together in groups for row in together]
        whole = sum(len(row.answer) - 1 + self.plan.first_weight for row in rows)
        loss = first = 0.0
        for together in groups:
            losses, firsts = answer_losses(self.model, together)
            weights = torch.where(firsts, self.plan.first_weight, 1.0)
            (losses * weights).sum().div(whole).backward()
            loss += float(losses.detach().sum())
            first += float(losses.detach()[firsts].sum())
        torch.nn.utils.clip_grad_norm_(self._parameters, _CLIP)
        self._optimiser.step()
        self._optimiser.zero_grad(set_to_none=True)
        self.progress.groups += len(groups)
        self.progress.seen += len(rows)
        self.progress.seconds += time.perf_counter() - started
        return Step(loss / sum(len(row.answer) for row in rows), first / len(rows))

    def save(self, path: Path) -> None:
        """Writes everything needed to go on; the file is whole or as it was before."""
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
        """Takes up a checkpoint. Raises `ValueError` where it was made with another plan (but for `rows`)."""
        held = torch.load(path, map_location="cpu", weights_only=True)
        if {**held["plan"], "rows": 0} != {**asdict(self.plan), "rows": 0}:
            raise ValueError(f"{path.name} was made with another plan: {held['plan']}")
        load_lora(self.model, held["lora"])
        self._optimiser.load_state_dict(held["optimiser"])
        self.progress = Progress(**held["progress"])

    def steps(
        self, groups: Iterator[Group], encode: Callable[[Group], list[Encoded]]
    ) -> Iterator[list[list[Encoded]]]:
        """The groups of each step from here until the budget of rows is seen."""
        rest = islice(groups, self.progress.groups, None)
        while self.progress.seen < self.plan.rows:
            yield [encode(group) for group in islice(rest, self.plan.groups)]


def answer_losses(model: Any, rows: Sequence[Encoded]) -> tuple[torch.Tensor, torch.Tensor]:
    """The loss of each token of the answers, and which of them are first.

    What the prompts begin with alike is computed once: behind it the rows stand one after the other, each
    seeing the beginning and itself only, with the positions it would have alone. Scores are computed for the
    answers' tokens, nothing else.
    """
    shared = _shared([row.prompt for row in rows])
    tails = [(*row.prompt[shared:], *row.answer[:-1]) for row in rows]
    hidden = _hidden(model, rows[0].prompt[:shared], tails)
    states: list[torch.Tensor] = []
    wanted: list[int] = []
    firsts: list[bool] = []
    start = shared
    for row, tail in zip(rows, tails, strict=True):
        answer = start + len(row.prompt) - shared - 1
        states.append(hidden[answer : answer + len(row.answer)])
        wanted += row.answer
        firsts += [place == 0 for place in range(len(row.answer))]
        start += len(tail)
    scores = model.lm_head(torch.cat(states)).float()
    target = torch.tensor(wanted, device=scores.device)
    losses = functional.cross_entropy(scores, target, reduction="none")
    return losses, torch.tensor(firsts, device=scores.device)


@torch.no_grad()  # type: ignore[untyped-decorator]
def first_token_logs(model: Any, prompt: Sequence[int], candidates: Sequence[int]) -> list[float]:
    """Log-probabilities of `candidates` as the token after `prompt`, over all tokens."""
    last = _hidden(model, (), [tuple(prompt)])[-1]
    found: list[float] = model.lm_head(last).float().log_softmax(-1)[list(candidates)].tolist()
    return found


def _shared(prompts: Sequence[Sequence[int]]) -> int:
    """How many tokens all begin with alike; at least the last of each is its own."""
    if len(prompts) == 1:
        return 0
    most = min(map(len, prompts)) - 1
    return next((at for at in range(most) if len({prompt[at] for prompt in prompts}) > 1), most)


def _hidden(model: Any, shared: Sequence[int], tails: Sequence[Sequence[int]]) -> torch.Tensor:
    """The last layer at each position: of the shared beginning, then of each tail."""
    device = model.model.embed_tokens.weight.device
    ids = [*shared, *(token for tail in tails for token in tail)]
    mask = positions = None
    if len(tails) > 1:
        owner = [-1] * len(shared) + [number for number, tail in enumerate(tails) for _ in tail]
        whose = torch.tensor(owner, device=device)
        seen = (whose[None, :] == -1) | (whose[None, :] == whose[:, None])
        mask = seen.tril()[None, None]
        places = [*range(len(shared)), *(len(shared) + at for tail in tails for at in range(len(tail)))]
        positions = torch.tensor([places], device=device)
    states: torch.Tensor = model.model(
        input_ids=torch.tensor([ids], device=device),
        attention_mask=mask,
        position_ids=positions,
        use_cache=False,
    ).last_hidden_state
    return states[0]
