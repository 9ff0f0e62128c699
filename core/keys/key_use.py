"""Counts how many values each key has sealed: AES-GCM with random nonces limits the messages per key.

At most 2^28 messages a key (NIST SP 800-38D §8.3, with its probability of a repeated nonce). Each stored
value was sealed once, and the version of an overwritten row counts its updates; a quarter of the budget is
reserved for values that were sealed and not stored.
"""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import WorkspaceId
from models import (
    AttachmentChunkRow,
    AuditChainRow,
    ChartRecordRow,
    ClientKeyRow,
    ClientManifestRow,
    ClientRow,
    FactSetRow,
    SessionRow,
    SessionVersionRow,
    SourceIndexRow,
)

BUDGET_VALUES = 1 << 26
_FIELDS_A_VERSION = 5
_VALUES_AN_EVENT = 2
"""Its details, and the chain's keys after it."""


def budget_spent(session: DatabaseSession, workspace_id: WorkspaceId, *, workspace_version: int) -> bool:
    """Whether a key of the practice or of any client has sealed so much that a new one is due.

    The budget of all versions of a key together is that of one times their number.
    """
    position = session.scalar(
        select(AuditChainRow.position).where(AuditChainRow.workspace_id == workspace_id)
    )
    if (position or 0) * _VALUES_AN_EVENT > BUDGET_VALUES * workspace_version:
        return True
    return any(
        values > BUDGET_VALUES * versions
        for values, versions in session.execute(_most_of_a_client(workspace_id))
    )


def _most_of_a_client(workspace_id: WorkspaceId) -> Select[int, int]:
    """For each client, the values under the busiest purpose and the number of key versions."""
    notes = (
        select(SessionRow.client_id, (func.count() * _FIELDS_A_VERSION).label("values"))
        .join(
            SessionVersionRow,
            (SessionVersionRow.workspace_id == SessionRow.workspace_id)
            & (SessionVersionRow.session_id == SessionRow.session_id),
        )
        .where(SessionRow.workspace_id == workspace_id)
        .group_by(SessionRow.client_id)
    )
    pieces = (
        select(ChartRecordRow.client_id, func.count().label("values"))
        .join(
            AttachmentChunkRow,
            (AttachmentChunkRow.workspace_id == ChartRecordRow.workspace_id)
            & (AttachmentChunkRow.record_id == ChartRecordRow.record_id),
        )
        .where(ChartRecordRow.workspace_id == workspace_id)
        .group_by(ChartRecordRow.client_id)
    )
    # A manifest is sealed again with each change in the chart, including the client's own row and other
    # records.
    manifests = select(
        ClientManifestRow.client_id, (ClientManifestRow.counter * 2 + ClientRow.row_version).label("values")
    ).join(
        ClientRow,
        (ClientRow.workspace_id == ClientManifestRow.workspace_id)
        & (ClientRow.client_id == ClientManifestRow.client_id),
    )
    index = (
        select(SourceIndexRow.client_id, func.sum(SourceIndexRow.index_version).label("values"))
        .where(SourceIndexRow.workspace_id == workspace_id)
        .group_by(SourceIndexRow.client_id)
    )
    facts = (
        select(FactSetRow.client_id, func.sum(FactSetRow.set_version).label("values"))
        .where(FactSetRow.workspace_id == workspace_id)
        .group_by(FactSetRow.client_id)
    )
    each = notes.union_all(
        pieces, manifests.where(ClientManifestRow.workspace_id == workspace_id), index, facts
    ).subquery()
    versions = (
        select(ClientKeyRow.client_id, func.count().label("versions"))
        .where(ClientKeyRow.workspace_id == workspace_id)
        .group_by(ClientKeyRow.client_id)
        .subquery()
    )
    return (
        select(func.max(each.c["values"]), func.max(versions.c.versions))
        .join_from(each, versions, each.c.client_id == versions.c.client_id)
        .group_by(each.c.client_id)
    )
