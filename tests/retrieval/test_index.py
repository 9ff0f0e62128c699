"""The index on a real Postgres: sealed where it lies, one profile apart from another, honest counts."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pytest
from sqlalchemy import select, text, update

from core.clients.dto import ClientDetails
from core.errors import TamperedRecord
from core.ids import ProfileId, UserId, new_id
from core.retrieval.dto import EmbeddingProfile
from core.retrieval.index.repository import IndexRepository
from core.retrieval.indexed import IndexedPassage, IndexedSource
from core.retrieval.memory.remembered import remembered
from core.retrieval.passages import Cut
from core.sessions.dto import SoapText
from core.sources.dto import DamagedSource
from models import ProfileRow, SourceIndexRow, SourceVectorsRow

PROFILE = EmbeddingProfile(model="first", revision="1" * 64, dimension=4)
OTHER = EmbeddingProfile(model="second", revision="2" * 64, dimension=4)
CANARY = "heron-under-the-jetty"


@pytest.fixture
def ada(clients):
    return clients.create(ClientDetails(first_name="Ada", last_name="Byron"))


@pytest.fixture
def make(ada):
    """Makes a source of Ada's with one passage for each text of its plan."""

    def build(*texts: str, version: int = 1, source_id=None, vector: float | None = 0.5) -> IndexedSource:
        whole = "\n".join(texts or (CANARY,))
        passages, start = [], 0
        for each in texts or (CANARY,):
            cut = Cut(start, start + len(each), start, start + len(each), "PLAN")
            passages.append(IndexedPassage("plan", cut, tuple(each.casefold().split())))
            start += len(each) + 1
        vectors = None if vector is None else np.full((len(passages), 4), vector, dtype=np.float16)
        return IndexedSource(
            kind="session",
            source_id=source_id or new_id(),
            client_id=ada.client_id,
            version=version,
            day=date(2024, 5, 6),
            author=UserId(new_id()),
            title="",
            fields=(("plan", whole),),
            passages=tuple(passages),
            vectors=vectors,
        )

    return build


def store(database, sealer, source: IndexedSource, profile: EmbeddingProfile = PROFILE):
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        stored = index.ensure_profile(profile)
        version = index.store(source)
        if source.vectors is not None:
            assert index.store_vectors(stored.profile_id, source, source.vectors, version)
    return stored


def put_vectors(database, sealer, source: IndexedSource, profile: EmbeddingProfile, version: int) -> bool:
    assert source.vectors is not None
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        stored = index.ensure_profile(profile)
        return index.store_vectors(stored.profile_id, source, source.vectors, version)


def read(database, sealer, profile, source_id):
    with database.begin() as session:
        return IndexRepository(session, sealer).source(source_id, profile)


def everything(database, sealer, profile):
    with database.begin() as session:
        return list(IndexRepository(session, sealer).all_sources(profile))


def same(one: IndexedSource | DamagedSource, other: IndexedSource) -> bool:
    assert isinstance(one, IndexedSource)
    if (one.vectors is None) or (other.vectors is None):
        return one == other and one.vectors is None and other.vectors is None
    return one == other and np.array_equal(one.vectors, other.vectors)


def test_what_was_stored_comes_back(database, sealer, make):
    kept = make("Ice twice a day.", CANARY)
    profile = store(database, sealer, kept)
    found = read(database, sealer, profile, kept.source_id)
    assert same(found.source, kept)
    (streamed,) = everything(database, sealer, profile)
    assert same(streamed, kept)


def test_a_passage_shows_what_lies_at_its_place(make):
    source = make("Ice twice a day.", CANARY)
    passage = remembered(source, number=1, first=0).passage(1)
    assert (passage.text, passage.heading, passage.author) == (CANARY, "PLAN", source.author)
    cut = source.passages[1].cut
    focus = remembered(source, number=1, first=0).focus(1)
    assert focus == (source.passages[1].field, cut.focus_start, cut.focus_end)
    later = remembered(dataclasses.replace(source, version=2), number=1, first=0).passage(1)
    assert passage.passage_id == remembered(source, number=1, first=0).passage(1).passage_id
    assert passage.passage_id != later.passage_id


def test_half_a_surrogate_pair_survives(database, sealer, make):
    kept = make("half \ud800 pair")
    profile = store(database, sealer, kept)
    assert same(read(database, sealer, profile, kept.source_id).source, kept)


def test_nothing_readable_is_stored(database, sealer, make):
    kept = make()
    store(database, sealer, kept)
    with database.begin() as session:
        row = session.scalars(select(SourceIndexRow)).one()
        vectors = session.scalars(select(SourceVectorsRow)).one()
    assert CANARY.encode() not in row.sealed_index
    assert b"plan" not in row.sealed_index
    assert kept.vectors.tobytes() not in vectors.sealed_vectors


def test_a_new_version_leaves_nothing_of_the_old_one(database, sealer, make):
    old = make(CANARY, "more")
    profile = store(database, sealer, old)
    new = make("Ice.", version=2, source_id=old.source_id)
    store(database, sealer, new)
    assert same(read(database, sealer, profile, old.source_id).source, new)
    with database.begin() as session:
        assert len(session.scalars(select(SourceVectorsRow)).all()) == 1


def test_profiles_lie_side_by_side(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    other = dataclasses.replace(kept, vectors=np.full((1, 4), 0.25, dtype=np.float16))
    assert put_vectors(database, sealer, other, OTHER, version=1)
    with database.begin() as session:
        second = IndexRepository(session, sealer).ensure_profile(OTHER)
    assert same(read(database, sealer, first, kept.source_id).source, kept)
    assert same(read(database, sealer, second, kept.source_id).source, other)
    assert read(database, sealer, None, kept.source_id).source.vectors is None


def test_vectors_of_passages_that_were_replaced_meanwhile_are_refused(database, sealer, make):
    old = make()
    profile = store(database, sealer, old)
    store(database, sealer, make("Ice.", version=2, source_id=old.source_id, vector=None))
    assert not put_vectors(database, sealer, old, PROFILE, version=1)
    assert read(database, sealer, profile, old.source_id).source.vectors is None


def test_vectors_put_twice_are_the_last(database, sealer, make):
    kept = make(vector=0.5)
    profile = store(database, sealer, kept)
    changed = dataclasses.replace(kept, vectors=np.full((1, 4), 0.75, dtype=np.float16))
    assert put_vectors(database, sealer, changed, PROFILE, version=1)
    assert same(read(database, sealer, profile, kept.source_id).source, changed)


def test_vectors_of_another_number_of_passages_do_not_open(database, sealer, make):
    kept = make("one", "two")
    profile = store(database, sealer, kept)
    fewer = dataclasses.replace(kept, vectors=np.full((1, 4), 0.75, dtype=np.float16))
    assert put_vectors(database, sealer, fewer, PROFILE, version=1)
    with pytest.raises(TamperedRecord):
        read(database, sealer, profile, kept.source_id)


@pytest.mark.parametrize(
    ("table", "column"), [(SourceIndexRow, "sealed_index"), (SourceVectorsRow, "sealed_vectors")]
)
def test_swapped_rows_do_not_open(database, sealer, make, table, column):
    profile = store(database, sealer, make())
    store(database, sealer, make("other words", vector=0.25))
    with database.begin() as session:
        first, second = session.scalars(select(table)).all()
        swapped = {first.source_id: getattr(second, column), second.source_id: getattr(first, column)}
        for source_id, sealed in swapped.items():
            session.execute(update(table).where(table.source_id == source_id).values({column: sealed}))
    found = everything(database, sealer, profile)
    assert all(isinstance(one, DamagedSource) for one in found)
    assert len(found) == 2


@pytest.mark.parametrize("column", ["source_version", "index_version", "client_id"])
def test_a_row_with_another_clear_column_does_not_open(database, sealer, make, clients, column):
    kept = make()
    store(database, sealer, kept)
    other = clients.create(ClientDetails(first_name="Noa", last_name="Levi")).client_id
    value = other if column == "client_id" else 7
    with database.begin() as session:
        session.execute(update(SourceIndexRow).values({column: value}))
    assert everything(database, sealer, None) == [DamagedSource(kept.source_id)]


def test_a_layout_that_is_not_understood_counts_as_damaged(database, sealer, make):
    kept = make()
    store(database, sealer, kept)
    with database.begin() as session:
        row = session.scalars(select(SourceIndexRow)).one()
        from core.security.sealed_json import seal_json
        from core.security.sealing import Address

        at = Address(
            table="source_index", row=(kept.source_id,), column="sealed_index", row_version=1,
            client_id=kept.client_id,
        )  # fmt: skip
        row.sealed_index = seal_json(sealer, {"something": "else"}, purpose="passage", at=at)
    assert everything(database, sealer, None) == [DamagedSource(kept.source_id)]


def test_the_first_profile_is_active_and_a_second_waits_for_its_switch(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    assert put_vectors(database, sealer, kept, OTHER, version=1)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        second = index.ensure_profile(OTHER)
        assert (first.active, second.active) == (True, False)
        assert index.ensure_profile(PROFILE) == first
        assert [one.profile_id for one in index.profiles()] == [first.profile_id, second.profile_id]
        index.activate(second.profile_id)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        active = index.active_profile()
        assert active is not None
        assert (active.profile_id, active.profile) == (second.profile_id, OTHER)
        assert {row.profile_id for row in session.scalars(select(SourceVectorsRow))} == {second.profile_id}
        assert index.ensure_profile(PROFILE).active is False


def test_a_profile_that_is_gone_is_not_switched_to(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        assert not index.activate(ProfileId(new_id()))
        assert index.activate(first.profile_id)
    assert same(read(database, sealer, first, kept.source_id).source, kept)


def test_only_a_profile_that_is_not_active_can_be_dropped(database, sealer, make):
    kept = make()
    first = store(database, sealer, kept)
    assert put_vectors(database, sealer, kept, OTHER, version=1)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        second = index.ensure_profile(OTHER)
        index.drop_profile(second.profile_id)
        index.drop_profile(first.profile_id)
    with database.begin() as session:
        assert [row.model for row in session.scalars(select(ProfileRow))] == ["first"]
    assert same(read(database, sealer, first, kept.source_id).source, kept)


def test_counts_and_what_lacks_follow_the_current_versions(database, sealer, ada, sessions, make):
    draft = sessions.start_draft(ada.client_id, day=date(2024, 1, 2))

    def counted() -> tuple[tuple[int, int, int], set]:
        with database.begin() as session:
            index = IndexRepository(session, sealer)
            profile_id = index.ensure_profile(PROFILE).profile_id
            return index.counts(profile_id), {one.source_id for one in index.lacking(profile_id)}

    def hold(source_id, version, kind="session") -> None:
        made = make(CANARY, version=version, source_id=source_id)
        store(database, sealer, dataclasses.replace(made, kind=kind))

    assert counted() == ((2, 0, 0), {ada.client_id, draft.session_id})
    hold(ada.client_id, 1, "client")
    hold(draft.session_id, 1)
    assert counted() == ((2, 2, 2), set())
    sessions.save_draft(draft.session_id, SoapText(plan="Ice."), day=draft.date, expected_version=1)
    assert counted() == ((2, 1, 2), {draft.session_id})
    hold(draft.session_id, 2)
    assert counted() == ((2, 2, 2), set())
    with database.begin() as session:
        IndexRepository(session, sealer).unmark_all()
    assert counted() == ((2, 0, 2), {ada.client_id, draft.session_id})
    assert len(everything(database, sealer, None)) == 2, (
        "the old index is searched until the new one is there"
    )


def test_passages_without_vectors_lack_in_the_profile_only(database, sealer, ada, make):
    bare = dataclasses.replace(make(source_id=ada.client_id, vector=None), kind="client")
    profile = store(database, sealer, bare)
    with database.begin() as session:
        index = IndexRepository(session, sealer)
        assert [one.source_id for one in index.lacking(profile.profile_id)] == [ada.client_id]
        assert index.lacking(None) == []


def test_forgotten_sources_leave_no_row(database, sealer, make):
    kept = make()
    profile = store(database, sealer, kept)
    with database.begin() as session:
        IndexRepository(session, sealer).forget([kept.source_id])
    assert read(database, sealer, profile, kept.source_id) is None
    with database.begin() as session:
        assert session.scalars(select(SourceVectorsRow)).all() == []


def test_the_server_does_not_compress_what_is_sealed(database):
    with database.begin() as session:
        rows = session.execute(
            text(
                "SELECT attname, attstorage FROM pg_attribute"
                " WHERE attname IN ('sealed_index', 'sealed_vectors')"
            )
        )
        assert {tuple(row) for row in rows} == {("sealed_index", "e"), ("sealed_vectors", "e")}
