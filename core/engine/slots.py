"""The models of the engine process: each on its way, then loaded or refused, in an order, out of the way."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

from core.engine.background import lower_this_thread
from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo
from core.engine.failures import error_to_header
from core.engine.lanes import Outbox
from core.engine.protocol import info_to_header
from core.engine.verification import verify_model
from core.errors import AnamnesisError, EngineProblem, ModelMissing


class Described(Protocol):
    @property
    def info(self) -> ModelInfo: ...


M = TypeVar("M", bound=Described)


class Slot(Generic[M]):
    """The place of one model. `model` may be read from any thread."""

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
            EngineProblem: `engine_starting`, as it is not there yet; its library failed.
            ModelMissing, ModelRejected: it never will be.
        """
        if self._model is None:
            raise self._refusal
        return self._model

    def settle(self) -> None:
        """Verifies and loads the model and tells the application what became of it."""
        try:
            verify_model(self._spec)
            model = self._load(self._spec)
            self._model = model
            self._tell({"event": "loaded", "info": info_to_header(model.info)})
        except AnamnesisError as error:
            self._refuse(error)
        except Exception as error:  # noqa: BLE001 - a library that cannot even be imported
            self._refuse(EngineProblem("model_library_failed", kind=type(error).__name__))

    def _refuse(self, error: AnamnesisError) -> None:
        self._refusal = error
        self._tell({"event": "refused", "error": error_to_header(error)})

    def _tell(self, event: dict[str, Any]) -> None:
        self._outbox.send({**event, "model": self._spec.sha256})


def load_in_order(slots: Sequence[Slot[Any]], *, then: Callable[[], None]) -> None:
    """Settles one after the other in a thread of low priority, then calls `then` in it."""

    def load() -> None:
        lower_this_thread()
        for slot in slots:
            slot.settle()
        then()

    threading.Thread(target=load, name="engine-loader", daemon=True).start()


def not_configured(kind: str) -> ModelMissing:
    """What is raised for a model that the engine was not started with."""
    return ModelMissing("model_not_configured", kind=kind)
