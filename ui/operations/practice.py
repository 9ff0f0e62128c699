"""What a person does with the practice as a whole."""

from __future__ import annotations

from core.demo import load_demo
from core.interchange.chart_importer import ImportResult
from ui.operations.operation import Operation


def add_demo_practice() -> Operation[ImportResult]:
    """Adds the fictional demo charts; progress counts charts."""
    return Operation(
        "db",
        lambda services, cancel, progress: load_demo(services.importer, cancel=cancel, on_progress=progress),
    )
