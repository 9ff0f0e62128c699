"""Operations on the audit log."""

from __future__ import annotations

from pathlib import Path

from core.audit.dto import AuditFilter, AuditPage, ChainReport
from ui.operations.operation import Operation

PAGE_ENTRIES = 200


def audit_page(*, wanted: AuditFilter, before: int | None = None) -> Operation[AuditPage]:
    """Up to `PAGE_ENTRIES` entries, newest first; `before` is the page's `next_before`."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.audit_reader.entries(
            wanted, limit=PAGE_ENTRIES, before=before
        ),
    )


def verify_audit() -> Operation[ChainReport]:
    """Checks the chain of the whole log; progress counts entries."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.audit_reader.verify(cancel=cancel, on_progress=progress),
    )


def export_audit(*, path: Path, wanted: AuditFilter) -> Operation[int]:
    """Writes JSON Lines; returns the number of entries written."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.audit_reader.export(
            path, wanted, cancel=cancel, on_progress=progress
        ),
    )
