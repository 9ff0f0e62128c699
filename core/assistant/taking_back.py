"""What a stored answer quoted or found may be retracted or deleted later: from then on it is not shown."""

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
    return [as_shown(each, hidden) for each in answers]


def as_shown(answer: Answer, hidden: Collection[UUID]) -> Answer:
    """`answer` without what lies in the `hidden` sources; taken back where it rests on one of them.

    One that a source was merely found for stays, without that source: what it says is of other notes. Which
    is true only where it is known what it rests on.
    """
    gone = {source.number for source in answer.sources if source.passage.source_id in hidden}
    if not gone:
        return answer
    cited = {number for one in (*answer.sentences, *answer.withheld) for number in one.sources}
    cited |= {source.number for source in answer.sources if source.used}
    if answer.attribution != "tracked" or not gone.isdisjoint(cited):
        return _taken_back(answer)
    return dataclasses.replace(
        answer,
        sources=tuple(source for source in answer.sources if source.number not in gone),
        # The model had read what is gone, and of these sentences nobody knows where their words are from.
        withheld=(),
    )


def _taken_back(answer: Answer) -> Answer:
    """Question, time and what was searched; no word of the record and none of the model."""
    return dataclasses.replace(
        answer,
        answer="",
        sentences=(),
        withheld=(),
        sources=(),
        not_in_record=False,
        missing=(),
        sought=None,
        mode="evidence",
        notice=TAKEN_BACK,
    )
