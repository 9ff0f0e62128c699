"""Embeds earlier answers that have no vector yet, batch by batch.

Low priority: a question overtakes it in the engine, and it can be stopped between two batches. An interrupted
run is continued the next time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.assistant.conversations.message_vectors import MessageVectorRepository
from core.assistant.conversations.recalling import embedded_text
from core.assistant.conversations.repository import ConversationRepository, client_of_message
from core.assistant.dto import Answer
from core.assistant.taking_back import take_back
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.epoch_lock import hold_epoch
from core.engine.client import EngineClient
from core.errors import EngineProblem, InputRefused, ModelError, NotFound, TamperedRecord
from core.ids import MessageId
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.service_context import ServiceContext

BATCH = 100
_AT_ONCE = 8
"""Texts in one call of the engine; cancellation is checked after each call."""


@dataclass(frozen=True, slots=True)
class TurnEmbeddingReport:
    """How many answers can be recalled by meaning, and how many not yet.

    `problem` is the code of what prevented the rest, e.g. `model_not_configured`.
    """

    done: int
    missing: int
    problem: str | None = None


class TurnEmbedder:
    """One run at a time, ensured by the caller."""

    def __init__(self, context: ServiceContext, *, engine: EngineClient) -> None:
        self._database, self._sealer = context.database, context.sealer
        self._disk, self._access = context.disk, context.access
        self._engine = engine

    def run(
        self,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        awaited: Callable[[], bool] = lambda: False,
    ) -> TurnEmbeddingReport:
        """Embeds the answers that have no vector in the active profile; progress is counted in answers.

        Ends early when more urgent work is `awaited`. Without a model nothing is done, and `problem` says
        why. Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`, `DiskFull`.
        """
        self._access.require("chart")
        token = cancel or CancelToken()
        with self._database.begin() as session:
            active = IndexRepository(session, self._sealer).active_profile()
        if active is None:
            return TurnEmbeddingReport(0, 0)
        problem = self._embed_all(active, token, on_progress, awaited)
        done, missing = self._counts(active)
        return TurnEmbeddingReport(done, missing, problem)

    def when_idle(self, cancel: CancelToken, awaited: Callable[[], bool]) -> None:
        """As `run`, for the idle indexing thread; the rest waits for its next idle time."""
        self.run(cancel=cancel, awaited=awaited)

    def _embed_all(
        self,
        active: StoredProfile,
        cancel: CancelToken,
        on_progress: OnProgress,
        awaited: Callable[[], bool],
    ) -> str | None:
        """The code of what ended it early, None when every answer that can be embedded is."""
        done, missing = self._counts(active)
        if not missing:
            return None
        try:
            # Does not wait for the model: there will be another idle time.
            self._engine.embedder_info(timeout_s=0.0, model=active.profile.revision)
        except (EngineProblem, ModelError) as error:
            return error.code
        after: MessageId | None = None
        while not awaited() and (batch := self._missing(active, after)):
            for at in range(0, len(batch), _AT_ONCE):
                cancel.raise_if_cancelled()
                some = batch[at : at + _AT_ONCE]
                try:
                    self._embed(active, some, cancel)
                except (EngineProblem, ModelError, InputRefused) as error:
                    return error.code
                done = min(done + len(some), done + missing)
                on_progress(done, done + max(0, missing - at - len(some)))
            missing = max(0, missing - len(batch))
            after = batch[-1]
        return None

    def _embed(self, active: StoredProfile, message_ids: Sequence[MessageId], cancel: CancelToken) -> None:
        answers = self._answers(message_ids)
        if not answers:
            return
        vectors = self._engine.embed(
            [embedded_text(one) for one in answers], model=active.profile.revision, cancel=cancel
        )
        self._disk.require_room()
        with self._database.begin() as session:
            hold_epoch(session)
            held = MessageVectorRepository(session, self._sealer)
            for answer, vector in zip(answers, vectors, strict=True):
                try:
                    held.put(answer.message_id, active.profile_id, vector)
                except NotFound:
                    # Deleted meanwhile.
                    continue

    def _answers(self, message_ids: Sequence[MessageId]) -> list[Answer]:
        """The readable answers; of one that was taken back only the question."""
        found: list[Answer] = []
        with self._database.begin() as session:
            conversations = ConversationRepository(session, self._sealer)
            for message_id in message_ids:
                try:
                    answer = conversations.answer(message_id)
                    client_id = client_of_message(session, self._sealer, message_id)
                except (NotFound, TamperedRecord):
                    continue
                found += take_back(
                    session, [answer], client_id=client_id, workspace_id=self._sealer.workspace_id
                )
        return found

    def _missing(self, active: StoredProfile, after: MessageId | None) -> list[MessageId]:
        with self._database.begin() as session:
            held = MessageVectorRepository(session, self._sealer)
            return held.missing(active.profile_id, limit=BATCH, after=after)

    def _counts(self, active: StoredProfile) -> tuple[int, int]:
        with self._database.begin() as session:
            return MessageVectorRepository(session, self._sealer).counts(active.profile_id)
