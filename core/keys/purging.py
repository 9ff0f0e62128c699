"""Which charts are destroyed, and what must hold before one of them is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.event_store import days_of_events
from core.audit.log import AuditLog
from core.clients import rules
from core.clients.dto import HIDDEN_STATES, Client
from core.database.access import Database
from core.errors import InputRefused, NotFound, TamperedRecord
from core.ids import ClientId
from core.repositories.clients import ClientRepository
from core.repositories.outbox import OutboxRepository
from core.security.sealing import Sealer

QUIET_DAYS = 14
"""So many days without a single event are believed; a longer gap may as well be a clock set forward."""


@dataclass(frozen=True, slots=True)
class Due:
    """The charts to be purged, the longest deleted first, and those left because of the clock."""

    charts: tuple[ClientId, ...]
    in_doubt: tuple[ClientId, ...] = ()


class Purging:
    """Says what is due and marks what goes; `KeyService` destroys it."""

    def __init__(self, *, database: Database, sealer: Sealer, audit: AuditLog) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit

    def due(self, now: datetime, *, unattended: bool) -> Due:
        """A chart that does not open is passed over. `unattended`: so is one whose 30 days may never have
        been, because the audit log has a gap since it was deleted or starts after that.
        """
        with self._database.begin() as session:
            hidden = ClientRepository(session, self._sealer).list_readable(HIDDEN_STATES)
            due = sorted(_due(hidden, now), key=lambda each: each[0])
            in_doubt = set[ClientId]()
            if unattended and due:
                days = days_of_events(session, self._sealer.workspace_id, up_to=_day(now))
                in_doubt = {
                    client.client_id
                    for _, client in due
                    if not client.lifecycle.purging and not _seen_through(client, days, now)
                }
        charts = [client.client_id for _, client in due]
        return Due(
            tuple(each for each in charts if each not in in_doubt),
            tuple(each for each in charts if each in in_doubt),
        )

    def require_due(self, client_id: ClientId, now: datetime) -> Due:
        """That one chart. Raises `NotFound`, `InputRefused("purge_not_due")`."""
        with self._database.begin() as session:
            client = ClientRepository(session, self._sealer).get(client_id)
        if not list(_due([client], now)):
            purge_on = client.purge_on
            raise InputRefused("purge_not_due", purge_on=purge_on.isoformat() if purge_on else None)
        return Due((client_id,))

    def merged_into(self, client_id: ClientId) -> list[Client]:
        """The charts that go along with this one, in the order in which they are to be destroyed.

        Each holds everything that was copied out of it. One that does not open is passed over.
        """
        with self._database.begin() as session:
            merged = ClientRepository(session, self._sealer).list_readable(("merged",))
        return rules.merged_into(client_id, merged)

    def begin_purge(self, client_id: ClientId, now: datetime) -> bool:
        """Marks a chart that is due, for good; false if it was restored meanwhile, is gone already, or does
        not open.
        """
        try:
            with self._database.begin() as session:
                client = ClientRepository(session, self._sealer).get_to_change(client_id)
                if not list(_due([client], now)):
                    return False
                self._mark(session, client, now)
        except (NotFound, TamperedRecord):
            return False
        return True

    def begin_erase(self, client_id: ClientId, now: datetime) -> None:
        """Marks a chart in whatever state it is, so that nothing is written or merged into it any more.

        One that does not open, or was put back, is erased without that. Raises `NotFound`.
        """
        try:
            with self._database.begin() as session:
                self._mark(session, ClientRepository(session, self._sealer).get_to_change(client_id), now)
        except TamperedRecord:
            return

    def _mark(self, session: DatabaseSession, client: Client, now: datetime) -> None:
        if client.lifecycle.purging:
            return
        put_away = client.lifecycle.state in HIDDEN_STATES
        marked = rules.purging(client, at=now)
        ClientRepository(session, self._sealer).update(client, lifecycle=marked)
        if not put_away:
            OutboxRepository(session, self._sealer.workspace_id).add_client(client.client_id)
        self._audit.record(
            session,
            action="client.purge" if put_away else "client.delete",
            object_kind="client",
            object_id=client.client_id,
            client_id=client.client_id,
            details={"deleted_at": marked.since.isoformat() if marked.since else None},
        )


def _due(clients: list[Client], now: datetime) -> Iterator[tuple[datetime, Client]]:
    for client in clients:
        at = client.lifecycle.purge_at
        if at is not None and (at <= now or client.lifecycle.purging):
            yield at, client


def _seen_through(client: Client, days: list[date], now: datetime) -> bool:
    """Whether the log goes on from the deletion until now without a gap that a clock might have made."""
    since = client.lifecycle.since
    if since is None:
        return False
    course = [_day(since), *(day for day in days if day > _day(since)), _day(now)]
    return all((later - earlier).days <= QUIET_DAYS for earlier, later in itertools.pairwise(course))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
