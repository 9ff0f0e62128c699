"""Briefs before visits: made on request, or ahead of time for today's clients."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from typing import Protocol

from core.briefs.chart import ChartRead, read_chart
from core.briefs.chart_state import chart_counters
from core.briefs.checking import require_recorded
from core.briefs.dto import Brief
from core.briefs.extracting import extract
from core.briefs.prepared import Kept, PreparedBriefs
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.chart_reads import mismatches
from core.database.snapshot import hold_snapshot
from core.errors import DiskFull, InputRefused, NotFound, RetrievalError, TamperedRecord, VaultFormatError
from core.facts.dto import FactsOfVersion
from core.ids import ClientId
from core.schedule.dto import Agenda
from core.schedule.local_time import day_bounds
from core.service_context import ServiceContext

_log = logging.getLogger(__name__)
_OF_ONE_CHART = (InputRefused, NotFound, RetrievalError, TamperedRecord, VaultFormatError)
"""Errors that concern one client's brief only."""


class Extract(Protocol):
    """Makes the lines of a brief from a chart."""

    def __call__(self, chart: ChartRead, *, as_of: datetime) -> Brief: ...


class BriefService:
    """Makes and caches briefs; usable from several threads.

    `agenda`: the appointments between two times. `facts`: the existing facts of a client; missing ones are
    extracted from the notes.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        agenda: Callable[[datetime, datetime], Agenda],
        facts: Callable[[ClientId], Iterable[FactsOfVersion]] = lambda _: (),
        make: Extract = extract,
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._access, self._clock = context.access, context.clock
        self._agenda = agenda
        self._facts = facts
        self._make = make
        self._kept = PreparedBriefs()

    def brief(self, client_id: ClientId, *, cancel: CancelToken | None = None) -> Brief:
        """The current brief, for a reader: audited.

        A valid prepared one is returned as it is.

        Raises:
            NotFound: no such client.
            InputRefused: `client_is_deleted`, `client_is_merged`.
            RetrievalError: it was not what the record says; nothing of it was shown.
            Cancelled, TamperedRecord, VaultLocked, DatabaseProblem: there is none.
        """
        self._access.require("chart")
        if cancel is not None:
            cancel.raise_if_cancelled()
        kept = self._holding(client_id)
        found = kept.brief if kept is not None else self._made(client_id)
        if cancel is not None:
            cancel.raise_if_cancelled()
        self._record_shown(found)
        return found

    def prepared(self, client_id: ClientId) -> Brief | None:
        """The prepared brief, `stale` if the chart changed since; nothing is made or audited.

        For callers that only check its existence: showing its text requires `brief`.
        """
        return self.prepared_of([client_id]).get(client_id)

    def prepared_of(self, client_ids: Collection[ClientId]) -> dict[ClientId, Brief]:
        """As `prepared`, for several clients with one query."""
        self._access.require("chart")
        wanted = {one: kept for one in client_ids if (kept := self._kept.get(one)) is not None}
        if not wanted:
            return {}
        today, counters = self._today(), self._counters(wanted)
        found: dict[ClientId, Brief] = {}
        for client_id, kept in wanted.items():
            if client_id not in counters:
                self._kept.forget(client_id)
            else:
                stale = not kept.still_holds(counters[client_id], today)
                found[client_id] = dataclasses.replace(kept.brief, stale=stale)
        return found

    def renewed(self, client_id: ClientId) -> Brief:
        """The current brief, for comparison with a displayed one. Raises as `brief`."""
        self._access.require("chart")
        return self._made(client_id)

    def prepare_today(
        self,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        *,
        at_most: int | None = None,
    ) -> int:
        """Makes the briefs of clients still expected today, in the order of their appointments.

        Returns how many were made; valid ones are kept. `at_most` so many, so that an idle task can check for
        other work. An unreadable chart does not stop the others.

        Raises `Cancelled`.
        """
        self._access.require("chart")
        self._drop_gone()
        expected = self.expected_today()
        ready = self._holding_of(expected)
        made = 0
        for done, client_id in enumerate(expected):
            if cancel is not None:
                cancel.raise_if_cancelled()
            on_progress(done, len(expected))
            if client_id in ready:
                continue
            if at_most is not None and made >= at_most:
                return made
            made += self._prepared_now(client_id)
        on_progress(len(expected), len(expected))
        return made

    def expected_today(self) -> list[ClientId]:
        """The clients with an appointment today that is still `scheduled`, by time, each once."""
        self._access.require("chart")
        bookings = self._agenda(*day_bounds(self._today())).bookings
        return list(
            dict.fromkeys(
                each.appointment.client_id for each in bookings if each.appointment.status == "scheduled"
            )
        )

    def forget_client(self, client_id: ClientId) -> None:
        """Removes a chart from memory that was erased, deleted or merged."""
        self._kept.forget(client_id)

    def close(self) -> None:
        """Clears the memory; at a lock."""
        self._kept.close()

    def _drop_gone(self) -> None:
        """Removes clients deleted or merged since, even if nobody asks for them."""
        kept = self._kept.clients
        if kept:
            there = self._counters(kept)
            for client_id in kept:
                if client_id not in there:
                    self._kept.forget(client_id)

    def _prepared_now(self, client_id: ClientId) -> bool:
        try:
            self._made(client_id)
        except _OF_ONE_CHART as error:
            _log.warning("a brief was not prepared: %s", error.code)
            return False
        return True

    def _made(self, client_id: ClientId) -> Brief:
        turn, today = self._kept.turn, self._today()
        facts = {(one.source_id, one.version): one.facts for one in self._facts(client_id)}
        with self._database.begin() as session:
            hold_snapshot(session)
            chart = read_chart(session, self._sealer, client_id, today=today)
            counters = chart_counters(session, self._sealer.workspace_id, [client_id])
        made = self._make(dataclasses.replace(chart, facts=facts), as_of=self._clock())
        require_recorded(made, chart)
        if client_id in counters and not chart.mismatched:
            self._kept.put(Kept(made, counters[client_id], today), turn=turn)
        return made

    def _holding(self, client_id: ClientId) -> Kept | None:
        kept = self._kept.get(client_id)
        if kept is None:
            return None
        with self._database.begin() as session:
            counter = chart_counters(session, self._sealer.workspace_id, [client_id]).get(client_id)
            mismatched = mismatches(session, [client_id])
        if counter is None or mismatched:
            self._kept.forget(client_id)
            return None
        return kept if kept.still_holds(counter, self._today()) else None

    def _holding_of(self, client_ids: Collection[ClientId]) -> frozenset[ClientId]:
        """The clients with a valid brief."""
        return frozenset(one for one, brief in self.prepared_of(client_ids).items() if not brief.stale)

    def _counters(self, client_ids: Collection[ClientId]) -> dict[ClientId, int]:
        with self._database.begin() as session:
            return chart_counters(session, self._sealer.workspace_id, list(client_ids))

    def _record_shown(self, brief: Brief) -> None:
        sources = (source for line in brief.lines for source in line.sources)
        shown = list(dict.fromkeys(str(source.passage.source_id) for source in sources))
        try:
            with self._database.begin() as session:
                self._audit.record(
                    session,
                    action="brief",
                    object_kind="client",
                    object_id=brief.client_id,
                    details={"shown": shown},
                )
        except DiskFull:
            # A chart must be readable when the disk is full; only writing is refused.
            _log.warning("a brief that was shown was not recorded: disk full")

    def _today(self) -> date:
        return self._clock().astimezone().date()
