"""Saving a draft: everything a save writes is written together, and only on top of what was written last."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from sqlalchemy import select, text

from core.audit import commit_hook
from core.audit.checkpoint import CHECKPOINT_EVERY
from core.errors import EditConflict, InputRefused, StaleRecord, TamperedRecord, VaultLocked
from core.ids import SessionId, UserId, new_id
from core.sessions import repository as sessions
from core.sessions.dto import CopiedFrom, Session, SoapText
from core.sessions.repository import SessionRepository
from models import AuditEvent
from tests.sessions.saving import DAY, Desk, admin, assert_whole, desk, practice

__all__ = ["admin", "desk", "practice"]


def test_a_save_writes_everything_it_owes(desk: Desk) -> None:
    for number in range(5):
        desk.save(f"words {number}")
    assert desk.sessions.get(desk.draft.session_id) == desk.draft
    assert desk.draft.author == desk.practice.user_id
    assert_whole(desk, versions=6)


def test_a_save_takes_seven_statements(desk: Desk) -> None:
    desk.save("words")
    desk.statements.clear()
    desk.save("other words")
    starts = [each.split(maxsplit=1)[0] for each in desk.statements]
    # The draft; its version, with the order to the index; the client's state, the manifest and the chain,
    # each locked; the manifest; the event, with the chain's new head.
    assert starts == ["SELECT", "WITH", "SELECT", "SELECT", "SELECT", "UPDATE", "WITH"]


def test_the_current_version_is_found_by_its_key_among_all_versions(desk: Desk) -> None:
    """Under row-level security too; as a filter it would read every version of the session."""
    current: Any = sessions._CURRENT
    at = {"at_workspace": desk.practice.sealer.workspace_id, "at_session": desk.draft.session_id}
    with desk.practice.database.begin() as session:
        connection = session.connection()
        query = current.params(at).compile(connection, compile_kwargs={"literal_binds": True})
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("SET LOCAL enable_bitmapscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {query}").scalars().all()
    (found_by,) = (line for line in plan if "Index Cond" in line and "(version = " in line)
    assert "session_id = " in found_by


def test_the_event_of_a_save_says_who_did_what(desk: Desk) -> None:
    desk.save("words")
    with desk.practice.database.begin() as session:
        row = session.scalars(select(AuditEvent).where(AuditEvent.action == "session.change")).one()
    assert (row.user_id, row.object_kind, row.object_id, row.outcome) == (
        desk.practice.user_id,
        "session",
        desk.draft.session_id,
        "ok",
    )
    assert row.device_id == desk.practice.log.device_id
    (details,) = (
        each.details for each in desk.practice.reader().entries().entries if each.action == "session.change"
    )
    assert set(details) == {"version", "manifests"}


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


def test_what_another_process_did_meanwhile_costs_no_save(desk: Desk) -> None:
    desk.save("one")
    with desk.practice.database.begin() as session:
        desk.practice.log_of(desk.practice.database).record(session, action="search")
    desk.save("two")
    desk.save("three", by=desk.elsewhere)
    desk.save("four")
    assert_whole(desk, versions=5)


def test_a_checkpoint_that_is_due_is_signed(desk: Desk) -> None:
    for number in range(CHECKPOINT_EVERY + 3):
        desk.save(f"words {number}")
    with desk.practice.database.begin() as session:
        positions = session.scalars(text("SELECT position FROM audit_checkpoint")).all()
    assert positions == [CHECKPOINT_EVERY]
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


def test_a_draft_from_an_archive_is_saved_after_its_last_version(desk: Desk) -> None:
    session_id = SessionId(new_id())
    versions = [
        dataclasses.replace(
            desk.draft, session_id=session_id, version=number, text=SoapText(plan=f"words {number}")
        )
        for number in (1, 2, 3)
    ]
    with desk.practice.database.begin() as session:
        SessionRepository(session, desk.practice.sealer).add_with_history(versions)
        desk.practice.log.record(session, action="import", client_id=desk.client.client_id)
    desk.sessions.save_draft(session_id, SoapText(plan="more"), day=DAY, expected_version=3)
    assert [each.version for each in desk.sessions.versions(session_id)] == [4, 3, 2, 1]
    assert desk.practice.reader().verify().findings == ()
    assert desk.practice.integrity().check_all() == ()


def test_a_signed_session_is_refused(desk: Desk) -> None:
    desk.save("words")
    signed = desk.sessions.sign(desk.draft.session_id, expected_version=2)
    with pytest.raises(InputRefused, match="session_is_signed"):
        desk.sessions.save_draft(
            signed.session_id, SoapText(plan="more"), day=DAY, expected_version=signed.version
        )


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


def test_after_a_lock_nothing_is_saved_any_more(desk: Desk, admin) -> None:
    desk.save("one")
    desk.practice.log.drop_keys()
    with pytest.raises(VaultLocked):
        desk.save("two")
    assert admin.execute("SELECT max(version) FROM session_version").fetchone() == (2,)


def test_a_save_that_a_lock_overtakes_stores_nothing(
    desk: Desk, admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    append = SessionRepository.append_version

    def append_and_lock(
        self: SessionRepository, session: Session, *, author: UserId, before: Session | None = None
    ) -> None:
        append(self, session, author=author, before=before)
        desk.practice.log.drop_keys()

    monkeypatch.setattr(SessionRepository, "append_version", append_and_lock)
    with pytest.raises(VaultLocked):
        desk.save("words")
    assert admin.execute("SELECT max(version) FROM session_version").fetchone() == (1,)
    assert admin.execute("SELECT current_version FROM session").fetchone() == (1,)
    assert admin.execute("SELECT count(*) FROM audit_event WHERE action = 'session.change'").fetchone() == (
        0,
    )


def test_a_save_that_fails_leaves_no_key_of_the_chain_behind(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
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

    open_state, place = commit_hook._open_state, commit_hook.place
    desk.save("words")
    monkeypatch.setattr(commit_hook, "_open_state", opened)
    monkeypatch.setattr(commit_hook, "place", placed)
    monkeypatch.setattr(commit_hook, "chain_values", fails)
    with pytest.raises(VaultLocked):
        desk.save("other words")
    assert [state.key for state in seen] == [bytes(32)] * 2
    assert seen[0].digest_key == bytes(32)


def test_a_disposed_database_is_not_opened_again(desk: Desk) -> None:
    desk.save("one")
    desk.practice.database.dispose()
    with pytest.raises(VaultLocked):
        desk.save("two")
