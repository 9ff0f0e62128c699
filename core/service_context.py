"""What nearly every service of an unlocked workspace works with."""

from __future__ import annotations

from dataclasses import dataclass

from core.audit.log import AuditLog
from core.clock import Clock, utc_now
from core.database.access import Database
from core.disk import DiskGuard
from core.security.roles import Access
from core.security.sealing import Sealer


@dataclass(frozen=True, slots=True)
class ServiceContext:
    """Where records are stored, what seals them, who works with them, and what is recorded of it.

    For a class that needs at least three of these; one that needs fewer takes those. Nothing else is added
    here: a service names its other collaborators, so that its constructor says what it depends on.
    """

    database: Database
    sealer: Sealer
    audit: AuditLog
    disk: DiskGuard
    access: Access
    clock: Clock = utc_now
