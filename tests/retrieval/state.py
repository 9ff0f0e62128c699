"""The whole state of an index, opened, so that two of them can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from core.database.access import Database
from core.repositories.index import IndexRepository
from core.repositories.sealed_passages import StoredPassage
from core.security.sealing import Sealer
from models import IndexedSourceRow, OutboxRow, PassageVectorRow, ProfileRow


def index_state(database: Database, sealer: Sealer) -> dict[str, Any]:
    """Passages with their vectors, marks, profiles and what still waits; without ids made at random."""
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        stored = list(index.all_passages(index.active_profile()))
        marks = session.execute(select(IndexedSourceRow.source_id, IndexedSourceRow.source_version))
        profiles = session.execute(select(ProfileRow.model, ProfileRow.revision, ProfileRow.active))
        return {
            "passages": sorted(_content(one) for one in stored if isinstance(one, StoredPassage)),
            "damaged": sum(not isinstance(one, StoredPassage) for one in stored),
            "vectors": session.scalars(select(func.count()).select_from(PassageVectorRow)).one(),
            "marks": sorted((str(source_id), version) for source_id, version in marks),
            "profiles": sorted(tuple(row) for row in profiles),
            "waiting": session.scalars(select(func.count()).select_from(OutboxRow)).one(),
        }


def _content(stored: StoredPassage) -> tuple[Any, ...]:
    passage = stored.passage
    return (
        str(passage.source_id),
        passage.version,
        passage.field,
        passage.start,
        passage.end,
        passage.text,
        str(passage.day),
        str(passage.client_id),
        repr(stored.parts),
        stored.vectors.tobytes() if stored.vectors is not None else b"",
    )
