"""The save in one round trip owes all that the long one does, and gives way where something has changed."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, select, text

from core.audit import commit_hook
from core.audit.checkpoint import CHECKPOINT_EVERY
from core.clients.service import ClientService
from core.errors import EditConflict, InputRefused, StaleRecord, TamperedRecord, VaultLocked
from core.repositories.saving import write_version
from core.sessions import saving
from core.sessions.dto import CopiedFrom, Session, SoapText
from core.sessions.service import SessionService
from models import AuditEvent, OutboxRow, SessionVersionRow
from tests.repositories.test_charts import ADA
from tests.security.ledger_practice import LedgerPractice

DAY = date(2025, 3, 1)


class Desk:
    """A draft, the service that saves it, and how many transactions went the long way."""

    def __init__(self, practice: LedgerPractice, disk) -> None:
        self.practice = practice
        context = dataclasses.replace(practice.context(), disk=disk)
        self.sessions = SessionService(context)
        self.elsewhere = SessionService(
            dataclasses.replace(context, audit=practice.log_of(practice.database))
        )
        self.client = ClientService(context).create(ADA)
        self.draft = self.sessions.start_draft(self.client.client_id, day=DAY)
        self.long = 0
        event.listen(practice.database._engine, "begin", self._count)

    def _count(self, _connection: object) -> None:
        self.long += 1

    def save(self, words: str, *, by: SessionService | None = None) -> Session:
        self.draft = (by or self.sessions).save_draft(
            self.draft.session_id, SoapText(plan=words), day=DAY, expected_version=self.draft.version
        )
        return self.draft

    def insist_on_long(self, words: str) -> None:
        before = self.long
        self.save(words)
        assert self.long == before + 1


@pytest.fixture
def practice(database, sealer, user_id, tmp_path) -> LedgerPractice:
    return LedgerPractice(database, sealer, user_id, tmp_path)


@pytest.fixture
def desk(practice, disk) -> Desk:
    return Desk(practice, disk)


def assert_whole(desk: Desk, *, versions: int) -> None:
    """Version, event and order to the index for each save, and a ledger that holds."""
    with desk.practice.database.begin() as session:
        stored = session.scalars(select(SessionVersionRow.version).order_by(SessionVersionRow.version)).all()
        changes = session.scalars(select(AuditEvent.action).where(AuditEvent.object_kind == "session")).all()
        queued = session.scalars(select(OutboxRow.source_kind)).all()
    assert stored == list(range(1, versions + 1))
    assert sorted(changes) == ["session.change"] * (versions - 1) + ["session.create"]
    assert queued.count("session") == versions
    assert desk.practice.reader().verify().findings == ()
    assert desk.practice.integrity().check_all() == ()


def test_a_save_is_one_statement_and_owes_nothing(desk: Desk) -> None:
    for number in range(5):
        desk.save(f"words {number}")
    assert desk.long == 0
    assert desk.sessions.get(desk.draft.session_id) == desk.draft
    assert desk.draft.author == desk.practice.user_id
    assert_whole(desk, versions=6)


def test_the_fast_and_the_long_way_write_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = desk.save("words")
    monkeypatch.setattr(desk.sessions._saver, "save", lambda *_, **__: None)
    slow = desk.save("other words")
    same = {"text", "version", "saved_at"}
    for field in dataclasses.fields(Session):
        assert field.name in same or getattr(fast, field.name) == getattr(slow, field.name)
    with desk.practice.database.begin() as session:
        rows = session.scalars(
            select(AuditEvent).where(AuditEvent.action == "session.change").order_by(AuditEvent.position)
        ).all()
    clear = ("user_id", "object_kind", "object_id", "outcome", "device_id", "day")
    assert [getattr(rows[0], name) for name in clear] == [getattr(rows[1], name) for name in clear]
    entries = desk.practice.reader().entries().entries
    details = [each.details for each in entries if each.action == "session.change"]
    assert [set(each) for each in details] == [{"version", "manifests"}] * 2


def test_the_second_of_two_savers_is_told(desk: Desk) -> None:
    desk.save("mine")
    stale = desk.draft
    desk.save("theirs", by=desk.elsewhere)
    with pytest.raises(EditConflict):
        desk.sessions.save_draft(
            stale.session_id, SoapText(plan="lost"), day=DAY, expected_version=stale.version
        )
    assert desk.sessions.get(stale.session_id).text.plan == "theirs"
    assert_whole(desk, versions=3)


def test_what_another_process_did_meanwhile_costs_a_look_and_no_save(desk: Desk) -> None:
    desk.save("one")
    with desk.practice.database.begin() as session:
        desk.practice.log_of(desk.practice.database).record(session, action="search")
    before = desk.long
    desk.save("two")
    assert desk.long == before
    desk.save("three", by=desk.elsewhere)
    desk.save("four")
    assert_whole(desk, versions=5)


def test_a_checkpoint_that_is_due_is_signed(desk: Desk) -> None:
    for number in range(CHECKPOINT_EVERY + 3):
        desk.save(f"words {number}")
    with desk.practice.database.begin() as session:
        positions = session.scalars(text("SELECT position FROM audit_checkpoint")).all()
    assert positions == [CHECKPOINT_EVERY]
    assert desk.long == 2, "the checkpoint's save, and this look at it"
    assert_whole(desk, versions=CHECKPOINT_EVERY + 4)


def test_the_same_save_again_is_no_conflict(desk: Desk) -> None:
    draft = desk.draft
    saved = desk.save("words")
    again = desk.sessions.save_draft(draft.session_id, SoapText(plan="words"), day=DAY, expected_version=1)
    assert again == saved
    assert desk.save("words") == saved, "and nothing new is no version"
    assert_whole(desk, versions=2)


def test_what_was_copied_forward_is_looked_up(desk: Desk) -> None:
    source = desk.save("copied words")
    other = desk.sessions.start_draft(desk.client.client_id, day=DAY)
    mark = CopiedFrom(source.session_id, source.version)
    saved = desk.sessions.save_draft(
        other.session_id, SoapText(plan="copied words"), day=DAY, expected_version=1, copied={"plan": mark}
    )
    assert dict(saved.copied) == {"plan": mark}
    edited = desk.sessions.save_draft(
        other.session_id, SoapText(plan="copied words, edited"), day=DAY, expected_version=2
    )
    assert dict(edited.copied) == {}


def test_nobody_writes_into_a_merged_chart(desk: Desk, admin) -> None:
    desk.save("words")
    admin.execute("UPDATE client SET state = 'merged'")
    with pytest.raises((InputRefused, TamperedRecord)):
        desk.save("more")
    assert admin.execute("SELECT max(version) FROM session_version").fetchone() == (2,)


def test_a_signed_session_is_refused(desk: Desk) -> None:
    desk.save("words")
    signed = desk.sessions.sign(desk.draft.session_id, expected_version=2)
    with pytest.raises(InputRefused, match="session_is_signed"):
        desk.sessions.save_draft(
            signed.session_id, SoapText(plan="more"), day=DAY, expected_version=signed.version
        )


@pytest.fixture
def admin(cloned_database):
    with psycopg.connect(**cloned_database.admin_conninfo, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.mark.parametrize(
    ("meanwhile", "error"),
    [
        ("UPDATE session SET current_version = 1", EditConflict),
        ("UPDATE session_version SET sealed_plan = sealed_objective WHERE version = 3", TamperedRecord),
        (
            "UPDATE session_version n"
            " SET (sealed_subjective, sealed_objective, sealed_assessment, sealed_plan, sealed_about)"
            " = (SELECT sealed_subjective, sealed_objective, sealed_assessment, sealed_plan, sealed_about"
            " FROM session_version o WHERE o.version = 2) WHERE n.version = 3",
            TamperedRecord,
        ),
        ("UPDATE audit_chain SET sealed_key = sealed_key || '\\x00'::bytea", TamperedRecord),
        ("UPDATE client_manifest SET sealed_manifest = sealed_manifest || '\\x00'::bytea", TamperedRecord),
    ],
)
def test_nothing_is_written_on_what_was_changed_behind_its_back(
    desk: Desk, admin, meanwhile: str, error: type[Exception]
) -> None:
    desk.save("two")
    desk.save("three")
    admin.execute(meanwhile)
    events = admin.execute("SELECT count(*) FROM audit_event").fetchone()
    with pytest.raises(error):
        desk.save("four")
    assert admin.execute("SELECT count(*) FROM audit_event").fetchone() == events
    assert admin.execute("SELECT max(version) FROM session_version").fetchone() == (3,)


def test_nobody_writes_on_top_of_an_old_version(desk: Desk, admin) -> None:
    desk.save("two")
    old = desk.draft
    desk.save("three")
    admin.execute("UPDATE session SET current_version = 2")
    admin.execute("DELETE FROM session_version WHERE version = 3")
    desk.practice.log.save_cache.forget_client(desk.client.client_id)
    with pytest.raises(StaleRecord):
        desk.sessions.save_draft(old.session_id, SoapText(plan="four"), day=DAY, expected_version=2)


def test_a_lost_connection_costs_no_save(desk: Desk, admin) -> None:
    desk.save("one")
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()"
    )
    desk.save("two")
    desk.save("three")
    assert_whole(desk, versions=4)


def test_a_lock_takes_everything_remembered_and_nothing_is_saved_any_more(desk: Desk) -> None:
    desk.save("one")
    save_cache = desk.practice.log.save_cache
    assert save_cache.known(desk.draft.session_id) is not None
    desk.practice.log.drop_keys()
    assert save_cache.known(desk.draft.session_id) is None
    with pytest.raises(VaultLocked):
        desk.save("two")


def test_a_save_that_a_lock_overtakes_leaves_no_words_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write_and_lock(connection: psycopg.Connection[Any], values: dict[str, Any]) -> bool:
        written = write_version(connection, values)
        desk.practice.log.drop_keys()
        return written

    monkeypatch.setattr(saving, "write_version", write_and_lock)
    desk.save("words")
    save_cache = desk.practice.log.save_cache
    assert (save_cache._chain, len(save_cache._manifests), len(save_cache._drafts)) == (None, 0, 0)


@pytest.mark.parametrize("long_way", [False, True])
def test_a_save_that_fails_leaves_no_key_of_the_chain_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, long_way: bool
) -> None:
    seen: list[commit_hook.ChainState] = []

    def opened(*given: Any) -> commit_hook.ChainState:
        seen.append(open_state(*given))
        return seen[-1]

    def placed(*given: Any, **also: Any) -> commit_hook.Placed:
        made = place(*given, **also)
        seen.append(made.state)
        return made

    def fails(*_: object) -> None:
        raise VaultLocked

    open_state, place, module = commit_hook.open_state, commit_hook.place, commit_hook if long_way else saving
    desk.save("words")
    if long_way:
        monkeypatch.setattr(desk.sessions._saver, "save", lambda *_, **__: None)
    monkeypatch.setattr(module, "open_state", opened)
    monkeypatch.setattr(module, "place", placed)
    monkeypatch.setattr(module, "chain_values", fails)
    with pytest.raises(VaultLocked):
        desk.save("other words")
    assert [state.key for state in seen] == [bytes(32)] * 2
    assert seen[0].digest_key == bytes(32)


def test_a_disposed_database_is_not_opened_again(desk: Desk) -> None:
    desk.save("one")
    desk.practice.database.dispose()
    with pytest.raises(VaultLocked):
        desk.save("two")
