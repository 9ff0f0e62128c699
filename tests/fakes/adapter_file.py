"""A LoRA adapter with random numbers, of any form, and a model by its looks that it fits."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from core.engine.catalogue import AdapterSpec
from tests.fakes.gguf_file import F32, gguf

STARTER_LAYERS = 30
STARTER_SHAPES: Mapping[str, tuple[int, int]] = {"attn_q": (576, 576), "ffn_down": (1536, 576)}
"""Inputs and outputs of two of the linear layers of SmolLM2-135M."""
F16 = 1
TINY_SHAPES: Mapping[str, tuple[int, int]] = {"attn_q": (32, 32)}


def base_model(shapes: Mapping[str, tuple[int, int]] = TINY_SHAPES) -> bytes:
    """A model of one layer, by its looks, that `adapter` fits."""
    tensors: list[tuple[str, tuple[int, ...], int, int]] = []
    at = 0
    for name, shape in shapes.items():
        tensors.append((f"blk.0.{name}.weight", shape, F32, at))
        at += 4 * shape[0] * shape[1]
    return gguf(tensors=tensors, data=bytes(at))


def settings(**changed: Any) -> dict[str, Any]:
    """What an adapter's header says; a value of None takes a key out."""
    whole: dict[str, Any] = {
        "general.type": "adapter",
        "general.architecture": "llama",
        "adapter.type": "lora",
        "adapter.lora.alpha": real(8.0),
    }
    whole |= {key.replace("__", "."): value for key, value in changed.items()}
    return {key: value for key, value in whole.items() if value is not None}


def real(value: float) -> bytes:
    """A setting that is a number with a point, as the format writes it."""
    return struct.pack("<If", 6, value)


def adapter(
    *,
    shapes: Mapping[str, tuple[int, int]] = TINY_SHAPES,
    layers: int = 1,
    rank: int = 4,
    seed: int = 1,
    scale: float = 0.02,
    half: bool = False,
    values: Mapping[str, Any] | None = None,
    rename: Mapping[str, str] | None = None,
) -> bytes:
    """An adapter's file, its numbers `half` as long or whole. `rename` gives tensors other names."""
    random = np.random.default_rng(seed)
    tensors: list[tuple[str, tuple[int, ...], int, int]] = []
    data = b""
    for layer in range(layers):
        for name, (inputs, outputs) in shapes.items():
            for side, shape in (("a", (inputs, rank)), ("b", (rank, outputs))):
                called = f"blk.{layer}.{name}.weight.lora_{side}"
                numbers = scale * random.standard_normal(shape[0] * shape[1])
                raw = numbers.astype(np.float16 if half else np.float32).tobytes()
                kind = F16 if half else F32
                tensors.append(((rename or {}).get(called, called), shape, kind, len(data)))
                data += raw + bytes(-len(raw) % 32)
    return gguf(settings() if values is None else values, tensors, data=data, seed=data[-1])


def adapter_file(path: Path, raw: bytes | None = None, **of: Any) -> AdapterSpec:
    """Writes one and gives what is recorded of it."""
    raw = adapter(**of) if raw is None else raw
    path.write_bytes(raw)
    return AdapterSpec(path, hashlib.sha256(raw).hexdigest(), len(raw))


def starter_adapter(path: Path, **of: Any) -> AdapterSpec:
    """One that the starter generator can be loaded with."""
    return adapter_file(path, shapes=STARTER_SHAPES, layers=STARTER_LAYERS, **of)
