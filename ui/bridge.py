"""Delivers calls from background threads (engine, indexer, a running answer) in the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

T = TypeVar("T")


class _Post(QObject):
    """The signal itself; separate from `ThreadBridge` since a QObject cannot be generic."""

    arrived = Signal(object)

    def __init__(self, receive: Callable[[object], None], parent: QObject) -> None:
        super().__init__(parent)
        self._receive = receive
        self.arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _on_arrived(self, value: object) -> None:
        self._receive(value)


class ThreadBridge(Generic[T]):
    """`send(value)` from any thread; `receive(value)` follows in the thread of `owner`, in the order sent.

    Nothing is delivered once `owner` is deleted or `close` was called; a later `send` is dropped, so a
    listener may stay subscribed while its view is destroyed.
    """

    def __init__(self, receive: Callable[[T], None], owner: QObject) -> None:
        self._receive: Callable[[T], None] | None = receive
        self._post = _Post(self._on_value, owner)

    def send(self, value: T) -> None:
        """Safe in any thread, at any time."""
        if self._receive is None or not shiboken6.isValid(self._post):
            return
        try:
            self._post.arrived.emit(value)
        except RuntimeError:
            # The owner was deleted between the check and the call: no receiver is left.
            return

    def close(self) -> None:
        """Stops delivery, including pending values. Call it in the owner's thread."""
        self._receive = None

    def _on_value(self, value: object) -> None:
        if self._receive is not None:
            self._receive(value)  # type: ignore[arg-type]  # only `send` emits, and it takes T
