"""The work queues of the engine process: each runs its jobs one after the other, urgent ones first."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Any, BinaryIO

from core.child_processes.frames import Frame, encode_frame
from core.engine.failures import error_to_header
from core.errors import AnamnesisError

Job = Callable[[], Frame]
"""Does the work and returns the last frame of the answer (its id is added by the lane)."""


class Outbox:
    """Writes whole frames from several threads."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, header: dict[str, Any], payload: bytes = b"") -> None:
        """Writes one frame; an `OSError` here means that the application has ended."""
        data = encode_frame(Frame(header, payload))
        with self._lock:
            self._stream.write(data)
            self._stream.flush()

    def send_failure(self, request_id: int, error: Exception) -> None:
        """A coded refusal is final; other exceptions are reported by type and may be retried."""
        if isinstance(error, AnamnesisError):
            self.send({"event": "failed", "id": request_id, "error": error_to_header(error)})
        else:
            self.send({"event": "failed", "id": request_id, "kind": type(error).__name__})


class Lane:
    """One thread and its jobs. `prepare` runs in the thread before the first of them."""

    def __init__(self, name: str, *, outbox: Outbox, prepare: Callable[[], None] = lambda: None) -> None:
        self._outbox = outbox
        self._prepare = prepare
        self._urgent: queue.SimpleQueue[tuple[int, Job]] = queue.SimpleQueue()
        self._waiting: queue.SimpleQueue[tuple[int, Job]] = queue.SimpleQueue()
        self._count = threading.Semaphore(0)
        threading.Thread(target=self._run, name=f"engine-{name}", daemon=True).start()

    def put(self, request_id: int, job: Job, *, urgent: bool = False) -> None:
        """Queues a job; its answer goes out under `request_id`."""
        (self._urgent if urgent else self._waiting).put((request_id, job))
        self._count.release()

    def overtake(self) -> None:
        """Called by a job during its work: runs every waiting urgent job, then returns."""
        while not self._urgent.empty():
            # Each waiting job is counted once, and only this thread takes them.
            self._count.acquire()
            self.answer(*self._urgent.get())

    def answer(self, request_id: int, job: Job) -> None:
        """Does `job` now, in the calling thread, and sends its answer or its failure."""
        try:
            frame = job()
            self._outbox.send({**frame.header, "id": request_id}, frame.payload)
        except Exception as error:  # noqa: BLE001 - the lane must survive; the type is reported
            self._outbox.send_failure(request_id, error)

    def _run(self) -> None:
        self._count.acquire()
        self._prepare()
        while True:
            source = self._waiting if self._urgent.empty() else self._urgent
            self.answer(*source.get())
            self._count.acquire()
