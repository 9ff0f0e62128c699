"""Whether a question was answered within the hour and nothing changed since: then that answer is given."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.assistant.cache.answer_cache import AnswerCache, Asked, Kept, as_typed, what_is_said
from core.assistant.dto import TAKEN_BACK, Answer
from core.audit.log import AuditLog
from core.cancel import CancelToken, Deadline
from core.clock import Clock
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError, NotFound, TamperedRecord
from core.ids import ConversationId
from core.repositories.conversations import ConversationRepository
from core.repositories.search_scope import answers_state
from core.retrieval.dto import SearchScope
from core.security.sealing import Sealer

_NOT_AGAIN = frozenset(
    {
        "stopped",
        "generation_failed",
        "engine_resting",
        "question_fills_window",
        "nothing_found_by_words",
        TAKEN_BACK,
    }
)
"""What an answer says of itself when it was stopped or lacked something: asked again, it might be better."""
_EMBED_WAIT_S = 2.0
"""Nobody waits longer for what only spares a question: the embedder may hang, or be started anew."""


class Repeats:
    """The cache of one unlocked practice with what its entries depend on."""

    def __init__(
        self, *, database: Database, sealer: Sealer, engine: EngineClient, audit: AuditLog, clock: Clock
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._audit = audit
        self._clock = clock
        self._cache = AnswerCache()

    def asked(self, question: str, scope: SearchScope, *, way: Hashable) -> Asked:
        """`question` for comparison, with the state of the charts before anything is searched.

        `way` is how it is to be answered (by which mode). Raises `DatabaseProblem`.
        """
        place = (
            scope.client_id,
            scope.since,
            scope.until,
            frozenset(scope.fields),
            frozenset(scope.authors),
            way,
            answers_state(self._database, scope.client_id),
            self._models(),
            # "Last month" is another month tomorrow.
            self._clock().astimezone().date(),
        )
        return Asked(
            place,
            exact=self._audit.question_hash(as_typed(question)),
            said=self._audit.question_hash("\x1f".join(what_is_said(question))),
        )

    def earlier(self, question: str, asked: Asked, cancel: CancelToken | None = None) -> Answer | None:
        """The stored answer to the same question, None if there is none that may be given again.

        The question is embedded only where that decides. Raises `Cancelled`, `DatabaseProblem`.
        """
        now = self._clock()
        kept = self._cache.find(asked, now=now)
        if kept is None and self._cache.may_hold(asked):
            kept = self._cache.find(replace(asked, vector=self._vector(question, cancel)), now=now)
        if kept is None:
            return None
        try:
            with self._database.begin() as session:
                return ConversationRepository(session, self._sealer).answer(kept.message_id)
        except (NotFound, TamperedRecord):
            # Deleted meanwhile, or not to be trusted: it is answered anew.
            self._cache.drop(kept)
            return None

    def keep(self, asked: Asked, answer: Answer, *, by_meaning: bool) -> None:
        """Remembers where an answer lies, if it is all that can be said.

        One that lacked something (a source not read yet, meaning that could not be searched) is not kept.
        """
        whole = by_meaning or not self._models()[0]
        if answer.notice not in _NOT_AGAIN and whole and not answer.searched.unread:
            embedded = replace(asked, vector=self._vector(answer.understood or answer.question, None))
            self._cache.put(embedded, Kept(answer.conversation_id, answer.message_id), now=answer.asked_at)

    def forget(self, conversation_id: ConversationId) -> None:
        """Forgets what was answered in a conversation that was deleted."""
        self._cache.forget(conversation_id)

    def close(self) -> None:
        """Forgets everything: at a lock."""
        self._cache.clear()

    def _models(self) -> tuple[str | None, str | None]:
        """The hashes of the embedder and the generator that would answer now."""
        found: list[str | None] = []
        for info in (self._engine.embedder_info, self._engine.generator_info):
            try:
                found.append(info(timeout_s=0.0).sha256)
            except (EngineProblem, ModelError):
                found.append(None)
        return found[0], found[1]

    def _vector(self, question: str, cancel: CancelToken | None) -> NDArray[np.float32] | None:
        """In the model that a search is made with; None without one, or when it fails or takes long."""
        if self._engine.state is not EngineState.READY:
            return None
        deadline = Deadline(_EMBED_WAIT_S, cancel)
        try:
            vector: NDArray[np.float32] = self._engine.embed([question], urgent=True, cancel=deadline)[0]
        except (EngineProblem, ModelError, InputRefused):
            return None
        except Cancelled:
            if cancel is not None:
                cancel.raise_if_cancelled()
            return None
        return vector
