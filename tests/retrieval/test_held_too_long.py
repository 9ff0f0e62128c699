"""What memory holds and no chart tells of: taken out when a client is erased, and never searched anyhow."""

from __future__ import annotations

import threading

import pytest

from core.errors import EmbeddingError
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedSource
from core.retrieval.memory.memory_index import MemoryIndex
from core.sources.dto import SearchScope
from core.sources.search_scope import SearchScopeRepository

EVERYWHERE = SearchScope()
WAIT_S = 20.0


def test_who_is_erased_while_the_memory_is_loaded_is_not_in_it(opened, practice, monkeypatch):
    with opened() as retrieval:
        retrieval.index.run_pending()
    erased: list[threading.Thread] = []
    extend = MemoryIndex.extend
    with opened() as retrieval:

        def erase_first(self, sources):
            """Ada's rows have been read and are not held yet."""
            if not erased:
                erased.append(threading.Thread(target=retrieval.forget_client, args=[practice.ada.client_id]))
                erased[0].start()
                erased[0].join(0.5)
            extend(self, sources)

        monkeypatch.setattr(MemoryIndex, "extend", erase_first)
        retrieval.load()
        erased[0].join(WAIT_S)
        held = {one.client_id for one in retrieval._memory._sources.values()}
        assert held == {practice.noa.client_id}


def test_what_no_chart_tells_of_does_not_crowd_out_what_may_be_found(opened, practice, monkeypatch):
    for number in range(30):
        practice.write(practice.ada, "2024-05-01", plan=f"Zoology, zoology and zoology: referral {number}.")
    practice.write(practice.noa, plan="Went to the museum of zoology once, a long story of no use at all.")
    with opened() as retrieval:
        retrieval.index.run_pending()
    changes, sources = SearchScopeRepository.changes, SearchScopeRepository.sources
    asked: list[int] = []
    candidates = MemoryIndex.candidates
    with opened() as retrieval:
        retrieval.load()
        ada = practice.ada.client_id

        def changes_but_hers(self):
            return {one: counter for one, counter in changes(self).items() if one != ada}

        def sources_but_hers(self, clients=None):
            return [one for one in sources(self, clients) if one.client_id != ada]

        def counted(self, **options):
            asked.append(len(options["without"]))
            return candidates(self, **options)

        monkeypatch.setattr(SearchScopeRepository, "changes", changes_but_hers)
        monkeypatch.setattr(SearchScopeRepository, "sources", sources_but_hers)
        monkeypatch.setattr(MemoryIndex, "candidates", counted)
        found = retrieval.search.search("zoology", EVERYWHERE, limit=10)
        held = {one.client_id for one in retrieval._memory._sources.values()}
    assert ada in held
    assert {hit.passage.client_id for hit in found.hits} == {practice.noa.client_id}
    assert found.hits[0].passage.text.startswith("Went to the museum")
    assert len(asked) == 1
    assert found.searched.passages < 10


def test_what_is_held_under_another_client_is_not_searched(opened, practice, monkeypatch):
    with opened() as retrieval:
        retrieval.index.run_pending()
        retrieval.load()
        (held,) = (
            one for one in retrieval._memory._sources.values() if "Eczema." in dict(one.fields).values()
        )
        object.__setattr__(held, "client_id", practice.noa.client_id)
        retrieval._memory._changed(lost=True)
        found = retrieval.search.search("eczema", EVERYWHERE)
        assert not [hit for hit in found.hits if "Eczema" in hit.passage.text]
        assert found.searched.unread == 1


@pytest.mark.parametrize("loaded", [False, True])
def test_a_rebuild_without_a_working_engine_costs_nothing(opened, practice, fake, database, sealer, loaded):
    with opened() as retrieval:
        retrieval.index.run_pending()
        if loaded:
            retrieval.load()
        before = found(retrieval)
        embed = fake.embed

        def broken(texts, *, urgent=False, **options):
            if not urgent:
                raise EmbeddingError("engine_failed")
            return embed(texts, urgent=urgent, **options)

        fake.embed = broken
        status = retrieval.index.rebuild()
        # Noa's record is empty: of it there is nothing to embed.
        assert (status.problem, status.pending) == ("engine_failed", status.total - 1)
        with database.begin() as session:
            index = IndexRepository(session, sealer)
            stored = list(index.all_sources(index.active_profile()))
        assert all(isinstance(one, IndexedSource) and one.vectors is not None for one in stored)
        assert found(retrieval) == before
        written = practice.write(practice.ada, plan="Zolpidem at night.")
        retrieval.index.run_pending()
        assert written.session_id in {source_id for source_id, _ in found(retrieval, "zolpidem")}
        fake.embed = embed
        assert retrieval.index.run_pending().pending == 0


def found(retrieval, question: str = "shoulder pain"):
    hits = retrieval.search.search(question, EVERYWHERE, limit=50).hits
    return [(hit.passage.source_id, hit.dense) for hit in hits]
