"""The progress of the index, counted in the database: in the active profile, and in one built beside it."""

from __future__ import annotations

from dataclasses import dataclass

from core.database.access import Database
from core.retrieval.dto import Building, IndexStatus
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexing.profile_choice import ProfileChooser
from core.security.sealing import Sealer


@dataclass(frozen=True, slots=True)
class IndexCounting:
    """Read-only."""

    database: Database
    sealer: Sealer
    chooser: ProfileChooser

    def status(self, sources_per_s: float | None) -> IndexStatus:
        """Current counts; the remaining time is estimated from `sources_per_s`."""
        with self.database.begin() as session:
            index = IndexRepository(session, self.sealer)
            profiles = index.profiles()
            active = profiles[0] if profiles and profiles[0].active else None
            total, indexed, passages = index.counts(active.profile_id if active else None)
            if active is None:
                # Search by words works, but nothing counts as complete without a model.
                indexed = 0
            building = self._building(index, profiles, active, total)
        waiting = total - indexed + (building.total - building.done if building else 0)
        return IndexStatus(
            total=total,
            indexed=indexed,
            passages=passages,
            model=active.profile.model if active else None,
            building=building,
            sources_per_s=sources_per_s,
            remaining_s=waiting / sources_per_s if sources_per_s else None,
        )

    def _building(
        self,
        index: IndexRepository,
        profiles: list[StoredProfile],
        active: StoredProfile | None,
        total: int,
    ) -> Building | None:
        """The profile of the selected embedder, possibly not begun, unless it is the active one."""
        wanted = self.chooser.wanted
        if active is None or (wanted is not None and wanted.sha256 == active.profile.revision):
            return None
        for each in profiles:
            if not each.active and (wanted is None or wanted.sha256 == each.profile.revision):
                return Building(each.profile.model, index.counts(each.profile_id)[1], total)
        return Building(wanted.name, 0, total) if wanted is not None else None
