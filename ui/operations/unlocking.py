"""What is looked at right after an unlock."""

from __future__ import annotations

from core.integrity.dto import IntegrityFinding
from core.keys.dto import PendingWork
from ui.operations.operation import Operation


def found_at_unlock() -> Operation[tuple[IntegrityFinding, ...]]:
    """What the cheap check found: is this the database, and the vault file, that was left here."""
    return Operation("db", lambda services, _cancel, _progress: services.integrity.at_unlock)


def pending_work() -> Operation[PendingWork | None]:
    """A rotation or an erase that was interrupted."""
    return Operation("db", lambda services, _cancel, _progress: services.keys.status().pending)
