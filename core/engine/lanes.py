"""The two lanes of the engine process: each loads its model, then does its jobs one after the other."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, BinaryIO, Generic, TypeVar

from core.engine.catalogue import ModelSpec
from core.engine.dto import ModelInfo, ModelKind
from core.engine.failures import error_to_header
from core.engine.protocol import info_to_header
from core.engine.verification import verify_model
from core.engine.wire import Frame, encode_frame
from core.errors import AnamnesisError, EngineProblem, ModelMissing

M = TypeVar("M")
Job = Callable[[M], Frame]
"""Given the loaded model, does the work and returns the last frame of the answer (its id is added)."""


class Outbox:
    """Writes whole frames from several threads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, header: dict[str, Any], payload: bytes = b"") -> None:
        """Writes one frame; an `OSError` here means that the application is gone."""
        data = encode_frame(Frame(header, payload))
        with self._lock:
            self._stream.write(data)
            self._stream.flush()

    def send_failure(self, request_id: int, error: Exception) -> None:
        """A coded refusal is final; anything else is named by its type and may be tried again."""
        if isinstance(error, AnamnesisError):
            self.send({"event": "failed", "id": request_id, "error": error_to_header(error)})
        else:
            self.send({"event": "failed", "id": request_id, "kind": type(error).__name__})


class Lane(Generic[M]):
    """One model, one thread. `model` is set once it is loaded; jobs given before that wait."""

    def __init__(
        self,
        kind: ModelKind,
        *,
        spec: ModelSpec | None,
        load: Callable[[ModelSpec], M],
        describe: Callable[[M], ModelInfo],
        outbox: Outbox,
        on_settled: Callable[[], None],
    ) -> None:
        self._kind = kind
        self._spec = spec
        self._load = load
        self._describe = describe
        self._outbox = outbox
        self._on_settled = on_settled
        self._jobs: queue.SimpleQueue[tuple[int, Job[M]]] = queue.SimpleQueue()
        self.model: M | None = None
        self._refusal: AnamnesisError = ModelMissing("model_not_configured", kind=kind)
        threading.Thread(target=self._run, name=f"engine-{kind}", daemon=True).start()

    def put(self, request_id: int, job: Job[M]) -> None:
        """Queues a job; its answer goes out under `request_id`."""
        self._jobs.put((request_id, job))

    def _run(self) -> None:
        self._settle()
        self._on_settled()
        while True:
            request_id, job = self._jobs.get()
            self.answer(request_id, job)

    def answer(self, request_id: int, job: Job[M]) -> None:
        """Does `job` now, in the calling thread, and sends its answer or its failure."""
        try:
            if self.model is None:
                raise self._refusal
            frame = job(self.model)
            self._outbox.send({**frame.header, "id": request_id}, frame.payload)
        except Exception as error:  # noqa: BLE001 - the lane must survive; the type is reported
            self._outbox.send_failure(request_id, error)

    def _settle(self) -> None:
        if self._spec is None:
            return
        try:
            verify_model(self._spec)
            self.model = self._load(self._spec)
            info = info_to_header(self._describe(self.model))
            self._outbox.send({"event": "loaded", "model": self._kind, "info": info})
        except AnamnesisError as error:
            self._refuse(error)
        except Exception as error:  # noqa: BLE001 - a library that cannot even be imported
            self._refuse(EngineProblem("model_library_failed", kind=type(error).__name__))

    def _refuse(self, error: AnamnesisError) -> None:
        self._refusal = error
        self._outbox.send({"event": "refused", "model": self._kind, "error": error_to_header(error)})
