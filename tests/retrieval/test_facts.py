"""Facts are made, kept and dropped with the index of the version they were read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date

import psycopg
import pytest
from sqlalchemy import delete, select, update

from core.database.access import Database
from core.errors import RoleRefused, VaultLocked
from core.facts.dto import FactsOfVersion
from core.facts.service import FactService
from core.facts.sets import FactSets
from core.ids import ClientId, new_id
from core.retrieval.dto import Drift
from core.retrieval.indexing import index_worker
from core.retrieval.session import Retrieval
from core.security.roles import Access
from core.security.sealing import Sealer
from core.service_context import ServiceContext
from core.sources.dto import SearchScope
from models import FactSetRow, OutboxRow, SourceIndexRow, SourceVectorsRow
from tests.fakes.facts import FakeExtractor, drugs
from tests.retrieval.conftest import LONG, Opener, Practice
from tests.retrieval.test_index_worker import Heard, all_indexed

EVERYWHERE = SearchScope()


@dataclass(frozen=True)
class Unlocked:
    """What an unlock gives, of the parts that matter here."""

    retrieval: Retrieval
    sets: FactSets
    facts: FactService


Unlock = Callable[..., AbstractContextManager[Unlocked]]


@pytest.fixture
def extract() -> FakeExtractor:
    return FakeExtractor()


@pytest.fixture
def unlock(
    database: Database, sealer: Sealer, context: ServiceContext, opened: Opener, extract: FakeExtractor
) -> Unlock:
    @contextmanager
    def unlocking(version: int = 1) -> Iterator[Unlocked]:
        sets = FactSets(database=database, sealer=sealer, extract=extract, extractor_version=version)
        service = FactService(context, sets=sets)
        with opened(facts=sets) as retrieval:
            try:
                yield Unlocked(retrieval, sets, service)
            finally:
                service.close()

    return unlocking


@pytest.fixture
def made(unlock: Unlock, practice: Practice, extract: FakeExtractor) -> Practice:
    """The practice with all its facts stored."""
    with unlock() as unlocked:
        assert unlocked.retrieval.index.run_pending().pending == 0
    extract.read.clear()
    return practice


def stored(database: Database) -> list[FactSetRow]:
    with database.begin() as session:
        rows = list(session.scalars(select(FactSetRow)))
        session.expunge_all()
    return rows


def test_every_source_has_its_facts_beside_its_index(unlock, made, database):
    rows = stored(database)
    with database.begin() as session:
        indexed = set(session.scalars(select(SourceIndexRow.source_id)))
    # Of the six, four say nothing that this extractor knows: they have a set as well.
    assert {row.source_id for row in rows} == indexed
    assert {(row.set_version, row.extractor_version) for row in rows} == {(1, 1)}
    with unlock() as unlocked:
        found = unlocked.facts.of_client(made.ada.client_id)
        assert drugs(found) == ["meloxicam", "metformin"]
        assert [one.source_kind for one in found] == ["client", "session", "session", "session"]
        fact = found[-1].facts[0]
        text = made.sessions.get(found[-1].source_id).field_text(fact.field)
        assert text[fact.start : fact.end] == "metformin 500 mg"
        assert (fact.day, fact.value) == (date(2024, 3, 10), "500")
        assert unlocked.facts.complete


def test_what_comes_back_from_the_database_is_what_was_made(unlock, made, extract):
    with unlock(version=2) as fresh, unlock() as kept:
        for client in (made.ada, made.noa):
            assert kept.facts.of_client(client.client_id) == fresh.facts.of_client(client.client_id)
        assert len(extract.read) > 0
        extract.read.clear()
        clients = sorted((made.ada.client_id, made.noa.client_id))
        assert kept.facts.everyone() == [one for each in clients for one in kept.facts.of_client(each)]
        assert extract.read == []


def test_they_are_made_while_the_engine_is_away(unlock, practice, database, fake):
    fake.stop()
    with unlock() as unlocked:
        assert unlocked.retrieval.index.run_pending().problem == "engine_stopped"
        assert unlocked.facts.complete
        extracted = len(stored(database))
    assert extracted == 6
    with database.begin() as session:
        assert session.scalars(select(SourceVectorsRow)).all() == []


def test_they_are_read_once_although_vectors_come_later(unlock, practice, extract, fake):
    fake.stop()
    with unlock() as unlocked:
        unlocked.retrieval.index.run_pending()
        before = len(extract.read)
        fake.start()
        assert unlocked.retrieval.index.run_pending().pending == 0
    assert len(extract.read) == before


def test_a_new_version_replaces_the_facts_of_the_one_before(unlock, made, database):
    with unlock() as unlocked:
        unlocked.retrieval.load()
        session = made.write(made.ada, "2024-04-01", plan="Start colchicine 1 mg.")
        unlocked.retrieval.index.run_pending()
        session = made.change(session, plan="Start febuxostat 80 mg.")
        unlocked.retrieval.index.run_pending()
        assert drugs(unlocked.facts.of_client(made.ada.client_id))[-1] == "febuxostat"
    (row,) = [row for row in stored(database) if row.source_id == session.session_id]
    assert (row.source_version, row.set_version) == (session.version, 2)


def test_facts_of_an_earlier_extractor_are_made_anew_in_the_background(
    unlock, made, database, extract, fake, monkeypatch
):
    monkeypatch.setattr(index_worker, "_SETTLE_S", 0.0)
    embedded = len(fake.embedded)
    with unlock(version=2) as unlocked:
        heard = Heard()
        unsubscribe = unlocked.retrieval.index.subscribe(heard)
        unlocked.retrieval.index.start()
        heard.until(all_indexed)
        unlocked.retrieval.index.stop()
        unsubscribe()
        assert unlocked.facts.complete
        assert unlocked.retrieval.index.status().drift == Drift()
    assert {row.extractor_version for row in stored(database)} == {2}
    assert {row.set_version for row in stored(database)} == {2}
    assert len(fake.embedded) == embedded, "nothing is embedded again for them"


def test_a_practice_of_an_earlier_schema_gets_its_facts_and_keeps_its_vectors(
    opened, unlock, practice, database, fake
):
    with opened() as earlier:
        earlier.index.run_pending()
    embedded = len(fake.embedded)
    assert stored(database) == []
    with unlock() as unlocked:
        assert unlocked.retrieval.index.run_pending().pending == 0
        assert unlocked.facts.complete
    assert (len(stored(database)), len(fake.embedded)) == (6, embedded)


def test_a_look_queues_what_has_no_facts_and_nothing_else(unlock, made, database, sealer):
    with unlock() as unlocked:
        unlocked.retrieval.index.look()
        with database.begin() as session:
            assert session.scalars(select(OutboxRow)).all() == []
            one = session.scalars(select(FactSetRow.source_id)).first()
            session.execute(delete(FactSetRow).where(FactSetRow.source_id == one))
        assert unlocked.retrieval.index.look().drift == Drift()
        with database.begin() as session:
            assert session.scalars(select(OutboxRow.source_id)).all() == [one]


def test_a_client_is_complete_before_the_background_came_to_it(unlock, practice, database, extract):
    with unlock() as unlocked:
        assert drugs(unlocked.facts.of_client(practice.ada.client_id)) == ["meloxicam", "metformin"]
        assert not unlocked.facts.complete
        read = len(extract.read)
        unlocked.facts.of_client(practice.ada.client_id)
        assert len(extract.read) == read
        draft = practice.write(practice.ada, "2024-04-02", plan="Start colchicine 1 mg.")
        assert drugs(unlocked.facts.of_client(practice.ada.client_id))[-1] == "colchicine"
        practice.change(draft, plan="Start febuxostat 80 mg.")
        assert drugs(unlocked.facts.of_client(practice.ada.client_id))[-1] == "febuxostat"
    assert stored(database) == []


def test_coverage_counts_what_has_no_facts_yet(unlock, practice):
    with unlock() as unlocked:
        scope = SearchScope(client_id=practice.ada.client_id)
        before = unlocked.facts.coverage(scope)
        assert (before.sessions, before.unindexed, before.unread) == (0, 4, 4)
        unlocked.facts.of_client(practice.ada.client_id)
        after = unlocked.facts.coverage(scope)
        assert (after.sessions, after.unindexed, after.unread) == (3, 0, 0)
        assert unlocked.facts.coverage(EVERYWHERE).unindexed == 2


PUT_AWAY = ["retracted", "deleted draft", "deleted chart", "merged"]


def put_away(practice: Practice, retrieval: Retrieval, how: str) -> ClientId:
    """Ada's session on colchicine is indexed and goes; returns whose chart it was in."""
    session = practice.write(practice.ada, "2024-04-01", plan="Start colchicine 1 mg.")
    retrieval.index.run_pending()
    if how == "retracted":
        signed = practice.sessions.sign(session.session_id, expected_version=session.version)
        practice.sessions.retract(session.session_id, reason="Wrong", expected_version=signed.version)
    elif how == "deleted draft":
        practice.sessions.delete_draft(session.session_id, expected_version=session.version)
    elif how == "deleted chart":
        practice.clients.delete(practice.ada.client_id, reason="Moved", expected_version=1)
    else:
        practice.merging.merge(source=practice.ada.client_id, into=practice.noa.client_id, reason="Twice")
    return practice.ada.client_id


@pytest.mark.parametrize("how", PUT_AWAY)
@pytest.mark.parametrize("indexed", ["later", "after", "never"])
def test_what_was_put_away_has_no_facts_any_more(unlock, made, database, how, indexed):
    with unlock() as unlocked:
        unlocked.facts.load()
        unlocked.retrieval.load()
        gone = put_away(made, unlocked.retrieval, how)
        unlocked.facts.load()
        if indexed == "after":
            unlocked.retrieval.index.run_pending()
        elif indexed == "never":
            with database.begin() as session:
                session.execute(delete(OutboxRow))
        left = drugs(unlocked.facts.of_client(gone))
        everyone = drugs(unlocked.facts.everyone())
        if how in ("deleted chart", "merged"):
            assert left == []
        assert "colchicine" not in left
        if how == "merged" and indexed == "after":
            assert everyone.count("colchicine") == 1
        else:
            assert "colchicine" not in everyone
        if indexed == "after":
            with database.begin() as session:
                held = set(session.scalars(select(SourceIndexRow.source_id)))
            assert {row.source_id for row in stored(database)} == held
            assert set(unlocked.sets.memory.source_ids()) == held


def test_after_a_merge_the_facts_are_the_other_charts(unlock, made, database):
    with unlock() as unlocked:
        unlocked.facts.load()
        put_away(made, unlocked.retrieval, "merged")
        # Both before the background came to it and after.
        for _ in range(2):
            found = drugs(unlocked.facts.of_client(made.noa.client_id))
            assert sorted(found) == ["colchicine", "meloxicam", "metformin"]
            unlocked.retrieval.index.run_pending()
    assert {row.client_id for row in stored(database)} == {made.noa.client_id}


def test_a_restored_chart_has_all_of_them_again(unlock, made):
    with unlock() as unlocked:
        unlocked.facts.load()
        made.clients.delete(made.ada.client_id, reason="Moved", expected_version=1)
        unlocked.facts.forget_client(made.ada.client_id)
        made.clients.restore(made.ada.client_id, expected_version=2)
        unlocked.retrieval.index.run_pending()
        assert unlocked.facts.complete
        assert drugs(unlocked.facts.everyone()) == ["meloxicam", "metformin"]


def test_a_note_on_which_the_extractor_fails_costs_its_own_facts_only(unlock, practice, extract, caplog):
    extract.fails_on = "Rash"
    with unlock() as unlocked:
        status = unlocked.retrieval.index.run_pending()
        assert (status.pending, status.problem) == (0, None)
        assert not unlocked.facts.complete
        assert drugs(unlocked.facts.of_client(practice.ada.client_id)) == ["meloxicam", "metformin"]
        assert "ValueError" in caplog.text
        assert "Rash" not in caplog.text
        caplog.clear()
        extract.fails_on = None
        unlocked.retrieval.index.run_pending()
        assert unlocked.facts.complete


def test_nothing_readable_is_stored(unlock, made, database, cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        for (row,) in admin.execute("SELECT sealed_facts FROM fact_set"):
            assert not any(word in bytes(row) for word in (b"meloxicam", b"medication", b"plan", b"500"))
        for (row,) in admin.execute("SELECT f::text FROM fact_set f"):
            assert not any(word.encode().hex() in row for word in ("meloxicam", "metformin"))


def _move_to_another_client(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        session.execute(
            update(FactSetRow)
            .where(FactSetRow.client_id == practice.ada.client_id)
            .values(client_id=practice.noa.client_id)
        )


def _swap(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        rows = session.scalars(select(FactSetRow).where(FactSetRow.client_id == practice.ada.client_id)).all()
        sealed = [row.sealed_facts for row in rows]
        for row, other in zip(rows, sealed[1:] + sealed[:1], strict=True):
            row.sealed_facts = other


def _call_older_facts_new(database: Database, practice: Practice) -> None:
    with database.begin() as session:
        session.execute(update(FactSetRow).values(extractor_version=2))


@pytest.mark.parametrize("attack", [_move_to_another_client, _swap, _call_older_facts_new])
def test_a_set_that_was_moved_does_not_open_and_is_made_again(
    unlock, made, database, extract, attack, caplog
):
    attack(database, made)
    version = 2 if attack is _call_older_facts_new else 1
    with unlock(version=version) as unlocked:
        # At once for whoever asks, and for good in the background.
        assert drugs(unlocked.facts.of_client(made.ada.client_id)) == ["meloxicam", "metformin"]
        assert drugs(unlocked.facts.of_client(made.noa.client_id)) == []
        unlocked.facts.load()
        assert "did not open" in caplog.text
        caplog.clear()
        unlocked.retrieval.index.run_pending()
        assert unlocked.facts.complete
    with unlock(version=version) as unlocked:
        extract.read.clear()
        unlocked.facts.load()
        assert drugs(unlocked.facts.everyone()) == ["meloxicam", "metformin"]
        assert extract.read == []


def test_a_thorough_look_opens_facts_too(unlock, made, database, caplog):
    with database.begin() as session:
        session.execute(update(FactSetRow).values(sealed_facts=b"short"))
    with unlock() as unlocked:
        assert unlocked.retrieval.index.look(thorough=True).drift == Drift(damaged=6)
        caplog.clear()
        assert unlocked.retrieval.index.run_pending(thorough=True).drift == Drift()
    assert {row.sealed_facts == b"short" for row in stored(database)} == {False}


def test_nothing_is_held_after_a_lock(unlock, made):
    with unlock() as unlocked:
        unlocked.facts.load()
        unlocked.facts.of_client(made.ada.client_id)
        assert len(unlocked.sets.memory) == 6
    assert len(unlocked.sets.memory) == 0
    for ask in (unlocked.facts.everyone, lambda: unlocked.facts.of_client(made.ada.client_id)):
        with pytest.raises(VaultLocked):
            ask()
    late = FactsOfVersion(made.ada.client_id, "session", new_id(), 1, ())
    unlocked.sets.memory.put(late)
    assert len(unlocked.sets.memory) == 0


def test_what_was_read_before_a_client_was_forgotten_is_not_taken(unlock, made):
    with unlock() as unlocked:
        memory = unlocked.sets.memory
        turn = memory.turn
        memory.forget_client(made.ada.client_id)
        read = FactsOfVersion(made.ada.client_id, "session", new_id(), 1, ())
        memory.put(read, turn=turn)
        assert not memory.put_stored(read, turn=turn)
        assert not memory.complete(turn=turn)
        assert len(memory) == 0


def test_an_auditor_reads_no_facts(unlock, made, context, user_id):
    with unlock() as unlocked:
        auditing = FactService(replace(context, access=Access(user_id, "auditor")), sets=unlocked.sets)
        with pytest.raises(RoleRefused):
            auditing.of_client(made.ada.client_id)
        with pytest.raises(RoleRefused):
            auditing.everyone()


def test_sessions_of_one_day_come_in_the_order_in_which_they_were_begun(unlock, practice):
    drafts = [practice.write(practice.noa, "2024-05-01", plan=f"Take drug{n} 5 mg.") for n in range(6)]
    practice.change(drafts[2], plan="Take another 5 mg.")
    with unlock() as unlocked:
        found = unlocked.facts.of_client(practice.noa.client_id)
        listed = practice.sessions.list_for_client(practice.noa.client_id)
        assert [one.source_id for one in found][-6:] == [each.session_id for each in drafts]
        assert [one.source_id for one in found[1:]] == [each.session_id for each in reversed(listed)]


def test_sixty_notes_are_read_from_memory(unlock, practice, extract):
    for number in range(60):
        practice.write(practice.noa, "2024-05-01", subjective=LONG, plan=f"Take drug{number} 5 mg.")
    with unlock() as unlocked:
        unlocked.retrieval.index.run_pending()
        unlocked.facts.of_client(practice.noa.client_id)
        extract.read.clear()
        assert len(drugs(unlocked.facts.of_client(practice.noa.client_id))) == 60
        assert extract.read == []
