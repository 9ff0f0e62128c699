"""The whole state of an index, opened, so that two of them can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from core.database.access import Database
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import IndexedSource
from core.security.sealing import Sealer
from models import OutboxRow, SourceIndexRow, SourceVectorsRow


def index_state(database: Database, sealer: Sealer) -> dict[str, Any]:
    """Sources with their passages, vectors by profile, profiles and what still waits; without random ids."""
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        profiles = index.profiles()
        stored = list(index.all_sources(index.active_profile()))
        layouts = session.scalars(select(SourceIndexRow.layout).distinct()).all()
        return {
            "sources": sorted(_content(one) for one in stored if isinstance(one, IndexedSource)),
            "damaged": sum(not isinstance(one, IndexedSource) for one in stored),
            "layouts": sorted(layouts),
            "vectors": session.scalars(select(func.count()).select_from(SourceVectorsRow)).one(),
            "profiles": sorted((one.profile.model, one.profile.revision, one.active) for one in profiles),
            "beside": {one.profile.model: profile_vectors(index, one) for one in profiles if not one.active},
            "waiting": session.scalars(select(func.count()).select_from(OutboxRow)).one(),
        }


def texts_of(state: dict[str, Any]) -> list[str]:
    """Every text of every field that an index holds."""
    return [text for source in state["sources"] for _, text in source[5]]


def profile_vectors(index: IndexRepository, profile: StoredProfile) -> dict[str, bytes]:
    """What a profile holds of each source, as bytes; sources it does not hold are left out."""
    return {
        str(one.source_id): one.vectors.tobytes()
        for one in index.all_sources(profile)
        if isinstance(one, IndexedSource) and one.vectors is not None
    }


def _content(source: IndexedSource) -> tuple[Any, ...]:
    return (
        str(source.source_id),
        source.version,
        str(source.day),
        str(source.client_id),
        str(source.author),
        source.fields,
        repr(source.passages),
        source.vectors.tobytes() if source.vectors is not None else b"",
    )
