"""Keeps the index up to date with the notes: a thread in the window, a call on the command line."""

from __future__ import annotations

import dataclasses
import logging
import threading
import time
from collections.abc import Callable

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.engine.client import EngineClient
from core.engine.dto import EngineState
from core.errors import AnamnesisError, Cancelled, VaultLocked
from core.facts.sets import FactSets
from core.retrieval.dto import Drift, IndexStatus
from core.retrieval.index.repository import IndexRepository
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexing.counting import IndexCounting
from core.retrieval.indexing.indexer import Indexer
from core.retrieval.indexing.profile_choice import EmbedderSupply, ProfileChoice, ProfileChooser
from core.retrieval.indexing.rate import Rate
from core.retrieval.indexing.repair import IndexRepair
from core.retrieval.indexing.turn import Turn
from core.retrieval.memory.memory_index import MemoryIndex
from core.service_context import ServiceContext
from core.sources.searchable import queue_sources

_log = logging.getLogger(__name__)

_SETTLE_S = 0.5
"""Delay between a change and its indexing, so that a burst of saves is indexed once."""
_PENDING_POLL_S = 3.0
_IDLE_POLL_S = 30.0
_LOOK_EVERY_S = 300.0
_FIRST_BACK_OFF_S = 2.0
_LONGEST_BACK_OFF_S = 60.0
_JOIN_S = 15.0

LoadMemory = Callable[[StoredProfile | None, CancelToken], None]
"""Loads the memory index in a profile, or in the active one, unless it is already loaded so."""

WhenIdle = Callable[[CancelToken, Callable[[], bool]], None]
"""Other work with the embedder; stops when cancelled, or when its second argument says there is something to
index.
"""


class IndexWorker:
    """Thread-safe. `start` and `stop` are for the window; `run_pending` and `rebuild` work without them.

    `supply` names the embedder selected on this machine; without it the engine's first one is used. `facts`
    are extracted beside the index. The thread calls `when_idle` whenever everything is indexed.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        engine: EngineClient,
        memory: MemoryIndex,
        load: LoadMemory,
        supply: EmbedderSupply | None = None,
        settle_s: float = _SETTLE_S,
        when_idle: WhenIdle | None = None,
        facts: FactSets | None = None,
    ) -> None:
        database, sealer = context.database, context.sealer
        self._database, self._sealer, self._access = database, sealer, context.access
        self._engine = engine
        self._memory = memory
        self._load = load
        self._settle_s = settle_s
        self._when_idle = when_idle
        self._facts = facts
        self._indexer = Indexer(database=database, sealer=sealer, engine=engine, memory=memory, facts=facts)
        self._chooser = ProfileChooser(database=database, sealer=sealer, engine=engine, supply=supply)
        self._repair = IndexRepair(
            database=database, sealer=sealer, memory=memory, is_known=self._chooser.is_known, facts=facts
        )
        self._counting = IndexCounting(database=database, sealer=sealer, chooser=self._chooser)
        self._rate = Rate()
        self._turn = Turn()
        self._listeners: list[Callable[[IndexStatus], None]] = []
        self._woken = threading.Event()
        self._stop = CancelToken()
        self._thread: threading.Thread | None = None
        self._unsubscribe: list[Callable[[], None]] = []
        self._running = False
        self._problem: str | None = None
        self._drift: Drift | None = None
        self._looked_at: float | None = None
        self._told = IndexStatus()

    def start(self) -> None:
        """Starts the thread: loads the memory index, then indexes what is pending. Does nothing if it
        runs.
        """
        self._access.require("chart")
        if self._thread is not None:
            return
        self._stop = CancelToken()
        self._woken.set()
        self._unsubscribe = [
            self._engine.subscribe(self._on_engine),
            self._database.changes.subscribe(lambda _changes: self.wake()),
        ]
        self._thread = threading.Thread(target=self._work, name="indexer", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops the thread at the next passage or batch. Does nothing if it is not running."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._unsubscribe = []
        self._stop.cancel()
        self._woken.set()
        thread.join(_JOIN_S)
        if thread.is_alive():
            _log.error("the indexer did not stop in %d s", _JOIN_S)

    def wake(self) -> None:
        """Signals that something is to do: a chart was changed, or another embedder selected."""
        self._woken.set()

    def run_pending(
        self,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
        thorough: bool = False,
    ) -> IndexStatus:
        """Indexes everything pending in the calling thread; waits for the embedder if it is loading.

        The profile of a newly selected embedder is built and activated. `thorough`: every sealed row is
        opened first, and damaged ones are rebuilt. Progress is counted in sources. Problems with a model or a
        note are in the status; raises `Cancelled`, `VaultLocked`, `DatabaseProblem`, `DiskFull`.
        """
        self._access.require("chart")
        self._looked_at = None
        return self._run(cancel or CancelToken(), on_progress, wait_for_engine=True, thorough=thorough)

    def rebuild(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> IndexStatus:
        """Rebuilds the whole index; the old entry of a source is searched until its new one exists.

        An interrupted rebuild is continued by the next run. Raises as `run_pending`.
        """
        self._access.require("chart")
        with self._turn.taken(cancel or CancelToken(), brief=True), self._database.begin() as session:
            IndexRepository(session, self._sealer).unmark_all()
            queue_sources(session, self._sealer.workspace_id)
        return self.run_pending(cancel=cancel, on_progress=on_progress)

    def look(self, *, thorough: bool = False, cancel: CancelToken | None = None) -> IndexStatus:
        """Checks for drift between notes and index and corrects it by queueing sources.

        `thorough`: every sealed row is opened too. Raises `Cancelled`, `VaultLocked`, `DatabaseProblem`.
        """
        self._access.require("chart")
        token = cancel or CancelToken()
        with self._turn.taken(token, brief=True):
            with self._database.begin() as session:
                active = IndexRepository(session, self._sealer).active_profile()
            self._look_for_drift(active, token, thorough)
        return self.status()

    def require_model(self, cancel: CancelToken | None = None) -> None:
        """Waits for a model to embed with. Raises `ModelError` or `EngineProblem` if there is none."""
        self._access.require("chart")
        self._chooser.require(cancel or CancelToken())

    @property
    def sources_per_s(self) -> float | None:
        """The indexing rate over the last half minute, None while nothing is indexed."""
        return self._rate.per_s if self._running else None

    def status(self) -> IndexStatus:
        """Counted in the database now. Raises `DatabaseProblem`."""
        self._access.require("chart")
        status = self._counting.status(self.sources_per_s)
        return dataclasses.replace(
            status,
            running=self._running,
            problem=self._problem or self._memory.dense_problem,
            drift=self._drift,
        )

    def subscribe(self, listener: Callable[[IndexStatus], None]) -> Callable[[], None]:
        """Calls `listener` with every new status, from the worker thread; returns what unsubscribes it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _run(
        self, cancel: CancelToken, on_progress: OnProgress, *, wait_for_engine: bool, thorough: bool = False
    ) -> IndexStatus:
        on_settled = self._telling(on_progress)
        unfinished = True
        while unfinished:
            with self._turn.taken(cancel):
                self._running = True
                self._rate.begin()
                try:
                    self._problem, unfinished = self._index(cancel, on_settled, wait_for_engine, thorough)
                finally:
                    self._running = False
            thorough = False
        return self._tell()

    def _index(
        self, cancel: CancelToken, on_settled: Callable[[int, int], None], wait: bool, thorough: bool
    ) -> tuple[str | None, bool]:
        """The code of the last problem, and whether it stopped early for another caller."""
        choice = self._chooser.choose(cancel, wait=wait)
        if self._memory.loaded:
            self._load(choice.active, cancel)
        looked_at = self._looked_at
        if thorough or looked_at is None or time.monotonic() - looked_at >= _LOOK_EVERY_S:
            self._look_for_drift(choice.active, cancel, thorough)
        while True:
            met = self._indexer.run(
                choice.active,
                may_embed=choice.may_embed,
                # If the old model is gone, the new one needs the passages to embed.
                keep_searched=choice.may_embed or choice.building is None,
                cancel=cancel,
                on_settled=on_settled,
            )
            if choice.building is None:
                return met or choice.problem, False
            built = self._indexer.build(
                choice.building,
                cancel=cancel,
                on_settled=on_settled,
                awaited=lambda: self._turn.awaited,
            )
            if built.complete:
                choice = self._switch(choice.building, cancel) or self._chooser.choose(cancel, wait=wait)
            elif self._turn.awaited:
                return met or built.problem, True
            elif not built.interrupted:
                return met or built.problem or choice.problem, False

    def _switch(self, new: StoredProfile, cancel: CancelToken) -> ProfileChoice | None:
        """Activates a complete profile, drops the old one, and searches with the new one.

        None if the profile was dropped meanwhile.
        """
        with self._memory.changing:
            with self._database.begin(statement_limit_s=0) as session:
                if not IndexRepository(session, self._sealer).activate(new.profile_id):
                    return None
            active = dataclasses.replace(new, active=True)
            if self._memory.loaded:
                self._load(active, cancel)
        _log.info("the index is now that of %s", new.profile.model)
        return ProfileChoice(active, may_embed=True)

    def _look_for_drift(self, active: StoredProfile | None, cancel: CancelToken, thorough: bool) -> None:
        drift = self._repair.open_all(active, cancel) if thorough else Drift()
        self._drift = drift.with_(self._repair.look(active))
        self._looked_at = time.monotonic()

    def _work(self) -> None:
        back_off_s = 0.0
        while not self._stop.cancelled:
            self._woken.clear()
            try:
                self._load(None, self._stop)
                if self._facts is not None:
                    self._facts.load(self._stop)
                status = self._run(self._stop, ignore_progress, wait_for_engine=False)
                if self._when_idle is not None and not status.problem and not status.pending:
                    self._when_idle(self._stop, self._woken.is_set)
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
        self._looked_at = None
        status = dataclasses.replace(self._told, running=False, problem=code)
        for listener in list(self._listeners):
            listener(status)
        return status

    def _telling(self, on_progress: OnProgress) -> Callable[[int, int], None]:
        done = 0

        def settled(count: int, remaining: int) -> None:
            nonlocal done
            done += count
            self._rate.add(count)
            on_progress(done, done + remaining)
            if self._listeners:
                self._tell()

        return settled

    def _tell(self) -> IndexStatus:
        status = self._told = self.status()
        for listener in list(self._listeners):
            listener(status)
        return status

    def _on_engine(self, state: EngineState) -> None:
        if state is EngineState.READY:
            self.wake()
