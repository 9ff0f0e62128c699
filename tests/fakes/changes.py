"""What a commit would announce."""

from __future__ import annotations

from core.changes import Changes
from core.ids import ClientId


def content_of(*client_ids: ClientId) -> Changes:
    """The charts of these clients say something else; the clients themselves are as they were."""
    return Changes(content=frozenset(client_ids))


def clients_changed(*client_ids: ClientId) -> Changes:
    """These clients were added, changed or erased."""
    return Changes(content=frozenset(client_ids), clients=frozenset(client_ids))
