"""The policy in force, and whether only an administrator can change it."""

from __future__ import annotations

from core.health.finding import Finding
from core.settings import Settings


def policy_finding(settings: Settings) -> Finding:
    """A policy that others can change is in force too: it can only restrict."""
    open_to_others = [each.source for each in settings.policies if not each.administered]
    params = {
        "sources": [each.source for each in settings.policies],
        "open": open_to_others,
        "imposed": sorted(name for name, each in settings.decisions.items() if each.by == "policy"),
    }
    return Finding("policy", "warning" if open_to_others else "ok", params)
