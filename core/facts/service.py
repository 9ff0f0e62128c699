"""The facts of one client or of all, from sources that may be found and match their manifest."""

from __future__ import annotations

import dataclasses
import logging
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.findings import ChartMismatch
from core.cancel import CancelToken
from core.database.chart_reads import mismatches
from core.errors import NotFound, TamperedRecord, VaultLocked
from core.facts.dto import FactsOfVersion
from core.facts.sets import FactSets
from core.ids import ClientId, SessionId
from core.service_context import ServiceContext
from core.sessions.repository import SessionRepository
from core.sources.dto import Coverage, SearchScope
from core.sources.practice_map import PracticeMap
from core.sources.search_scope import ChartSource
from core.sources.source_reading import read_source
from core.sources.unread_attachments import UnreadAttachments

_log = logging.getLogger(__name__)
_NOT_BEGUN = datetime.min.replace(tzinfo=UTC)
_TRIES = 3
"""How often a chart is read again because it changed meanwhile."""


class FactService:
    """Thread-safe. Does not store results: the index worker does."""

    def __init__(self, context: ServiceContext, *, sets: FactSets) -> None:
        self._database, self._sealer, self._access = context.database, context.sealer, context.access
        self._sets = sets
        self._memory = sets.memory
        self._map = PracticeMap(context.database, sets.memory)
        self._unread = UnreadAttachments(context.database, context.sealer)
        self._begun: dict[SessionId, datetime] = {}
        """The start times of sessions of the same day, which never change."""

    def of_client(self, client_id: ClientId) -> list[FactsOfVersion]:
        """The facts of a client's current sources, the newest day last.

        A client's record, which has no day, comes first. Missing facts, or those of an earlier extractor, are
        extracted now. A source that does not open, or does not match its manifest, is omitted; so is
        everything in a deleted or merged chart. Raises `VaultLocked`, `DatabaseProblem`, `RoleRefused`.
        """
        self._require()
        made: dict[UUID, FactsOfVersion] = {}
        unreadable: set[UUID] = set()
        for _ in range(_TRIES):
            shown = self._shown(client_id)
            lacking = [
                one
                for one in shown.values()
                if one.source_id not in unreadable and self._current(one, made) is None
            ]
            if not lacking:
                break
            read = self._make(client_id, lacking)
            made |= read
            unreadable.update(one.source_id for one in lacking if one.source_id not in read)
        mismatch = self._mismatched([client_id]).get(client_id)
        return [
            facts
            for one in self._in_order(shown.values())
            if (facts := self._current(one, made)) is not None
            and (mismatch is None or not mismatch.covers(one.source_id))
        ]

    def everyone(self) -> list[FactsOfVersion]:
        """As `of_client`, of the whole practice, client by client in the order of their ids.

        Missing facts are omitted, and `complete` is then false. Loads all stored facts into memory first, if
        needed.
        """
        self._require()
        self._sets.load()
        charts = self._map.read().charts
        mismatched = self._mismatched([one for one, chart in charts.items() if chart.shown])
        return [
            facts
            for one in self._in_order(one for chart in charts.values() for one in chart.shown.values())
            if (facts := self._current(one)) is not None
            and not (one.client_id in mismatched and mismatched[one.client_id].covers(one.source_id))
        ]

    @property
    def complete(self) -> bool:
        """Whether the facts of every findable source exist, from this extractor."""
        self._require()
        self._sets.load()
        return not self._map.read().behind

    def coverage(self, scope: SearchScope) -> Coverage:
        """The sources behind the facts of a scope, and how much of it could not be read.

        `unread` counts sources without facts yet and attachments without complete text; `mismatched` is
        counted for one client only. Authors of the scope are ignored.
        """
        self._require()
        view = self._map.read()
        behind = view.behind_in(scope)
        unread = self._unread.among(view.attachments(scope)) | behind
        findings = 0
        if scope.client_id is not None:
            mismatch = self._mismatched([scope.client_id]).get(scope.client_id)
            findings = 0 if mismatch is None else len(mismatch.findings)
        return dataclasses.replace(
            view.searched(scope), unread=len(unread), unindexed=len(behind), mismatched=findings
        )

    def load(self, cancel: CancelToken | None = None) -> None:
        """Loads all stored facts into memory ahead of time.

        Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`.
        """
        self._require()
        self._sets.load(cancel)

    def forget_client(self, client_id: ClientId) -> None:
        """Removes a chart from memory that was erased, deleted or merged."""
        self._memory.forget_client(client_id)

    def close(self) -> None:
        """Clears the memory; at a lock."""
        self._memory.close()
        self._begun.clear()

    def _require(self) -> None:
        self._access.require("chart")
        if self._memory.closed:
            raise VaultLocked

    def _shown(self, client_id: ClientId) -> Mapping[UUID, ChartSource]:
        chart = self._map.read().charts.get(client_id)
        return {} if chart is None else chart.shown

    def _in_order(self, sources: Iterable[ChartSource]) -> list[ChartSource]:
        """Client by client, the newest last; sessions of one day in the order they were begun, as in their
        chart.
        """
        sources = list(sources)
        sessions = [one for one in sources if one.kind == "session"]
        a_day = Counter((one.client_id, one.day) for one in sessions)
        unknown = {
            SessionId(one.source_id): one.client_id
            for one in sessions
            if a_day[one.client_id, one.day] > 1 and one.source_id not in self._begun
        }
        if unknown:
            with self._database.begin() as session:
                self._begun |= SessionRepository(session, self._sealer).begun(unknown)
        return sorted(
            sources,
            key=lambda one: (
                one.client_id,
                one.day or date.min,
                self._begun.get(SessionId(one.source_id), _NOT_BEGUN),
                one.source_id,
            ),
        )

    def _current(
        self, source: ChartSource, made: Mapping[UUID, FactsOfVersion] | None = None
    ) -> FactsOfVersion | None:
        """The facts of a source's current version, from memory or from `made`."""
        for facts in (self._memory.get(source.source_id), (made or {}).get(source.source_id)):
            if facts is not None and _is_of(facts, source):
                return facts
        return None

    def _make(self, client_id: ClientId, lacking: Collection[ChartSource]) -> dict[UUID, FactsOfVersion]:
        """Stored facts, else newly extracted ones; also put into memory. Without those that fail."""
        turn = self._memory.turn
        made: dict[UUID, FactsOfVersion] = {}
        with self._database.begin() as session:
            stored = {each.source_id: each for each in self._sets.stored_of(session, client_id)}
            for one in lacking:
                facts = stored.get(one.source_id)
                if facts is None or not _is_of(facts, one):
                    facts = self._read(session, one)
                if facts is not None:
                    made[one.source_id] = facts
        for each in made.values():
            self._memory.put(each, turn=turn)
        return made

    def _read(self, session: DatabaseSession, source: ChartSource) -> FactsOfVersion | None:
        try:
            note = read_source(session, self._sealer, source.kind, source.source_id)
        except (NotFound, TamperedRecord) as error:
            _log.error("the facts of a %s could not be read: %s", source.kind, error.code)
            return None
        return self._sets.made_of(note)

    def _mismatched(self, client_ids: Collection[ClientId]) -> Mapping[ClientId, ChartMismatch]:
        if not client_ids:
            return {}
        with self._database.begin() as session:
            return mismatches(session, client_ids)


def _is_of(facts: FactsOfVersion, source: ChartSource) -> bool:
    return (facts.client_id, facts.version) == (source.client_id, source.version)
