"""Operations on the list of clients and on a chart as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from core.clients.dto import Client, ClientState, MergeReport
from core.errors import NotFound
from core.ids import ClientId
from ui.operations.operation import Operation
from ui.words.damage import stand_in

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.keys.dto import PurgeReport
    from core.services import Services


def list_charts(*, states: Sequence[ClientState]) -> Operation[list[Client]]:
    """The clients in these states, and a placeholder for each that is unreadable: its chart opens."""

    def read(services: Services, _cancel: CancelToken, _progress: OnProgress) -> list[Client]:
        found = services.clients.list(states=states)
        return [*found, *(stand_in(entry) for entry in found.damaged)]

    return Operation("db", read)


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
