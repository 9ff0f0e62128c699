"""Selects the charts to purge and checks the conditions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.event_store import days_of_events
from core.clients import rules
from core.clients.dto import HIDDEN_STATES, Client
from core.clients.repository import ClientRepository
from core.errors import InputRefused, NotFound, TamperedRecord
from core.ids import ClientId
from core.records.outbox import OutboxRepository
from core.service_context import ServiceContext

QUIET_DAYS = 14
"""A gap of this many days without events is plausible; a longer one may be a clock set forward."""


@dataclass(frozen=True, slots=True)
class Due:
    """The charts to purge, the longest deleted first, and those kept because of the clock."""

    charts: tuple[ClientId, ...]
    in_doubt: tuple[ClientId, ...] = ()


class Purging:
    """Selects and marks charts; `KeyService` destroys them."""

    def __init__(self, context: ServiceContext) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit

    def due(self, now: datetime, *, unattended: bool) -> Due:
        """Unreadable charts are skipped. `unattended`: so are charts whose 30 days are uncertain, because the
        audit log has a gap since the deletion or starts after it.
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
        """Only that chart. Raises `NotFound`, `InputRefused("purge_not_due")`."""
        with self._database.begin() as session:
            client = ClientRepository(session, self._sealer).get(client_id)
        if not list(_due([client], now)):
            purge_on = client.purge_on
            raise InputRefused("purge_not_due", purge_on=purge_on.isoformat() if purge_on else None)
        return Due((client_id,))

    def merged_into(self, client_id: ClientId) -> list[Client]:
        """The merged charts destroyed with this one, in order of destruction.

        Each contains copies of the others' data. Unreadable ones are skipped.
        """
        with self._database.begin() as session:
            merged = ClientRepository(session, self._sealer).list_readable(("merged",))
        return rules.merged_into(client_id, merged)

    def begin_purge(self, client_id: ClientId, now: datetime) -> bool:
        """Marks a due chart permanently; false if it was restored meanwhile, does not exist, or is
        unreadable.
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
        """Marks a chart in any state, so that nothing is written or merged into it any more.

        An unreadable or restored one is erased without the mark. Raises `NotFound`.
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
    """Whether the log continues from the deletion until now without a gap the clock might have made."""
    since = client.lifecycle.since
    if since is None:
        return False
    course = [_day(since), *(day for day in days if day > _day(since)), _day(now)]
    return all((later - earlier).days <= QUIET_DAYS for earlier, later in itertools.pairwise(course))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
