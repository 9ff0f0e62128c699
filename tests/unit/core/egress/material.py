"""Reports as they come to be."""

from __future__ import annotations

from datetime import UTC, datetime

from core.egress.dto import ConnectionAttempt, Observed, Step, Watch
from core.egress.report import _ENOUGH, Report

WATCHES = (Watch("namespace", True), Watch("trace", True), Watch("tables", False, "not needed"))
STEPS = tuple(Step(name, "done", 1.5, {"bytes": 12}) for name in _ENOUGH)
TRIED = ConnectionAttempt("trace", "connect AF_INET", "192.0.2.1 port 9", "ENETUNREACH", 2)
CLEAN = Observed(0, WATCHES, families={"AF_UNIX": 412})
SEEN = Observed(0, WATCHES, (TRIED,), {"AF_INET": 2})


def report(*, journey: Observed = CLEAN, control: Observed = SEEN, steps: tuple[Step, ...] = STEPS) -> Report:
    return Report(
        at=datetime(2026, 6, 1, 12, 0, tzinfo=UTC),
        program="1.2",
        packaged=True,
        computer="desk-4",
        system="Debian GNU/Linux 12, Linux 6.1, x86_64",
        steps=steps,
        journey=journey,
        control=control,
    )
