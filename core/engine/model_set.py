"""The models one engine process is started with."""

from __future__ import annotations

from dataclasses import dataclass

from core.engine.catalogue import ModelSpec
from core.errors import ModelMissing

MOST_EMBEDDERS = 2
"""The one in use, and the one whose index is being built beside it."""


@dataclass(frozen=True, slots=True)
class ModelSet:
    """Embedders in the order they are loaded; the first is the default."""

    embedders: tuple[ModelSpec, ...]
    generator: ModelSpec | None

    def __post_init__(self) -> None:
        keys = {spec.sha256 for spec in self.all}
        if len(self.embedders) > MOST_EMBEDDERS or len(keys) < len(self.all):
            raise ValueError("at most two different embedders")

    @property
    def all(self) -> tuple[ModelSpec, ...]:
        return self.embedders if self.generator is None else (*self.embedders, self.generator)

    def embedder_key(self, model: str | None) -> str:
        """The SHA-256 of the embedder meant by `model` (None: the first).

        Raises:
            ModelMissing: `model_not_configured`.
        """
        for spec in self.embedders:
            if model in (None, spec.sha256):
                return spec.sha256
        raise ModelMissing("model_not_configured", kind="embedder")

    def generator_key(self) -> str:
        """The SHA-256 of the generator; raises `ModelMissing` as `embedder_key`."""
        if self.generator is None:
            raise ModelMissing("model_not_configured", kind="generator")
        return self.generator.sha256
