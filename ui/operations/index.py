"""What the window asks of the index."""

from __future__ import annotations

from core.retrieval.dto import IndexStatus
from ui.operations.operation import Operation


def wake_index() -> Operation[None]:
    """Tells the indexer that something was stored; it works in a thread of its own."""
    return Operation("db", lambda services, _cancel, _progress: services.index.wake())


def index_status() -> Operation[IndexStatus]:
    """How much of the practice can be found now."""
    return Operation("db", lambda services, _cancel, _progress: services.index.status())
