"""Alerts shown during work: the few urgent findings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.health.doctor import disk_finding, index_finding
from core.health.finding import Check, Finding
from core.health.usage import usage_findings
from core.health.vault import audit_chain

if TYPE_CHECKING:
    from core.health.examined_workspace import ExaminedWorkspace
    from core.services import Services

ALERTING: tuple[Check, ...] = (
    "audit_chain",
    "disk",
    "errors",
    "index",
    "speed_save",
    "speed_find",
    "speed_ask",
    "speed_unlock",
)
"""The most urgent first. The age of backups has its own place in the status bar."""


def alerts(workspace: ExaminedWorkspace, services: Services) -> tuple[Finding, ...]:
    """The findings of `ALERTING` that are not well, the most pressing first. Raises as a search does."""
    found = {each.check: each for each in _looked_at(workspace, services)}
    pressing = [found[check] for check in ALERTING if check in found and found[check].status != "ok"]
    return tuple(sorted(pressing, key=lambda each: each.status != "problem"))


def _looked_at(workspace: ExaminedWorkspace, services: Services) -> Iterator[Finding]:
    yield audit_chain(services)
    yield disk_finding(workspace)
    yield from usage_findings(services.metrics)
    if services.access.allows("chart"):
        status = services.index.status()
        # Running indexing is shown by its progress.
        if not status.running:
            yield index_finding(status)
