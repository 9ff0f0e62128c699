"""The sources that have an entry of the index, used to find those that lack one."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as DatabaseSession

from core.ids import ProfileId, WorkspaceId
from core.retrieval.indexed import LAYOUT
from core.sources.searchable import queue_sources
from models import SourceIndexRow, SourceVectorsRow


def held_sources(workspace_id: UUID, profile_id: ProfileId | None) -> Select[UUID, int]:
    """Source and version of each entry of the current layout with its vectors in the profile.

    Without a profile, of each with passages.
    """
    held = select(SourceIndexRow.source_id, SourceIndexRow.source_version).where(
        SourceIndexRow.workspace_id == workspace_id, SourceIndexRow.layout == LAYOUT
    )
    if profile_id is None:
        return held
    return held.join(
        SourceVectorsRow,
        (SourceVectorsRow.workspace_id == SourceIndexRow.workspace_id)
        & (SourceVectorsRow.source_id == SourceIndexRow.source_id)
        & (SourceVectorsRow.index_version == SourceIndexRow.index_version)
        & (SourceVectorsRow.profile_id == profile_id),
    )


def queue_unindexed(session: DatabaseSession, workspace_id: WorkspaceId, profile_id: ProfileId | None) -> int:
    """Queues each source whose current version `profile_id` lacks and that is not queued.

    Without a profile, the sources that no profile has. Returns the number queued.
    """
    return queue_sources(session, workspace_id, held=held_sources(workspace_id, profile_id))
