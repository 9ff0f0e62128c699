"""Figures of finding beside bare pgvector HNSW and numpy: the same vectors, alternating questions, one run.

The practice is generated: sealed passages of invented words and vectors in clusters. The question's own
embedding is not measured here (see `tests.bench.engine`). Nothing is asserted.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from statistics import median, quantiles
from typing import Any, cast

import numpy as np
import psycopg
from numpy.typing import NDArray
from pgvector import HalfVector

from core.audit.log import AuditLog
from core.cancel import CancelToken
from core.clients.dto import ClientDetails
from core.database.access import Database
from core.engine.client import EngineClient
from core.engine.dto import EngineState, ModelInfo
from core.ids import ClientId, PassageId, UserId, new_id
from core.repositories.clients import ClientRepository
from core.repositories.index import IndexRepository
from core.repositories.sealed_passages import StoredPassage
from core.retrieval.dto import EmbeddingProfile, Passage, SearchScope
from core.retrieval.passages import Part
from core.retrieval.session import Retrieval, build_retrieval
from core.security.roles import Access
from core.security.sealing import Sealer
from core.sessions.dto import SOAP_FIELDS

_DIMENSION = 384
_CLUSTERS = 200
_CLIENTS = 40
_PASSAGES_A_SESSION = 10
_SHOWN = 10
_WORDS = 5_000
_SYLLABLES = "ba de fi go ka le mi no pa ra se ti ul ve xa zo cor den gal hem lis mor nef pul rhe tam".split()


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds."""

    p50_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class FindFigures:
    """`ratio` is our practice-wide p95 over the faster counterpart's; `hnsw_recall` is of the exact ten."""

    passages: int
    store_s: float
    load_s: float
    practice: Latency
    one_client: Latency
    words_only: Latency
    hnsw_build_s: float
    hnsw: Latency
    hnsw_recall: float
    numpy_exact: Latency
    ratio: float


def measure_find(
    database: Database, sealer: Sealer, *, passages: int = 20_000, questions: int = 100, seed: int = 7
) -> FindFigures:
    """Fills an empty workspace with generated passages and searches it; half a minute on two idle cores."""
    practice = _Practice(passages, seed)
    store_s = _seconds(lambda: practice.store(database, sealer))
    engine = _GivenVectors()
    retrieval = build_retrieval(
        database=database,
        sealer=sealer,
        engine=cast(EngineClient, engine),
        access=Access(UserId(new_id()), "owner"),
        audit=AuditLog(sealer, None),
    )
    bare = database.dedicated_connection()
    try:
        load_s = _seconds(retrieval.load)
        hnsw_build_s = _seconds(lambda: _build_hnsw(bare, practice.vectors))
        asked = practice.questions(questions)
        times = _ask(retrieval, engine, bare, practice, asked)
    finally:
        bare.close()
        retrieval.close()
    practice_latency, hnsw, exact = (_latency(times[name]) for name in ("practice", "hnsw", "numpy"))
    return FindFigures(
        passages=passages,
        store_s=store_s,
        load_s=load_s,
        practice=practice_latency,
        one_client=_latency(times["client"]),
        words_only=_latency(times["words"]),
        hnsw_build_s=hnsw_build_s,
        hnsw=hnsw,
        hnsw_recall=float(np.mean(times["recall"])),
        numpy_exact=exact,
        ratio=practice_latency.p95_ms / min(hnsw.p95_ms, exact.p95_ms),
    )


class _Practice:
    """Generated passages, `vectors` (passages, dimension) float16 of unit length, and who they belong to."""

    def __init__(self, passages: int, seed: int) -> None:
        self._draw = random.Random(seed)
        self._random = np.random.default_rng(seed)
        self._words = [
            "".join(self._draw.choices(_SYLLABLES, k=self._draw.randint(2, 4))) for _ in range(_WORDS)
        ]
        # Words of notes are rare and frequent as words are: by Zipf.
        self._weights = [1 / (rank + 5) for rank in range(_WORDS)]
        self._centres = self._random.standard_normal((_CLUSTERS, _DIMENSION)).astype(np.float32)
        self.clients = [ClientId(new_id()) for _ in range(_CLIENTS)]
        self.vectors = self._near_centres(passages).astype(np.float16)

    def questions(self, count: int) -> list[tuple[str, NDArray[np.float32]]]:
        """Texts of some words, each with a vector among the passages'."""
        vectors = self._near_centres(count)
        return [(self._text(6) + "?", vector) for vector in vectors]

    def store(self, database: Database, sealer: Sealer) -> None:
        """Clients, passages and vectors as the indexer would have left them."""
        with database.begin(statement_limit_s=0) as session:
            clients = ClientRepository(session, sealer)
            for number, client_id in enumerate(self.clients):
                details = ClientDetails(first_name=f"Client {number}", last_name="Bench")
                clients.add(client_id, details, sealer.keyring.add_client(client_id))
            AuditLog(sealer, None).record(session, action="import")
            session.flush()
            index = IndexRepository(session, sealer)
            profile = index.ensure_profile(_PROFILE)
            for first in range(0, len(self.vectors), _PASSAGES_A_SESSION):
                stored = self._session(first)
                index.replace(stored[0].passage.source_id, stored)
                index.put_vectors(profile.profile_id, stored)

    def _session(self, first: int) -> list[StoredPassage]:
        source_id, client_id = new_id(), self.clients[(first // _PASSAGES_A_SESSION) % _CLIENTS]
        day = date(2023, 1, 1) + timedelta(days=self._draw.randrange(700))
        found = []
        for at in range(first, min(first + _PASSAGES_A_SESSION, len(self.vectors))):
            text = self._text(self._draw.randint(30, 70))
            start = 1_000 * (at - first)
            passage = Passage(
                PassageId(new_id()),
                client_id,
                "session",
                source_id,
                1,
                SOAP_FIELDS[at % len(SOAP_FIELDS)],
                start,
                start + len(text),
                text,
                day,
            )
            part = Part(start, start + len(text), "")
            found.append(StoredPassage(passage, (part,), self.vectors[at : at + 1]))
        return found

    def _text(self, words: int) -> str:
        return " ".join(self._draw.choices(self._words, self._weights, k=words))

    def _near_centres(self, count: int) -> NDArray[np.float32]:
        chosen = self._centres[self._random.integers(0, _CLUSTERS, count)]
        noisy = chosen + self._random.standard_normal((count, _DIMENSION)).astype(np.float32)
        unit: NDArray[np.float32] = noisy / np.linalg.norm(noisy, axis=1, keepdims=True)
        return unit


_PROFILE = EmbeddingProfile(model="generated", revision="0" * 64, dimension=_DIMENSION)


class _GivenVectors:
    """Stands in for the engine: the next question's vector is the one it was given."""

    state = EngineState.READY
    vector: NDArray[np.float32]

    def embedder_info(self, timeout_s: float | None = None) -> ModelInfo:
        return ModelInfo(_PROFILE.model, _PROFILE.revision, limit_tokens=256, dimension=_DIMENSION)

    def embed(
        self, texts: Sequence[str], *, urgent: bool = False, cancel: CancelToken | None = None
    ) -> NDArray[np.float32]:
        return self.vector[np.newaxis]


def _ask(
    retrieval: Retrieval,
    engine: _GivenVectors,
    bare: psycopg.Connection[Any],
    practice: _Practice,
    asked: list[tuple[str, NDArray[np.float32]]],
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {
        name: [] for name in ("practice", "client", "words", "hnsw", "numpy", "recall")
    }
    matrix = practice.vectors.astype(np.float32)
    for number, (text, vector) in enumerate(asked):
        client = SearchScope(client_id=practice.clients[number % _CLIENTS])
        engine.vector = vector
        for name, scope, state in (
            ("practice", SearchScope(), EngineState.READY),
            ("client", client, EngineState.READY),
            ("words", SearchScope(), EngineState.STOPPED),
        ):
            engine.state = state
            times[name].append(_ms(partial(retrieval.search.search, text, scope, limit=_SHOWN)))
        near, exact = _Kept(partial(_hnsw, bare, vector)), _Kept(partial(_exact, matrix, vector))
        times["hnsw"].append(_ms(near))
        times["numpy"].append(_ms(exact))
        times["recall"].append(len(set(near.result) & set(exact.result)) / _SHOWN)
    return times


class _Kept:
    """Calls and keeps what it got."""

    def __init__(self, work: Callable[[], list[int]]) -> None:
        self._work = work
        self.result: list[int] = []

    def __call__(self) -> None:
        self.result = self._work()


def _build_hnsw(bare: psycopg.Connection[Any], vectors: NDArray[np.float16]) -> None:
    bare.execute("SET temp_buffers = '512MB'")
    bare.execute("SET maintenance_work_mem = '512MB'")
    bare.execute(f"CREATE TEMPORARY TABLE bare (number int4, vector halfvec({_DIMENSION}))")
    with bare.cursor() as cursor, cursor.copy("COPY bare FROM STDIN (FORMAT BINARY)") as copy:
        copy.set_types(["int4", "halfvec"])
        for number, vector in enumerate(vectors):
            copy.write_row((number, HalfVector(vector)))
    bare.execute("CREATE INDEX ON bare USING hnsw (vector halfvec_ip_ops)")
    bare.execute("SET hnsw.ef_search = 200")


def _hnsw(bare: psycopg.Connection[Any], vector: NDArray[np.float32]) -> list[int]:
    statement = "SELECT number FROM bare ORDER BY vector <#> %b LIMIT %s"
    return [row[0] for row in bare.execute(statement, (HalfVector(vector), _SHOWN))]


def _exact(matrix: NDArray[np.float32], vector: NDArray[np.float32]) -> list[int]:
    scores = matrix @ vector
    best = np.argpartition(-scores, _SHOWN)[:_SHOWN]
    return [int(number) for number in best[np.argsort(-scores[best])]]


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ms(work: Callable[[], object]) -> float:
    return _seconds(work) * 1000


def _latency(times_ms: list[float]) -> Latency:
    return Latency(p50_ms=median(times_ms), p95_ms=quantiles(times_ms, n=20)[-1])
