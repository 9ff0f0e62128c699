"""While vectors are still being made, nobody stands higher only for having one already."""

from __future__ import annotations

from core.retrieval.indexed import IndexedSource
from core.retrieval.memory.memory_index import MemoryIndex
from core.sources.dto import SearchScope


def test_words_alone_decide_until_nearly_all_have_a_vector(retrieval, practice, fake, monkeypatch):
    for number in range(8):
        practice.write(practice.ada, plan=f"Continue metformin, visit {number}.")
    retrieval.load()
    put, seen = MemoryIndex.put, []

    def looked_at(memory: MemoryIndex, source: IndexedSource) -> None:
        put(memory, source)
        seen.append(retrieval.search.search("metformin", SearchScope()).dense_available)

    monkeypatch.setattr(MemoryIndex, "put", looked_at)
    fake.stop()
    retrieval.index.run_pending()
    assert not any(seen), "words only: nothing has a vector"
    seen.clear()
    fake.start()
    retrieval.index.run_pending()
    assert not seen[0]
    assert seen[-1]
    assert seen == sorted(seen)


def test_a_note_just_written_does_not_change_how_the_others_are_found(retrieval, practice, fake):
    for number in range(8):
        practice.write(practice.ada, plan=f"Continue metformin, visit {number}.")
    retrieval.index.run_pending()
    practice.write(practice.ada, plan="One more visit.")
    found = retrieval.search.search("metformin", SearchScope())
    assert found.dense_available
