"""Which models may be added: by the organisation's list, this computer's memory, and the existing models."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from core.engine.catalogue import ModelSpec, StarterModels, starter_models
from core.engine.model_library.checks import refused
from core.engine.model_library.listed import fit_of
from core.engine.model_library.record import LibraryState, is_hash
from core.errors import InputRefused


class Admission:
    """`allowed_sha256`: hashes of the weights allowed beside the starter models; None allows any."""

    def __init__(
        self, models_dir: Path, *, allowed_sha256: Collection[str] | None, machine_bytes: int
    ) -> None:
        self._dir = models_dir
        self._allowed = allowed_sha256
        self.machine_bytes = machine_bytes

    @property
    def starters(self) -> StarterModels:
        return starter_models(self._dir)

    @property
    def allows_any(self) -> bool:
        """Whether there is no list."""
        return self._allowed is None

    def is_starter(self, sha256: str) -> bool:
        starters = self.starters
        return sha256 in (starters.embedder.sha256, starters.generator.sha256)

    def allows(self, sha256: str) -> bool:
        """Whether the list, if any, contains the hash."""
        return self._allowed is None or sha256 in self._allowed

    def require_allowed(self, sha256: str) -> None:
        """Raises `InputRefused("model_refused")` with `not_allowed`."""
        if not self.is_starter(sha256) and not self.allows(sha256):
            raise refused("not_allowed")

    def require_memory(self, needed_bytes: int) -> None:
        """Raises `InputRefused("model_refused")` with `memory_short`."""
        if fit_of(needed_bytes, self.machine_bytes) == "too_large":
            raise refused("memory_short", needed_bytes=needed_bytes, machine_bytes=self.machine_bytes)

    def require_new(self, spec: ModelSpec, state: LibraryState) -> None:
        """Raises `InputRefused` (`model_known`, `model_name_taken`)."""
        for name, sha256 in self.known(state):
            if sha256 == spec.sha256:
                raise InputRefused("model_known", name=name)
        if self.is_taken(spec.name, spec.sha256, state):
            raise InputRefused("model_name_taken", name=spec.name)

    def is_taken(self, name: str, sha256: str, state: LibraryState) -> bool:
        """Whether a model with another hash has the name, or the name looks like another hash."""
        called = name.lower()
        if is_hash(called) and called != sha256:
            return True
        return called in {each.lower() for each, other in self.known(state) if other != sha256}

    def known(self, state: LibraryState) -> list[tuple[str, str]]:
        """Name and hash of every installed model."""
        starters = self.starters
        both = (starters.embedder, starters.generator)
        return [
            *((each.name, each.sha256) for each in both),
            *((each.name, each.sha256) for each in state.all),
        ]
