"""Hides stored answers whose sources were retracted or deleted later."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.assistant.dto import TAKEN_BACK, Answer
from core.ids import ClientId, WorkspaceId
from core.sources.searchable import hidden_sources


def take_back(
    session: DatabaseSession,
    answers: Sequence[Answer],
    *,
    client_id: ClientId | None,
    workspace_id: WorkspaceId,
) -> list[Answer]:
    """The answers of a conversation about a client (None: about the practice), as they may be shown now."""
    hidden = frozenset(hidden_sources(session, workspace_id, client_id))
    return [as_shown(each, hidden) for each in answers]


def as_shown(answer: Answer, hidden: Collection[UUID]) -> Answer:
    """`answer` without the `hidden` sources; taken back if it rests on one of them.

    If a hidden source was only found, not used, the answer stays without it. That requires knowing which
    sources an answer rests on.
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
        # The model had read the hidden source, and the origin of these sentences is unknown.
        withheld=(),
    )


def _taken_back(answer: Answer) -> Answer:
    """Only the question, the time and the search coverage; no words of the record or the model."""
    return dataclasses.replace(
        answer,
        answer="",
        sentences=(),
        withheld=(),
        sources=(),
        not_in_record=False,
        missing=(),
        sought=None,
        unscored=False,
        uncertain=False,
        lists=(),
        mode="evidence",
        notice=TAKEN_BACK,
    )
