"""What a person does with the list of clients."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.clients.dto import Client, ClientDetails
from core.errors import NotFound
from core.ids import ClientId
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


def list_clients() -> Operation[list[Client]]:
    """Every client of the practice, in no particular order."""
    return Operation("db", lambda services, _cancel, _progress: services.clients.list())


def create_client(*, details: ClientDetails) -> Operation[Client]:
    """Stores a new client, with a key of its own."""
    return Operation("db", lambda services, _cancel, _progress: services.clients.create(details))


def update_client(*, client_id: ClientId, details: ClientDetails, expected_version: int) -> Operation[Client]:
    """Stores the client's details anew; ends in `EditConflict` if someone else did so meanwhile."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.update(
            client_id, details, expected_version=expected_version
        ),
    )


def erased_among(*, client_ids: Iterable[ClientId]) -> Operation[frozenset[ClientId]]:
    """Which of these clients are not there any more."""
    wanted = frozenset(client_ids)

    def run(services: Services, cancel: CancelToken, _progress: OnProgress) -> frozenset[ClientId]:
        gone: set[ClientId] = set()
        for client_id in wanted:
            cancel.raise_if_cancelled()
            try:
                services.clients.get(client_id)
            except NotFound:
                gone.add(client_id)
        return frozenset(gone)

    return Operation("db", run)
