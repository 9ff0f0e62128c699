"""The sealed index of each source, its sealed vectors in each profile, and which of it is current."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session as DatabaseSession

from core.database.binary_rows import binary_rows
from core.database.planning import prefer_hash_joins
from core.errors import TamperedRecord
from core.ids import ClientId, ProfileId, SourceKind, new_id
from core.records.outbox import SOURCES, PendingSource
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.index_state import held_sources
from core.retrieval.index.sealed_index import StoredProfile, open_source, seal_index, seal_vectors
from core.retrieval.indexed import LAYOUT, IndexedSource
from core.security.sealing import Sealer
from core.sources.dto import DamagedSource, SearchScope
from core.sources.searchable import source_conditions
from models import ProfileRow, SourceIndexRow, SourceVectorsRow

_ROWS_AT_ONCE = 100
_NOTHING = 0
"""A layout number no program uses: entries with it are rebuilt."""


@dataclass(frozen=True, slots=True)
class HeldSource:
    """The stored entry of a source, as of `index_version`; `layout` is how it was built."""

    source: IndexedSource
    index_version: int
    layout: int


class IndexRepository:
    """Reads and writes the index within the caller's transaction."""

    def __init__(self, session: DatabaseSession, sealer: Sealer) -> None:
        self._session = session
        self._sealer = sealer
        self._workspace_id = sealer.workspace_id

    def active_profile(self) -> StoredProfile | None:
        """The profile in which every source was last indexed, None before the first."""
        row = self._session.scalar(
            select(ProfileRow).where(
                ProfileRow.workspace_id == self._workspace_id, ProfileRow.active.is_(True)
            )
        )
        return _profile(row) if row is not None else None

    def ensure_profile(self, profile: EmbeddingProfile) -> StoredProfile:
        """The row of `profile`, created if it is new; a practice's first profile is active at once."""
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

    def profiles(self) -> list[StoredProfile]:
        """Every profile with vectors, existing or planned, the active one first."""
        rows = self._session.scalars(
            select(ProfileRow)
            .where(ProfileRow.workspace_id == self._workspace_id)
            .order_by(ProfileRow.active.desc(), ProfileRow.model, ProfileRow.profile_id)
        )
        return [_profile(row) for row in rows]

    def activate(self, profile_id: ProfileId) -> bool:
        """Activates the profile and drops the others with their vectors.

        False, without any change, if the profile does not exist any more.
        """
        key = (self._workspace_id, profile_id)
        if self._session.get(ProfileRow, key, with_for_update=True) is None:
            return False
        for table in (SourceVectorsRow, ProfileRow):
            self._session.execute(
                delete(table).where(table.workspace_id == self._workspace_id, table.profile_id != profile_id)
            )
        self._session.execute(
            update(ProfileRow)
            .where(ProfileRow.workspace_id == self._workspace_id, ProfileRow.profile_id == profile_id)
            .values(active=True)
        )
        return True

    def drop_profile(self, profile_id: ProfileId) -> None:
        """Removes an inactive profile with its vectors; the active one stays."""
        kept = select(ProfileRow.profile_id).where(
            ProfileRow.workspace_id == self._workspace_id, ProfileRow.active.is_(True)
        )
        for table in (SourceVectorsRow, ProfileRow):
            self._session.execute(
                delete(table).where(
                    table.workspace_id == self._workspace_id,
                    table.profile_id == profile_id,
                    table.profile_id.not_in(kept),
                )
            )

    def source(self, source_id: UUID, profile: StoredProfile | None) -> HeldSource | None:
        """The entry of a source, with its vectors in `profile` if they match.

        Raises `TamperedRecord`.
        """
        row = self._session.execute(
            self._sources(profile).where(SourceIndexRow.source_id == source_id)
        ).one_or_none()
        if row is None:
            return None
        opened = open_source(self._sealer, row, row.sealed_vectors, profile)
        return HeldSource(opened, row.index_version, row.layout)

    def all_sources(
        self, profile: StoredProfile | None
    ) -> Generator[IndexedSource | DamagedSource, None, None]:
        """The whole index, a bounded number of sources in memory at a time; close it to stop early."""
        prefer_hash_joins(self._session)
        rows = binary_rows(self._session, self._sources(profile), at_once=_ROWS_AT_ONCE)
        with closing(rows):
            for row in rows:
                try:
                    yield open_source(self._sealer, row, row.sealed_vectors, profile)
                except TamperedRecord:
                    yield DamagedSource(row.source_id)

    def searched_version(self, source: IndexedSource, profile: StoredProfile) -> int | None:
        """The version of a source that is stored for this client with vectors in `profile`, of any layout;
        None if there is none.
        """
        return self._session.scalar(
            select(SourceIndexRow.source_version)
            .join(
                SourceVectorsRow,
                (SourceVectorsRow.workspace_id == SourceIndexRow.workspace_id)
                & (SourceVectorsRow.source_id == SourceIndexRow.source_id)
                & (SourceVectorsRow.index_version == SourceIndexRow.index_version)
                & (SourceVectorsRow.profile_id == profile.profile_id),
            )
            .where(
                SourceIndexRow.workspace_id == self._workspace_id,
                SourceIndexRow.source_id == source.source_id,
                SourceIndexRow.client_id == source.client_id,
            )
        )

    def store(self, source: IndexedSource) -> int:
        """Stores the entry of the source; returns its index version.

        The previous version's vectors are deleted in every profile; `source.vectors` is ignored.
        """
        key = (self._workspace_id, source.source_id)
        held = self._session.get(SourceIndexRow, key, with_for_update=True)
        version = held.index_version + 1 if held is not None else 1
        self._session.execute(
            delete(SourceVectorsRow).where(
                SourceVectorsRow.workspace_id == self._workspace_id,
                SourceVectorsRow.source_id == source.source_id,
            )
        )
        values = {
            "client_id": source.client_id,
            "source_kind": source.kind,
            "source_version": source.version,
            "index_version": version,
            "layout": LAYOUT,
            "passages": len(source.passages),
            "sealed_index": seal_index(self._sealer, source, version),
        }
        statement = insert(SourceIndexRow).values(
            workspace_id=self._workspace_id, source_id=source.source_id, **values
        )
        self._session.execute(
            statement.on_conflict_do_update(index_elements=["workspace_id", "source_id"], set_=values)
        )
        if held is not None:
            self._session.expire(held)
        return version

    def store_vectors(
        self, profile_id: ProfileId, source: IndexedSource, vectors: NDArray[np.float16], index_version: int
    ) -> bool:
        """Stores (passages, dimension) vectors of a source in a profile; also for a source without passages.

        False, and nothing is stored, if the entry no longer has `index_version`.
        """
        current = self._session.scalar(
            select(SourceIndexRow.index_version)
            .where(
                SourceIndexRow.workspace_id == self._workspace_id,
                SourceIndexRow.source_id == source.source_id,
            )
            .with_for_update()
        )
        if current != index_version:
            return False
        sealed = seal_vectors(
            self._sealer,
            vectors,
            source_id=source.source_id,
            client_id=source.client_id,
            profile_id=profile_id,
            index_version=index_version,
        )
        values = {"index_version": index_version, "sealed_vectors": sealed}
        statement = insert(SourceVectorsRow).values(
            workspace_id=self._workspace_id, source_id=source.source_id, profile_id=profile_id, **values
        )
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=["workspace_id", "source_id", "profile_id"], set_=values
            )
        )
        return True

    def lacking(self, profile_id: ProfileId | None) -> list[PendingSource]:
        """Sources whose current version the profile lacks, unordered.

        Without a profile, those without passages.
        """
        prefer_hash_joins(self._session)
        held = held_sources(self._workspace_id, profile_id)
        found: list[PendingSource] = []
        for kind, source_id, client_id, version in SOURCES:
            conditions = source_conditions(kind, SearchScope(), self._workspace_id)
            current = held.where(
                SourceIndexRow.source_id == source_id, SourceIndexRow.source_version == version
            )
            rows = self._session.execute(select(source_id, client_id).where(*conditions, ~current.exists()))
            found += [PendingSource(kind, one, ClientId(client), 0) for one, client in rows]
        return found

    def forget(self, source_ids: Iterable[UUID]) -> None:
        """Removes the index of deleted or damaged sources."""
        self._session.execute(
            delete(SourceIndexRow).where(
                SourceIndexRow.workspace_id == self._workspace_id,
                SourceIndexRow.source_id.in_(list(source_ids)),
            )
        )

    def unmark_all(self) -> None:
        """Marks everything for rebuilding without reuse; the old index is searched meanwhile."""
        self._session.execute(
            update(SourceIndexRow)
            .where(SourceIndexRow.workspace_id == self._workspace_id)
            .values(layout=_NOTHING)
        )

    def current_version(self, kind: SourceKind, source_id: UUID) -> int | None:
        """The version a reader would get now; None if the source was deleted or is hidden from search."""
        for of_kind, row_id, _, version in SOURCES:
            if of_kind == kind:
                conditions = source_conditions(kind, SearchScope(), self._workspace_id)
                return self._session.scalar(select(version).where(row_id == source_id, *conditions))
        return None

    def counts(self, profile_id: ProfileId | None) -> tuple[int, int, int]:
        """The number of sources, of those current in the profile, and of passages.

        Without a profile none counts as current: its words can be found, its meaning cannot.
        """
        prefer_hash_joins(self._session)
        held = held_sources(self._workspace_id, profile_id).subquery()
        total = indexed = 0
        for kind, source_id, _, version in SOURCES:
            conditions = source_conditions(kind, SearchScope(), self._workspace_id)
            total += self._session.scalars(select(func.count(source_id)).where(*conditions)).one()
            if profile_id is None:
                continue
            current = (held.c.source_id == source_id) & (held.c.source_version == version)
            found = select(func.count(source_id)).join(held, current).where(*conditions)
            indexed += self._session.scalars(found).one()
        return total, indexed, self._passage_count()

    def _passage_count(self) -> int:
        query = select(func.coalesce(func.sum(SourceIndexRow.passages), 0))
        return self._session.scalars(query.where(SourceIndexRow.workspace_id == self._workspace_id)).one()

    def _sources(self, profile: StoredProfile | None) -> Select[*tuple[Any, ...]]:
        return (
            select(
                SourceIndexRow.source_id,
                SourceIndexRow.client_id,
                SourceIndexRow.source_kind,
                SourceIndexRow.source_version,
                SourceIndexRow.index_version,
                SourceIndexRow.layout,
                SourceIndexRow.sealed_index,
                SourceVectorsRow.sealed_vectors,
            )
            .outerjoin(
                SourceVectorsRow,
                (SourceVectorsRow.workspace_id == SourceIndexRow.workspace_id)
                & (SourceVectorsRow.source_id == SourceIndexRow.source_id)
                & (SourceVectorsRow.index_version == SourceIndexRow.index_version)
                & (SourceVectorsRow.profile_id == (profile.profile_id if profile else None)),
            )
            .where(SourceIndexRow.workspace_id == self._workspace_id)
        )


def _profile(row: ProfileRow) -> StoredProfile:
    profile = EmbeddingProfile(
        model=row.model,
        revision=row.revision,
        dimension=row.dimension,
        pooling=row.pooling,
        normalised=row.normalised,
    )
    return StoredProfile(ProfileId(row.profile_id), profile, row.active)
