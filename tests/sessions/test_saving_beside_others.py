"""Saving a draft while something else happens: a lost connection, another save, a merge, an erase, a lock."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import psycopg
import pytest
from sqlalchemy import event

from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.clients.service import ClientService
from core.database.access import Database
from core.errors import AnamnesisError, DatabaseProblem, EditConflict, InputRefused, NotFound, VaultLocked
from core.ids import WorkspaceId, new_id
from core.keys.epochs import EpochRepository
from core.keys.erasing import erase_client
from core.merging.service import MergeService
from core.security.keyring import WrappedClientKey
from core.sessions.dto import CopiedFrom, SoapText
from core.sessions.repository import SessionRepository
from core.sessions.service import SessionService
from core.sessions.session_versions import StoredVersion
from tests.sessions.saving import DAY, Desk, admin, assert_whole, desk, practice

__all__ = ["admin", "desk", "practice"]

STATEMENTS = 7
WRITE = 1
"""The number of the statement that writes the version."""


class Interruption:
    """Calls `act` once, just before a statement of the next save (counted from 0), or before its commit."""

    def __init__(self, desk: Desk, before: int, act: Callable[[], object]) -> None:
        self._before = before
        self._act: Callable[[], object] | None = act
        self._thread = threading.get_ident()
        self._count = 0
        engine = desk.practice.database._engine
        event.listen(engine, "before_cursor_execute", self._statement)
        event.listen(engine, "commit", self._commit)

    @property
    def happened(self) -> bool:
        return self._act is None

    def _statement(self, *_: object) -> None:
        if self._count == self._before:
            self._now()
        self._count += 1

    def _commit(self, _connection: object) -> None:
        if self._count == self._before:
            self._now()

    def _now(self) -> None:
        # Its own statements are not counted.
        act, self._act = self._act, None
        if act is not None:
            act()


def kill_connections(admin: psycopg.Connection[Any]) -> None:
    admin.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid()"
    )


def stored(admin: psycopg.Connection[Any]) -> dict[str, Any]:
    """Everything a save writes."""
    tables = ("session", "session_version", "outbox", "client_manifest", "audit_event", "audit_chain")
    return {table: admin.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in tables}


@pytest.mark.parametrize("before", range(STATEMENTS + 1))
def test_a_connection_lost_at_any_statement_leaves_nothing_half_stored(
    desk: Desk, admin: psycopg.Connection[Any], before: int
) -> None:
    desk.save("one")
    was = stored(admin)
    lost = Interruption(desk, before, lambda: kill_connections(admin))
    with pytest.raises(DatabaseProblem, match="database_unreachable"):
        desk.save("two")
    assert lost.happened
    assert stored(admin) == was
    assert desk.save("two").version == 3
    assert_whole(desk, versions=3)


def lose_next_response(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next commit takes place, and the connection is lost before the server's response."""
    dialect = desk.practice.database._engine.dialect
    commit = dialect.do_commit

    def commit_without_response(connection: Any) -> None:
        monkeypatch.setattr(dialect, "do_commit", commit)
        commit(connection)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(dialect, "do_commit", commit_without_response)


def test_a_save_whose_response_was_lost_is_recognised_when_it_is_repeated(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_next_response(desk, monkeypatch)
    with pytest.raises(DatabaseProblem, match="database_unreachable"):
        desk.save("one")
    assert desk.save("one").version == 2
    assert desk.save("two").version == 3
    assert_whole(desk, versions=3)


def test_a_repeated_save_is_recognised_with_its_day_kind_duration_and_copied_text(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = desk.save("copied words")
    other = desk.sessions.start_draft(desk.client.client_id, day=DAY)
    save = partial(
        desk.sessions.save_draft,
        other.session_id,
        SoapText(plan="copied words"),
        day=DAY - timedelta(days=1),
        expected_version=1,
        kind="phone",
        duration_min=20,
        copied={"plan": CopiedFrom(source.session_id, source.version)},
    )
    lose_next_response(desk, monkeypatch)
    with pytest.raises(DatabaseProblem):
        save()
    again = save()
    assert again.version == 2
    assert (again.kind, again.duration_min, set(again.copied)) == ("phone", 20, {"plan"})


def test_a_repeated_save_with_other_words_is_a_conflict_and_replaces_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_next_response(desk, monkeypatch)
    with pytest.raises(DatabaseProblem):
        desk.save("one")
    with pytest.raises(EditConflict):
        desk.save("one, and more")
    assert desk.sessions.get(desk.draft.session_id).text.plan == "one"
    assert_whole(desk, versions=2)


def test_of_several_saves_at_once_one_is_stored_and_the_others_are_told(desk: Desk) -> None:
    together = threading.Barrier(4)
    results: list[object] = []

    def save(words: str) -> None:
        together.wait()
        try:
            saved = desk.sessions.save_draft(
                desk.draft.session_id, SoapText(plan=words), day=DAY, expected_version=1
            )
            results.append(saved.text.plan)
        except AnamnesisError as error:
            results.append(type(error))

    threads = [threading.Thread(target=save, args=(f"words {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results.count(EditConflict) == 3
    assert desk.sessions.get(desk.draft.session_id).text.plan in results
    assert_whole(desk, versions=2)


def merge(desk: Desk, disk: Any) -> None:
    context = dataclasses.replace(desk.practice.context(), disk=disk)
    into = ClientService(context).create(ClientDetails(first_name="Ada", last_name="King"))
    MergeService(context).merge(source=desk.client.client_id, into=into.client_id, reason="Entered twice")


def erase(desk: Desk, _disk: Any) -> None:
    client_id = desk.client.client_id
    with desk.practice.database.begin() as session:
        assert erase_client(session, desk.practice.sealer, client_id) is not None
        desk.practice.log.record(session, action="erase", object_kind="client", object_id=client_id)


def sign(desk: Desk, _disk: Any) -> None:
    desk.elsewhere.sign(desk.draft.session_id, expected_version=desk.draft.version)


def delete(desk: Desk, _disk: Any) -> None:
    desk.elsewhere.delete_draft(desk.draft.session_id, expected_version=desk.draft.version)


@pytest.mark.parametrize(
    ("meanwhile", "refused", "code"),
    [
        (merge, InputRefused, "client_is_merged"),
        (erase, NotFound, "session_not_found"),
        (sign, EditConflict, "session_edit_conflict"),
        (delete, EditConflict, "session_edit_conflict"),
    ],
)
def test_what_happens_between_reading_a_draft_and_writing_it_wins(
    desk: Desk,
    disk: Any,
    admin: psycopg.Connection[Any],
    meanwhile: Callable[[Desk, Any], None],
    refused: type[AnamnesisError],
    code: str,
) -> None:
    desk.save("one")
    after: list[dict[str, Any]] = []

    def act() -> None:
        meanwhile(desk, disk)
        after.append(stored(admin))

    happening = Interruption(desk, WRITE, act)
    with pytest.raises(refused, match=code):
        desk.save("lost?")
    assert happening.happened
    assert stored(admin) == after[0]
    assert desk.practice.reader().verify().findings == ()
    assert desk.practice.integrity().check_all() == ()


@pytest.mark.parametrize("meanwhile", [merge, erase])
def test_what_would_hide_or_remove_a_chart_waits_for_a_save_that_has_begun(
    desk: Desk, disk: Any, meanwhile: Callable[[Desk, Any], None]
) -> None:
    """A merge copies the words that were just saved; an erase removes them too."""
    desk.save("one")
    other = threading.Thread(target=meanwhile, args=(desk, disk))

    def begin() -> None:
        other.start()
        other.join(0.3)

    happening = Interruption(desk, STATEMENTS, begin)
    desk.save("kestrel")
    assert happening.happened
    other.join()
    with desk.practice.database.begin() as session:
        found = SessionRepository(session, desk.practice.sealer).list_all()
    if meanwhile is erase:
        assert found == []
    else:
        assert [each.text.plan for each in found] == ["kestrel", "kestrel"]
    assert desk.practice.reader().verify().findings == ()
    assert desk.practice.integrity().check_all() == ()


@pytest.mark.parametrize("before", range(STATEMENTS))
def test_new_keys_of_the_client_in_the_middle_of_a_save(desk: Desk, before: int) -> None:
    desk.save("one")
    ring, client_id = desk.practice.sealer.keyring, desk.client.client_id

    def renew() -> None:
        with desk.practice.database.begin() as session:
            keys: list[WrappedClientKey] = ring.rewrapped(client_id, renew=True)
            EpochRepository(session, desk.practice.sealer).store_keys(keys)
        for key in keys:
            ring.load_client(key)

    renewed = Interruption(desk, before, renew)
    desk.save("two")
    assert renewed.happened
    desk.save("three")
    with desk.practice.database.begin() as session:
        rows = ClientRepository(session, desk.practice.sealer).wrapped_keys()
    assert ring.load_clients(rows) == []
    assert_whole(desk, versions=4)


@pytest.mark.parametrize("before", range(STATEMENTS))
def test_a_lock_in_the_middle_of_a_save_stores_all_of_it_or_nothing(
    desk: Desk, admin: psycopg.Connection[Any], before: int
) -> None:
    desk.save("one")
    was = stored(admin)
    locked = Interruption(desk, before, desk.practice.log.drop_keys)
    # The last statement is sealed before it is executed.
    if before == STATEMENTS - 1:
        desk.save("two")
        assert len(stored(admin)["session_version"]) == len(was["session_version"]) + 1
    else:
        with pytest.raises(VaultLocked):
            desk.save("two")
        assert stored(admin) == was
    assert locked.happened


def test_a_session_of_another_workspace_is_neither_read_nor_written(
    desk: Desk, disk: Any, cloned_database: Any, admin: psycopg.Connection[Any]
) -> None:
    desk.save("one")
    was = stored(admin)
    other = Database(cloned_database.conninfo, workspace_id=WorkspaceId(new_id()))
    try:
        sessions = SessionService(dataclasses.replace(desk.practice.context(), database=other, disk=disk))
        with pytest.raises(NotFound):
            sessions.save_draft(
                desk.draft.session_id, SoapText(plan="theirs"), day=DAY, expected_version=desk.draft.version
            )
        before = _version(desk)
        with pytest.raises(NotFound):
            _append_elsewhere(other, desk, before)
    finally:
        other.dispose()
    assert stored(admin) == was


def _version(desk: Desk) -> StoredVersion:
    with desk.practice.database.begin() as session:
        return SessionRepository(session, desk.practice.sealer)._stored(desk.draft.session_id)


def _append_elsewhere(other: Database, desk: Desk, before: StoredVersion) -> None:
    """Appends to the draft in another workspace, as if it had been read there."""
    following = dataclasses.replace(desk.draft, version=before.version + 1)
    with other.begin() as session:
        sessions = SessionRepository(session, desk.practice.sealer)
        sessions._read[desk.draft.session_id, before.version] = before
        sessions.append_version(following, author=desk.practice.user_id)


def test_no_statement_of_a_save_contains_its_words(desk: Desk) -> None:
    sent: list[str] = []
    engine = desk.practice.database._engine
    event.listen(
        engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, values, *_more: sent.append(f"{statement} {values}"),
    )
    desk.save("kestrel")
    desk.save("kestrel and heron")
    assert len(sent) == 2 * STATEMENTS
    words = ("kestrel", b"kestrel".hex(), "Byron")
    assert not [each for each in sent if any(word in each for word in words)]


def test_a_version_that_is_there_already_is_not_replaced(desk: Desk, admin: psycopg.Connection[Any]) -> None:
    """Somebody with the database put the session's row back, and left the later version."""
    desk.save("one")
    desk.save("two")
    admin.execute("UPDATE session SET current_version = 2")
    was = stored(admin)
    with pytest.raises(DatabaseProblem, match="database_constraint"):
        desk.sessions.save_draft(desk.draft.session_id, SoapText(plan="three"), day=DAY, expected_version=2)
    assert stored(admin) == was
