"""Deletes everything of one client except the audit events."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import forget, mark
from core.ids import ClientId
from core.security.sealing import Sealer
from models import ClientRow


@dataclass(frozen=True, slots=True)
class Erased:
    """Counts of the deleted sessions, and of practice-wide answers that quoted the client."""

    sessions: int
    answers: int


def erase_client(session: DatabaseSession, sealer: Sealer, client_id: ClientId) -> Erased | None:
    """None if the client does not exist."""
    if session.get(ClientRow, (sealer.workspace_id, client_id)) is None:
        return None
    # The program's role may not delete versions of notes; this owner's function does, for one client.
    row = session.execute(
        text("SELECT sessions, answers, counter, sealed_manifest FROM erase_client(:client)"),
        {"client": client_id},
    ).one()
    state = None if row.counter is None else mark(client_id, row.counter, bytes(row.sealed_manifest))
    forget(session, state, client_id)
    session.expunge_all()
    return Erased(sessions=row.sessions, answers=row.answers)
