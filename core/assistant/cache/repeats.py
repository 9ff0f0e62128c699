"""Whether a question was answered within the hour and nothing changed since: then that answer is given.

In the same words always. In other words only where two locks open: the one form of both questions is equal,
and the embedder finds them near. Either alone is not trusted: the first might be wrong about a word, the
second is wrong about sides, roles and single letters. Without an embedder there is no second lock to open.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

import numpy as np

from core.assistant.cache.answer_cache import AnswerCache, Asked, Kept
from core.assistant.cache.exact_words import ExactWords
from core.assistant.cache.rewriting import as_embedded, canonical
from core.assistant.cache.saying import what_is_said
from core.assistant.dto import TAKEN_BACK, Answer
from core.audit.log import AuditLog
from core.cancel import CancelToken, Deadline
from core.clock import Clock
from core.database.access import Database
from core.engine.client import EngineClient
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError, NotFound, TamperedRecord
from core.ids import ConversationId
from core.repositories.conversations import ConversationRepository
from core.repositories.message_feedback import MessageFeedbackRepository
from core.repositories.search_scope import answers_state
from core.retrieval.dto import SearchScope
from core.retrieval.language.vocabulary.vocabulary import OwnMeaning
from core.security.sealing import Sealer

NEAR = 0.95
"""The cosine above which two questions with one form may share an answer."""
_EMBED_WAIT_S = 1.0
"""Longer than that nobody waits for what may not be given again after all."""
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
"""What an answer says of itself when it was stopped or lacked something: asked again, it might be better."""


class Repeats:
    """The cache of one unlocked practice with what its entries depend on."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        engine: EngineClient,
        audit: AuditLog,
        clock: Clock,
        own_words: Callable[[], Iterable[OwnMeaning]] = tuple,
    ) -> None:
        """`own_words` are the practice's abbreviations as they are now."""
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._audit = audit
        self._clock = clock
        self._own_words = own_words
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
        names = ExactWords(self._own_words())
        return Asked(
            place,
            said=self._audit.question_hash(_SEPARATOR.join(what_is_said(question))),
            meant=self._audit.question_hash(_SEPARATOR.join(canonical(question, names))),
        )

    def earlier(self, asked: Asked, question: str, *, cancel: CancelToken | None = None) -> Answer | None:
        """The stored answer to the same question, None if there is none that may be given again.

        One that somebody judged wrong is not given again, wherever they read it. Raises `DatabaseProblem`,
        `Cancelled`.
        """
        kept = self._cache.find(asked, now=self._clock())
        if kept is not None:
            return self._stored(kept)
        kept = self._cache.find_meant(asked, now=self._clock())
        answer = self._stored(kept) if kept is not None else None
        if kept is None or answer is None:
            return None
        cosine = self._cosine(question, searched_text(answer), cancel)
        if cosine is None or cosine <= NEAR:
            return None
        self._cache.use(kept)
        return answer

    def _stored(self, kept: Kept) -> Answer | None:
        try:
            with self._database.begin() as session:
                opinions = MessageFeedbackRepository(session, self._sealer)
                judged = opinions.of([kept.message_id, *kept.copies]).values()
                if any(opinion.verdict == "wrong" for opinion in judged):
                    self._cache.drop(kept)
                    return None
                return ConversationRepository(session, self._sealer).answer(kept.message_id)
        except (NotFound, TamperedRecord):
            # Deleted meanwhile, or not to be trusted: it is answered anew.
            self._cache.drop(kept)
            return None

    def _cosine(self, question: str, other: str, cancel: CancelToken | None) -> float | None:
        """How near the two are in meaning; None where that is not to be had soon."""
        if not self._models()[0]:
            return None
        names = ExactWords(self._own_words())
        try:
            one, two = self._engine.embed(
                [as_embedded(question, names), as_embedded(other, names)],
                urgent=True,
                cancel=Deadline(_EMBED_WAIT_S, cancel),
            )
        except (EngineProblem, ModelError, InputRefused):
            return None
        except Cancelled:
            if cancel is not None:
                cancel.raise_if_cancelled()
            return None
        return float(np.dot(one, two))

    def given_again(self, earlier: Answer, copy: Answer) -> None:
        """Remembers that an answer was given in another message: who judges that one judges the answer."""
        self._cache.given_again(Kept(earlier.conversation_id, earlier.message_id), copy.message_id)

    def keep(self, asked: Asked, answer: Answer, *, by_meaning: bool) -> None:
        """Remembers where an answer lies, if it is all that can be said.

        One that lacked something (a source not read yet, meaning that could not be searched) is not kept.
        """
        whole = by_meaning or not self._models()[0]
        if answer.notice not in _NOT_AGAIN and whole and not answer.searched.unread:
            self._cache.put(asked, Kept(answer.conversation_id, answer.message_id), now=answer.asked_at)

    def forget(self, conversation_id: ConversationId) -> None:
        """Forgets what was answered in a conversation that was deleted."""
        self._cache.forget(conversation_id)

    def close(self) -> None:
        """Forgets everything, also what is still being answered: at a lock."""
        self._cache.close()

    def _models(self) -> tuple[str | None, str | None]:
        """The hashes of the embedder and the generator that would answer now."""
        found: list[str | None] = []
        for info in (self._engine.embedder_info, self._engine.generator_info):
            try:
                found.append(info(timeout_s=0.0).sha256)
            except (EngineProblem, ModelError):
                found.append(None)
        return found[0], found[1]


def same_question(
    first: str,
    second: str,
    *,
    own: Iterable[OwnMeaning] = (),
    cosine: Callable[[str, str], float] | None = None,
) -> bool:
    """Whether an answer to `first` may be given to `second`.

    `own` are the practice's abbreviations. `cosine` of two texts is the second lock; None: only the first is
    tried, which is more than the program ever gives without an embedder.
    """
    if what_is_said(first) == what_is_said(second):
        return True
    names = ExactWords(own)
    if canonical(first, names) != canonical(second, names):
        return False
    return cosine is None or cosine(as_embedded(first, names), as_embedded(second, names)) > NEAR


def searched_text(answer: Answer) -> str:
    """The question that an answer was searched for."""
    return answer.understood or answer.question


def answered_for(answer: Answer, question: str) -> str | None:
    """The question that `answer` was given to, where its words are not those of `question`."""
    other = searched_text(answer)
    return other if what_is_said(other) != what_is_said(question) else None
