"""An audit log in a list, read in pages as the real one is."""

from __future__ import annotations

import builtins
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from core.audit.dto import AuditEntry, AuditFilter, AuditPage, ChainReport
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.ids import ClientId, UserId, new_id
from tests.fakes.gate import Gate

_NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def entry(
    position: int,
    *,
    user_id: UserId | None = None,
    action: str = "session.change",
    client_id: ClientId | None = None,
    outcome: str = "ok",
    intact: bool = True,
) -> AuditEntry:
    """One entry; each is a minute after the one before."""
    return AuditEntry(
        position=position,
        at=_NOON + timedelta(minutes=position) if intact else None,
        device="harbour-1" if intact else None,
        user_id=user_id,
        action=action,
        object_kind="session" if action.startswith("session") else None,
        object_id=new_id() if client_id is not None else None,
        client_id=client_id,
        outcome=outcome,
        intact=intact,
    )


class FakeAuditReader(Gate):
    """Newest first, `limit` a page; `report` is what a verification says."""

    def __init__(self, *entries: AuditEntry) -> None:
        super().__init__()
        self.log = sorted(entries, key=lambda each: each.position or 0, reverse=True)
        self.report = ChainReport(
            entries=len(entries), checkpoints=2, unchained=0, unanchored=5, findings=(), authenticated=True
        )
        self.asked: builtins.list[tuple[AuditFilter, int | None]] = []

    def entries(
        self,
        filter: AuditFilter = AuditFilter(),  # noqa: B008 - as the real one; frozen
        *,
        limit: int = 200,
        before: int | None = None,
    ) -> AuditPage:
        self._pass("entries")
        self.asked.append((filter, before))
        wanted = [each for each in self.log if _matches(each, filter)]
        if before is not None:
            wanted = [each for each in wanted if (each.position or 0) < before]
        page = wanted[:limit]
        more = len(wanted) > limit
        return AuditPage(tuple(page), page[-1].position if more else None)

    def failed_unlocks(self, *, since: date | None = None) -> tuple[AuditEntry, ...]:
        self._pass("failed_unlocks")
        wanted = AuditFilter(action="unlock.failed", since=since)
        return tuple(each for each in self.log if _matches(each, wanted))

    def verify(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> ChainReport:
        self._pass("verify")
        on_progress(len(self.log), len(self.log))
        if cancel is not None:
            cancel.raise_if_cancelled()
        return self.report

    def export(
        self,
        path: Path,
        filter: AuditFilter = AuditFilter(),  # noqa: B008 - as the real one; frozen
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> int:
        self._pass("export")
        wanted = [each for each in self.log if _matches(each, filter)]
        path.write_text("".join(f"{each.position}\n" for each in wanted), "utf-8")
        on_progress(len(wanted), len(wanted))
        if cancel is not None:
            cancel.raise_if_cancelled()
        return len(wanted)


def _matches(each: AuditEntry, wanted: AuditFilter) -> bool:
    day = each.at.date() if each.at is not None else None
    return (
        wanted.user_id in (None, each.user_id)
        and wanted.client_id in (None, each.client_id)
        and wanted.action in (None, each.action)
        and (wanted.since is None or (day is not None and day >= wanted.since))
        and (wanted.until is None or (day is not None and day <= wanted.until))
    )
