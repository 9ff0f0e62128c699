"""Finds the chart of an import line in the practice, and its already existing sessions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from core.clients.dto import Client
from core.clients.service import sort_key
from core.errors import InputRefused
from core.ids import ClientId
from core.interchange.dto import ChartLine, ChartSession
from core.sessions.dto import Session


class KnownCharts:
    """Finds clients by the id of an earlier import, or by the practice's own.

    A deleted client is not found. A merged one leads to the chart that replaced it.
    """

    def __init__(self, clients: Iterable[Client]) -> None:
        self._by_id = {client.client_id: client for client in clients if client.lifecycle.state != "deleted"}
        self._by_external: dict[str, Client] = {}
        # Merged charts first, so that an active chart wins if both have the same id.
        for client in sorted(self._by_id.values(), key=lambda each: each.lifecycle.state != "merged"):
            if client.details.external_id:
                self._by_external[client.details.external_id] = client

    @property
    def open(self) -> list[Client]:
        """The active and archived charts."""
        return [client for client in self._by_id.values() if client.lifecycle.state != "merged"]

    def find(self, line: ChartLine) -> Client | None:
        """The client's chart, None for a new client. Raises `InputRefused` (`line_other_client`).

        Another system may use the number for another person, whose sessions must not join this chart.
        """
        named = self._by_external.get(line.details.external_id or "")
        if named is None and line.record_id is not None:
            named = self._by_id.get(ClientId(line.record_id))
        if named is None:
            return None
        theirs, ours = line.details, named.details
        if (sort_key(theirs), theirs.birth_date) != (sort_key(ours), ours.birth_date):
            raise InputRefused("line_other_client", external_id=theirs.external_id or str(line.record_id))
        return self._in_place_of(named)

    def add(self, line: ChartLine, client: Client) -> None:
        """Adds a client that this import has just created."""
        self._by_id[client.client_id] = client
        if line.details.external_id:
            self._by_external[line.details.external_id] = client

    def _in_place_of(self, client: Client) -> Client | None:
        seen: set[ClientId] = set()
        found: Client | None = client
        while found is not None and found.lifecycle.state == "merged":
            into = found.lifecycle.merged_into
            if into is None or into in seen:
                return None
            seen.add(into)
            found = self._by_id.get(into)
        return found


def without(sessions: Sequence[ChartSession], there: Sequence[Session]) -> list[ChartSession]:
    """The sessions not stored yet, by their id; those without one by date and text."""
    external_ids = {each.external_id for each in there}
    own_ids: set[UUID] = {each.session_id for each in there}
    own_ids |= {each.origin.session_id for each in there if each.origin and each.origin.session_id}
    texts = {(each.date, each.text) for each in there}

    def is_there(session: ChartSession) -> bool:
        if session.external_id is not None:
            return session.external_id in external_ids
        return session.record_id in own_ids or (session.day, session.text) in texts

    return [each for each in sessions if not is_there(each)]
