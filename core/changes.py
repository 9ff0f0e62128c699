"""What committed transactions changed in the charts, for those who show or index them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from core.ids import ClientId

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Changes:
    """The clients whom one committed transaction concerned; both empty for one that left the charts' content
    as it was, for example an empty draft or a signature.
    """

    content: frozenset[ClientId] = frozenset()
    """Clients whose chart now says something else: answers and briefs about them may be outdated."""
    clients: frozenset[ClientId] = frozenset()
    """Clients who were added, changed or erased themselves: lists of clients may be outdated."""

    def touches(self, client_id: ClientId | None) -> bool:
        """Whether the content of one chart, or with None of any chart, may have changed."""
        return bool(self.content) if client_id is None else client_id in self.content

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.content | other.content, self.clients | other.clients)


Listener = Callable[[Changes], None]


class ChangeFeed:
    """Calls its subscribers once for every committed transaction that wrote to a chart. Safe across threads.

    The commit hook publishes, so that no service or view has to; a transaction that is rolled back publishes
    nothing. Listeners are called in the thread that committed: they return at once, and may not raise.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._listeners: dict[object, Listener] = {}
        self._closed = False

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Calls `listener` from the next commit on; returns what unsubscribes it."""
        key = object()
        with self._guard:
            self._listeners[key] = listener

        def unsubscribe() -> None:
            with self._guard:
                self._listeners.pop(key, None)

        return unsubscribe

    def publish(self, changes: Changes) -> None:
        """Called after the commit."""
        with self._guard:
            listeners = () if self._closed else tuple(self._listeners.values())
        for listener in listeners:
            try:
                listener(changes)
            except Exception as error:  # noqa: BLE001 - the transaction is committed and must not look failed
                _log.error("a listener to changes failed: %s", type(error).__name__)

    def close(self) -> None:
        """At a lock: publishes nothing more."""
        with self._guard:
            self._closed = True
            self._listeners.clear()
