"""Recording on a real Postgres: one chain whatever happens at once, in the change's transaction, cheap."""

from __future__ import annotations

import contextlib
import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from sqlalchemy import event, select, text

from core.audit.checkpoint import CHECKPOINT_EVERY
from core.audit.log import AuditLog
from core.audit.manifests import note_change
from core.audit.pending_audit import ChartChange, RowKind
from core.errors import DatabaseProblem, VaultLocked
from core.ids import ClientId, new_id
from models import AuditChainRow, AuditEvent
from tests.fixtures.figures import figure
from tests.security.audited_practice import AuditedPractice


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> AuditedPractice:
    return AuditedPractice(database, sealer, user_id, tmp_path)


def actions(database) -> list[str]:
    with database.begin() as session:
        return list(session.scalars(select(AuditEvent.action).order_by(AuditEvent.position)))


def test_the_first_event_begins_the_chain_and_says_what_was_before(practice, database):
    with database.begin() as session:
        for action in ("practice.create", "unlock"):
            session.add(
                AuditEvent(
                    workspace_id=database.workspace_id,
                    event_id=new_id(),
                    day=practice.log._clock().date(),
                    action=action,
                    outcome="ok",
                    sealed_details=b"of the first version",
                )
            )
    practice.record()
    with database.begin() as session:
        chained = session.scalars(
            select(AuditEvent.action).where(AuditEvent.position > 0).order_by(AuditEvent.position)
        ).all()
    assert chained == ["audit.begin", "unlock"]
    report = practice.reader().verify()
    assert (report.entries, report.unchained, report.intact) == (2, 2, True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET outcome = 'x' WHERE action = 'practice.create'",
        "DELETE FROM audit_event WHERE action = 'practice.create'",
        "INSERT INTO audit_event (workspace_id, event_id, day, action, outcome, sealed_details)"
        " SELECT workspace_id, gen_random_uuid(), day, action, outcome, sealed_details FROM audit_event"
        " WHERE action = 'practice.create'",
    ],
)
def test_events_older_than_the_chain_are_covered_by_its_first_entry(practice, cloned_database, statement):
    with practice.database.begin() as session:
        session.add(
            AuditEvent(
                workspace_id=practice.database.workspace_id,
                event_id=new_id(),
                day=practice.log._clock().date(),
                action="practice.create",
                outcome="ok",
                sealed_details=b"of the first version",
            )
        )
    practice.record()
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute("SET session_replication_role = replica")
        admin.execute(statement)
    (finding,) = practice.reader().verify().findings
    assert (finding.code, finding.position) == ("altered", None)


def _abandoned(practice, *, checkpoint: bool) -> None:
    with contextlib.suppress(KeyError), practice.database.begin() as session:
        practice.log.record(session, action="unlock")
        if checkpoint:
            practice.log.checkpoint(session)
        session.flush()
        raise KeyError


def test_a_rolled_back_transaction_leaves_no_trace(practice, database):
    practice.record()
    _abandoned(practice, checkpoint=False)
    practice.record()
    assert actions(database) == ["audit.begin", "unlock", "unlock"]
    assert practice.reader().verify().intact


def test_a_session_used_again_after_a_rollback_starts_afresh(practice, database):
    with database._sessions() as session:
        practice.log.record(session, action="unlock")
        session.connection()
        session.rollback()
        practice.log.record(session, action="lock")
        session.commit()
    assert actions(database) == ["audit.begin", "lock"]


def test_an_event_that_cannot_be_written_stops_the_deed(practice, database, monkeypatch):
    practice.record()
    monkeypatch.setattr(practice.log, "device_id", "no uuid at all")
    with pytest.raises(AttributeError):
        practice.add_client()
    with database.begin() as session:
        assert session.scalar(text("SELECT count(*) FROM client")) == 0
        assert session.scalar(text("SELECT count(*) FROM client_manifest")) == 0


def test_once_locked_nothing_is_recorded_and_nothing_done(practice, database):
    practice.record()

    def locked_meanwhile() -> None:
        with database.begin() as session:
            practice.log.record(session, action="unlock")
            practice.sealer.keyring.drop()

    with pytest.raises(VaultLocked):
        locked_meanwhile()
    assert actions(database) == ["audit.begin", "unlock"]


def test_a_chart_change_that_no_event_speaks_of_is_a_mistake(practice, database, sealer):
    change = ChartChange(ClientId(new_id()), RowKind.CLIENT, new_id(), 1, bytes(16), None)
    with pytest.raises(RuntimeError), database.begin() as session:
        note_change(session, sealer, change)


@pytest.mark.parametrize("action", ["made.up", "unlock two", "Unlock", "", "client." + "x" * 40])
def test_only_known_words_are_actions(practice, database, action):
    with pytest.raises(ValueError, match="not an action"), database.begin() as session:
        practice.log.record(session, action=action)


def test_eight_at_once_make_one_unbroken_chain(practice, database):
    clients = [practice.add_client(f"Client {number}") for number in range(4)]
    drafts = [practice.add_sessions(client.client_id, ["a", "b"]) for client in clients]
    own = [draft.session_id for pair in drafts for draft in pair]
    start = threading.Barrier(8)
    saves = 12

    def work(number: int) -> None:
        log = practice.log_of(database)
        start.wait()
        for save in range(saves):
            # Two threads share each client's manifest, and all of them the chain.
            practice.save(own[number], f"text {save}", log=log)
            with database.begin() as session:
                log.record(session, action="search")

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(work, number) for number in range(8)]:
            done.result()
    report = practice.reader().verify()
    expected = 1 + 2 * len(clients) + 2 * 8 * saves
    figure(
        f"\naudit chain: 8 threads, {8 * saves} saves and {8 * saves} events at once:"
        f" {report.entries} entries, {len(report.findings)} findings, 0 deadlocks"
    )
    assert (report.entries, report.findings) == (expected, ())
    assert practice.integrity().check_all() == ()


def test_eight_at_once_begin_one_chain(practice, database):
    start = threading.Barrier(8)

    def work(_: int) -> None:
        start.wait()
        practice.record()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(work, range(8)))
    assert actions(database) == ["audit.begin"] + ["unlock"] * 8
    assert practice.reader().verify().intact


def test_a_save_costs_three_statements_more_than_its_bare_event(practice, database):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a"])[0]
    statements: list[str] = []
    event.listen(database._engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    practice.save(draft.session_id, "b")
    auditing = [each for each in statements if "audit_" in each or "client_manifest" in each]
    figure(f"\naudit statements of a save: {len(auditing)} statements of {len(statements)}")
    assert len(auditing) == 4
    statements.clear()
    practice.record()
    assert len(statements) == 2


def test_there_is_a_checkpoint_every_hundred_entries(practice, database):
    practice.record(2 * CHECKPOINT_EVERY)
    with database.begin() as session:
        positions = session.scalars(text("SELECT position FROM audit_checkpoint ORDER BY position")).all()
    assert positions == [CHECKPOINT_EVERY, 2 * CHECKPOINT_EVERY]
    anchor = practice.anchors().read().newest
    assert anchor.position == 2 * CHECKPOINT_EVERY
    assert anchor.signed_by(practice.signing_key.public_key().public_bytes_raw())
    assert practice.reader().verify().unanchored == 1


def test_an_anchor_is_written_only_after_the_commit(practice, database):
    _abandoned(practice, checkpoint=True)
    assert practice.anchors().read().newest is None


def test_an_anchor_that_cannot_be_written_stops_nothing(practice, caplog):
    practice.paths[0].parent.write_text("a file where the folder should be")
    with caplog.at_level(logging.CRITICAL):
        practice.anchor()
    assert practice.anchors().read().newest is not None
    assert [each.code for each in practice.reader().verify().findings] == ["anchor_damaged"]


def test_the_lock_is_recorded_after_the_keys_are_gone(practice, database):
    practice.record()
    closing = practice.log.closing()
    sealer, practice.sealer = practice.sealer, closing._log.sealer
    sealer.keyring.drop()
    with pytest.raises(VaultLocked):
        practice.record()
    closing.store(database.begin)
    assert actions(database)[-1] == "lock"
    assert practice.anchors().read().newest.position == 3
    assert closing._log.sealer.keyring.locked


def test_a_lock_that_cannot_be_recorded_goes_on(practice, database, monkeypatch, caplog):
    closing = practice.log.closing()

    def refuse(*_: object, **__: object) -> None:
        raise DatabaseProblem("database_unreachable")

    monkeypatch.setattr(AuditLog, "record", refuse)
    with caplog.at_level(logging.CRITICAL):
        closing.store(database.begin)
    assert closing._log.sealer.keyring.locked
    with database.begin() as session:
        assert session.scalar(select(AuditChainRow.position)) is None


def test_details_name_the_client_and_the_manifests(practice):
    client = practice.add_client()
    draft = practice.add_sessions(client.client_id, ["a"])[0]
    practice.save(draft.session_id, "b")
    newest = practice.reader().entries(limit=1).entries[0]
    assert (newest.client_id, newest.object_id) == (client.client_id, draft.session_id)
    assert newest.details["manifests"][client.client_id.hex][0] == 3
