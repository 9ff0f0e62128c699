"""A linear layer with weights in the processor's preferred layout, and the choice of its precision.

oneDNN, a part of torch, uses a blocked layout of weights and can apply the activation while the result is
still in registers. If torch was built without it, torch's plain function gives the same result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from core.engine.processor.backend import permitted_level

Precision = Literal["bfloat16", "float32"]
_USUAL_ROWS = 1024


class Linear:
    """`x @ weight.T + bias`, optionally followed by GELU. Holds no reference to its input."""

    def __init__(self, torch: Any, weight: Any, bias: Any, precision: Precision) -> None:
        kind = getattr(torch, precision)
        self._torch = torch
        self._weight = weight.to(kind).contiguous()
        self._bias = bias.to(kind).contiguous()
        self._blocked: Any = _blocked(torch, self._weight)
        if self._blocked is not None:
            # The plain layout is not needed in addition.
            self._weight = None

    def __call__(self, x: Any, *, gelu: bool = False) -> Any:
        """(rows, n) from (rows, m), both of the layer's precision."""
        if self._blocked is not None:
            unit, detail = ("gelu", "none") if gelu else ("none", "")
            product = self._torch.ops.mkldnn._linear_pointwise
            return product(x, self._blocked, self._bias, unit, [], detail)
        y = self._torch.nn.functional.linear(x, self._weight, self._bias)
        return self._torch.nn.functional.gelu(y) if gelu else y


def best_precision(torch: Any) -> Precision:
    """bfloat16 if the processor multiplies it in hardware and this is allowed; emulated it is slower than
    float32.

    Sums, normalisation and pooling stay float32 in both; vectors differ by less than 1e-4 in cosine.
    """
    if not permitted_level().bfloat16:
        return "float32"
    capabilities: Mapping[str, object] = getattr(torch.cpu, "get_capabilities", dict)()
    hardware = capabilities.get("avx512_bf16") or capabilities.get("amx_bf16")
    return "bfloat16" if hardware and torch.backends.mkldnn.is_available() else "float32"


def _blocked(torch: Any, weight: Any) -> Any:
    """`weight` in oneDNN's layout, None if torch was built without oneDNN or it refuses the shape."""
    if not torch.backends.mkldnn.is_available():
        return None
    try:
        blocked = torch.ops.mkldnn._reorder_linear_weight(weight, _USUAL_ROWS)
        probe = torch.zeros(1, weight.shape[1], dtype=weight.dtype)
        torch.ops.mkldnn._linear_pointwise(probe, blocked, None, "gelu", [], "none")
    except (AttributeError, RuntimeError, NotImplementedError):
        return None
    return blocked
