"""Merging of charts as the rest of the program uses it."""

from __future__ import annotations

from collections.abc import Callable

from core.audit.pending_audit import PendingAudit
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients import rules
from core.clients.dto import MergeReport
from core.ids import ClientId
from core.merging.merging import ChartMerge
from core.service_context import ServiceContext


class MergeService:
    """Merges two charts; the merge is sealed, audited and queued for indexing at once."""

    def __init__(
        self, context: ServiceContext, *, on_hidden: Callable[[ClientId], None] = lambda client_id: None
    ) -> None:
        """`on_hidden` is called after the commit, to drop cached data of the merged chart."""
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._on_hidden = on_hidden

    def merge(
        self,
        *,
        source: ClientId,
        into: ClientId,
        reason: str,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> MergeReport:
        """Copies all of chart `source` into chart `into`; `source` is kept unchanged and refers to `into`.

        One transaction: cancelled or failed, nothing has changed. Progress is counted in sessions,
        attachments, appointments and letters. Raises `Cancelled`, `NotFound`, `DiskFull`, `InputRefused`
        (`merge_with_itself`, `reason_missing`, `reason_too_long`, `client_is_deleted`, `client_is_merged`,
        `client_field_too_long` when both records together are too long).
        """
        self._access.require("chart")
        merge = ChartMerge(
            source=source, into=into, reason=rules.checked_reason(reason), by=self._access.user_id
        )
        with self._database.begin(statement_limit_s=0) as session:
            self._disk.require_room(merge.size_bytes(session, self._sealer))
            PendingAudit.of(session).committed.append(lambda: self._on_hidden(source))
            report = merge.run(
                session, self._sealer, at=self._clock(), cancel=cancel, on_progress=on_progress
            )
            counts = {"sessions": report.sessions, "records": report.records}
            # One event for each chart, so that the log of either shows it.
            for client_id, other in ((source, {"into": str(into)}), (into, {"from": str(source)})):
                self._audit.record(
                    session,
                    action="client.merge",
                    object_kind="client",
                    object_id=client_id,
                    client_id=client_id,
                    details=other | counts,
                )
        return report
