"""What the checks look at; `core.workspace.Workspace` is one, and owns the service that examines it."""

from __future__ import annotations

from typing import Protocol

from core.database.server import Server
from core.disk import DiskGuard
from core.metrics.metrics import Metrics
from core.services import Services
from core.settings import Settings


class ExaminedWorkspace(Protocol):
    """An open workspace, locked or unlocked."""

    settings: Settings
    disk: DiskGuard
    metrics: Metrics

    @property
    def services(self) -> Services:
        """Raises `VaultLocked`."""

    @property
    def server(self) -> Server | None:
        """The running database server, None without a practice."""
