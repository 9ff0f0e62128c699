"""Figures of finding beside bare pgvector HNSW and numpy: the same vectors, alternating questions, one run.

HNSW is given the smallest `ef_search` with which it finds as many of the exact ten of these questions as
this program does. The question's own embedding is not measured here (see `tests.bench.engine`). Nothing is
asserted.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any, cast

import numpy as np
import psycopg
from numpy.typing import NDArray
from pgvector import HalfVector

from core.cancel import CancelToken
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState, ModelInfo
from core.retrieval.memory.indexes import PlaceFilter
from core.retrieval.memory.vector_index import PgVectorIndex
from core.retrieval.session import Retrieval, build_retrieval
from core.security.sealing import Sealer
from core.sources.dto import SearchScope
from tests.bench.find_practice import CLIENTS, DIMENSION, PROFILE, GeneratedPractice, Vectors
from tests.fixtures.context import make_context

FIND_SIZES, LARGEST_FIND = (1_000, 20_000), 100_000
"""Passages of the practices that are measured; the largest only where it is asked for."""

_SHOWN = 10
_EF_TRIED = (20, 40, 60, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000)
_TICK_S = 0.001

Search = Callable[[], list[int]]


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds."""

    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class LoadFigures:
    """`longest_pause_ms`: for how long another Python thread, ticking, was kept waiting at most; and for how
    long in a second in which nothing was done, since a busy machine keeps it waiting too.

    Memory in megabytes (10^6), None where the system does not tell: of the database session that holds the
    vectors, and by how much this process grew, at the end and at most.
    """

    load_s: float
    longest_pause_ms: float
    longest_idle_pause_ms: float
    session_mb: float | None
    application_mb: float | None
    application_peak_mb: float | None


@dataclass(frozen=True, slots=True)
class FindFigures:
    """`find`, `find_in_client` and `words_only` are whole searches; `dense` and `dense_in_client` (all of a
    client's passages, exactly) only the search for vectors. Recalls are of the exact ten. `find_ratio` and
    `dense_ratio` are p95s over that of the faster counterpart.
    """

    passages: int
    passages_a_client: int
    store_s: float
    load: LoadFigures
    find: Latency
    find_in_client: Latency
    words_only: Latency
    dense: Latency
    dense_in_client: Latency
    dense_recall: float
    hnsw_build_s: float
    hnsw_ef_search: int
    hnsw: Latency
    hnsw_recall: float
    numpy_exact: Latency
    find_ratio: float
    dense_ratio: float


def measure_find(
    database: Database, sealer: Sealer, *, passages: int, questions: int = 200, seed: int = 7
) -> FindFigures:
    """Fills an empty workspace with generated passages and searches it; with 100,000 some three minutes."""
    practice = GeneratedPractice(passages, seed)
    store_s = _seconds(lambda: practice.store(database, sealer))
    with database.dedicated_connection() as connection:
        connection.execute("ANALYZE")
    engine = _GivenVectors()
    retrieval = build_retrieval(make_context(database, sealer), engine=cast(EngineClient, engine))
    bare = database.dedicated_connection()
    try:
        load = _load(retrieval)
        hnsw_build_s = _seconds(lambda: _build_hnsw(bare, practice.vectors))
        run = _Run(retrieval, engine, bare, practice)
        asked = practice.questions(questions)
        ef_search = run.tuned([vector for _, vector in asked])
        run.ask(asked)
    finally:
        bare.close()
        retrieval.close()
    fastest = min(run.latency("hnsw").p95_ms, run.latency("numpy").p95_ms)
    return FindFigures(
        passages=passages,
        passages_a_client=passages // CLIENTS,
        store_s=store_s,
        load=load,
        find=run.latency("find"),
        find_in_client=run.latency("find_in_client"),
        words_only=run.latency("words_only"),
        dense=run.latency("dense"),
        dense_in_client=run.latency("dense_in_client"),
        dense_recall=run.recall("dense"),
        hnsw_build_s=hnsw_build_s,
        hnsw_ef_search=ef_search,
        hnsw=run.latency("hnsw"),
        hnsw_recall=run.recall("hnsw"),
        numpy_exact=run.latency("numpy"),
        find_ratio=run.latency("find").p95_ms / fastest,
        dense_ratio=run.latency("dense").p95_ms / fastest,
    )


class _GivenVectors:
    """Stands in for the engine: the next question's vector is the one it was given."""

    state = EngineState.READY
    vector: Vectors

    def embedder_info(
        self, model: str | None = None, *, timeout_s: float | None = None, cancel: CancelToken | None = None
    ) -> ModelInfo:
        return ModelInfo(PROFILE.model, PROFILE.revision, limit_tokens=256, dimension=DIMENSION)

    def embed(
        self,
        texts: Sequence[str],
        *,
        model: str | None = None,
        urgent: bool = False,
        cancel: CancelToken | None = None,
    ) -> Vectors:
        return self.vector[np.newaxis]


class _Run:
    """Asks this program and its counterparts in turn, and keeps milliseconds and shares of the exact ten."""

    def __init__(
        self,
        retrieval: Retrieval,
        engine: _GivenVectors,
        bare: psycopg.Connection[Any],
        practice: GeneratedPractice,
    ) -> None:
        self._retrieval, self._engine, self._bare, self._practice = retrieval, engine, bare, practice
        self._memory, self._index = retrieval._memory, _vector_index(retrieval)
        self._matrix = practice.vectors.astype(np.float32)
        self._times_ms: dict[str, list[float]] = {}
        self._shares: dict[str, list[float]] = {}

    def tuned(self, questions: Sequence[Vectors]) -> int:
        """Sets the smallest `ef_search` with which HNSW finds as much as this program does; returns it."""
        exact = [set(self._exact(one)) for one in questions]
        ours = sum(
            len(ten & set(self._rows(self._dense(one)))) for ten, one in zip(exact, questions, strict=True)
        )
        for ef_search in _EF_TRIED:
            self._bare.execute(f"SET hnsw.ef_search = {ef_search}")
            theirs = sum(len(ten & set(self._hnsw(one))) for ten, one in zip(exact, questions, strict=True))
            if theirs >= ours:
                break
        return ef_search

    def ask(self, questions: list[tuple[str, Vectors]]) -> None:
        """Measures all of them for each question; the first is asked once more beforehand, unmeasured."""
        for number, (text, vector) in enumerate(questions[:1] + questions):
            if number == 1:
                self._times_ms, self._shares = {}, {}
            self._engine.vector = vector
            client = self._practice.clients[number % CLIENTS]
            self._find("find", text, SearchScope())
            self._find("find_in_client", text, SearchScope(client_id=client))
            self._find("words_only", text, SearchScope(), EngineState.STOPPED)
            within = PlaceFilter(client=self._memory._clients[client])
            self._timed("dense_in_client", partial(self._dense, vector, within))
            found = {
                name: self._timed(name, partial(search, vector))
                for name, search in (("dense", self._dense), ("hnsw", self._hnsw), ("numpy", self._exact))
            }
            found["dense"] = self._rows(found["dense"])
            for name in ("dense", "hnsw"):
                share = len(set(found[name]) & set(found["numpy"])) / _SHOWN
                self._shares.setdefault(name, []).append(share)

    def latency(self, name: str) -> Latency:
        times_ms = self._times_ms[name]
        return Latency(p50_ms=median(times_ms), p95_ms=quantiles(times_ms, n=20)[-1])

    def recall(self, name: str) -> float:
        return float(np.mean(self._shares[name]))

    def _find(self, name: str, text: str, scope: SearchScope, state: EngineState = EngineState.READY) -> None:
        self._engine.state = state
        search = self._retrieval.search.search

        def found() -> list[int]:
            return [hit.rank for hit in search(text, scope, limit=_SHOWN).hits]

        self._timed(name, found)

    def _timed(self, name: str, search: Search) -> list[int]:
        started = time.perf_counter()
        found = search()
        self._times_ms.setdefault(name, []).append((time.perf_counter() - started) * 1000)
        return found

    def _dense(self, vector: Vectors, within: PlaceFilter = PlaceFilter()) -> list[int]:  # noqa: B008 - frozen
        return [number for number, _ in self._index.best(vector, within, _SHOWN)]

    def _rows(self, numbers: list[int]) -> list[int]:
        """Where the passages that the index knows by these numbers lie among the practice's vectors."""
        sources = [self._memory._source_of(number) for number in numbers]
        first = self._practice.first_of
        return [
            first[source.source_id] + number - source.first
            for source, number in zip(sources, numbers, strict=True)
        ]

    def _hnsw(self, vector: Vectors) -> list[int]:
        statement = "SELECT number FROM bare ORDER BY vector <#> %b LIMIT %b"
        found = self._bare.execute(statement, (HalfVector(vector), _SHOWN), prepare=True, binary=True)
        return [row[0] for row in found]

    def _exact(self, vector: Vectors) -> list[int]:
        scores = self._matrix @ vector
        best = np.argpartition(-scores, _SHOWN)[:_SHOWN]
        return [int(number) for number in best[np.argsort(-scores[best])]]


def _build_hnsw(bare: psycopg.Connection[Any], vectors: NDArray[np.float16]) -> None:
    bare.execute("SET temp_buffers = '512MB'")
    bare.execute("SET maintenance_work_mem = '512MB'")
    bare.execute(f"CREATE TEMPORARY TABLE bare (number int4, vector halfvec({DIMENSION}))")
    with bare.cursor() as cursor, cursor.copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int4", "halfvec"])
        for number, vector in enumerate(vectors):
            copy.write_row((number, HalfVector(vector)))
    bare.execute("CREATE INDEX ON bare USING hnsw (vector halfvec_ip_ops)")


def _load(retrieval: Retrieval) -> LoadFigures:
    gc.collect()
    before, _ = _memory_mb("self")
    _forget_peak()
    with _Ticker() as idle:
        time.sleep(1.0)
    with _Ticker() as ticker:
        load_s = _seconds(retrieval.load)
    after, peak = _memory_mb("self")
    session, _ = _memory_mb(str(_vector_index(retrieval).server_process))
    return LoadFigures(
        load_s=load_s,
        longest_pause_ms=ticker.longest_ms,
        longest_idle_pause_ms=idle.longest_ms,
        session_mb=session,
        application_mb=after - before if after and before else None,
        application_peak_mb=peak - before if peak and before else None,
    )


class _Ticker:
    """A thread that wakes all the time and notes how late it was at most."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._tick)

    def __enter__(self) -> _Ticker:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _tick(self) -> None:
        last = time.perf_counter()
        while not self._over.wait(_TICK_S):
            now = time.perf_counter()
            self.longest_ms = max(self.longest_ms, (now - last - _TICK_S) * 1000)
            last = now


def _vector_index(retrieval: Retrieval) -> PgVectorIndex:
    return cast(PgVectorIndex, retrieval._memory._vectors)


def _memory_mb(process: str) -> tuple[float | None, float | None]:
    """What a process holds, and held at most since `_forget_peak`."""
    status = Path("/proc") / process / "status"
    if not status.exists():
        return None, None
    lines = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines() if ":" in line)
    resident, peak = (int(lines[name].split()[0]) * 1024 / 1e6 for name in ("VmRSS", "VmHWM"))
    return resident, peak


def _forget_peak() -> None:
    peak = Path("/proc/self/clear_refs")
    if peak.exists():
        peak.write_text("5", "ascii")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
