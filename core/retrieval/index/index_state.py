"""Queries for the sources that have an index and those that have facts, used to find missing ones."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, select

from core.ids import ProfileId
from core.retrieval.indexed import LAYOUT
from models import FactSetRow, SourceIndexRow, SourceVectorsRow


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


def held_facts(workspace_id: UUID, extractor_version: int) -> Select[UUID, int]:
    """Source and version of each with facts by this extractor."""
    return select(FactSetRow.source_id, FactSetRow.source_version).where(
        FactSetRow.workspace_id == workspace_id, FactSetRow.extractor_version == extractor_version
    )
