"""Repeats the stored answer to a question if it was asked within the hour and nothing changed since."""

from __future__ import annotations

from collections.abc import Hashable

from core.assistant.cache.answer_cache import AnswerCache, CacheKey, Kept
from core.assistant.cache.same_words import what_is_said
from core.assistant.conversations.message_feedback import MessageFeedbackRepository
from core.assistant.conversations.repository import ConversationRepository
from core.assistant.dto import TAKEN_BACK, Answer
from core.engine.client import EngineClient
from core.errors import EngineProblem, ModelError, NotFound, TamperedRecord
from core.ids import ConversationId
from core.service_context import ServiceContext
from core.sources.dto import SearchScope
from core.sources.search_scope import answers_state

_SEPARATOR = "\x1f"
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
"""Notices of an answer that was stopped or incomplete: asking again may give a better one."""


class Repeats:
    """The cache of one unlocked practice, with everything its entries depend on."""

    def __init__(self, context: ServiceContext, *, engine: EngineClient) -> None:
        self._database, self._sealer = context.database, context.sealer
        self._audit, self._clock = context.audit, context.clock
        self._engine = engine
        self._cache = AnswerCache()

    def asked(self, question: str, scope: SearchScope, *, way: Hashable) -> CacheKey:
        """The cache key of `question`, with the state of the charts before anything is searched.

        `way` is the requested answer mode. Raises `DatabaseProblem`.
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
        return CacheKey(place, self._audit.question_hash(_SEPARATOR.join(what_is_said(question))))

    def earlier(self, asked: CacheKey) -> Answer | None:
        """The stored answer to the same question, None if there is none that may be repeated.

        An answer judged wrong in any of its messages is not repeated. Raises `DatabaseProblem`.
        """
        kept = self._cache.find(asked, now=self._clock())
        if kept is None:
            return None
        try:
            with self._database.begin() as session:
                opinions = MessageFeedbackRepository(session, self._sealer)
                judged = opinions.of([kept.message_id, *kept.copies]).values()
                if any(opinion.verdict == "wrong" for opinion in judged):
                    self._cache.drop(asked)
                    return None
                return ConversationRepository(session, self._sealer).answer(kept.message_id)
        except (NotFound, TamperedRecord):
            # Deleted meanwhile, or not trustworthy: the question is answered anew.
            self._cache.drop(asked)
            return None

    def given_again(self, asked: CacheKey, earlier: Answer, copy: Answer) -> None:
        """Records that an answer was repeated in another message: a judgement of either applies to both."""
        self._cache.given_again(asked, earlier.message_id, copy.message_id)

    def keep(self, asked: CacheKey, answer: Answer, *, by_meaning: bool) -> None:
        """Stores where an answer is kept, if it is complete.

        One that lacked something (a source not indexed yet, no search by meaning, no scores) is not kept.
        """
        whole = (by_meaning or not self._models()[0]) and not answer.unscored
        if answer.notice not in _NOT_AGAIN and whole and not answer.searched.unread:
            self._cache.put(asked, Kept(answer.conversation_id, answer.message_id), now=answer.asked_at)

    def forget(self, conversation_id: ConversationId) -> None:
        """Removes the answers of a deleted conversation."""
        self._cache.forget(conversation_id)

    def close(self) -> None:
        """Removes everything and ignores answers still in progress: at a lock."""
        self._cache.close()

    def _models(self) -> tuple[str | None, str | None]:
        """Identifies the embedder and the generator (with adapter and budgets) that would answer now."""
        found: list[str | None] = []
        for info in (self._engine.embedder_info, self._engine.generator_info):
            try:
                model = info(timeout_s=0.0)
                found.append(f"{model.sha256}{model.adapter}{model.budgets or ''}")
            except (EngineProblem, ModelError):
                found.append(None)
        return found[0], found[1]
