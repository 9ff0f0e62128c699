"""What a person asks of the records themselves: are they the ones that were written."""

from __future__ import annotations

from core.integrity.dto import IntegrityFinding
from ui.operations.operation import Operation


def check_records() -> Operation[tuple[IntegrityFinding, ...]]:
    """Every record against its client's manifest; progress counts clients. Empty when all is well."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.integrity.check_all(cancel=cancel, on_progress=progress),
    )
