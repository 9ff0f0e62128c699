"""Operations that check whether the records are the ones that were written."""

from __future__ import annotations

from core.audit.findings import IntegrityFinding
from ui.operations.operation import Operation


def check_records() -> Operation[tuple[IntegrityFinding, ...]]:
    """Compares every record with its client's manifest; progress counts clients. Empty without findings."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.integrity.check_all(cancel=cancel, on_progress=progress),
    )
