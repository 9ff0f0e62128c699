"""Whether an upgrade waits to be confirmed, and whether all that it copied opens."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.health.finding import Finding
from core.settings import Settings
from core.upgrade.state import upgrade_state

CONFIRM_WITHIN = timedelta(days=30)
"""By then whoever upgraded knows; the old state is as large as the practice and ages."""


def upgrade_finding(settings: Settings, *, now: datetime) -> Finding:
    """Values that do not open are a problem; an old state that is kept for long, a warning."""
    state = upgrade_state(settings)
    # A clock that was set back makes no age negative.
    age = None if state.record is None else max(now - state.record.at, timedelta())
    params = {
        "days": None if age is None or not state.kept else age.days,
        "size_bytes": state.kept_bytes,
        "kept": state.kept,
        "unreadable": state.unreadable,
    }
    if state.unreadable:
        return Finding("upgrade", "problem", params)
    if state.kept and (age is None or age > CONFIRM_WITHIN):
        return Finding("upgrade", "warning", params)
    return Finding("upgrade", "ok", params)
