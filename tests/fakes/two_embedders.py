"""An engine with up to two embedders, whose vectors must never be mixed, and who wants which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.cancel import CancelToken
from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo
from core.errors import EmbeddingError, ModelError, ModelMissing
from tests.fakes.engine import DIMENSION, FakeEngine

OLD, NEW = "a" * 64, "b" * 64
NAMES = {OLD: "old-embedder", NEW: "new-embedder"}


class TwoEmbedders(FakeEngine):
    """The old model's vectors are the fake engine's, the new one's are the same turned round and twice over.

    `has` are the hashes of the models it loaded, the first is what answers when none is named. `before` is
    called with the model before each call that is not urgent.
    """

    def __init__(self, *has: str) -> None:
        super().__init__(generator=False)
        self.has = list(has) or [OLD, NEW]
        self.by_model: dict[str, list[str]] = {OLD: [], NEW: []}
        self.failing: set[str] = set()
        self.asked_for: list[str] = []
        self.before: Callable[[str], None] = lambda model: None

    def use(self, embedders: Sequence[ModelSpec], cancel: CancelToken | None = None) -> None:
        """Is told which models to load: those of them that it has, it has."""
        self.asked_for = [spec.sha256 for spec in embedders]

    def embedder_info(
        self,
        timeout_s: float | None = None,
        *,
        model: str | None = None,
        cancel: CancelToken | None = None,
    ) -> ModelInfo:
        self._require("embedder")
        chosen = self._chosen(model)
        dimension = DIMENSION if chosen == OLD else 2 * DIMENSION
        return ModelInfo(name=NAMES[chosen], sha256=chosen, limit_tokens=256, dimension=dimension)

    def embed(
        self,
        texts: Sequence[str],
        *,
        model: str | None = None,
        urgent: bool = False,
        cancel: CancelToken | None = None,
    ) -> NDArray[np.float32]:
        chosen = self._chosen(model)
        if not urgent:
            self.before(chosen)
            self.by_model[chosen] += texts
            if chosen in self.failing:
                raise EmbeddingError("vector_invalid")
        vectors = super().embed(texts, urgent=urgent, cancel=cancel)
        if chosen == OLD:
            return vectors
        return np.concatenate([vectors[:, ::-1]] * 2, axis=1) / np.sqrt(np.float32(2))

    def _chosen(self, model: str | None) -> str:
        chosen = self.has[0] if model is None else model
        if chosen not in self.has:
            raise ModelMissing("model_not_configured", kind="embedder")
        return chosen


@dataclass
class Wanted:
    """A model library that knows both and wants one; the old one is the starter.

    `damaged`: it cannot tell which.
    """

    sha256: str = OLD
    known: set[str] = field(default_factory=lambda: {OLD, NEW})
    damaged: bool = False

    def wanted_embedder(self) -> ModelSpec:
        self._require_record()
        return _spec(self.sha256)

    def starter_embedder(self) -> ModelSpec:
        return _spec(OLD)

    def embedder(self, sha256: str) -> ModelSpec | None:
        if sha256 != OLD:
            self._require_record()
        return _spec(sha256) if sha256 in self.known else None

    def _require_record(self) -> None:
        if self.damaged:
            raise ModelError("model_library_damaged", file="library.json")


def _spec(sha256: str) -> ModelSpec:
    return ModelSpec("embedder", NAMES[sha256], Path("nowhere"), sha256, "MIT")
