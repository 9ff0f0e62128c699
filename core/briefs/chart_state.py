"""Detects changes of a chart by a counter that every change increments, without reading content."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, select
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import HIDDEN_STATES
from core.ids import ClientId, WorkspaceId
from models import ClientManifestRow, ClientRow


def chart_counters(
    session: DatabaseSession, workspace_id: WorkspaceId, client_ids: Collection[ClientId]
) -> dict[ClientId, int]:
    """The change counter of each of these charts; charts erased, deleted or merged are not included."""
    query = (
        select(ClientRow.client_id, ClientManifestRow.counter)
        .join(
            ClientManifestRow,
            and_(
                ClientManifestRow.workspace_id == ClientRow.workspace_id,
                ClientManifestRow.client_id == ClientRow.client_id,
            ),
        )
        .where(
            ClientRow.workspace_id == workspace_id,
            ClientRow.client_id.in_(client_ids),
            ClientRow.state.not_in(HIDDEN_STATES),
        )
    )
    return {ClientId(client_id): counter for client_id, counter in session.execute(query)}
