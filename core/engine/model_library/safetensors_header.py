"""Reads the header of a safetensors file without loading its data.

The header is JSON before the data. It is accepted only if it fits the file: every tensor has a known type,
its size follows from its shape, and together they fill the file to its last byte.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

_LENGTH_BYTES = 8
_HEADER_LIMIT_BYTES = 8 << 20
"""Headers of embedders are kilobytes."""
_LONGEST_SHAPE = 8
_ITEM_BYTES = {
    **dict.fromkeys(("F64", "I64", "U64"), 8),
    **dict.fromkeys(("F32", "I32", "U32"), 4),
    **dict.fromkeys(("F16", "BF16", "I16", "U16"), 2),
    **dict.fromkeys(("I8", "U8", "BOOL", "F8_E4M3", "F8_E5M2"), 1),
}

HeaderFault = Literal["truncated", "not_safetensors"]


class HeaderRefused(Exception):
    """`reason`: the file is truncated, or is not what its name says."""

    def __init__(self, reason: HeaderFault) -> None:
        super().__init__(reason)
        self.reason: HeaderFault = reason


@dataclass(frozen=True, slots=True)
class TensorsHeader:
    """`shapes` by tensor name; `parameters` counts the numbers of all tensors."""

    shapes: Mapping[str, tuple[int, ...]]
    parameters: int

    def widest(self, suffix: str) -> tuple[int, ...] | None:
        """The shape of the largest tensor whose name ends with `suffix`."""
        found = [shape for name, shape in self.shapes.items() if name.endswith(suffix)]
        return max(found, key=math.prod, default=None)


def read_tensors_header(path: Path) -> TensorsHeader:
    """The header of a safetensors file. Raises `HeaderRefused`, `OSError`."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(_LENGTH_BYTES)
        length = int.from_bytes(start, "little")
        if len(start) < _LENGTH_BYTES or not 2 <= length <= _HEADER_LIMIT_BYTES:
            raise HeaderRefused("not_safetensors")
        raw = file.read(length)
    if not raw.startswith(b"{"):
        raise HeaderRefused("not_safetensors")
    if len(raw) < length:
        raise HeaderRefused("truncated")
    return _checked(_parsed(raw), size - _LENGTH_BYTES - length)


def _parsed(raw: bytes) -> dict[str, Any]:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise HeaderRefused("not_safetensors") from error
    if not isinstance(found, dict):
        raise HeaderRefused("not_safetensors")
    found.pop("__metadata__", None)
    return found


def _checked(tensors: Mapping[str, Any], data_bytes: int) -> TensorsHeader:
    shapes: dict[str, tuple[int, ...]] = {}
    spans: list[tuple[int, int]] = []
    for name, entry in tensors.items():
        try:
            shape = tuple(entry["shape"])
            begin, end = entry["data_offsets"]
            item_bytes = _ITEM_BYTES[entry["dtype"]]
        except (TypeError, KeyError, ValueError) as error:
            raise HeaderRefused("not_safetensors") from error
        if not _whole(shape, begin, end) or end - begin != math.prod(shape) * item_bytes:
            raise HeaderRefused("not_safetensors")
        shapes[name] = shape
        spans.append((begin, end))
    _require_gapless(spans, data_bytes)
    return TensorsHeader(shapes, sum(math.prod(shape) for shape in shapes.values()))


def _whole(shape: tuple[Any, ...], begin: Any, end: Any) -> bool:
    numbers = (*shape, begin, end)
    return len(shape) <= _LONGEST_SHAPE and all(type(each) is int and each >= 0 for each in numbers)


def _require_gapless(spans: list[tuple[int, int]], data_bytes: int) -> None:
    at = 0
    for begin, end in sorted(spans):
        if begin != at:
            raise HeaderRefused("not_safetensors")
        at = end
    if not spans or at < data_bytes:
        raise HeaderRefused("not_safetensors")
    if at > data_bytes:
        raise HeaderRefused("truncated")
