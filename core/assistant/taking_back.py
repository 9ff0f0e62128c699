"""What a stored answer quoted may be retracted or deleted later: from then on it is not given again."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.dto import TAKEN_BACK, Answer
from core.ids import ClientId, WorkspaceId
from core.repositories.outbox import OutboxRepository


def take_back(
    session: DatabaseSession,
    answers: Sequence[Answer],
    *,
    client_id: ClientId | None,
    workspace_id: WorkspaceId,
) -> list[Answer]:
    """The answers of a conversation about a client (None: about the practice), as they may be shown now."""
    hidden = frozenset(OutboxRepository(session, workspace_id).hidden(client_id))
    return [_taken_back(each) if _quotes(each, hidden) else each for each in answers]


def _quotes(answer: Answer, hidden: Collection[UUID]) -> bool:
    # Also a source that no sentence cites: its words are shown, and the model had read them.
    return any(source.passage.source_id in hidden for source in answer.sources)


def _taken_back(answer: Answer) -> Answer:
    """Question, time and what was searched; no word of the record and none of the model."""
    return dataclasses.replace(
        answer,
        answer="",
        sentences=(),
        withheld=(),
        sources=(),
        not_in_record=False,
        mode="evidence",
        notice=TAKEN_BACK,
    )
