"""The instruction levels a processor may have, best first, as one table for every native library.

llama.cpp is built once for all processors of an architecture, with its CPU code in one library per level.
PyTorch holds the code for all levels in one library and takes the highest permitted level from environment
variables. One level bounds both, so that a step down after an illegal instruction need not guess which of the
two executed it.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.errors import InputRefused

LEVEL_VARIABLE = "ANAMNESIS_CPU_LEVEL"
"""Set by a user: the highest level that may be used; always set for the engine process."""

BUILT_IN = "built-in"
"""The level of a llama.cpp built without separate CPU libraries: there is no choice."""


@dataclass(frozen=True, slots=True)
class Level:
    """`backend` is the tag in the file name of ggml's library; `torch` bounds PyTorch's libraries.

    `bfloat16` says whether the level can multiply bfloat16 numbers.
    """

    name: str
    backend: str
    torch: Mapping[str, str] = field(default_factory=dict)
    bfloat16: bool = False


def _x86_torch(onednn: str, aten: str, mkl: str) -> dict[str, str]:
    # oneDNN: https://uxlfoundation.github.io/oneDNN/dev_guide_cpu_dispatcher_control.html
    return {"ONEDNN_MAX_CPU_ISA": onednn, "ATEN_CPU_CAPABILITY": aten, "MKL_ENABLE_INSTRUCTIONS": mkl}


_X86 = (
    Level("amx", "sapphirerapids", bfloat16=True),
    Level("avx512_vnni", "cascadelake", {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE_BF16"}, bfloat16=True),
    Level("avx512", "skylakex", {"ONEDNN_MAX_CPU_ISA": "AVX512_CORE"}),
    Level("avx2_vnni", "alderlake", _x86_torch("AVX2_VNNI", "avx2", "AVX2")),
    Level("avx2", "haswell", _x86_torch("AVX2", "avx2", "AVX2")),
    Level("avx", "sandybridge", _x86_torch("AVX", "default", "AVX")),
    Level("sse42", "sse42", _x86_torch("SSE41", "default", "SSE4_2")),
    Level("baseline", "x64", _x86_torch("SSE41", "default", "SSE4_2")),
)
_ARM_LINUX = tuple(
    Level(name, name)
    for name in (
        *("armv9.2_2", "armv9.2_1", "armv8.6_2", "armv8.6_1", "armv8.2_3", "armv8.2_2", "armv8.2_1"),
        "armv8.0_1",
    )
)
_ARM_APPLE = tuple(Level(name, name) for name in ("apple_m4", "apple_m2_m3", "apple_m1"))


def levels(machine: str = "", system: str = "") -> tuple[Level, ...]:
    """The levels of an architecture, best first; by default of this computer's."""
    machine, system = (machine or platform.machine()).lower(), system or platform.system()
    if machine in ("x86_64", "amd64"):
        return _X86
    return _ARM_APPLE if system == "Darwin" else _ARM_LINUX


def level_named(name: str) -> Level:
    """The level of this architecture named `name`; "" is the best one.

    Raises `InputRefused("cpu_level_unknown")` with the known names.
    """
    known = levels()
    if not name:
        return known[0]
    for level in known:
        if level.name == name:
            return level
    raise InputRefused("cpu_level_unknown", name=name, known=", ".join(level.name for level in known))


def at_or_below(name: str) -> tuple[Level, ...]:
    """The level named `name` and all safer ones, best first."""
    known = levels()
    return known[known.index(level_named(name)) :]


def below(name: str) -> Level | None:
    """The next safer level; None below the last."""
    return next(iter(at_or_below(name)[1:]), None)


def safest(names: list[str]) -> str:
    """The one of `names` that is lowest in the table."""
    order = [level.name for level in levels()]
    return max(names, key=order.index)
