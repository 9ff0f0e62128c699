"""Calls the listeners of the engine's state, in order, from a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable

from core.engine.dto import EngineState

Listener = Callable[[EngineState], None]
_log = logging.getLogger(__name__)


class StateNotices:
    """Listeners and the thread that calls them; a state published repeatedly is reported once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Listener] = []
        self._states: queue.SimpleQueue[EngineState | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._last: EngineState | None = None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Adds a listener; the function returned removes it."""
        with self._lock:
            self._listeners.append(listener)

        def unsubscribe() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return unsubscribe

    def open(self) -> None:
        """Starts the thread."""
        self._thread = threading.Thread(target=self._run, name="engine-notices", daemon=True)
        self._thread.start()

    def publish(self, state: EngineState) -> None:
        """Queues `state` for the listeners, unless it equals the last one."""
        with self._lock:
            if state is self._last:
                return
            self._last = state
            self._states.put(state)

    def close(self, timeout_s: float) -> None:
        """Lets the thread finish what is queued. A listener may itself be the caller."""
        self._states.put(None)
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (state := self._states.get()) is not None:
            with self._lock:
                listeners = tuple(self._listeners)
            for listener in listeners:
                try:
                    listener(state)
                except Exception as error:  # noqa: BLE001 - one listener must not silence the others
                    _log.error("engine listener failed: %s", type(error).__name__)
