"""The dense index agrees with numpy, keeps to its scope, grows in memory and never reaches a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psycopg
import pytest

from core.errors import VaultLocked
from core.retrieval.indexes import Place, PlaceFilter
from core.retrieval.vector_index import PgVectorIndex
from tests.security.vectors import scan_for_vectors

DIMENSION = 384


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def places(count: int, rows_each: int = 2, *, first: int = 1) -> list[tuple[Place, np.ndarray]]:
    """Passages 1…count; source = number // 4, client = number % 5, day = number, field = number % 3."""
    vectors = unit(count * rows_each, seed=first)
    return [
        (
            Place(first + at, (first + at) // 4, (first + at) % 5, first + at, (first + at) % 3),
            vectors[at * rows_each : (at + 1) * rows_each],
        )
        for at in range(count)
    ]


@pytest.fixture
def index(database):
    built = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, expected_rows=600)
    yield built
    built.close()


QUESTION = unit(1, seed=99)[0].astype(np.float32)


def exact(rows, chosen=lambda place: True) -> list[tuple[int, float]]:
    scores = [
        (place.number, float((vectors.astype(np.float32) @ QUESTION).max()))
        for place, vectors in rows
        if chosen(place)
    ]
    return sorted(scores, key=lambda pair: -pair[1])


def test_the_best_are_those_of_an_exact_search(index):
    rows = places(300)
    index.add(rows)
    found, expected = index.best(QUESTION, PlaceFilter(), 20), exact(rows)[:20]
    assert [number for number, _ in found] == [number for number, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-3)


@pytest.mark.parametrize(
    ("within", "chosen"),
    [
        (PlaceFilter(client=3), lambda place: place.client == 3),
        (PlaceFilter(since=100), lambda place: place.day >= 100),
        (PlaceFilter(until=100), lambda place: place.day <= 100),
        (PlaceFilter(fields=(0, 2)), lambda place: place.field in (0, 2)),
        (PlaceFilter(without=(1, 2, 3)), lambda place: place.source not in (1, 2, 3)),
        (
            PlaceFilter(client=1, since=50, fields=(1,), without=(20,)),
            lambda place: place.client == 1 and place.day >= 50 and place.field == 1 and place.source != 20,
        ),
        (PlaceFilter(client=77), lambda place: False),
    ],
)
def test_scope_is_applied_before_ranking(index, within, chosen):
    rows = places(200)
    index.add(rows)
    found = [number for number, _ in index.best(QUESTION, within, 10)]
    assert found == [number for number, _ in exact(rows, chosen)[:10]]


def test_scores_of_given_passages_are_exact(index):
    rows = places(50)
    index.add(rows)
    assert index.scores(QUESTION, [3, 7, 4_000]) == pytest.approx(
        {number: score for number, score in exact(rows) if number in (3, 7)}, abs=1e-3
    )
    assert index.scores(QUESTION, []) == {}


def test_a_removed_source_is_gone(index):
    rows = places(40)
    index.add(rows)
    index.remove(2)
    assert {number for number, _ in index.best(QUESTION, PlaceFilter(), 50)} == {
        place.number for place, _ in rows if place.source != 2
    }


def test_it_grows_past_its_first_buffers_and_keeps_everything(database):
    small = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, spare_rows=64)
    try:
        rows = []
        for first in range(1, 1201, 300):
            batch = places(300, first=first)
            rows += batch
            small.add(batch)
        found = small.best(QUESTION, PlaceFilter(), 20)
        assert [number for number, _ in found] == [number for number, _ in exact(rows)[:20]]
    finally:
        small.close()


def test_replacing_again_and_again_sweeps_instead_of_growing(database, monkeypatch):
    sessions = []

    def connect():
        sessions.append(database.dedicated_connection())
        return sessions[-1]

    index = PgVectorIndex(connect, dimension=DIMENSION, expected_rows=200, spare_rows=400)
    try:
        batch = [(Place(at, 1, 1, 1, 0), vectors) for at, (_, vectors) in enumerate(places(40))]
        for _ in range(60):
            index.remove(1)
            index.add(batch)
        assert len(index.best(QUESTION, PlaceFilter(), 100)) == 40
        assert len(sessions) == 1
    finally:
        index.close()


def test_the_server_keeps_no_statistics_of_vectors(index, cloned_database):
    index.add(places(200))
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        assert admin.execute("SELECT count(*) FROM pg_statistic s JOIN pg_class c ON c.oid = s.starelid"
                             " WHERE c.relname = 'dense'").fetchone() == (0,)  # fmt: skip


def test_after_closing_it_is_locked(index):
    index.add(places(4))
    index.close()
    index.close()
    with pytest.raises(VaultLocked):
        index.best(QUESTION, PlaceFilter(), 1)


def test_another_dimension_is_refused(index):
    with pytest.raises(ValueError, match="broadcast"):
        index.add([(Place(1, 1, 1, 1, 1), unit(1)[:, :100])])


def test_no_vector_reaches_a_file(database, cloned_database):
    """Loaded, searched, replaced, grown, with checkpoints; the control shows that the scan can see one."""
    directories = [_data_directory(cloned_database)]
    rows = places(3_000)
    canaries = [rows[at][1][0].astype(np.float32) for at in (0, -1)]
    control = unit(1, seed=77)[0].astype(np.float32)
    index = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, spare_rows=2_000)
    try:
        index.add(rows)
        for client in (None, 1, 2):
            index.best(QUESTION, PlaceFilter(client=client), 50)
        index.remove(3)
        index.add(places(400, first=90_000))
        _checkpoint(cloned_database)
        assert scan_for_vectors(directories, canaries) == {}
    finally:
        index.close()
    _store_in_the_clear(cloned_database, control)
    assert scan_for_vectors(directories, canaries) == {}
    assert scan_for_vectors(directories, [control])


def _data_directory(cloned_database) -> Path:
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        found = admin.execute("SHOW data_directory").fetchone()
    assert found is not None
    return Path(found[0])


def _checkpoint(cloned_database) -> None:
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("CHECKPOINT")


def _store_in_the_clear(cloned_database, control) -> None:
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        admin.execute("CREATE TABLE control (vector halfvec(384))")
        admin.execute("INSERT INTO control VALUES (%s::halfvec)", (str(control.tolist()),))
        admin.execute("CHECKPOINT")
