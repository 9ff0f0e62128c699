"""The index on a real Postgres: sealed where it lies, one profile apart from another, honest counts."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
from sqlalchemy import select, update

from core.clients.dto import ClientDetails
from core.errors import TamperedRecord
from core.ids import PassageId, new_id
from core.repositories.index import IndexRepository
from core.repositories.sealed_passages import DamagedPassage, StoredPassage
from core.retrieval.dto import Coverage, EmbeddingProfile, Passage, SearchScope
from core.retrieval.passages import Part
from core.sessions.dto import SoapText
from models import PassageRow, PassageVectorRow

PROFILE = EmbeddingProfile(model="first", revision="1" * 64, dimension=4)
OTHER = EmbeddingProfile(model="second", revision="2" * 64, dimension=4)
CANARY = "heron-under-the-jetty"


@pytest.fixture
def ada(clients):
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron"))


@pytest.fixture
def make(ada):
    """Makes a passage of one source of Ada's, with two vectors."""
    source_id = new_id()

    def build(start: int = 0, *, text: str = CANARY, version: int = 1, vector: float = 0.5) -> StoredPassage:
        passage = Passage(
            PassageId(new_id()),
            ada.client_id,
            "session",
            source_id,
            version,
            "plan",
            start,
            start + len(text),
            text,
            date(2024, 5, 6),
        )
        parts = (Part(start, start + 5, "PLAN"), Part(start + 5, passage.end, "PLAN"))
        return StoredPassage(passage, parts, np.full((2, 4), vector, dtype=np.float16))

    return build


def store(database, sealer, *passages: StoredPassage, profile: EmbeddingProfile = PROFILE):
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        stored = index.ensure_profile(profile)
        index.replace(passages[0].passage.source_id, passages)
        index.put_vectors(stored.profile_id, passages)
    return stored


def read(database, sealer, profile, source_id):
    with database.begin() as session:
        return IndexRepository(session, sealer).passages_of(source_id, profile)


def same(one: StoredPassage | DamagedPassage, other: StoredPassage) -> bool:
    assert isinstance(one, StoredPassage)
    assert one.vectors is not None
    assert other.vectors is not None
    alike = (one.passage, one.parts) == (other.passage, other.parts)
    return alike and np.array_equal(one.vectors, other.vectors)


def test_what_was_stored_comes_back(database, sealer, make):
    kept = make()
    profile = store(database, sealer, kept)
    (found,) = read(database, sealer, profile, kept.passage.source_id)
    assert same(found, kept)
    with database.begin() as session:
        (streamed,) = IndexRepository(session, sealer).all_passages(profile)
        assert same(streamed, kept)


def test_half_a_surrogate_pair_survives(database, sealer, make):
    kept = make(text="half \ud800 pair")
    profile = store(database, sealer, kept)
    assert same(read(database, sealer, profile, kept.passage.source_id)[0], kept)


def test_nothing_readable_is_stored(database, sealer, make):
    kept = make()
    store(database, sealer, kept)
    with database.begin() as session:
        row = session.scalars(select(PassageRow)).one()
        vector = session.scalars(select(PassageVectorRow)).one()
    assert CANARY.encode() not in row.sealed_span
    assert b"plan" not in row.sealed_span
    assert kept.vectors is not None
    assert kept.vectors.tobytes() not in vector.sealed_vector


def test_replacing_leaves_nothing_of_the_old_version(database, sealer, make):
    profile = store(database, sealer, make(0), make(100))
    new = make(0, version=2)
    store(database, sealer, new)
    (found,) = read(database, sealer, profile, new.passage.source_id)
    assert same(found, new)
    with database.begin() as session:
        assert len(session.scalars(select(PassageVectorRow)).all()) == 1


def test_passages_that_stay_keep_the_vectors_of_other_profiles(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    other = dataclasses.replace(kept, vectors=np.full((2, 4), 0.25, dtype=np.float16))
    second = store(database, sealer, other, profile=OTHER)
    source_id = kept.passage.source_id
    assert same(read(database, sealer, first, source_id)[0], kept)
    assert same(read(database, sealer, second, source_id)[0], other)
    assert read(database, sealer, None, source_id)[0].vectors is None


def test_vectors_put_twice_are_the_last(database, sealer, make):
    kept = make(vector=0.5)
    profile = store(database, sealer, kept)
    changed = dataclasses.replace(kept, vectors=np.full((2, 4), 0.75, dtype=np.float16))
    with database.begin() as session:
        IndexRepository(session, sealer).put_vectors(profile.profile_id, [changed])
    assert same(read(database, sealer, profile, kept.passage.source_id)[0], changed)


def test_passages_without_vectors_have_no_row_for_them(database, sealer, make):
    bare = dataclasses.replace(make(), vectors=None)
    profile = store(database, sealer, bare)
    assert read(database, sealer, profile, bare.passage.source_id)[0].vectors is None
    with database.begin() as session:
        assert session.scalars(select(PassageVectorRow)).all() == []


@pytest.mark.parametrize(
    ("table", "column"), [(PassageRow, "sealed_span"), (PassageVectorRow, "sealed_vector")]
)
def test_swapped_rows_do_not_open(database, sealer, make, table, column):
    profile = store(database, sealer, make(0), make(100, vector=0.25))
    with database.begin() as session:
        first, second = session.scalars(select(table)).all()
        swapped = {first.passage_id: getattr(second, column), second.passage_id: getattr(first, column)}
        for passage_id, sealed in swapped.items():
            session.execute(update(table).where(table.passage_id == passage_id).values({column: sealed}))
    with database.begin() as session:
        found = list(IndexRepository(session, sealer).all_passages(profile))
    assert all(isinstance(one, DamagedPassage) for one in found)
    assert len(found) == 2


def test_a_passage_moved_to_another_source_names_both(database, sealer, make):
    kept = make()
    store(database, sealer, kept)
    elsewhere = new_id()
    with database.begin() as session:
        session.execute(update(PassageRow).values(source_id=elsewhere))
    with database.begin() as session:
        (found,) = IndexRepository(session, sealer).all_passages(None)
    assert found == DamagedPassage(frozenset({elsewhere, kept.passage.source_id}))
    with pytest.raises(TamperedRecord):
        read(database, sealer, None, elsewhere)


def test_the_first_profile_is_active_and_a_second_waits_for_its_switch(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    second = store(database, sealer, kept, profile=OTHER)
    assert (first.active, second.active) == (True, False)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        assert index.ensure_profile(PROFILE) == first
        index.activate(second.profile_id)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        active = index.active_profile()
        assert active is not None
        assert (active.profile_id, active.profile) == (second.profile_id, OTHER)
        assert {row.profile_id for row in session.scalars(select(PassageVectorRow))} == {second.profile_id}
        assert index.ensure_profile(PROFILE).active is False


def test_counts_follow_the_current_versions(database, sealer, ada, sessions):
    draft = sessions.start_draft(ada.client_id, day=date(2024, 1, 2))

    def counted() -> tuple[int, int, int]:
        with database.begin() as session:
            index = IndexRepository(session, sealer)
            return index.counts(index.ensure_profile(PROFILE).profile_id)

    def mark(source_id, version) -> None:
        with database.begin() as session:
            index = IndexRepository(session, sealer)
            index.mark_indexed(index.ensure_profile(PROFILE).profile_id, source_id, version)

    assert counted() == (2, 0, 0)
    mark(ada.client_id, 1)
    mark(draft.session_id, 1)
    assert counted() == (2, 2, 0)
    sessions.save_draft(draft.session_id, SoapText(plan="Ice."), day=draft.date, expected_version=1)
    assert counted() == (2, 1, 0)
    mark(draft.session_id, 2)
    assert counted() == (2, 2, 0)


def test_forgotten_sources_leave_no_row(database, sealer, make):
    kept = make()
    profile = store(database, sealer, kept)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        index.mark_indexed(profile.profile_id, kept.passage.source_id, 1)
        index.forget([kept.passage.source_id])
        assert index.passages_of(kept.passage.source_id, profile) == []
        assert not index.holds_source(profile.profile_id, kept.passage.source_id)
        assert session.scalars(select(PassageVectorRow)).all() == []


def test_coverage_tells_how_many_sessions_and_from_when_to_when(database, sealer, ada, clients, sessions):
    other = clients.create(ada.details)
    for client, day in ((ada, 3), (ada, 9), (other, 5)):
        sessions.start_draft(client.client_id, day=date(2024, 1, day))

    def covered(**scope) -> Coverage:
        with database.begin() as session:
            return IndexRepository(session, sealer).coverage(SearchScope(**scope))

    assert covered() == Coverage(3, date(2024, 1, 3), date(2024, 1, 9))
    assert covered(client_id=other.client_id) == Coverage(1, date(2024, 1, 5), date(2024, 1, 5))
    assert covered(client_id=ada.client_id, since=date(2024, 1, 4)).sessions == 1
    assert covered(since=date(2025, 1, 1)) == Coverage()
    assert covered(fields=frozenset({"notes"})) == Coverage()
