"""Chooses the profile that answers questions and the one being built beside it.

The practice's database records the active profile, this machine the selected embedder, the engine its loaded
models. Profiles are identified by the hash of the model's weights, never by their dimension.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from core.cancel import CancelToken
from core.database.access import Database
from core.engine.catalogue import ModelSpec
from core.engine.client import EngineClient
from core.engine.dto import EngineState, ModelInfo
from core.errors import EngineProblem, ModelError
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.security.sealing import Sealer

_ENGINE_LOOK_S = 0.2
_PROBE = "warm up"


class WantedEmbedders(Protocol):
    """The part of the model library that the index needs."""

    def wanted_embedder(self) -> ModelSpec:
        """The embedder of this machine. Raises `ModelError` if the record cannot be read."""

    def starter_embedder(self) -> ModelSpec:
        """The embedder that every machine has."""

    def embedder(self, sha256: str) -> ModelSpec | None:
        """The embedder of these weights, None if this machine has none.

        Raises `ModelError` if the record cannot be read.
        """


def embedders_for(models: WantedEmbedders, active_revision: str | None) -> tuple[ModelSpec, ...]:
    """The embedders the engine needs: the active profile's first, and the selected one if it differs.

    The starter if the record cannot be read: a practice opens without it.
    """
    try:
        return _needed(models, active_revision, models.wanted_embedder())
    except ModelError:
        return (models.starter_embedder(),)


def _needed(models: WantedEmbedders, active_revision: str | None, wanted: ModelSpec) -> tuple[ModelSpec, ...]:
    active = models.embedder(active_revision) if active_revision is not None else None
    return (wanted,) if active is None or active.sha256 == wanted.sha256 else (active, wanted)


class EmbedderSupply:
    """The models of this machine, and how the engine is made to load them: `has` are its loaded ones.

    The engine is only reconfigured for a model that it lacks. One that is no longer needed stays until the
    next unlock: removing it would interrupt search and generation.
    """

    def __init__(
        self,
        models: WantedEmbedders,
        use: Callable[[Sequence[ModelSpec], CancelToken], None],
        *,
        has: Sequence[ModelSpec] = (),
    ) -> None:
        self.models = models
        self._use = use
        self._has = tuple(has)

    def provide(self, active_revision: str | None, cancel: CancelToken) -> str:
        """Makes the engine load what indexing and search need now; returns the hash of the selected embedder.

        Raises `ModelError` if that is unknown; the engine then keeps its models. Raises `Cancelled` while it
        waits for a running answer.
        """
        needed = _needed(self.models, active_revision, self.models.wanted_embedder())
        if not set(needed) <= set(self._has):
            self._use(needed, cancel)
            self._has = needed
        return needed[-1].sha256


@dataclass(frozen=True, slots=True)
class ProfileChoice:
    """`may_embed`: the active profile's model is loaded. `building` replaces it once complete.

    `problem` is the code of what keeps a model from being used, None while it is only loading.
    """

    active: StoredProfile | None
    may_embed: bool
    building: StoredProfile | None = None
    problem: str | None = None


class ProfileChooser:
    """Without a `supply` the engine's first embedder is the selected one."""

    def __init__(
        self, *, database: Database, sealer: Sealer, engine: EngineClient, supply: EmbedderSupply | None
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._supply = supply

    @property
    def wanted(self) -> ModelSpec | None:
        """The embedder of this machine, None if unknown."""
        try:
            return self._supply.models.wanted_embedder() if self._supply is not None else None
        except ModelError:
            return None

    def is_known(self, sha256: str) -> bool:
        """Whether a profile of this model may still be useful; true if that is unknown."""
        try:
            return self._supply is None or self._supply.models.embedder(sha256) is not None
        except ModelError:
            return True

    def choose(self, cancel: CancelToken, *, wait: bool) -> ProfileChoice:
        """Checks which models the engine has; with `wait` until they are loaded or refused.

        Creates the selected model's profile if the practice has none. If the selected model is unknown, the
        practice keeps its profile.
        """
        try:
            wanted, problem = self._look(self._supplied(cancel), cancel, wait)
        except ModelError as error:
            wanted, problem = None, error.code
        with self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            made = index.ensure_profile(_described(wanted)) if wanted is not None else None
            active = index.active_profile()
        if made is not None and (active is None or active.profile_id == made.profile_id):
            return ProfileChoice(made, may_embed=True)
        if active is None:
            return ProfileChoice(None, may_embed=False, problem=problem)
        info, missing = self._look(active.profile.revision, cancel, wait)
        may_embed = info is not None and info.dimension == active.profile.dimension
        # A missing old model is not a problem while the new profile is being built.
        return ProfileChoice(active, may_embed, made, problem or (None if made is not None else missing))

    def require(self, cancel: CancelToken) -> None:
        """Waits for a model to embed with. Raises `ModelError` or `EngineProblem` if there is none."""
        choice = self.choose(cancel, wait=True)
        if not choice.may_embed and choice.building is None:
            self._engine.embedder_info(model=self.wanted.sha256 if self.wanted else None)
            raise EngineProblem(choice.problem)

    def _supplied(self, cancel: CancelToken) -> str | None:
        """Makes the engine load what is needed; the hash of the selected model, None if unknown."""
        if self._supply is None:
            return None
        with self._database.begin() as session:
            active = IndexRepository(session, self._sealer).active_profile()
        return self._supply.provide(active.profile.revision if active else None, cancel)

    def _look(
        self, sha256: str | None, cancel: CancelToken, wait: bool
    ) -> tuple[ModelInfo | None, str | None]:
        """The engine's information on a model; else None and the code of the reason."""
        tried = False
        while True:
            cancel.raise_if_cancelled()
            try:
                info = self._engine.embedder_info(model=sha256, timeout_s=_ENGINE_LOOK_S)
            except ModelError as error:
                return None, error.code
            except EngineProblem as error:
                if error.code == "engine_starting" and not wait:
                    return None, None
                if error.code != "engine_starting" and (tried or not self._restarted(sha256, cancel)):
                    return None, error.code
                tried = tried or error.code != "engine_starting"
                continue
            return (None, "model_rejected") if info.dimension is None else (info, None)

    def _restarted(self, sha256: str | None, cancel: CancelToken) -> bool:
        """Whether the engine works after all: one that crashed while loading restarts on its next use."""
        if self._engine.state is not EngineState.FAILED:
            return False
        try:
            self._engine.embed([_PROBE], model=sha256, cancel=cancel)
        except (EngineProblem, ModelError):
            return False
        return True


def _described(info: ModelInfo) -> EmbeddingProfile:
    return EmbeddingProfile(model=info.name, revision=info.sha256, dimension=info.dimension or 0)
