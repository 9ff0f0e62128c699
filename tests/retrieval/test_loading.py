"""Loading the memory index from sealed rows: all of it, repaired where it is damaged, or nothing."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import delete, select, update

from core.cancel import CancelToken
from core.errors import Cancelled, RetrievalError
from core.retrieval.memory import loading, vector_index
from core.sources.dto import SearchScope
from models import SourceIndexRow, SourceVectorsRow
from tests.retrieval.state import index_state

EVERYWHERE = SearchScope()


@pytest.fixture
def indexed(opened, practice, database, sealer) -> dict:
    """The state of a complete index, with nothing in memory."""
    with opened() as retrieval:
        retrieval.index.run_pending()
    return index_state(database, sealer)


def test_progress_counts_passages(opened, indexed):
    seen: list[tuple[int, int]] = []
    with opened() as retrieval:
        retrieval.load(on_progress=lambda done, total: seen.append((done, total)))
        retrieval.load(on_progress=lambda done, total: pytest.fail("loaded twice"))
        passages = retrieval.index.status().passages
    assert seen[-1] == (passages, passages)


def test_a_cancelled_load_leaves_nothing_and_may_be_repeated(opened, indexed, monkeypatch):
    monkeypatch.setattr(loading, "_PASSAGES_AT_ONCE", 2)
    token = CancelToken()
    with opened() as retrieval:
        with pytest.raises(Cancelled):
            retrieval.load(token, lambda done, total: token.cancel())
        assert retrieval.search.search("metformin", EVERYWHERE).hits


@pytest.mark.parametrize(
    "damage",
    [
        update(SourceIndexRow).values(sealed_index=b"short"),
        update(SourceIndexRow).values(source_version=SourceIndexRow.source_version + 1),
    ],
    ids=["not an envelope", "moved to another version"],
)
def test_sources_that_do_not_open_are_made_again(opened, indexed, database, sealer, practice, damage):
    with database.begin() as session:
        chosen = session.scalars(select(SourceIndexRow.source_id)).first()
        session.execute(damage.where(SourceIndexRow.source_id == chosen))
    with opened() as retrieval:
        retrieval.load()
        damaged = index_state(database, sealer)
        assert damaged["damaged"] == 0
        assert damaged["waiting"] == 1
        assert retrieval.search.search("metformin", EVERYWHERE).searched.unread == 1
        retrieval.index.run_pending()
    assert index_state(database, sealer) == indexed


def test_an_index_put_under_another_source_does_not_open(opened, indexed, database, practice, sealer):
    with database.begin() as session:
        moved, target = session.scalars(
            select(SourceIndexRow.source_id).where(SourceIndexRow.client_id == practice.ada.client_id)
        ).all()[:2]
        session.execute(delete(SourceIndexRow).where(SourceIndexRow.source_id == target))
        session.execute(delete(SourceVectorsRow).where(SourceVectorsRow.source_id == moved))
        session.execute(
            update(SourceIndexRow).where(SourceIndexRow.source_id == moved).values(source_id=target)
        )
    with opened() as retrieval:
        retrieval.load()
        retrieval.index.run_pending()
    assert index_state(database, sealer) == indexed


def test_too_little_memory_turns_only_meaning_off_and_says_so(opened, indexed, monkeypatch):
    monkeypatch.setattr(vector_index, "available_memory_bytes", lambda: 1_000_000)
    with opened() as retrieval:
        result = retrieval.search.search("metformin", EVERYWHERE)
        assert result.hits
        assert not result.dense_available
        assert retrieval.index.status().problem == "search_memory_short"


def test_a_lost_search_session_leaves_words_until_it_is_loaded_again(
    opened, indexed, cloned_database, monkeypatch
):
    with opened() as retrieval:
        assert retrieval.search.search("metformin", EVERYWHERE).dense_available
        with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'anamnesis_app'"
            )
        lost = retrieval.search.search("metformin", EVERYWHERE)
        assert lost.hits
        assert not lost.dense_available
        assert retrieval.index.status().problem is not None
        assert retrieval.index.run_pending().problem is None
        assert retrieval.search.search("metformin", EVERYWHERE).dense_available


def test_a_model_too_large_for_a_page_is_refused(database):
    with pytest.raises(RetrievalError) as refused:
        vector_index.PgVectorIndex(database.dedicated_connection, dimension=4096)
    assert refused.value.code == "dimension_too_large"
