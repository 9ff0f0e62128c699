"""What an operation changed, so that exactly the views that show it refresh, and no other says it is old."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, ConversationId, SessionId


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids touched by one committed transaction; `clients` is whose charts are others now."""

    clients: frozenset[ClientId] = frozenset()
    sessions: frozenset[SessionId] = frozenset()
    conversations: frozenset[ConversationId] = frozenset()
    index: bool = False

    def touches(self, client_id: ClientId | None) -> bool:
        """Whether what was read of one client, or with None of the whole practice, may be another now."""
        return bool(self.clients) if client_id is None else client_id in self.clients


def of_clients(*client_ids: ClientId) -> Changes:
    """The charts of these clients were changed."""
    return Changes(clients=frozenset(client_ids), index=True)
