"""What an operation changed, so that exactly the views that show it refresh."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, ConversationId, SessionId


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids touched by one committed transaction."""

    clients: frozenset[ClientId] = frozenset()
    sessions: frozenset[SessionId] = frozenset()
    conversations: frozenset[ConversationId] = frozenset()
    index: bool = False
