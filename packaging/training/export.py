"""Writes the adapter as a GGUF file that llama.cpp loads beside the model.

The names are those of llama.cpp's `convert_lora_to_gguf.py`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from training.weights import permuted

NAME = "reader"


def write_adapter(
    path: Path, state: Mapping[str, torch.Tensor], *, alpha: float, heads: int, key_heads: int
) -> None:
    """Writes the adapter in float16; `state` is the result of `lora_state`.

    B of queries and keys is permuted to the order of a GGUF file, like the model's weights.
    """
    from gguf import GGUFValueType, GGUFWriter

    turned = {"attn_q": heads, "attn_k": key_heads}
    half = path.with_suffix(".half")
    writer: Any = GGUFWriter(half, "llama")
    writer.add_type("adapter")
    writer.add_name(NAME)
    writer.add_key_value("adapter.type", "lora", GGUFValueType.STRING)
    writer.add_key_value("adapter.lora.alpha", float(alpha), GGUFValueType.FLOAT32)
    for name in sorted(state):
        stem, part = name.rsplit(".", 1)
        weight = state[name].numpy()
        module = stem.rsplit(".", 1)[1]
        if part == "lora_b" and module in turned:
            weight = permuted(weight, turned[module])
        writer.add_tensor(f"{stem}.weight.{part}", np.ascontiguousarray(weight, dtype=np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    os.replace(half, path)
