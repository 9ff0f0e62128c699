"""What an operation changed, so that exactly the views that show it refresh, and no other says it is old."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, ConversationId, SessionId
from core.sessions.dto import SEARCHABLE_STATES, Session


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


def of_session(now: Session, before: Session | None) -> Changes:
    """A session was stored; `before` is how it was, None for a new one.

    Only what the chart says counts: a signature, a kind, an empty draft make no chart another one.
    """
    said_before = _said(before) if before is not None else None
    changed = frozenset({now.client_id}) if _said(now) != said_before else frozenset()
    return Changes(clients=changed, sessions=frozenset({now.session_id}), index=True)


def of_opened_session(session: Session) -> Changes:
    """A session was begun or gone on with: the index may have it to read, and no chart says anything new."""
    return Changes(sessions=frozenset({session.session_id}), index=True)


def _said(session: Session) -> tuple[object, ...] | None:
    """What of a session stands in the chart; None for nothing."""
    empty = session.text.is_empty and not session.addenda
    if empty or session.state not in SEARCHABLE_STATES:
        return None
    return session.text, session.date, session.addenda


def of_clients(*client_ids: ClientId) -> Changes:
    """The charts of these clients were changed."""
    return Changes(clients=frozenset(client_ids), index=True)
