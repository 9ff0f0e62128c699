"""Operations that check whether the records are the ones that were written."""

from __future__ import annotations

from core.audit.findings import IntegrityFinding
from core.ids import ClientId
from ui.operations.operation import Operation


def found_in_chart(*, client_id: ClientId) -> Operation[tuple[IntegrityFinding, ...]]:
    """The findings of the latest read of this chart; requested after that read, in the same lane."""
    return Operation("db", lambda services, _cancel, _progress: services.integrity.found_in(client_id))


def accept_database() -> Operation[None]:
    """Accepts the records as they are, after an older backup was restored on purpose. For owners."""
    return Operation("db", lambda services, _cancel, _progress: services.integrity.accept_database())


def check_records() -> Operation[tuple[IntegrityFinding, ...]]:
    """Compares every record with its client's manifest; progress counts clients. Empty without findings."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.integrity.check_all(cancel=cancel, on_progress=progress),
    )
