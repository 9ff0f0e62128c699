"""The second step of asking: turns a question and its conversation into the question that is searched."""

from __future__ import annotations

from core.assistant.conversations.followups import (
    RECENT_TURNS,
    Resolved,
    resolve,
    speaks_of_earlier,
)
from core.assistant.conversations.recalling import Recall
from core.assistant.conversations.repository import ConversationRepository
from core.assistant.conversations.turns import Turn, turns_of
from core.assistant.taking_back import take_back
from core.cancel import CancelToken
from core.engine.client import EngineClient
from core.errors import TamperedRecord
from core.ids import ClientId, ConversationId
from core.service_context import ServiceContext


class Understanding:
    """Usable from several threads; read-only."""

    def __init__(self, context: ServiceContext, *, engine: EngineClient) -> None:
        self._database, self._sealer, self._clock = context.database, context.sealer, context.clock
        self._recall = Recall(database=context.database, sealer=context.sealer, engine=engine)

    def of(
        self,
        question: str,
        client_id: ClientId | None,
        conversation_id: ConversationId | None,
        *,
        cancel: CancelToken | None = None,
    ) -> Resolved:
        """The question to search. Raises `Cancelled`, `DatabaseProblem`, `NotFound`."""
        recalled: tuple[Turn, ...] = ()
        if speaks_of_earlier(question):
            recalled = self._recall.near(question, client_id, cancel=cancel)
        turns = self._turns(conversation_id, client_id) if conversation_id is not None else ()
        if not turns and not recalled:
            return Resolved(question)
        return resolve(
            question,
            turns,
            recalled,
            today=self._clock().astimezone().date(),
            whole_practice=client_id is None,
        )

    def _turns(self, conversation_id: ConversationId, client_id: ClientId | None) -> tuple[Turn, ...]:
        """The turns of a conversation; one that cannot be opened is ignored."""
        with self._database.begin() as session:
            try:
                answers = ConversationRepository(session, self._sealer).latest(conversation_id, RECENT_TURNS)
            except TamperedRecord:
                return ()
            return turns_of(
                take_back(session, answers, client_id=client_id, workspace_id=self._sealer.workspace_id)
            )
