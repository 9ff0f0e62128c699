"""Operations on the practice as a whole."""

from __future__ import annotations

from core.demo import DemoPractice, prepare_demo
from ui.operations.operation import Operation


def add_demo_practice() -> Operation[DemoPractice]:
    """Adds the fictional demo charts and today's visits; progress counts charts."""
    return Operation(
        "db",
        lambda services, cancel, progress: prepare_demo(services, cancel=cancel, on_progress=progress),
    )
