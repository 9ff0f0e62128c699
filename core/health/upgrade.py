"""Whether an upgrade is unconfirmed, and whether all copied values open."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.health.finding import Finding
from core.settings import Settings
from core.upgrade.state import upgrade_state

CONFIRM_WITHIN = timedelta(days=30)
"""By then problems would be known; the old state is as large as the practice and becomes outdated."""


def upgrade_finding(settings: Settings, *, now: datetime) -> Finding:
    """Values that do not open are an error; an old state kept for long is a warning."""
    state = upgrade_state(settings)
    # A clock that was set back makes no age negative.
    age = None if state.record is None else max(now - state.record.at, timedelta())
    params = {
        "days": None if age is None or not state.kept else age.days,
        "size_bytes": state.kept_bytes,
        "kept": state.kept,
        "unreadable": state.unreadable,
        "shared": state.shared,
    }
    if state.unreadable:
        return Finding("upgrade", "problem", params)
    if state.kept and (age is None or age > CONFIRM_WITHIN):
        return Finding("upgrade", "warning", params)
    return Finding("upgrade", "ok", params)
