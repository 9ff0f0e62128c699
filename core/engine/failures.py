"""Encodes errors for the pipe: a family, a code and PHI-free parameters, nothing else.

An exception of a library may quote the text it failed on; therefore only its type is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.errors import (
    AnamnesisError,
    EmbeddingError,
    EngineProblem,
    GenerationError,
    InputRefused,
    ModelError,
    ModelMissing,
    ModelRejected,
)

_FAMILIES: dict[str, type[AnamnesisError]] = {
    family.__name__: family
    for family in (
        EmbeddingError,
        EngineProblem,
        GenerationError,
        InputRefused,
        ModelError,
        ModelMissing,
        ModelRejected,
    )
}


class AttemptFailed(Exception):
    """One try at a request failed in a way that another try may not: crash, time-out, broken frame.

    `known`: another request has already reported the same end of the process, so that five callers of one
    crashed process count as one failure. `stepped_down`: the next process uses safer instructions, so the
    cause is fixed and the request is sent again at once.
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.known = False
        self.stepped_down = False
        self.params = params


def error_to_header(error: AnamnesisError) -> dict[str, Any]:
    """The frame header for `error`."""
    return {"family": type(error).__name__, "code": error.code, "params": dict(error.params)}


def error_from_header(header: Mapping[str, Any]) -> AnamnesisError:
    """The inverse of `error_to_header`; an unknown family becomes an `EngineProblem`."""
    family = _FAMILIES.get(str(header.get("family")), EngineProblem)
    params = header.get("params")
    safe = {str(name): value for name, value in params.items()} if isinstance(params, Mapping) else {}
    safe.pop("code", None)
    return family(str(header.get("code", family.code)), **safe)
