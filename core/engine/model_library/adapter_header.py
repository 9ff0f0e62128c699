"""Checks that a LoRA adapter only contains low-rank pairs for the linear layers of its own model.

An adapter that replaced embeddings or the output head could determine the output regardless of the weights;
one trained on another model computes nonsense. Both are detected from the two headers, read as data, before
native code opens the adapter.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from core.engine.model_library.gguf_reader import GgufContents, GgufRefused, Tensor, read_gguf

AdapterFault = Literal["adapter_mislabelled", "adapter_of_another_model"]
_LINEAR = re.compile(
    r"(?P<weight>blk\.\d{1,4}\.(?:attn_(?:q|k|v|qkv|output)|ffn_(?:gate|up|down))\.weight)\.lora_(?P<side>[ab])"
)
_SETTINGS = frozenset({"adapter.type", "adapter.lora.alpha"})
_KINDS = ("F32", "F16")
_RANK_LIMIT = 256
_ALPHA_LIMIT = 4096.0


class AdapterRefused(Exception):
    """`reason` says what is wrong with the adapter."""

    def __init__(self, reason: AdapterFault) -> None:
        super().__init__(reason)
        self.reason: AdapterFault = reason


def check_adapter(path: Path, base: Path) -> None:
    """Reads both headers and compares them.

    Raises `AdapterRefused`, `OSError`.
    """
    adapter = _read(path)
    _require_lora(adapter)
    model = _read(base)
    if adapter.values["general.architecture"] != model.values.get("general.architecture"):
        raise AdapterRefused("adapter_of_another_model")
    weights = {tensor.name: tensor for tensor in model.tensors}
    for name, (first, second) in _pairs(adapter).items():
        _require_fit(weights.get(name), first, second)


def _read(path: Path) -> GgufContents:
    try:
        return read_gguf(path)
    except GgufRefused as error:
        raise AdapterRefused("adapter_mislabelled") from error


def _require_lora(adapter: GgufContents) -> None:
    values = adapter.values
    alpha = values.get("adapter.lora.alpha")
    sound = (
        values.get("general.type") == "adapter"
        and values.get("adapter.type") == "lora"
        and isinstance(values.get("general.architecture"), str)
        # Other settings, such as activation words, would change what was evaluated.
        and {key for key in (*values, *adapter.lengths) if key.startswith("adapter.")} == _SETTINGS
        and isinstance(alpha, float)
        and math.isfinite(alpha)
        and 0 < alpha <= _ALPHA_LIMIT
    )
    if not sound:
        raise AdapterRefused("adapter_mislabelled")


def _pairs(adapter: GgufContents) -> Mapping[str, tuple[Tensor, Tensor]]:
    """The two matrices of each adapted weight, by the weight's name."""
    sides: dict[str, dict[str, Tensor]] = {}
    for tensor in adapter.tensors:
        found = _LINEAR.fullmatch(tensor.name)
        if found is None or tensor.kind not in _KINDS or len(tensor.shape) != 2:
            raise AdapterRefused("adapter_mislabelled")
        sides.setdefault(found["weight"], {})[found["side"]] = tensor
    if not sides or any(len(both) != 2 for both in sides.values()):
        raise AdapterRefused("adapter_mislabelled")
    return {name: (both["a"], both["b"]) for name, both in sides.items()}


def _require_fit(weight: Tensor | None, first: Tensor, second: Tensor) -> None:
    """`first` maps the inputs of `weight` to the rank, `second` maps the rank to its outputs."""
    rank = first.shape[1]
    if rank != second.shape[0] or rank > _RANK_LIMIT:
        raise AdapterRefused("adapter_mislabelled")
    if weight is None or weight.shape != (first.shape[0], second.shape[1]):
        raise AdapterRefused("adapter_of_another_model")
