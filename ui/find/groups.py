"""Search results by client, in order of rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.clients.dto import Client
from core.ids import ClientId
from core.retrieval.dto import Hit, SearchResult


@dataclass(frozen=True, slots=True)
class FoundOf:
    """The results for one client, best first."""

    client: Client
    hits: tuple[Hit, ...]


def found_by_client(result: SearchResult, clients: Mapping[ClientId, Client]) -> tuple[FoundOf, ...]:
    """The clients in the order of their best passage, without those not in `clients`.

    A question about the whole practice has groups; every passage of them is shown.
    """
    by_client: dict[ClientId, list[Hit]] = {}
    if result.groups:
        by_client = {group.client_id: list(group.hits) for group in result.groups}
    else:
        for hit in result.hits:
            by_client.setdefault(hit.passage.client_id, []).append(hit)
    # A passage is shown under its own client, whatever group it is in.
    return tuple(
        FoundOf(clients[client_id], own)
        for client_id, hits in by_client.items()
        if client_id in clients and (own := _of_client(client_id, hits))
    )


def without_client(found: Iterable[FoundOf], client_id: ClientId) -> tuple[FoundOf, ...]:
    """The same without one of them."""
    return tuple(each for each in found if each.client.client_id != client_id)


def with_client(found: Iterable[FoundOf], client: Client) -> tuple[FoundOf, ...]:
    """The same with a client's details as they are now."""
    return tuple(
        replace(each, client=client) if each.client.client_id == client.client_id else each for each in found
    )


def _of_client(client_id: ClientId, hits: Iterable[Hit]) -> tuple[Hit, ...]:
    return tuple(hit for hit in hits if hit.passage.client_id == client_id)
