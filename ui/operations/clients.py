"""What a person does with the list of clients."""

from __future__ import annotations

from core.clients.dto import Client, ClientDetails
from core.ids import ClientId
from ui.operations.operation import Operation


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
