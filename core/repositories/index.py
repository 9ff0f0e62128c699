"""Sealed passages, their sealed vectors, and which version of each source a profile holds."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from uuid import UUID

from sqlalchemy import Select, and_, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.errors import TamperedRecord
from core.ids import ProfileId, new_id
from core.repositories.outbox import SOURCES, session_conditions, source_conditions
from core.repositories.planning import prefer_hash_joins
from core.repositories.sealed_passages import (
    DamagedPassage,
    StoredPassage,
    StoredProfile,
    open_passage,
    seal_span,
    seal_vectors,
)
from core.retrieval.dto import Coverage, EmbeddingProfile, SearchScope, SourceKind
from core.security.sealing import Sealer
from models import (
    IndexedSourceRow,
    PassageRow,
    PassageVectorRow,
    ProfileRow,
    SessionRow,
)

_ROWS_AT_ONCE = 1_000


class IndexRepository:
    """Reads and writes the index within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._workspace_id = sealer.workspace_id

    def active_profile(self) -> StoredProfile | None:
        """The profile in which every source was indexed last, None before the first."""
        row = self._session.scalar(
            select(ProfileRow).where(
                ProfileRow.workspace_id == self._workspace_id, ProfileRow.active.is_(True)
            )
        )
        return _profile(row) if row is not None else None

    def ensure_profile(self, profile: EmbeddingProfile) -> StoredProfile:
        """The row of `profile`, made if it is new; the first one of a practice is active at once."""
        row = self._session.scalar(
            select(ProfileRow).where(
                ProfileRow.workspace_id == self._workspace_id,
                ProfileRow.model == profile.model,
                ProfileRow.revision == profile.revision,
                ProfileRow.dimension == profile.dimension,
                ProfileRow.pooling == profile.pooling,
                ProfileRow.normalised.is_(profile.normalised),
            )
        )
        if row is None:
            row = ProfileRow(
                workspace_id=self._workspace_id,
                profile_id=new_id(),
                model=profile.model,
                revision=profile.revision,
                dimension=profile.dimension,
                pooling=profile.pooling,
                normalised=profile.normalised,
                active=self.active_profile() is None,
            )
            self._session.add(row)
            self._session.flush()
        return _profile(row)

    def activate(self, profile_id: ProfileId) -> None:
        """Makes the profile the active one and drops what the others held."""
        for table in (PassageVectorRow, IndexedSourceRow, ProfileRow):
            self._session.execute(
                delete(table).where(table.workspace_id == self._workspace_id, table.profile_id != profile_id)
            )
        self._session.execute(
            update(ProfileRow)
            .where(ProfileRow.workspace_id == self._workspace_id, ProfileRow.profile_id == profile_id)
            .values(active=True)
        )

    def passages_of(self, source_id: UUID, profile: StoredProfile | None) -> list[StoredPassage]:
        """The passages of a source with their vectors in `profile`, in no order. Raises `TamperedRecord`."""
        rows = self._session.execute(
            _passages(self._workspace_id).where(PassageRow.source_id == source_id)
        ).all()
        vectors = self._vectors([row.passage_id for row in rows], profile)
        return [open_passage(self._sealer, row, vectors.get(row.passage_id), profile) for row in rows]

    def all_passages(
        self, profile: StoredProfile | None
    ) -> Generator[StoredPassage | DamagedPassage, None, None]:
        """Every passage of the workspace, a bounded number in memory at a time; close it to stop early."""
        prefer_hash_joins(self._session)
        query = (
            _passages(self._workspace_id)
            .add_columns(PassageVectorRow.sealed_vector)
            .outerjoin(
                PassageVectorRow,
                (PassageVectorRow.workspace_id == PassageRow.workspace_id)
                & (PassageVectorRow.passage_id == PassageRow.passage_id)
                & (PassageVectorRow.profile_id == (profile.profile_id if profile else None)),
            )
        )
        rows = self._session.execute(
            query, execution_options={"stream_results": True, "yield_per": _ROWS_AT_ONCE}
        )
        with closing(rows):
            for row in rows:
                try:
                    yield open_passage(self._sealer, row, row.sealed_vector, profile)
                except TamperedRecord as error:
                    sealed = error.params.get("sealed_source_id")
                    sources = {row.source_id, sealed if isinstance(sealed, UUID) else row.source_id}
                    yield DamagedPassage(frozenset(sources))

    def holds_source(self, profile_id: ProfileId, source_id: UUID) -> bool:
        """Whether the profile holds some version of the source."""
        key = (self._workspace_id, profile_id, source_id)
        return self._session.get(IndexedSourceRow, key) is not None

    def replace(self, source_id: UUID, passages: Sequence[StoredPassage]) -> None:
        """Makes `passages` the source's only ones. Those that stay keep their vectors in every profile."""
        kept = [stored.passage.passage_id for stored in passages]
        self._session.execute(
            delete(PassageRow).where(
                PassageRow.workspace_id == self._workspace_id,
                PassageRow.source_id == source_id,
                PassageRow.passage_id.not_in(kept),
            )
        )
        rows = [
            {
                "workspace_id": self._workspace_id,
                "passage_id": stored.passage.passage_id,
                "client_id": stored.passage.client_id,
                "source_kind": stored.passage.source_kind,
                "source_id": stored.passage.source_id,
                "source_version": stored.passage.version,
                "sealed_span": seal_span(self._sealer, stored),
            }
            for stored in passages
        ]
        if rows:
            self._session.execute(insert(PassageRow).on_conflict_do_nothing(), rows)

    def put_vectors(self, profile_id: ProfileId, passages: Sequence[StoredPassage]) -> None:
        """Stores the vectors of `passages` in a profile over what was there; those without are left out."""
        rows = [
            {
                "workspace_id": self._workspace_id,
                "passage_id": stored.passage.passage_id,
                "profile_id": profile_id,
                "sealed_vector": seal_vectors(self._sealer, stored.passage, stored.vectors, profile_id),
            }
            for stored in passages
            if stored.vectors is not None
        ]
        if rows:
            statement = insert(PassageVectorRow)
            statement = statement.on_conflict_do_update(
                index_elements=["workspace_id", "passage_id", "profile_id"],
                set_={"sealed_vector": statement.excluded.sealed_vector},
            )
            self._session.execute(statement, rows)

    def mark_indexed(self, profile_id: ProfileId, source_id: UUID, version: int) -> None:
        """Records that the profile holds all of this version of the source."""
        statement = insert(IndexedSourceRow).values(
            workspace_id=self._workspace_id,
            profile_id=profile_id,
            source_id=source_id,
            source_version=version,
        )
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "profile_id", "source_id"],
                set_={"source_version": version},
            )
        )

    def forget(self, source_ids: Iterable[UUID]) -> None:
        """Removes passages, vectors and marks of sources that are gone or damaged."""
        listed = list(source_ids)
        for table in (PassageRow, IndexedSourceRow):
            self._session.execute(
                delete(table).where(table.workspace_id == self._workspace_id, table.source_id.in_(listed))
            )

    def unmark_all(self) -> None:
        """Forgets which sources are indexed, so that nothing of the old index is taken over."""
        self._session.execute(
            delete(IndexedSourceRow).where(IndexedSourceRow.workspace_id == self._workspace_id)
        )

    def current_version(self, kind: SourceKind, source_id: UUID) -> int | None:
        """The version a reader would get now; None when the source is gone or not to be found any more."""
        for of_kind, row_id, _, version in SOURCES:
            if of_kind == kind:
                conditions = source_conditions(kind, SearchScope(), self._workspace_id)
                return self._session.scalar(select(version).where(row_id == source_id, *conditions))
        return None

    def counts(self, profile_id: ProfileId | None) -> tuple[int, int, int]:
        """How many sources there are, how many the profile holds in their current version, and passages."""
        prefer_hash_joins(self._session)
        held = select(IndexedSourceRow.source_id, IndexedSourceRow.source_version).where(
            IndexedSourceRow.workspace_id == self._workspace_id, IndexedSourceRow.profile_id == profile_id
        )
        marks = held.subquery()
        total = indexed = 0
        for kind, source_id, _, version in SOURCES:
            conditions = source_conditions(kind, SearchScope(), self._workspace_id)
            total += self._session.scalars(select(func.count(source_id)).where(*conditions)).one()
            current = and_(marks.c.source_id == source_id, marks.c.source_version == version)
            found = select(func.count(source_id)).join(marks, current).where(*conditions)
            indexed += self._session.scalars(found).one()
        return total, indexed, self._passage_count()

    def coverage(self, scope: SearchScope) -> Coverage:
        """The sessions of a scope: how many, and the first and the last day."""
        if not scope.includes("session"):
            return Coverage()
        count, first, last = self._session.execute(
            select(func.count(), func.min(SessionRow.day), func.max(SessionRow.day)).where(
                *session_conditions(scope, self._workspace_id)
            )
        ).one()
        return Coverage(sessions=count, since=first, until=last)

    def _passage_count(self) -> int:
        query = select(func.count(PassageRow.passage_id))
        return self._session.scalars(query.where(PassageRow.workspace_id == self._workspace_id)).one()

    def _vectors(self, passage_ids: Sequence[UUID], profile: StoredProfile | None) -> dict[UUID, bytes]:
        if profile is None or not passage_ids:
            return {}
        rows = self._session.execute(
            select(PassageVectorRow.passage_id, PassageVectorRow.sealed_vector).where(
                PassageVectorRow.workspace_id == self._workspace_id,
                PassageVectorRow.passage_id.in_(passage_ids),
                PassageVectorRow.profile_id == profile.profile_id,
            )
        )
        return {passage_id: sealed for passage_id, sealed in rows}


def _passages(workspace_id: UUID) -> Select[UUID, UUID, str, UUID, int, bytes]:
    return select(
        PassageRow.passage_id,
        PassageRow.client_id,
        PassageRow.source_kind,
        PassageRow.source_id,
        PassageRow.source_version,
        PassageRow.sealed_span,
    ).where(PassageRow.workspace_id == workspace_id)


def _profile(row: ProfileRow) -> StoredProfile:
    profile = EmbeddingProfile(
        model=row.model,
        revision=row.revision,
        dimension=row.dimension,
        pooling=row.pooling,
        normalised=row.normalised,
    )
    return StoredProfile(ProfileId(row.profile_id), profile, row.active)
