"""Operations for searching passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clients.dto import Client
from core.engine.dto import EngineState
from core.errors import NotFound
from core.ids import ClientId
from core.retrieval.dto import IndexStatus, SearchOptions, SearchResult
from core.sources.dto import SearchScope
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

_ONE_BY_ONE = 24
"""Up to this many clients are read one by one; above it, reading all at once is quicker."""


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """The results, with their clients. A client deleted since is not among `clients`.

    `index` is set while the index is incomplete.
    """

    result: SearchResult
    clients: Mapping[ClientId, Client]
    engine: EngineState
    index: IndexStatus | None = None


def find_passages(
    *, question: str, scope: SearchScope, options: SearchOptions, limit: int
) -> Operation[FoundPassages]:
    """Searches and records the search. It has its own lane, so that no running answer delays it."""

    def run(services: Services, cancel: CancelToken, _progress: OnProgress) -> FoundPassages:
        result = services.search.find(question, scope, limit=limit, options=options, cancel=cancel)
        cancel.raise_if_cancelled()
        # Words are indexed before meaning: a search in between ranks by words alone.
        index = services.index.status()
        return FoundPassages(
            result=result,
            clients=_clients(services, _concerned(result)),
            engine=services.engine.state,
            index=index if index.pending > 0 else None,
        )

    return Operation("find", run)


def _concerned(result: SearchResult) -> frozenset[ClientId]:
    hits = (hit.passage.client_id for hit in result.hits)
    return frozenset(hits) | frozenset(group.client_id for group in result.groups)


def _clients(services: Services, wanted: Iterable[ClientId]) -> dict[ClientId, Client]:
    ids = frozenset(wanted)
    if len(ids) > _ONE_BY_ONE:
        everybody = services.clients.list(states=("active", "archived"))
        return {each.client_id: each for each in everybody if each.client_id in ids}
    found: dict[ClientId, Client] = {}
    for client_id in ids:
        try:
            found[client_id] = services.clients.get(client_id)
        except NotFound:
            # Erased since the search: its passages are not shown.
            continue
    return found
