"""Finding: a question and a scope in, the passages that speak to it out, best first."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from core.attachments.unread import UnreadAttachments
from core.audit.log import AuditLog
from core.cancel import CancelToken
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import Cancelled, EngineProblem, InputRefused, ModelError
from core.repositories.index import IndexRepository
from core.repositories.outbox import OutboxRepository
from core.retrieval.dto import QUESTION_LIMIT_CHARS, Coverage, SearchResult, SearchScope
from core.retrieval.lexemes import question_lexemes
from core.retrieval.memory_index import MemoryIndex
from core.retrieval.ranking import ranked, without_overlaps
from core.security.roles import Access
from core.security.sealing import Sealer

_LOADING_WAIT_S = 0.5
_EMBED_WAIT_S = 5.0
"""A question that is not embedded by then is answered by its words; the person is waiting."""

_CANDIDATES_EACH_SIDE = 200
_CANDIDATES_A_HIT = 10
_DOWN = (EngineState.STOPPED, EngineState.FAILED, EngineState.RESTING)


class SearchService:
    """Thread-safe. `ensure_loaded` builds the memory index unless it is there."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        engine: EngineClient,
        memory: MemoryIndex,
        ensure_loaded: Callable[[CancelToken | None], None],
        access: Access,
        audit: AuditLog,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._memory = memory
        self._ensure_loaded = ensure_loaded
        self._access = access
        self._audit = audit
        self._unread = UnreadAttachments(sealer)

    def find(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int = 10,
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        """As `search`, for a person who is shown the passages: that is recorded, the question as a hash."""
        found = self.search(question, scope, limit=limit, cancel=cancel)
        shown = list(dict.fromkeys(str(hit.passage.source_id) for hit in found.hits))
        with self._database.begin() as session:
            self._audit.record(
                session,
                action="search",
                client_id=scope.client_id,
                details={"question_hash": self._audit.question_hash(question), "shown": shown},
            )
        return found

    def search(
        self,
        question: str,
        scope: SearchScope,
        *,
        limit: int = 10,
        cancel: CancelToken | None = None,
    ) -> SearchResult:
        """Up to `limit` passages of the current versions within `scope`, none overlapping another.

        Without an embedder, or when it is busy for too long, words alone decide and `dense_available` is
        false. Raises `InputRefused` (`empty_question`, `question_too_long`), `Cancelled`, `VaultLocked`,
        `DatabaseProblem`.
        """
        self._access.require("chart")
        started = time.perf_counter()
        check_question(question)
        self._ensure_loaded(cancel)
        embedded = self._embedded(question, cancel)
        searched, stale = self._read_scope(scope)
        candidates = self._memory.candidates(
            question=embedded,
            lexemes=question_lexemes(question),
            scope=scope,
            without=stale,
            limit=max(_CANDIDATES_EACH_SIDE, limit * _CANDIDATES_A_HIT),
        )
        by_meaning = embedded is not None and self._memory.dense_ready
        ordered = ranked(candidates, question=question, by_meaning=by_meaning)
        return SearchResult(
            question=question,
            hits=without_overlaps(ordered, limit),
            searched=searched,
            elapsed_ms=(time.perf_counter() - started) * 1000,
            dense_available=by_meaning,
        )

    def _embedded(self, question: str, cancel: CancelToken | None) -> NDArray[np.float32] | None:
        """The question's vector, (dimension,) unit length; None if it cannot be had, or compared, soon."""
        if self._engine.state in _DOWN:
            return None
        deadline = _Deadline(_EMBED_WAIT_S, cancel)
        try:
            info = self._engine.embedder_info(timeout_s=_LOADING_WAIT_S)
            if not self._memory.compares(model=info.name, revision=info.sha256):
                return None
            vector: NDArray[np.float32] = self._engine.embed([question], urgent=True, cancel=deadline)[0]
            return vector
        except (EngineProblem, ModelError):
            return None
        except Cancelled:
            if cancel is not None:
                cancel.raise_if_cancelled()
            return None

    def _read_scope(self, scope: SearchScope) -> tuple[Coverage, list[UUID]]:
        """What the scope holds, and the sources to leave out: those of which an older version, or none, is in
        memory, and those that are not to be found at all.
        """
        with self._database.begin() as session:
            coverage = IndexRepository(session, self._sealer).coverage(scope)
            wordless = self._unread.within(session, scope)
            outbox = OutboxRepository(session, self._sealer.workspace_id)
            waiting, hidden = outbox.waiting(scope), outbox.hidden(scope.client_id)
        stale = [one for one in waiting if self._memory.version_of(one.source_id) != one.version]
        unread = len(wordless | {one.source_id for one in stale if scope.includes(one.kind)})
        return dataclasses.replace(coverage, unread=unread), [*(one.source_id for one in stale), *hidden]


def check_question(question: str) -> None:
    """Raises `InputRefused` (`empty_question`, `question_too_long`)."""
    if not question.strip():
        raise InputRefused("empty_question")
    if len(question) > QUESTION_LIMIT_CHARS:
        raise InputRefused("question_too_long", limit=QUESTION_LIMIT_CHARS, length=len(question))


class _Deadline(CancelToken):
    """Cancelled with the caller's token or when its time is over."""

    def __init__(self, timeout_s: float, caller: CancelToken | None) -> None:
        super().__init__()
        self._ends = time.monotonic() + timeout_s
        self._caller = caller

    @property
    def cancelled(self) -> bool:
        over = time.monotonic() >= self._ends
        return over or super().cancelled or (self._caller is not None and self._caller.cancelled)

    def raise_if_cancelled(self) -> None:
        if self.cancelled:
            raise Cancelled
