"""The models of the engine process, loaded in order; each is pending, then loaded or refused."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic, Protocol, TypeVar

from core.engine.background import lower_this_thread
from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo
from core.engine.failures import error_to_header
from core.engine.lanes import Outbox
from core.engine.protocol import info_to_header
from core.engine.verification import verify_model
from core.errors import AnamnesisError, EngineProblem, ModelMissing, ModelRejected


class Described(Protocol):
    @property
    def info(self) -> ModelInfo: ...


M = TypeVar("M", bound=Described)


class Slot(Generic[M]):
    """The state of one model. `model` may be read from any thread."""

    def __init__(self, spec: ModelSpec, load: Callable[[ModelSpec], M], outbox: Outbox) -> None:
        self._spec = spec
        self._load = load
        self._outbox = outbox
        self._model: M | None = None
        self._refusal: AnamnesisError = EngineProblem("engine_starting")

    @property
    def model(self) -> M:
        """The loaded model.

        Raises:
            EngineProblem: `engine_starting` while it is loading; its library failed.
            ModelMissing, ModelRejected: it cannot be loaded.
        """
        if self._model is None:
            raise self._refusal
        return self._model

    def settle(self, *, before_telling: Callable[[], None] | None = None) -> None:
        """Verifies and loads the model and reports the outcome to the application.

        `before_telling` runs after the outcome is known and before the model can be used or is reported.
        """
        model: M | None = None
        refusal = self._refusal
        try:
            model = self._loaded()
        except AnamnesisError as error:
            refusal = error
        except Exception as error:  # noqa: BLE001 - a library that cannot even be imported
            refusal = EngineProblem("model_library_failed", kind=type(error).__name__)
        if before_telling is not None:
            before_telling()
        self._model, self._refusal = model, refusal
        if model is None:
            self._tell({"event": "refused", "error": error_to_header(refusal)})
        else:
            self._tell({"event": "loaded", "info": info_to_header(model.info)})

    def _loaded(self) -> M:
        """The model; an embedder whose adapter is damaged without it, since no vector depends on it: search
        goes on, sentences are not scored, and Health says why.
        """
        try:
            return self._checked(self._spec)
        except ModelRejected as error:
            of_adapter = str(error.params.get("reason")).startswith("adapter_")
            if self._spec.kind != "embedder" or not of_adapter:
                raise
        return self._checked(replace(self._spec, adapter=None))

    def _checked(self, spec: ModelSpec) -> M:
        verify_model(spec)
        return self._load(spec)

    def _tell(self, event: dict[str, Any]) -> None:
        self._outbox.send({**event, "model": self._spec.sha256})


def load_in_order(slots: Sequence[Slot[Any]], *, when_loaded: Callable[[], None]) -> None:
    """Settles one after the other in a thread of low priority.

    `when_loaded` runs in it once every model is in memory, before the last of them is reported: callers that
    waited for all of them find its effect in place.
    """

    def load() -> None:
        lower_this_thread()
        for slot in slots[:-1]:
            slot.settle()
        if slots:
            slots[-1].settle(before_telling=when_loaded)
        else:
            when_loaded()

    threading.Thread(target=load, name="engine-loader", daemon=True).start()


def not_configured(kind: str) -> ModelMissing:
    """The error for a model that the engine was not started with."""
    return ModelMissing("model_not_configured", kind=kind)
