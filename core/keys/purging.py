"""Deleted charts whose time to be restored is over, and what must hold before one of them is destroyed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from core.audit.log import AuditLog
from core.clients.dto import Client
from core.database.access import Database
from core.errors import InputRefused
from core.ids import ClientId
from core.repositories.clients import ClientRepository
from core.security.sealing import Sealer


class Purging:
    """Says what is due and records that it goes; `KeyService` destroys it, as it erases any client."""

    def __init__(self, *, database: Database, sealer: Sealer, audit: AuditLog) -> None:
        self._database = database
        self._sealer = sealer
        self._audit = audit

    def due(self, now: datetime, *, only: ClientId | None = None) -> list[ClientId]:
        """The charts to be purged, the longest deleted first; one that does not open is passed over.

        With `only`, that one: raises `NotFound`, `InputRefused("purge_not_due")`.
        """
        with self._database.begin() as session:
            clients = ClientRepository(session, self._sealer)
            if only is not None:
                return [_require_due(clients.get(only), now).client_id]
            deleted, _damaged = clients.list_readable(("deleted",))
        return [client.client_id for _, client in sorted(_due(deleted, now), key=lambda each: each[0])]

    def begin(self, client_id: ClientId, now: datetime) -> bool:
        """Records that the chart is about to be destroyed; false if it was restored meanwhile."""
        with self._database.begin() as session:
            client = ClientRepository(session, self._sealer).get(client_id)
            if not list(_due([client], now)):
                return False
            self._audit.record(
                session,
                action="client.purge",
                object_kind="client",
                object_id=client_id,
                client_id=client_id,
                details={"deleted_at": client.standing.since.isoformat() if client.standing.since else None},
            )
        return True


def _due(clients: list[Client], now: datetime) -> Iterator[tuple[datetime, Client]]:
    for client in clients:
        at = client.standing.purge_at
        if at is not None and at <= now:
            yield at, client


def _require_due(client: Client, now: datetime) -> Client:
    if not list(_due([client], now)):
        purge_on = client.purge_on
        raise InputRefused("purge_not_due", purge_on=purge_on.isoformat() if purge_on else None)
    return client
