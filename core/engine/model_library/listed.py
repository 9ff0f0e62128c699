"""A model of this machine as the library lists it, with its memory need."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.engine.catalogue import ModelSpec
from core.engine.model_library.verdicts import StoredVerdict
from core.engine.processor.record import Trial

_BYTES_A_PARAMETER = 4
_WORKING_BYTES = 192 << 20
"""Memory that embedding needs beside the weights: intermediate results and the tokenizer."""

Fit = Literal["fits", "tight", "too_large", "unknown"]


@dataclass(frozen=True, slots=True)
class LibraryModel:
    """A model of this machine.

    `memory_bytes` is an estimate of what the engine needs for it, `fit` compares that with this machine.
    `licence` of the specification is "" when the model names none. `dimension` is an embedder's;
    `context_tokens`, `architecture`, `quantisation`, `parameters`, `chat_known` (whether its chat template is
    a known one, or a bundle names the format) and `verdict` are a generator's. `trial` is None until the
    model has run on this computer. `bundle` names the bundle it came from.
    """

    spec: ModelSpec
    starter: bool
    wanted: bool
    installed: bool
    dimension: int | None = None
    memory_bytes: int | None = None
    fit: Fit = "unknown"
    made_with: str = ""
    added_at: datetime | None = None
    context_tokens: int | None = None
    architecture: str = ""
    quantisation: str = ""
    parameters: int | None = None
    chat_known: bool = False
    verdict: StoredVerdict | None = None
    trial: Trial | None = None
    bundle: str = ""

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def writes(self) -> bool:
        """Whether it is a generator."""
        return self.spec.kind == "generator"


def fit_of(needed_bytes: int, machine_bytes: int) -> Fit:
    """Compares a memory need with the memory of a machine."""
    if needed_bytes > machine_bytes * 3 // 4:
        return "too_large"
    return "tight" if needed_bytes > machine_bytes // 3 else "fits"


def embedder_memory_bytes(parameters: int) -> int:
    """Approximate memory need of an embedder with this many parameters."""
    return parameters * _BYTES_A_PARAMETER + _WORKING_BYTES


def memory_of_machine() -> int:
    """The memory of this machine in bytes, 8 GiB where the system does not report it."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return 8 << 30
