"""The checks right after an unlock."""

from __future__ import annotations

from core.audit.findings import IntegrityFinding
from core.keys.dto import PendingWork
from ui.operations.operation import Operation


def found_at_unlock() -> Operation[tuple[IntegrityFinding, ...]]:
    """The findings of the cheap check: whether the database and the vault file are the ones left here."""
    return Operation("db", lambda services, _cancel, _progress: services.integrity.at_unlock)


def pending_work() -> Operation[PendingWork | None]:
    """An interrupted rotation or erasure."""
    return Operation("db", lambda services, _cancel, _progress: services.keys.status().pending)
