"""Searching: scope before ranking, only what is current, words alone when there is no model."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from core.cancel import CancelToken
from core.engine.dto import EngineState
from core.errors import Cancelled, EmbeddingError, InputRefused, VaultLocked
from core.retrieval.dto import QUESTION_LIMIT_CHARS
from core.sources.dto import SearchScope
from tests.fakes.engine import FakeEngine
from tests.retrieval.conftest import LONG

EVERYWHERE = SearchScope()


def texts(result) -> list[str]:
    return [hit.passage.text for hit in result.hits]


def test_the_best_passage_comes_first_at_its_exact_place(retrieval, practice, sessions):
    retrieval.index.run_pending()
    result = retrieval.search.search("metformin 500 mg twice daily", EVERYWHERE)
    hit = result.hits[0]
    assert "metformin 500 mg" in hit.passage.text
    stored = sessions.get(hit.passage.source_id, hit.passage.version)
    assert stored.text.field(hit.passage.field)[hit.passage.start : hit.passage.end] == hit.passage.text
    assert hit.passage.day == stored.date == date(2024, 3, 10)
    assert [one.rank for one in result.hits] == list(range(1, len(result.hits) + 1))
    assert hit.dense is not None
    assert hit.lexical is not None
    assert result.dense_available


def test_both_sides_score_every_candidate(retrieval, practice):
    retrieval.index.run_pending()
    result = retrieval.search.search("metformin", EVERYWHERE)
    assert all(hit.dense is not None for hit in result.hits)
    worded = {hit.passage.text for hit in result.hits if hit.lexical is not None}
    assert worded == {text for text in texts(result) if "metformin" in text}


def test_another_client_is_never_found(retrieval, practice):
    retrieval.index.run_pending()
    for client in (practice.ada, practice.noa):
        result = retrieval.search.search("pain מ״ג 500", SearchScope(client_id=client.client_id), limit=50)
        assert result.hits
        assert {hit.passage.client_id for hit in result.hits} == {client.client_id}


def test_the_client_record_is_found_too(retrieval, practice):
    retrieval.index.run_pending()
    hit = retrieval.search.search("appendectomy", SearchScope(client_id=practice.ada.client_id)).hits[0]
    assert (hit.passage.source_kind, hit.passage.field) == ("client", "medical_history")
    assert hit.passage.source_id == practice.ada.client_id
    assert hit.passage.day is None


@pytest.mark.parametrize(
    ("scope", "count", "days"),
    [
        ({}, 4, ("2024-01-10", "2024-03-10")),
        ({"since": date(2024, 2, 1)}, 3, ("2024-02-10", "2024-03-10")),
        ({"until": date(2024, 2, 10)}, 2, ("2024-01-10", "2024-02-10")),
        ({"since": date(2024, 2, 15), "until": date(2024, 2, 28)}, 1, ("2024-02-20", "2024-02-20")),
        ({"since": date(2025, 1, 1)}, 0, None),
    ],
)
def test_dates_bound_what_is_searched_and_what_is_said_of_it(retrieval, practice, scope, count, days):
    retrieval.index.run_pending()
    result = retrieval.search.search("pain rash metformin כאב", SearchScope(**scope), limit=50)
    found = {hit.passage.day for hit in result.hits}
    assert len(found - {None}) == count
    assert result.searched.sessions == count
    first, last = (date.fromisoformat(day) for day in days) if days else (None, None)
    assert (result.searched.since, result.searched.until) == (first, last)
    if scope:
        assert None not in found


def test_fields_bound_what_is_searched(retrieval, practice):
    retrieval.index.run_pending()
    scope = SearchScope(fields=frozenset({"plan", "assessment"}))
    found = retrieval.search.search("meloxicam rash eczema", scope, limit=50).hits
    assert {hit.passage.field for hit in found} == {"plan", "assessment"}
    nowhere = SearchScope(fields=frozenset({"no_such_field"}))
    result = retrieval.search.search("meloxicam", nowhere)
    assert (result.hits, result.searched.sessions) == ((), 0)


def test_a_client_without_passages_has_no_hits(retrieval, practice, clients):
    retrieval.index.run_pending()
    empty = clients.create(practice.ada.details)
    retrieval.search.search("pain", EVERYWHERE)
    assert retrieval.search.search("pain", SearchScope(client_id=empty.client_id)).hits == ()


def test_overlapping_passages_are_shown_once(retrieval, practice):
    practice.write(practice.ada, "2024-04-01", subjective=LONG * 6)
    retrieval.index.run_pending()
    hits = retrieval.search.search("pain left shoulder", EVERYWHERE, limit=50).hits
    spans: dict[tuple, list[tuple[int, int]]] = {}
    for hit in hits:
        place = (hit.passage.source_id, hit.passage.field)
        for start, end in spans.setdefault(place, []):
            assert hit.passage.end <= start or end <= hit.passage.start
        spans[place].append((hit.passage.start, hit.passage.end))


def test_what_was_saved_over_is_not_found_even_before_the_new_version_is_indexed(retrieval, practice):
    session = practice.write(practice.ada, plan="Refer to zoology.")
    retrieval.index.run_pending()
    assert "Refer to zoology." in texts(retrieval.search.search("zoology", EVERYWHERE))
    practice.change(session, plan="Refer to astronomy.")
    waiting = retrieval.search.search("zoology", EVERYWHERE)
    assert "Refer to zoology." not in texts(waiting)
    assert (waiting.searched.unread, waiting.searched.unindexed) == (1, 1)
    retrieval.index.run_pending()
    after = retrieval.search.search("astronomy zoology", EVERYWHERE)
    assert "Refer to astronomy." in texts(after)
    assert not [text for text in texts(after) if "zoology" in text]
    assert (after.searched.unread, after.searched.unindexed) == (0, 0)
    assert waiting.searched.sessions == after.searched.sessions - 1, "what was not searched is not counted"


def test_unread_counts_only_what_the_scope_holds(retrieval, practice):
    retrieval.index.run_pending()
    practice.write(practice.noa, "2024-06-01", plan="New.")
    for scope, unread in (
        (EVERYWHERE, 1),
        (SearchScope(client_id=practice.noa.client_id), 1),
        (SearchScope(client_id=practice.ada.client_id), 0),
        (SearchScope(until=date(2024, 5, 1)), 0),
    ):
        assert retrieval.search.search("pain", scope).searched.unread == unread


def test_without_a_model_words_are_found_at_once(opened, practice):
    with opened(FakeEngine(embedder=False)) as retrieval:
        retrieval.load()
        status = retrieval.index.run_pending()
        assert status.problem == "model_not_configured"
        result = retrieval.search.search("metformin", EVERYWHERE)
    assert "metformin" in texts(result)[0]
    assert not result.dense_available
    assert result.hits[0].dense is None
    assert result.searched.unread == 0


def test_a_resting_engine_leaves_words(retrieval, practice, fake):
    retrieval.index.run_pending()
    fake.tell(EngineState.RESTING)
    result = retrieval.search.search("metformin", EVERYWHERE)
    assert result.hits
    assert not result.dense_available


def test_an_engine_that_fails_on_the_question_leaves_words(retrieval, practice, fake):
    retrieval.index.run_pending()
    fake.fail_embeds(EmbeddingError())
    result = retrieval.search.search("metformin", EVERYWHERE)
    assert result.hits
    assert not result.dense_available


def test_vectors_of_another_model_are_not_compared(opened, practice):
    with opened() as retrieval:
        retrieval.index.run_pending()

    class Other(FakeEngine):
        def embedder_info(self, timeout_s=None, *, model=None, cancel=None):
            return (
                super()
                .embedder_info(timeout_s)
                .__class__(name="other-embedder", sha256="f" * 64, limit_tokens=256, dimension=384)
            )

    with opened(Other(generator=False)) as retrieval:
        result = retrieval.search.search("metformin", EVERYWHERE)
    assert result.hits
    assert not result.dense_available


def test_searching_loads_by_itself_and_finds_the_same(opened, practice):
    with opened() as retrieval:
        retrieval.index.run_pending()
        assert retrieval.search.search("metformin", EVERYWHERE).hits
        grown = retrieval.search.search("shoulder pain", EVERYWHERE)
    with opened() as retrieval:
        loaded = retrieval.search.search("shoulder pain", EVERYWHERE)
    assert [(hit.passage, hit.score) for hit in loaded.hits] == [
        (hit.passage, pytest.approx(hit.score)) for hit in grown.hits
    ]


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("", "empty_question"),
        (" \n", "empty_question"),
        ("x" * (QUESTION_LIMIT_CHARS + 1), "question_too_long"),
    ],
)
def test_a_question_must_be_one(retrieval, question, code):
    with pytest.raises(InputRefused) as refused:
        retrieval.search.search(question, EVERYWHERE)
    assert refused.value.code == code


def test_the_longest_question_and_odd_ones_are_answered(retrieval, practice):
    retrieval.index.run_pending()
    for question in ("pain " * (QUESTION_LIMIT_CHARS // 5), '"; DROP TABLE place; --', "\x00 \udcff", "🦴?"):
        retrieval.search.search(question, EVERYWHERE)


def test_an_empty_practice_is_searched(retrieval):
    result = retrieval.search.search("pain", EVERYWHERE)
    assert (result.hits, result.searched.sessions, result.searched.unread) == ((), 0, 0)


def test_a_cancelled_search_ends(retrieval, practice):
    retrieval.index.run_pending()
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        retrieval.search.search("pain", EVERYWHERE, cancel=token)


def test_after_the_lock_nothing_is_found(opened, practice):
    with opened() as retrieval:
        retrieval.index.run_pending()
        retrieval.load()
    with pytest.raises(VaultLocked):
        retrieval.search.search("pain", EVERYWHERE)
    with pytest.raises(VaultLocked):
        retrieval.load()


def test_searches_and_indexing_at_once_disturb_nobody(retrieval, practice):
    retrieval.index.run_pending()
    session = practice.write(practice.ada, plan="Word0 meloxicam.")
    failures: list[BaseException] = []
    done = threading.Event()

    def search() -> None:
        try:
            while not done.is_set():
                for hit in retrieval.search.search("meloxicam shoulder", EVERYWHERE).hits:
                    assert hit.passage.text
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            failures.append(error)

    threads = [threading.Thread(target=search) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(1, 8):
        session = practice.change(session, plan=f"Word{number} meloxicam.")
        retrieval.index.run_pending()
    done.set()
    for thread in threads:
        thread.join(20)
    assert not failures
    assert "Word7 meloxicam." in texts(retrieval.search.search("meloxicam", EVERYWHERE))
