"""Whether a practice holds anything, and which clients of an archive it already has."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, select
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ClientId, WorkspaceId
from models import ClientRow, ConversationRow, PracticeRecordRow

_OF_NO_WEIGHT = ("ask_quota", "import_batch", "archive", "archive_log")
"""Records that a practice without content may have: counters, and undone imports."""


def is_empty(session: DatabaseSession, workspace_id: WorkspaceId) -> bool:
    """No client in any state, no conversation, and no texts of its own."""
    for row, conditions in (
        (ClientRow, ()),
        (ConversationRow, ()),
        (PracticeRecordRow, (PracticeRecordRow.kind.not_in(_OF_NO_WEIGHT),)),
    ):
        query = select(exists().where(row.workspace_id == workspace_id, *conditions))
        if session.scalar(query):
            return False
    return True


def clients_there(
    session: DatabaseSession, workspace_id: WorkspaceId, client_ids: Collection[ClientId]
) -> set[ClientId]:
    """Which of these clients have a chart here, in any state."""
    query = select(ClientRow.client_id).where(
        ClientRow.workspace_id == workspace_id, ClientRow.client_id.in_(client_ids)
    )
    return {ClientId(each) for each in session.scalars(query)}
