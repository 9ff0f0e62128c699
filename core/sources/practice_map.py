"""The sources that may be found now, with their current versions, kept while unlocked.

The index in memory follows the notes with a delay. So each search compares the two: indexed sources that are
outdated, belong to another client, are not in any chart, or must not be found any more are excluded before
ranking. Ids, versions and days only; the map is updated where charts have changed.

Only one program has a data directory open (its instance lock), so sources are indexed by this process and
reach this memory. If anything else wrote to the database, nothing old or hidden is found; what another
process indexed is found after the next load of the memory, and counts as unread until then.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.database.access import Database
from core.ids import ClientId
from core.sources.dto import Coverage, SearchScope
from core.sources.search_scope import ChartSource, SearchScopeRepository, charts_state


class HoldsVersions(Protocol):
    """The state of the in-memory index."""

    @property
    def revision(self) -> int:
        """Changes with every change of the content."""

    @property
    def generation(self) -> int:
        """Changes whenever a source is removed or its version replaced."""

    def held_as(self, source_id: UUID) -> tuple[ClientId, int] | None:
        """The client and version under which a source is indexed."""

    def source_ids(self) -> set[UUID]:
        """Every indexed source."""


@dataclass(frozen=True, slots=True)
class Chart:
    """The sources of one client: by id those that may be found, and the ids of the others.

    `days` are the ordinals of the sessions' days, (sessions,) int32.
    """

    shown: Mapping[UUID, ChartSource]
    hidden: tuple[UUID, ...]
    days: NDArray[np.int32]

    def ids(self) -> Iterator[UUID]:
        """Every source of the chart, including those that may not be found."""
        yield from self.shown
        yield from self.hidden


class View:
    """The practice at one moment; read-only.

    `behind` are sources that may be found but are not indexed in their current version, `without` all sources
    excluded from a search, `gone` those in no chart.
    """

    def __init__(
        self,
        charts: Mapping[ClientId, Chart],
        *,
        gone: frozenset[UUID] = frozenset(),
        behind: Mapping[UUID, ChartSource] | None = None,
        kept: frozenset[UUID] = frozenset(),
    ) -> None:
        self.charts = charts
        self.gone = gone
        self.behind = behind or {}
        self.without = kept.union(self.behind)
        listed = list(charts.values())
        self._days = np.concatenate([each.days for each in listed] or [np.empty(0, np.int32)])
        self._owners = np.repeat(np.arange(len(listed)), [each.days.size for each in listed])
        self._attachments = tuple(
            one for each in listed for one in each.shown.values() if one.kind == "attachment"
        )
        self._all_sessions = _coverage(self._days, self._owners)

    def is_current(self, client_id: ClientId, source_id: UUID, version: int) -> bool:
        """Whether this is the current version of a findable source of this client."""
        chart = self.charts.get(client_id)
        source = chart.shown.get(source_id) if chart is not None else None
        return source is not None and source.version == version

    def coverage(self, scope: SearchScope, authored: Collection[UUID] | None = None) -> Coverage:
        """The sessions of a scope: how many, of how many clients, the first and the last day.

        `authored` are the sources by the scope's authors, if any: authors are only known from opened notes.
        """
        if not scope.includes("session"):
            return Coverage()
        if authored is not None:
            return self._coverage_of(set(authored), scope)
        if scope.client_id is not None:
            chart = self.charts.get(scope.client_id)
            days = chart.days if chart is not None else self._days[:0]
            return _coverage(*_inside(days, np.zeros(days.size, np.int64), scope))
        if scope.since is None and scope.until is None:
            return self._all_sessions
        return _coverage(*_inside(self._days, self._owners, scope))

    def searched(self, scope: SearchScope, authored: Collection[UUID] | None = None) -> Coverage:
        """As `coverage`, without the sessions that are not indexed in their current version."""
        behind = {one.source_id for one in self.behind.values() if one.kind == "session"}
        if not behind or not scope.includes("session"):
            return self.coverage(scope, authored)
        # Only while the index is behind: going source by source is slow in a large practice.
        of_client = self.charts.get(scope.client_id) if scope.client_id is not None else None
        charts = self.charts.values() if of_client is None else (of_client,)
        chosen = (one for chart in charts for one in chart.shown) if authored is None else authored
        return self._coverage_of(set(chosen) - behind, scope)

    def _coverage_of(self, chosen: AbstractSet[UUID], scope: SearchScope) -> Coverage:
        sessions = [
            one
            for chart in self.charts.values()
            for source_id in chart.shown.keys() & chosen
            if (one := chart.shown[source_id]).kind == "session" and in_scope(one, scope)
        ]
        owners = {one: number for number, one in enumerate({each.client_id for each in sessions})}
        numbers = np.array([owners[one.client_id] for one in sessions], dtype=np.int64)
        return _coverage(_days(sessions), numbers)

    def behind_in(self, scope: SearchScope) -> set[UUID]:
        """The sources of the scope that are not indexed in their current version, by any author."""
        return {source_id for source_id, one in self.behind.items() if in_scope(one, scope)}

    def attachments(self, scope: SearchScope) -> list[ChartSource]:
        """The attachments of a scope."""
        return [one for one in self._attachments if in_scope(one, scope)]


class PracticeMap:
    """Thread-safe. `read` before each search."""

    def __init__(self, database: Database, memory: HoldsVersions) -> None:
        self._database = database
        self._memory = memory
        self._lock = threading.Lock()
        self._state: bytes | None = None
        self._changes: dict[ClientId, int] = {}
        self._view = View({})
        self._compared: tuple[int, int] | None = None

    def read(self) -> View:
        """The current practice: one statement, and two more if a chart has changed.

        Raises `DatabaseProblem`, `VaultLocked`.
        """
        with self._lock:
            held_now = self._memory.generation, self._memory.revision
            state = charts_state(self._database)
            if state is None or state != self._state:
                self._read_changes()
                # Stored only after everything was read: changes in between show at the next search.
                self._state = state
            if held_now != self._compared:
                self._compare_again(everything=self._compared is None or held_now[0] != self._compared[0])
                self._compared = held_now
            return self._view

    def distrust(self) -> None:
        """Makes the next `read` compare everything with the index, after an inconsistency was seen."""
        with self._lock:
            self._compared = None

    def _read_changes(self) -> None:
        """Reads the new or changed charts, and drops those that were removed."""
        with self._database.begin() as session:
            repository = SearchScopeRepository(session, self._database.workspace_id)
            # Counters before sources: changes in between are read again the next time.
            changes = repository.changes()
            changed = {one for one, counter in changes.items() if self._changes.get(one) != counter}
            read = repository.sources(None if len(changed) == len(changes) else changed) if changed else []
        was = self._view.charts
        kept = {one: chart for one, chart in was.items() if one in changes and one not in changed}
        read_now = _charts(changed, read)
        there = {one for chart in read_now.values() for one in chart.ids()}
        dropped = {one for client, chart in was.items() if client not in kept for one in chart.ids()}
        gone = (self._view.gone | dropped) - there
        self._compare({**kept, **read_now}, changed, frozenset(gone))
        self._changes = changes

    def _compare_again(self, *, everything: bool) -> None:
        """Current sources stay current until something is removed from the index; the others are checked."""
        view = self._view
        if not everything:
            self._compare(view.charts, {one.client_id for one in view.behind.values()}, view.gone)
            return
        # Indexed, but in no chart: erased while it was loaded, or left from a restored backup.
        strays = self._memory.source_ids().difference(*(chart.ids() for chart in view.charts.values()))
        self._compare(view.charts, view.charts.keys(), view.gone | strays)

    def _compare(
        self, charts: Mapping[ClientId, Chart], looked_at: Collection[ClientId], gone: frozenset[UUID]
    ) -> None:
        """Builds the view of these charts; for those `looked_at` it reads the indexed versions again."""
        held = self._memory.held_as
        behind = {
            source_id: one
            for source_id, one in self._view.behind.items()
            if one.client_id in charts and one.client_id not in looked_at
        }
        hidden = set(gone)
        for chart in charts.values():
            hidden.update(chart.hidden)
        for client in looked_at:
            for one in charts[client].shown.values():
                if held(one.source_id) != (client, one.version):
                    behind[one.source_id] = one
        kept = frozenset(one for one in hidden if held(one) is not None)
        self._view = View(charts, gone=gone, behind=behind, kept=kept)


def in_scope(source: ChartSource, scope: SearchScope) -> bool:
    """Whether a source is within the client, the days and the kinds of a scope."""
    if scope.client_id not in (None, source.client_id) or not scope.includes(source.kind):
        return False
    if scope.since is None and scope.until is None:
        return True
    day = source.day
    return day is not None and (scope.since or date.min) <= day <= (scope.until or date.max)


def _inside(
    days: NDArray[np.int32], owners: NDArray[np.int64], scope: SearchScope
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    if scope.since is None and scope.until is None:
        return days, owners
    first, last = (scope.since or date.min).toordinal(), (scope.until or date.max).toordinal()
    inside = (days >= first) & (days <= last)
    return days[inside], owners[inside]


def _coverage(days: NDArray[np.int32], owners: NDArray[np.int64]) -> Coverage:
    if not days.size:
        return Coverage()
    return Coverage(
        sessions=int(days.size),
        since=date.fromordinal(int(days.min())),
        until=date.fromordinal(int(days.max())),
        clients=int(np.count_nonzero(np.bincount(owners))),
    )


def _charts(clients: Iterable[ClientId], sources: Iterable[ChartSource]) -> dict[ClientId, Chart]:
    shown: dict[ClientId, dict[UUID, ChartSource]] = {one: {} for one in clients}
    hidden: dict[ClientId, list[UUID]] = {one: [] for one in shown}
    for one in sources:
        if one.client_id in shown:
            if one.shown:
                shown[one.client_id][one.source_id] = one
            else:
                hidden[one.client_id].append(one.source_id)
    return {one: Chart(held, tuple(hidden[one]), _days(held.values())) for one, held in shown.items()}


def _days(sources: Iterable[ChartSource]) -> NDArray[np.int32]:
    ordinals = [one.day.toordinal() for one in sources if one.kind == "session" and one.day is not None]
    return np.array(ordinals, dtype=np.int32)
