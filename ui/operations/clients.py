"""Operations on the list of clients and on a chart as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.clients.dto import Client, ClientDetails, ClientState, Duplicate, MergeReport
from core.damage import Listing
from core.errors import NotFound
from core.ids import ClientId
from ui.operations.operation import Operation
from ui.words.damage import stand_in

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.keys.dto import PurgeReport
    from core.services import Services


def list_clients(*, states: Sequence[ClientState] = ("active",)) -> Operation[Listing[Client]]:
    """All clients of the practice in one of these states, by name."""
    return Operation("db", lambda services, _cancel, _progress: services.clients.list(states=states))


def list_charts(*, states: Sequence[ClientState]) -> Operation[list[Client]]:
    """Like `list_clients`, with a placeholder for each client whose details are unreadable: their charts
    open.
    """

    def read(services: Services, _cancel: CancelToken, _progress: OnProgress) -> list[Client]:
        found = services.clients.list(states=states)
        return [*found, *(stand_in(entry) for entry in found.damaged)]

    return Operation("db", read)


def get_client(*, client_id: ClientId) -> Operation[Client]:
    """The currently stored details; not recorded as the opening of a chart."""
    return Operation("db", lambda services, _cancel, _progress: services.clients.get(client_id))


def create_client(*, details: ClientDetails) -> Operation[Client]:
    """Stores a new client with a key of their own."""
    return Operation("db", lambda services, _cancel, _progress: services.clients.create(details))


def update_client(*, client_id: ClientId, details: ClientDetails, expected_version: int) -> Operation[Client]:
    """Stores changed details; fails with `EditConflict` if another person changed them meanwhile."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.update(
            client_id, details, expected_version=expected_version
        ),
    )


def find_duplicates(*, details: ClientDetails, exclude: ClientId | None = None) -> Operation[list[Duplicate]]:
    """The charts that may belong to the same person, the likeliest first, with the reasons."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.duplicates_of(details, exclude=exclude),
    )


def archive_client(*, client_id: ClientId, expected_version: int) -> Operation[Client]:
    """Archives a chart: it leaves the list, but can be read, edited and found as before."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.archive(
            client_id, expected_version=expected_version
        ),
    )


def unarchive_client(*, client_id: ClientId, expected_version: int) -> Operation[Client]:
    """Returns an archived chart to the list."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.unarchive(
            client_id, expected_version=expected_version
        ),
    )


def delete_client(*, client_id: ClientId, reason: str, expected_version: int) -> Operation[Client]:
    """Deletes a chart; it can be restored for 30 days and purged afterwards."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.delete(
            client_id, reason=reason, expected_version=expected_version
        ),
    )


def restore_client(*, client_id: ClientId, expected_version: int) -> Operation[Client]:
    """Restores a deleted chart unchanged."""
    return Operation(
        "db",
        lambda services, _cancel, _progress: services.clients.restore(
            client_id, expected_version=expected_version
        ),
    )


def merge_clients(*, source: ClientId, into: ClientId, reason: str) -> Operation[MergeReport]:
    """Copies one whole chart into another; progress counts the chart's items.

    In the `io` lane: a chart full of attachments must not delay the saving of notes.
    """
    return Operation(
        "io",
        lambda services, cancel, progress: services.merging.merge(
            source=source, into=into, reason=reason, cancel=cancel, on_progress=progress
        ),
    )


def purge_due() -> Operation[PurgeReport]:
    """Destroys every deleted chart whose 30 days are over, after an owner confirmed the dates. Progress
    counts the charts.

    In the `io` lane, like everything that writes the vault file.
    """
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.purge_deleted(cancel=cancel, on_progress=progress),
    )


def erased_among(*, client_ids: Iterable[ClientId]) -> Operation[frozenset[ClientId]]:
    """Which of these clients no longer exist."""
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
