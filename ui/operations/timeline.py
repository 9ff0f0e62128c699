"""Operations on the timeline of a chart."""

from __future__ import annotations

from core.ids import ClientId
from core.timeline.dto import TimelineEntry
from ui.operations.operation import Operation


def timeline_of(*, client_id: ClientId) -> Operation[tuple[TimelineEntry, ...]]:
    """The entries, the newest first."""
    return Operation("db", lambda services, _cancel, _progress: services.timeline.entries(client_id))
