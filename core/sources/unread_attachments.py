"""The attachments a search cannot read: scans, pictures, and documents with such pages."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.storing import attachment_of
from core.database.access import Database
from core.errors import TamperedRecord
from core.records.chart_records import ChartRecordRepository
from core.security.sealing import Sealer
from core.sources.search_scope import ChartSource
from models import ChartRecordRow


class UnreadAttachments:
    """Opens each record once and caches whether it is completely readable, because every search asks."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer
        self._known: dict[tuple[UUID, int], bool] = {}

    def among(self, attachments: Iterable[ChartSource]) -> set[UUID]:
        """Which of these live attachments are not completely readable; damaged ones count."""
        versions = [(one.source_id, one.version) for one in attachments]
        new = [record_id for record_id, version in versions if (record_id, version) not in self._known]
        if new:
            with self._database.begin() as session:
                self._look_at(session, new)
        # A newer record is unknown yet: it waits for indexing, which is counted separately.
        return {key[0] for key in versions if self._known.get(key, True)}

    def _look_at(self, session: DatabaseSession, record_ids: list[UUID]) -> None:
        records = ChartRecordRepository(session, self._sealer)
        # Held while each is opened, so that the repository finds them in the identity map.
        held = session.scalars(
            select(ChartRecordRow).where(
                ChartRecordRow.workspace_id == self._sealer.workspace_id,
                ChartRecordRow.record_id.in_(record_ids),
            )
        ).all()
        for row in held:
            self._known[row.record_id, row.row_version] = _is_unread(records, row.record_id)


def _is_unread(records: ChartRecordRepository, record_id: UUID) -> bool:
    try:
        attachment = attachment_of(records.get(record_id))
    except TamperedRecord:
        return True
    return attachment.unread_pages > 0 or attachment.text_state in ("unread", "pending")
