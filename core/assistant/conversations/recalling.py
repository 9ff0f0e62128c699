"""Finds earlier turns similar in meaning to a question, from any conversation about the same client.

Only for questions that refer to something discussed. Without a model or without vectors nothing is found, and
the question stays as typed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.assistant.conversations.message_vectors import KeptVector, MessageVectorRepository
from core.assistant.conversations.repository import ConversationRepository
from core.assistant.conversations.turns import Turn, turns_of
from core.assistant.dto import Answer
from core.assistant.taking_back import take_back
from core.cancel import CancelToken, Deadline
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError, TamperedRecord
from core.ids import ClientId, ConversationId
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.security.sealing import Sealer

NEAREST = 5
NEIGHBOURS = 2
"""Turns on each side of a recalled one: the subject is often named only there."""
MOST_TURNS = 50
FLOOR = 0.2
"""With the starter embedder 98 of 100 questions about a turn had cosines above 0.33 with it, 90 of 100 below
0.21 with any other; shared words then decide between the nearest.
"""
_LOADING_WAIT_S = 0.5
_EMBED_WAIT_S = 5.0
"""The question stays as typed if its vector takes longer; the user is waiting."""
TEXT_CHARS = 1000
"""So much of a question and its answer is embedded; the windows of small embedders are no larger."""


class Recall:
    """Read-only."""

    def __init__(self, *, database: Database, sealer: Sealer, engine: EngineClient) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine

    def near(
        self, question: str, client_id: ClientId | None, *, cancel: CancelToken | None = None
    ) -> tuple[Turn, ...]:
        """The turns near `question`, each followed by its neighbours, best first; at most `MOST_TURNS`.

        Only conversations about this client (None: about the practice), without answers that were taken back.
        Raises `Cancelled`, `DatabaseProblem`; a missing model, or one that fails, recalls nothing.
        """
        with self._database.begin() as session:
            active = IndexRepository(session, self._sealer).active_profile()
        asked = self._vector(question, active, cancel) if active is not None else None
        if active is None or asked is None:
            return ()
        with self._database.begin() as session:
            kept = MessageVectorRepository(session, self._sealer).of(client_id, active.profile_id)
            hits = nearest(asked, kept)
            conversations = ConversationRepository(session, self._sealer)
            told: dict[ConversationId, list[Answer]] = {}
            for each in hits:
                if each.conversation_id not in told:
                    told[each.conversation_id] = _answers(conversations, each.conversation_id)
            shown = {
                conversation_id: take_back(
                    session, answers, client_id=client_id, workspace_id=self._sealer.workspace_id
                )
                for conversation_id, answers in told.items()
            }
        found = {answer.message_id: answer for answer in _with_neighbours(hits, shown)}
        return turns_of(found.values())[:MOST_TURNS]

    def _vector(
        self, question: str, active: StoredProfile, cancel: CancelToken | None
    ) -> NDArray[np.float32] | None:
        """The vector in the model of the stored ones, (d,); None if it is not available in time."""
        if self._engine.state is EngineState.STOPPED:
            return None
        model = active.profile.revision
        deadline = Deadline(_EMBED_WAIT_S, cancel)
        try:
            self._engine.embedder_info(timeout_s=_LOADING_WAIT_S, model=model)
            vector: NDArray[np.float32] = self._engine.embed(
                [question], model=model, urgent=True, cancel=deadline
            )[0]
        except (EngineProblem, ModelError, InputRefused):
            return None
        except Cancelled:
            if cancel is not None:
                cancel.raise_if_cancelled()
            return None
        return vector


def nearest(asked: NDArray[np.float32], kept: Sequence[KeptVector]) -> list[KeptVector]:
    """The `NEAREST` of `kept` above the floor, best first; vectors of another dimension are ignored."""
    scored = [(float(one.vector @ asked), one) for one in kept if one.vector.shape == asked.shape]
    scored.sort(key=lambda each: -each[0])
    return [one for cosine, one in scored[:NEAREST] if cosine >= FLOOR]


def embedded_text(answer: Answer) -> str:
    """The text embedded for a turn: the question as it was understood, and its answer."""
    return f"{answer.understood or answer.question}\n{answer.answer}"[:TEXT_CHARS]


def _with_neighbours(
    hits: Sequence[KeptVector], shown: dict[ConversationId, list[Answer]]
) -> Iterator[Answer]:
    for hit in hits:
        answers = shown[hit.conversation_id]
        place = next((at for at, one in enumerate(answers) if one.message_id == hit.message_id), None)
        if place is None:
            continue
        around = range(max(0, place - NEIGHBOURS), min(len(answers), place + NEIGHBOURS + 1))
        yield from (answers[at] for at in sorted(around, key=lambda at: (abs(at - place), at)))


def _answers(conversations: ConversationRepository, conversation_id: ConversationId) -> list[Answer]:
    try:
        return conversations.answers(conversation_id)
    except TamperedRecord:
        # The question can be answered without it, and opening the conversation reports the problem.
        return []
