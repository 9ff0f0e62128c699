"""An adapter of the starter embedder with random numbers: it computes, and has learned nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from core.engine.catalogue import AdapterSpec
from core.engine.encoding.cross_encoder import FORMAT

if TYPE_CHECKING:
    import torch

BLOCKS = 12
LINEAR = {
    "attention.self.query": (384, 384),
    "attention.self.key": (384, 384),
    "attention.self.value": (384, 384),
    "attention.output.dense": (384, 384),
    "intermediate.dense": (1536, 384),
    "output.dense": (384, 1536),
}
"""(out, in) of each linear layer of a block."""


def cross_encoder_adapter(
    path: Path,
    base_sha256: str,
    *,
    seed: int = 0,
    form: str = FORMAT,
    without: str = "",
    spoil: Callable[[dict[str, torch.Tensor]], None] = lambda _: None,
    alpha: str = "8",
) -> AdapterSpec:
    """Writes the file; `without` is the end of the names of what is left out, `spoil` changes the tensors."""
    import torch
    from safetensors.torch import save_file

    generator = torch.Generator().manual_seed(seed)

    def drawn(*shape: int, scale: float) -> torch.Tensor:
        return scale * torch.randn(*shape, generator=generator)

    tensors = {"token_types": drawn(2, 384, scale=0.05)}
    for block in range(BLOCKS):
        for name, (out, into) in LINEAR.items():
            weight = f"encoder.layer.{block}.{name}.weight"
            tensors[f"{weight}.lora_a"] = drawn(4, into, scale=0.05).half()
            tensors[f"{weight}.lora_b"] = drawn(out, 4, scale=0.05).half()
    for number, out in enumerate((384, 1)):
        tensors[f"head.{number}.weight"] = drawn(out, 384, scale=0.2)
        tensors[f"head.{number}.bias"] = drawn(out, scale=0.05)
    spoil(tensors)
    kept = {name: each for name, each in tensors.items() if not without or not name.endswith(without)}
    save_file(kept, path, metadata={"format": form, "base_sha256": base_sha256, "alpha": alpha})
    data = path.read_bytes()
    return AdapterSpec(path, hashlib.sha256(data).hexdigest(), len(data))
