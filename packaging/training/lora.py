"""Low-rank adapters on the linear layers of a model (Hu and others, *LoRA*, ICLR 2022)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import nn
from torch.nn import functional

from training.weights import MODULES

RANK = 16
ALPHA = 32.0


class LoraLinear(nn.Module):  # type: ignore[misc]
    """A frozen linear layer and its trainable change: `x W' + alpha / rank · x A' B'`."""

    def __init__(self, base: nn.Linear, *, rank: int, alpha: float, generator: torch.Generator) -> None:
        super().__init__()
        self.base = base
        self.scale = alpha / rank
        a = torch.empty(rank, base.in_features)
        # Initialised like `nn.Linear`; with B zero the model is unchanged at first.
        bound = 1 / math.sqrt(base.in_features)
        self.lora_a = nn.Parameter(a.uniform_(-bound, bound, generator=generator))
        self.lora_b = nn.Parameter(torch.zeros(base.out_features, rank))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        low = functional.linear(x, self.lora_a.to(x.dtype))
        beside: torch.Tensor = functional.linear(low, self.lora_b.to(x.dtype))
        return self.base(x) + self.scale * beside

    def merged(self) -> torch.Tensor:
        """The weight of one equivalent linear layer."""
        return self.base.weight + self.scale * (self.lora_b @ self.lora_a)


def add_lora(model: Any, *, rank: int = RANK, alpha: float = ALPHA, seed: int) -> None:
    """Adds an adapter to every linear layer of every block; never to the embeddings or the output head."""
    generator = torch.Generator().manual_seed(seed)
    for layer in model.model.layers:
        for path in MODULES.values():
            parent_name, name = path.split(".")
            parent = getattr(layer, parent_name)
            base = getattr(parent, name)
            setattr(parent, name, LoraLinear(base, rank=rank, alpha=alpha, generator=generator))


def lora_layers(model: Any) -> Iterator[tuple[int, str, LoraLinear]]:
    """Block, name in a GGUF file, and layer."""
    for number, layer in enumerate(model.model.layers):
        for name, path in MODULES.items():
            yield number, name, layer.get_submodule(path)


def lora_state(model: Any) -> dict[str, torch.Tensor]:
    """A copy of the trained weights by `blk.N.NAME.lora_a` and `…lora_b`, in float32."""
    return {
        f"blk.{block}.{name}.{part}": getattr(layer, part).detach().float().cpu().clone()
        for block, name, layer in lora_layers(model)
        for part in ("lora_a", "lora_b")
    }


def load_lora(model: Any, state: dict[str, torch.Tensor]) -> None:
    """Restores trained weights. Raises `KeyError` if one is missing."""
    with torch.no_grad():
        for block, name, layer in lora_layers(model):
            for part in ("lora_a", "lora_b"):
                getattr(layer, part).copy_(state[f"blk.{block}.{name}.{part}"])
