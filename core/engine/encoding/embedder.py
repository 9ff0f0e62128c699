"""Encodes texts as unit vectors, and scores sentences for a question, in the engine process only.

The packed encoder is used for models that it supports; sentence-transformers, as in its own example, for any
other. Both give the same vectors (`tests/engine/test_embedder.py`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np
import psutil  # type: ignore[import-untyped]
from numpy.typing import NDArray

from core.engine.batches import in_order
from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo
from core.engine.encoding.cross_encoder import AdapterMismatch, CrossEncoder
from core.engine.encoding.library_encoder import LibraryEncoder
from core.engine.encoding.packed_model import PackedModel, packed_model
from core.engine.encoding.passes import PassBudget, passes
from core.errors import ModelMissing, ModelRejected

_SHORTEST = 1e-12
_WARM_UP = "Slept 5 hours; headache after bright light. Sertraline 50 mg daily."


def _nobody() -> None:
    """Does nothing: no other job is waiting."""


def available_bytes() -> int | None:
    """Bytes available without swapping; None where the system does not report it."""
    try:
        return int(psutil.virtual_memory().available)
    except (OSError, RuntimeError, ValueError):
        return None


class Embedder:
    """One loaded model. Not thread-safe: its lane calls it from a single thread."""

    def __init__(self, spec: ModelSpec) -> None:
        started = time.perf_counter()
        try:
            self._model: PackedModel | LibraryEncoder = packed_model(spec) or LibraryEncoder(spec.path)
        except (OSError, ValueError, KeyError, TypeError, RuntimeError, ImportError) as error:
            raise ModelRejected(name=spec.name, reason="unreadable", kind=type(error).__name__) from error
        self._budget = PassBudget(available_bytes)
        probe = self.embed([_WARM_UP])
        self._budget = PassBudget(available_bytes, width=probe.shape[1])
        self._cross_encoder = self._with_adapter(spec)
        self.info = ModelInfo(
            name=spec.name,
            sha256=spec.sha256,
            limit_tokens=self._model.window_tokens,
            dimension=int(probe.shape[1]),
            load_ms=(time.perf_counter() - started) * 1000,
            method=self._model.method,
            adapter="" if self._cross_encoder is None or spec.adapter is None else spec.adapter.sha256,
        )

    def embed(self, texts: Sequence[str], between: Callable[[], None] = _nobody) -> NDArray[np.float32]:
        """Vectors of `texts` in their order: (n, d) float32, unit length, with the model's own pooling.

        A text longer than the model's window is truncated, as by the model itself. `between` is called every
        few milliseconds, and may embed other texts.

        Raises:
            MemoryError: not even one text fits.
        """
        if not texts:
            raise ValueError("no texts")
        tokens = self._model.tokens(texts)
        waiting = passes([len(one) for one in tokens], self._budget.tokens())
        done: list[list[int]] = []
        parts: list[NDArray[np.float32]] = []
        while waiting:
            places = waiting.pop(0)
            part = self._attempt(
                [texts[place] for place in places], [tokens[place] for place in places], between
            )
            if part is None:
                waiting[:0] = [places[: len(places) // 2], places[len(places) // 2 :]]
            else:
                done.append(places)
                parts.append(part)
        vectors = in_order(parts, done)
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), _SHORTEST)
        return vectors

    def answer_odds(self, question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Log-odds that each of the sentences answers the question: (n,) float32, not calibrated.

        Raises:
            ModelMissing: `model_not_configured`, it was loaded without an adapter.
        """
        if self._cross_encoder is None or not isinstance(self._model, PackedModel):
            raise ModelMissing("model_not_configured", kind="cross-encoder")
        return self._cross_encoder.log_odds(self._model.pairs(question, sentences))

    def _with_adapter(self, spec: ModelSpec) -> CrossEncoder | None:
        """Loads the cross-encoder and tests it once; None without an adapter, and if the library computes the
        model, since the vectors have priority.

        Raises `ModelRejected`.
        """
        if spec.adapter is None or not isinstance(self._model, PackedModel):
            return None
        try:
            found = self._model.cross_encoder(spec.adapter.path)
            odds = found.log_odds(self._model.pairs(_WARM_UP, [_WARM_UP]))
        except AdapterMismatch as error:
            raise ModelRejected(name=spec.name, reason=error.reason) from error
        except (OSError, ValueError, LookupError, TypeError, RuntimeError, ArithmeticError) as error:
            kind = type(error).__name__
            raise ModelRejected(name=spec.name, reason="adapter_unreadable", kind=kind) from error
        if not np.all(np.isfinite(odds)):
            # Every weight contributes to every score: a weight that is not finite is detected with the first
            # pair.
            raise ModelRejected(name=spec.name, reason="adapter_unreadable", kind="not_finite")
        return found

    def _attempt(
        self, texts: list[str], tokens: list[list[int]], between: Callable[[], None]
    ) -> NDArray[np.float32] | None:
        """One pass; None if there was not enough memory for it."""
        try:
            return self._model.encode(texts, tokens, between)
        except (MemoryError, RuntimeError) as error:
            if not _is_shortage(error):
                raise
            self._budget.halve()
            if len(texts) == 1:
                raise MemoryError from error
            return None


def use_threads(count: int) -> None:
    """Lets the calling thread compute on `count` cores; before, the environment decides."""
    import torch

    torch.set_num_threads(count)


def _is_shortage(error: Exception) -> bool:
    """Whether it is a failed allocation, which the library reports as a plain runtime error."""
    return isinstance(error, MemoryError) or "memory" in str(error).lower()
