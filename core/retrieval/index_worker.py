"""Keeps the index in step with the notes: a thread of its own in the window, a call on the command line."""

from __future__ import annotations

import dataclasses
import logging
import threading
from collections.abc import Callable

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import AnamnesisError, Cancelled, EngineProblem, ModelError, VaultLocked
from core.repositories.index import IndexRepository
from core.repositories.outbox import OutboxRepository
from core.repositories.sealed_passages import StoredProfile
from core.retrieval.dto import EmbeddingProfile, IndexStatus
from core.retrieval.indexer import Indexer
from core.retrieval.memory_index import MemoryIndex
from core.security.roles import Access
from core.security.sealing import Sealer

_log = logging.getLogger(__name__)

_SETTLE_S = 0.5
"""Between a change and its indexing, so that a burst of saves is indexed once."""
_PENDING_POLL_S = 3.0
_IDLE_POLL_S = 30.0
_FIRST_BACK_OFF_S = 2.0
_LONGEST_BACK_OFF_S = 60.0
_ENGINE_LOOK_S = 0.2
_JOIN_S = 15.0

LoadMemory = Callable[[StoredProfile | None, CancelToken], None]
"""Loads the memory index in a profile, or in the active one, unless it is loaded so already."""


class IndexWorker:
    """Thread-safe. `start` and `stop` are the window's; `run_pending` and `rebuild` work without them."""

    def __init__(
        self,
        *,
        database: Database,
        sealer: Sealer,
        engine: EngineClient,
        memory: MemoryIndex,
        load: LoadMemory,
        access: Access,
        settle_s: float = _SETTLE_S,
    ) -> None:
        self._database = database
        self._sealer = sealer
        self._engine = engine
        self._memory = memory
        self._load = load
        self._access = access
        self._settle_s = settle_s
        self._indexer = Indexer(database=database, sealer=sealer, engine=engine, memory=memory)
        self._turn = threading.Lock()
        self._listeners: list[Callable[[IndexStatus], None]] = []
        self._woken = threading.Event()
        self._stop = CancelToken()
        self._thread: threading.Thread | None = None
        self._forget_engine: Callable[[], None] | None = None
        self._profile: StoredProfile | None = None
        self._running = False
        self._problem: str | None = None
        self._told = IndexStatus()

    def start(self) -> None:
        """Begins to load the memory index and then to index whatever waits. Does nothing if it runs."""
        self._access.require("chart")
        if self._thread is not None:
            return
        self._stop = CancelToken()
        self._woken.set()
        self._forget_engine = self._engine.subscribe(self._on_engine)
        self._thread = threading.Thread(target=self._work, name="indexer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops the thread, at the next passage or batch. Safe to call when it does not run."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if self._forget_engine is not None:
            self._forget_engine()
        self._stop.cancel()
        self._woken.set()
        thread.join(_JOIN_S)
        if thread.is_alive():
            _log.error("the indexer did not stop in %d s", _JOIN_S)

    def wake(self) -> None:
        """Says that something changed."""
        self._woken.set()

    def run_pending(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> IndexStatus:
        """Indexes all that waits, in the calling thread; waits for the embedder if it is loading.

        Progress is counted in sources. A problem with a model or a note is in the status; raises
        `Cancelled`, `VaultLocked`, `DatabaseProblem`, `DiskFull`.
        """
        self._access.require("chart")
        return self._run(cancel or CancelToken(), on_progress, wait_for_engine=True)

    def rebuild(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> IndexStatus:
        """Makes the whole index anew; the old one is searched until each source's new one is there.

        Interrupted, it goes on with the next run. Raises as `run_pending`.
        """
        self._access.require("chart")
        with self._turn, self._database.begin() as session:
            IndexRepository(session, self._sealer).unmark_all()
            OutboxRepository(session, self._sealer.workspace_id).add_all()
        return self.run_pending(cancel=cancel, on_progress=on_progress)

    def status(self) -> IndexStatus:
        """Counted in the database now. Raises `DatabaseProblem`."""
        self._access.require("chart")
        with self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            profile = self._profile or index.active_profile()
            total, indexed, passages = index.counts(profile.profile_id if profile else None)
        return IndexStatus(
            total=total,
            indexed=indexed,
            passages=passages,
            running=self._running,
            problem=self._problem or self._memory.dense_problem,
        )

    def subscribe(self, listener: Callable[[IndexStatus], None]) -> Callable[[], None]:
        """Calls `listener` with every new status, from the working thread; returns what unsubscribes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _run(self, cancel: CancelToken, on_progress: OnProgress, *, wait_for_engine: bool) -> IndexStatus:
        with self._turn:
            self._running = True
            try:
                self._problem = self._index(cancel, self._telling(on_progress), wait_for_engine)
            finally:
                self._running = False
        return self._tell()

    def _index(self, cancel: CancelToken, on_progress: OnProgress, wait_for_engine: bool) -> str | None:
        profile, problem = self._embedder(cancel, wait_for_engine)
        may_embed = profile is not None
        if profile is None:
            with self._database.begin() as session:
                profile = IndexRepository(session, self._sealer).active_profile()
        self._profile = profile
        if self._memory.loaded:
            self._load(profile, cancel)
        met = self._indexer.run(profile, may_embed=may_embed, cancel=cancel, on_progress=on_progress)
        if profile is not None and may_embed and not profile.active:
            self._switch_when_complete(profile)
        return met or problem

    def _embedder(self, cancel: CancelToken, wait: bool) -> tuple[StoredProfile | None, str | None]:
        """The profile of the loaded model; None and the reason when there is no model to embed with."""
        while True:
            cancel.raise_if_cancelled()
            try:
                info = self._engine.embedder_info(timeout_s=_ENGINE_LOOK_S)
                break
            except (EngineProblem, ModelError) as error:
                if error.code != "engine_starting":
                    return None, error.code
                if not wait:
                    return None, None
        if info.dimension is None:
            return None, "model_rejected"
        described = EmbeddingProfile(model=info.name, revision=info.sha256, dimension=info.dimension)
        with self._database.begin() as session:
            return IndexRepository(session, self._sealer).ensure_profile(described), None

    def _switch_when_complete(self, profile: StoredProfile) -> None:
        with self._database.begin() as session:
            index = IndexRepository(session, self._sealer)
            total, indexed, _ = index.counts(profile.profile_id)
            if indexed == total:
                index.activate(profile.profile_id)

    def _work(self) -> None:
        back_off_s = 0.0
        while not self._stop.cancelled:
            self._woken.clear()
            try:
                self._load(None, self._stop)
                status = self._run(self._stop, ignore_progress, wait_for_engine=False)
            except (Cancelled, VaultLocked):
                if self._stop.cancelled:
                    return
                status = self._failed("vault_locked")
            except AnamnesisError as error:
                status = self._failed(error.code)
            except Exception as error:  # noqa: BLE001 - the thread's edge: reported, and tried again
                _log.error("the indexer failed: %s", type(error).__name__)
                status = self._failed("index_failed")
            if status.problem:
                back_off_s = min(_LONGEST_BACK_OFF_S, max(_FIRST_BACK_OFF_S, 2 * back_off_s))
                wait_s = back_off_s
            else:
                back_off_s = 0.0
                wait_s = _PENDING_POLL_S if status.pending else _IDLE_POLL_S
            if self._woken.wait(wait_s):
                self._stop.wait(self._settle_s)

    def _failed(self, code: str) -> IndexStatus:
        self._problem = code
        status = dataclasses.replace(self._told, running=False, problem=code)
        for listener in list(self._listeners):
            listener(status)
        return status

    def _telling(self, on_progress: OnProgress) -> OnProgress:
        def progress(done: int, total: int) -> None:
            on_progress(done, total)
            self._tell()

        return progress

    def _tell(self) -> IndexStatus:
        status = self._told = self.status()
        for listener in list(self._listeners):
            listener(status)
        return status

    def _on_engine(self, state: EngineState) -> None:
        if state is EngineState.READY:
            self.wake()
