"""The memory index: what is put is found with its place, what is retired is not, and scopes are counted."""

from __future__ import annotations

import dataclasses
from datetime import date
from uuid import UUID

import numpy as np
import pytest

from core.errors import RetrievalError, VaultLocked
from core.ids import ClientId, ProfileId, UserId, new_id
from core.language.lexemes import note_lexemes
from core.language.query import Alternative, Group, Query
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.sealed_index import StoredProfile
from core.retrieval.indexed import IndexedPassage, IndexedSource
from core.retrieval.memory.indexes import VectorIndex
from core.retrieval.memory.memory_index import MemoryIndex
from core.retrieval.memory.remembered import remembered
from core.retrieval.memory.scored import Scored
from core.retrieval.passages import cut_passages
from core.sources.dto import SearchScope

ADA, NOA = ClientId(new_id()), ClientId(new_id())
DOCTOR, OTHER = UserId(new_id()), UserId(new_id())
EVERYWHERE = SearchScope()
PROFILE = StoredProfile(ProfileId(new_id()), EmbeddingProfile("model", "0" * 64, 4), active=True)


def source(
    client: ClientId, day: date, *, author: UserId | None = DOCTOR, version: int = 1, **texts: str
) -> IndexedSource:
    return IndexedSource(
        kind="session",
        source_id=new_id(),
        client_id=client,
        version=version,
        day=day,
        author=author,
        title="",
        fields=tuple(texts.items()),
        passages=tuple(
            IndexedPassage(name, cut, tuple(note_lexemes(text[cut.start : cut.end])))
            for name, text in texts.items()
            for cut in cut_passages(text)
        ),
    )


FIRST = source(
    ADA, date(2024, 1, 10), subjective="HPI:\n\nTakes metformin twice daily.", plan="Stop aspirin."
)
SECOND = source(ADA, date(2024, 3, 10), author=OTHER, plan="Continue metformin.")
THIRD = source(NOA, date(2024, 2, 20), plan="Start metformin and aspirin.")


def no_vectors(dimension: int, expected_rows: int) -> VectorIndex:
    raise RetrievalError("search_memory_short")


@pytest.fixture
def memory() -> MemoryIndex:
    built = MemoryIndex(no_vectors)
    built.begin(None)
    built.extend([FIRST, SECOND])
    built.put(THIRD)
    built.complete()
    return built


def asked(
    memory: MemoryIndex,
    word: str,
    scope: SearchScope = EVERYWHERE,
    *,
    without: tuple[UUID, ...] = (),
    limit: int = 50,
) -> list[Scored]:
    (lexeme,) = note_lexemes(word)
    query = Query((Group(word, (Alternative(lexeme),)),))
    return memory.candidates(
        question=None, profile=None, query=query, scope=scope, without=without, limit=limit
    )


def sources(found: list[Scored]) -> set[UUID]:
    return {one.source_id for one in found}


def test_a_passage_is_made_as_its_source_says(memory: MemoryIndex) -> None:
    found = asked(memory, "metformin", SearchScope(client_id=ADA, until=date(2024, 2, 1)))
    held = remembered(FIRST, number=1, first=0)
    expected = [
        held.passage(number) for number, one in enumerate(FIRST.passages) if "metformin" in one.lexemes
    ]
    assert sorted(one.passage.passage_id for one in found) == sorted(one.passage_id for one in expected)
    assert [one.passage for one in found] == expected
    assert {(one.client_id, one.source_id, one.day) for one in found} == {(ADA, FIRST.source_id, FIRST.day)}


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (EVERYWHERE, {FIRST, SECOND, THIRD}),
        (SearchScope(client_id=ADA), {FIRST, SECOND}),
        (SearchScope(client_id=ClientId(new_id())), set()),
        (SearchScope(since=date(2024, 2, 1)), {SECOND, THIRD}),
        (SearchScope(until=date(2024, 2, 20)), {FIRST, THIRD}),
        (SearchScope(fields=frozenset({"plan"})), {SECOND, THIRD}),
        (SearchScope(fields=frozenset({"unheard of"})), set()),
        (SearchScope(authors=frozenset({OTHER})), {SECOND}),
        (SearchScope(authors=frozenset({UserId(new_id())})), set()),
    ],
)
def test_scopes(memory: MemoryIndex, scope: SearchScope, expected: set[IndexedSource]) -> None:
    assert sources(asked(memory, "metformin", scope)) == {one.source_id for one in expected}


def test_what_is_left_out_is_neither_found_nor_counted(memory: MemoryIndex) -> None:
    left_out = (SECOND.source_id, new_id())
    assert sources(asked(memory, "metformin", without=left_out)) == {FIRST.source_id, THIRD.source_id}
    held = sum(len(one.passages) for one in (FIRST, THIRD))
    assert memory.count(EVERYWHERE, left_out) == held
    assert memory.count(SearchScope(client_id=NOA)) == len(THIRD.passages)
    assert memory.count(SearchScope(client_id=ClientId(new_id()))) == 0


def test_putting_replaces_and_retiring_takes_out(memory: MemoryIndex) -> None:
    before = memory.revision
    replaced = dataclasses.replace(
        source(ADA, date(2024, 1, 10), plan="Start colchicine."), source_id=FIRST.source_id, version=2
    )
    memory.put(replaced)
    assert memory.version_of(FIRST.source_id) == 2
    assert sources(asked(memory, "metformin")) == {SECOND.source_id, THIRD.source_id}
    held = remembered(replaced, number=1, first=0)
    assert [one.passage for one in asked(memory, "colchicine")] == [held.passage(0)]
    memory.retire(SECOND.source_id)
    memory.retire(SECOND.source_id)
    assert memory.version_of(SECOND.source_id) is None
    assert sources(asked(memory, "metformin")) == {THIRD.source_id}
    assert [one.passage.text for one in asked(memory, "aspirin")] == ["Start metformin and aspirin."]
    assert memory.passages == len(replaced.passages) + len(THIRD.passages)
    assert memory.revision > before


def test_its_counters_tell_what_was_lost_from_what_came(memory: MemoryIndex) -> None:
    newer = dataclasses.replace(SECOND, version=2)
    steps = [
        (lambda: memory.put(source(ADA, date(2024, 6, 1), plan="Rest.")), False),
        (lambda: memory.put(newer), False),
        (lambda: memory.put(SECOND), True),
        (lambda: memory.retire(SECOND.source_id), True),
        (lambda: memory.forget_client(NOA), True),
        (memory.abandon, True),
    ]
    for change, loses in steps:
        revision, generation = memory.revision, memory.generation
        change()
        assert memory.revision > revision
        assert (memory.generation > generation) == loses


def test_sources_by_their_authors(memory: MemoryIndex) -> None:
    assert memory.authored({OTHER}) == {SECOND.source_id}
    assert memory.authored({DOCTOR, OTHER}) == {FIRST.source_id, SECOND.source_id, THIRD.source_id}
    assert memory.authored({UserId(new_id())}) == set()


def test_a_source_without_passages_is_held_too(memory: MemoryIndex) -> None:
    empty = source(ADA, date(2024, 5, 1))
    memory.put(empty)
    assert memory.version_of(empty.source_id) == 1
    memory.retire(empty.source_id)
    assert len(sources(asked(memory, "metformin"))) == 3


def test_a_client_is_forgotten(memory: MemoryIndex) -> None:
    memory.forget_client(ADA)
    assert sources(asked(memory, "metformin")) == {THIRD.source_id}
    assert memory.count(SearchScope(client_id=ADA)) == 0


def test_short_memory_leaves_words_and_says_why(memory: MemoryIndex) -> None:
    memory.begin(PROFILE)
    memory.extend([FIRST])
    with pytest.raises(RetrievalError):
        asked(memory, "metformin")
    memory.complete()
    assert memory.dense_problem == "search_memory_short"
    assert not memory.dense_ready
    question = np.full(4, 0.5, dtype=np.float32)
    found = memory.candidates(
        question=question,
        profile=PROFILE,
        query=Query((Group("metformin", (Alternative("metformin"),)),)),
        scope=EVERYWHERE,
        without=(),
        limit=10,
    )
    assert sources(found) == {FIRST.source_id}
    assert all(one.dense is None for one in found)
    assert memory.holds(PROFILE)


def test_after_closing_nothing_is_held(memory: MemoryIndex) -> None:
    memory.close()
    memory.close()
    assert (memory.passages, memory.loaded, memory.closed) == (0, False, True)
    with pytest.raises(VaultLocked):
        asked(memory, "metformin")
    with pytest.raises(VaultLocked):
        memory.begin(None)
