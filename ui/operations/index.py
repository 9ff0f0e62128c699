"""Operations on the index."""

from __future__ import annotations

from core.retrieval.dto import IndexStatus
from ui.operations.operation import Operation


def wake_index() -> Operation[None]:
    """Notifies the indexer that something was stored; it works in its own thread."""
    return Operation("db", lambda services, _cancel, _progress: services.index.wake())


def index_status() -> Operation[IndexStatus]:
    """How much of the practice is searchable now."""
    return Operation("db", lambda services, _cancel, _progress: services.index.status())
