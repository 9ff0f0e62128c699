"""The dense index agrees with numpy, keeps to its scope, grows in memory and never reaches a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import psycopg
import pytest

from core.errors import RetrievalError, VaultLocked
from core.retrieval.memory import vector_index
from core.retrieval.memory.indexes import PassagePlace, PlaceFilter
from core.retrieval.memory.vector_index import FIRST_STAGE, PgVectorIndex
from tests.fixtures.figures import figure
from tests.security.vectors import scan_for_vectors

DIMENSION = 384
Rows = tuple[list[PassagePlace], np.ndarray]


def unit(count: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float16)


def places(count: int, *, first: int = 1) -> Rows:
    """Passages from `first` on: source = number // 4, client % 5, field and author % 3, day = number."""
    numbers = range(first, first + count)
    return [PassagePlace(at, at // 4, at % 5, at, at % 3, at % 3) for at in numbers], unit(count, seed=first)


def topics(count: int, *, first: int = 1, topics: int = 20) -> Rows:
    """As `places`, but the vectors lie around some centres, as those of texts do."""
    held, noise = places(count, first=first)
    mixed = unit(topics, seed=5)[np.arange(count) % topics].astype(np.float32) + noise
    return held, (mixed / np.linalg.norm(mixed, axis=1, keepdims=True)).astype(np.float16)


@pytest.fixture
def index(database):
    built = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, expected_rows=600)
    yield built
    built.close()


QUESTION = unit(1, seed=99)[0].astype(np.float32)


def exact(rows: Rows, chosen=lambda place: True, questions=QUESTION) -> list[tuple[int, float]]:
    inner = (rows[1].astype(np.float32) @ np.atleast_2d(questions).T).max(axis=1)
    scores = [
        (place.number, float(score)) for place, score in zip(rows[0], inner, strict=True) if chosen(place)
    ]
    return sorted(scores, key=lambda pair: -pair[1])


def numbers(pairs) -> list[int]:
    return [number for number, _ in pairs]


def test_the_best_are_those_of_an_exact_search(index):
    rows = places(300)
    index.add(*rows)
    found, expected = index.best(QUESTION, PlaceFilter(), 20), exact(rows)[:20]
    assert numbers(found) == numbers(expected)
    assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-3)


def test_so_many_results_that_the_server_may_not_sort_them_come_in_order(index, monkeypatch):
    rows = places(700)
    index.add(*rows)
    index._open().execute("SET work_mem = '64kB'")
    monkeypatch.setattr(vector_index, "_SORTED_THERE", 200)
    found = index.best(QUESTION, PlaceFilter(), 650)
    assert numbers(found)[:300] == numbers(exact(rows)[:300])
    assert len(found) == 650
    assert len(index.scores(QUESTION, [place.number for place in rows[0]])) == 700


def test_of_several_questions_the_nearest_counts(index):
    rows, questions = places(200), unit(3, seed=98).astype(np.float32)
    index.add(*rows)
    found, expected = index.best(questions, PlaceFilter(), 20), exact(rows, questions=questions)[:20]
    assert numbers(found) == numbers(expected)
    assert index.scores(questions, [5]) == pytest.approx(
        {5: dict(exact(rows, questions=questions))[5]}, abs=1e-3
    )


SCOPES = [
    (PlaceFilter(client=3), lambda place: place.client == 3),
    (PlaceFilter(since=100), lambda place: place.day >= 100),
    (PlaceFilter(until=100), lambda place: place.day <= 100),
    (PlaceFilter(fields=(0, 2)), lambda place: place.field in (0, 2)),
    (PlaceFilter(authors=(1,)), lambda place: place.author == 1),
    (PlaceFilter(without=(1, 2, 3)), lambda place: place.source not in (1, 2, 3)),
    (
        PlaceFilter(client=1, since=50, fields=(1,), without=(20,)),
        lambda place: place.client == 1 and place.day >= 50 and place.field == 1 and place.source != 20,
    ),
    (PlaceFilter(client=77), lambda place: False),
]


@pytest.mark.parametrize(("within", "chosen"), SCOPES)
def test_scope_is_applied_before_ranking(index, within, chosen):
    rows = places(200)
    index.add(*rows)
    found = numbers(index.best(QUESTION, within, 10))
    assert found == numbers(exact(rows, chosen))[:10]


@pytest.mark.parametrize(("within", "chosen"), SCOPES)
def test_scope_is_applied_before_ranking_in_two_stages_too(index, within, chosen, monkeypatch):
    monkeypatch.setattr(vector_index, "FIRST_STAGE", 30)
    rows = topics(400)
    index.add(*rows)
    asked = rows[1][7].astype(np.float32)
    found = numbers(index.best(asked, within, 3))
    assert found == numbers(exact(rows, chosen, asked))[:3]


def test_the_signs_lead_to_the_exact_ten(database):
    """More passages than are scored exactly, around centres; each question is near one of them."""
    index = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, expected_rows=8_000)
    try:
        rows = topics(4 * FIRST_STAGE, topics=80)
        index.add(*rows)
        asked = topics(40, first=90_000, topics=80)[1].astype(np.float32)
        shares = [
            len(
                set(numbers(index.best(one, PlaceFilter(), 10)))
                & set(numbers(exact(rows, questions=one))[:10])
            )
            for one in asked
        ]
    finally:
        index.close()
    figure(f"dense search in two stages: recall of the exact ten {np.mean(shares) / 10:.3f}")
    assert np.mean(shares) == 10


def test_one_clients_passages_are_all_scored(index, monkeypatch):
    monkeypatch.setattr(vector_index, "FIRST_STAGE", 5)
    rows = places(300)
    index.add(*rows)
    found = numbers(index.best(QUESTION, PlaceFilter(client=2), 1_000))
    assert found == numbers(exact(rows, lambda place: place.client == 2))


def test_scores_of_given_passages_are_exact(index):
    rows = places(50)
    index.add(*rows)
    assert index.scores(QUESTION, [3, 7, 4_000]) == pytest.approx(
        {number: score for number, score in exact(rows) if number in (3, 7)}, abs=1e-3
    )
    assert index.scores(QUESTION, []) == {}


def test_a_removed_source_is_gone(index):
    rows = places(40)
    index.add(*rows)
    index.remove(2)
    left = {place.number for place in rows[0] if place.source != 2}
    assert set(numbers(index.best(QUESTION, PlaceFilter(), 50))) == left
    assert index.scores(QUESTION, [8, 9, 10, 11]) == {}


def test_it_grows_past_its_first_buffers_and_keeps_everything(database):
    small = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, spare_rows=64)
    try:
        held, vectors = places(1_200)
        for first in range(0, 1_200, 300):
            small.add(held[first : first + 300], vectors[first : first + 300])
            if first == 300:
                small.remove(100)
        found = small.best(QUESTION, PlaceFilter(), 20)
        kept = exact((held, vectors), lambda place: place.source != 100)
        assert numbers(found) == numbers(kept)[:20]
    finally:
        small.close()


def test_replacing_again_and_again_sweeps_instead_of_growing(database, monkeypatch):
    monkeypatch.setattr(vector_index, "_FEWEST_DEAD", 100)
    sessions = []

    def connect():
        sessions.append(database.dedicated_connection())
        return sessions[-1]

    index = PgVectorIndex(connect, dimension=DIMENSION, expected_rows=200, spare_rows=400)
    try:
        index.add(*places(80, first=1))
        for again in range(1, 60):
            # One source in place of itself, and one that stays.
            index.remove(1_000)
            first = 80 * again + 1
            index.add([PassagePlace(first + at, 1_000, 1, 1, 0) for at in range(40)], unit(40, seed=again))
        rows = places(80, first=1)
        found = index.best(QUESTION, PlaceFilter(), 200)
        assert len(found) == 120
        kept = {number: score for number, score in found if number <= 80}
        assert kept == pytest.approx(dict(exact(rows)), abs=1e-3)
        assert len(sessions) == 1
    finally:
        index.close()


def test_the_server_keeps_no_statistics_of_vectors(index, cloned_database):
    index.add(*places(200))
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
        assert admin.execute("SELECT count(*) FROM pg_statistic s JOIN pg_class c ON c.oid = s.starelid"
                             " WHERE c.relname = 'dense'").fetchone() == (0,)  # fmt: skip


def test_after_closing_it_is_locked(index):
    index.add(*places(4))
    index.close()
    index.close()
    with pytest.raises(VaultLocked):
        index.best(QUESTION, PlaceFilter(), 1)
    assert index.nbytes < 100_000


def test_vectors_of_another_shape_are_refused(index):
    held, vectors = places(2)
    with pytest.raises(ValueError, match="vectors for 2 passages"):
        index.add(held, vectors[:, :100])
    with pytest.raises(ValueError, match="vectors for 2 passages"):
        index.add(held, vectors[:1])


def test_a_load_that_would_not_fit_is_refused_before_it_begins(monkeypatch):
    monkeypatch.setattr(vector_index, "available_memory_bytes", lambda: 150_000_000)

    def connect():
        pytest.fail("a session was opened")

    with pytest.raises(RetrievalError) as refused:
        PgVectorIndex(connect, dimension=DIMENSION, expected_rows=100_000)
    assert refused.value.code == "search_memory_short"
    assert int(str(refused.value.params["needed_bytes"])) > 80_000_000


@pytest.mark.parametrize("dimension", [100, 384, 768, 1_536])
def test_the_room_that_is_kept_is_enough(database, dimension):
    count, opened = 2_000, []

    def connect():
        opened.append(database.dedicated_connection())
        return opened[-1]

    index = PgVectorIndex(connect, dimension=dimension, expected_rows=count, spare_rows=0)
    try:
        for first in range(0, count, 500):
            numbers = range(first + 1, first + 501)
            index.add(
                [PassagePlace(at, at, 1, 1, 0) for at in numbers], np.ones((500, dimension), np.float16)
            )
        assert len(opened) == 1
        kept = opened[0].execute("SELECT current_setting('temp_buffers')::text").fetchone()[0]
        used = opened[0].execute("SELECT pg_total_relation_size('pg_temp.dense')").fetchone()[0]
        asked = opened[0].execute("SELECT pg_size_bytes(%s)", (kept,)).fetchone()[0]
        assert used <= asked
        assert index._size_bytes(count) >= used
    finally:
        index.close()


def test_no_vector_reaches_a_file(database, cloned_database):
    """Loaded, searched, replaced, grown, with checkpoints; the control shows that the scan can see one."""
    directories = [_data_directory(cloned_database)]
    rows = places(3_000)
    canaries = [rows[1][at].astype(np.float32) for at in (0, -1)]
    control = unit(1, seed=77)[0].astype(np.float32)
    index = PgVectorIndex(database.dedicated_connection, dimension=DIMENSION, spare_rows=2_000)
    try:
        index.add(*rows)
        for client in (None, 1, 2):
            index.best(QUESTION, PlaceFilter(client=client), 50)
        index.remove(3)
        index.add(*places(400, first=90_000))
        index.best(QUESTION, PlaceFilter(), 50)
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
