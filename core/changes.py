"""What an operation changed, so that exactly the affected views refresh."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import ClientId, ConversationId, SessionId
from core.sessions.dto import SEARCHABLE_STATES, Session


@dataclass(frozen=True, slots=True)
class Changes:
    """The ids touched by one committed transaction; `clients` are those whose charts changed."""

    clients: frozenset[ClientId] = frozenset()
    sessions: frozenset[SessionId] = frozenset()
    conversations: frozenset[ConversationId] = frozenset()
    index: bool = False

    def touches(self, client_id: ClientId | None) -> bool:
        """Whether data of one client, or with None of the whole practice, may have changed."""
        return bool(self.clients) if client_id is None else client_id in self.clients


def of_session(now: Session, before: Session | None) -> Changes:
    """A session was stored; `before` is its previous state, None for a new one.

    Only text counts as a change of the chart: not a signature, a kind or an empty draft.
    """
    said_before = _said(before) if before is not None else None
    changed = frozenset({now.client_id}) if _said(now) != said_before else frozenset()
    return Changes(clients=changed, sessions=frozenset({now.session_id}), index=True)


def of_opened_session(session: Session) -> Changes:
    """A session was started or continued: it may need indexing, but no chart content changed."""
    return Changes(sessions=frozenset({session.session_id}), index=True)


def _said(session: Session) -> tuple[object, ...] | None:
    """The chart content of a session; None if there is none."""
    empty = session.text.is_empty and not session.addenda
    if empty or session.state not in SEARCHABLE_STATES:
        return None
    return session.text, session.date, session.addenda


def of_clients(*client_ids: ClientId) -> Changes:
    """The charts of these clients changed."""
    return Changes(clients=frozenset(client_ids), index=True)
