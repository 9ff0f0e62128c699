"""Rows that were changed in the database itself, read as the program reads them: each change is noticed."""

from __future__ import annotations

import dataclasses
import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import select

from core.assistant.dto import UNREADABLE_ANSWER
from core.errors import TamperedRecord
from core.ids import ConversationId
from core.records.chart_records import ChartRecordRepository
from core.records.practice_records import PracticeRecordRepository
from core.records.workspace import WorkspaceRepository
from core.retrieval.index.repository import IndexRepository
from core.security.envelope import HEADER_BYTES, NONCE_BYTES, TAG_BYTES
from core.security.kdf import Argon2Cost
from core.sources.dto import SearchScope
from models import ConversationRow
from tests.fixtures.database import TestDatabase
from tests.fixtures.figures import figure
from tests.fixtures.proofs import ALL, Proof
from tests.security.filled_practice import (
    SEED,
    FilledPractice,
    bound,
    client_keys,
    facts_open,
    fill,
    flipped,
    opens,
    read_memory,
    retrieval_of,
)
from tests.security.key_practice import Opened


@pytest.fixture
def filled(tmp_path, cloned_database: TestDatabase, cheap_keys: Argon2Cost) -> FilledPractice:
    return fill(tmp_path, cloned_database.conninfo, cheap_keys)


@dataclasses.dataclass(frozen=True)
class Column:
    """A sealed column, and a reading of one of its rows that must notice; `key` names the row."""

    table: str
    column: str
    key: str
    notices: Callable[[FilledPractice, Opened, Any], bool]


def raises(read: Callable[[FilledPractice, Opened, Any], object]) -> Callable[..., bool]:
    def noticed(made: FilledPractice, opened: Opened, key: Any) -> bool:
        return not opens(lambda: read(made, opened, key))

    return noticed


def _read_session(made: FilledPractice, opened: Opened, key: Any) -> object:
    return opened.services.sessions.get(key)


def _read_conversations(made: FilledPractice, opened: Opened, key: Any) -> object:
    with opened.database.begin() as session:
        ids = list(session.scalars(select(ConversationRow.conversation_id)))
    answers = [one for each in ids for one in opened.services.conversations.open(ConversationId(each))]
    if any(one.notice == UNREADABLE_ANSWER for one in answers):
        raise TamperedRecord("tampered_record", table="message")
    return answers


def _read_index(made: FilledPractice, opened: Opened, key: Any) -> object:
    with opened.database.begin() as session:
        index = IndexRepository(session, opened.sealer)
        return [
            index.source(source, index.active_profile())
            for source in (*made.sessions, *made.clients, *made.records)
        ]


def _forgets(made: FilledPractice, opened: Opened, key: Any) -> bool:
    # Neither may hide the answer that it hangs on: what does not open is left out, and logged.
    return key not in read_memory(made, opened)


def _read_keys(made: FilledPractice, opened: Opened, key: Any) -> None:
    for wrapped in client_keys(opened):
        opened.sealer.keyring.load_client(wrapped)


def _read_records(made: FilledPractice, opened: Opened, key: Any) -> None:
    with opened.database.begin() as session:
        ChartRecordRepository(session, opened.sealer).check(key)


def _read_own_texts(made: FilledPractice, opened: Opened, key: Any) -> object:
    with opened.database.begin() as session:
        return PracticeRecordRepository(session, opened.sealer).list_readable("snippet").require_whole()


def _read_name(made: FilledPractice, opened: Opened, key: Any) -> object:
    with opened.database.begin() as session:
        return WorkspaceRepository(session, opened.sealer).name()


def _verifies_not(made: FilledPractice, opened: Opened, key: Any) -> bool:
    return not opened.services.audit_reader.verify().intact


def _cannot_record(made: FilledPractice, opened: Opened, key: Any) -> None:
    with opened.database.begin() as session:
        opened.services.audit.record(session, action="search")


def _manifest_found(made: FilledPractice, opened: Opened, key: Any) -> bool:
    # What is found is recorded in the client's own chart's log, which needs no manifest.
    return "damaged_manifest" in {each.code for each in opened.services.integrity.check_client(key)}


COLUMNS = [
    Column("client", "sealed_details", "client_id", raises(lambda _, o, key: o.services.clients.get(key))),
    Column("client_key", "wrapped_key", "client_id", raises(_read_keys)),
    Column("client_manifest", "sealed_manifest", "client_id", _manifest_found),
    *(
        Column("session_version", f"sealed_{name}", "session_id", raises(_read_session))
        for name in ("subjective", "objective", "assessment", "plan", "about")
    ),
    Column("chart_record", "sealed_body", "record_id", raises(_read_records)),
    Column("attachment_chunk", "sealed_bytes", "record_id", raises(_read_records)),
    Column("practice_record", "sealed_body", "record_id", raises(_read_own_texts)),
    Column("message", "sealed_body", "message_id", raises(_read_conversations)),
    Column("message_source", "sealed_detail", "message_id", raises(_read_conversations)),
    Column("message_vector", "sealed_vector", "message_id", _forgets),
    Column("message_feedback", "sealed_feedback", "message_id", _forgets),
    Column("source_index", "sealed_index", "source_id", raises(_read_index)),
    Column("source_vectors", "sealed_vectors", "source_id", raises(_read_index)),
    Column("fact_set", "sealed_facts", "source_id", lambda _, opened, key: not facts_open(opened)),
    Column("workspace", "sealed_name", "workspace_id", raises(_read_name)),
    Column("audit_event", "sealed_details", "event_id", _verifies_not),
    Column("audit_event", "chain_hash", "event_id", _verifies_not),
    Column("audit_event", "mac", "event_id", _verifies_not),
    Column("audit_event", "charts", "event_id", _verifies_not),
    Column("audit_chain", "sealed_key", "workspace_id", raises(_cannot_record)),
    Column("audit_reader", "wrapped_key", "user_id", _verifies_not),
]


@contextmanager
def administrator(database: TestDatabase) -> Iterator[psycopg.Connection[Any]]:
    """Everything a database administrator may do, triggers and row-level security aside."""
    with psycopg.connect(**database.admin_conninfo, autocommit=True) as admin:  # type: ignore[arg-type]
        admin.execute("SET session_replication_role = replica")
        yield admin


def some_row(admin: psycopg.Connection[Any], column: Column) -> tuple[Any, bytes]:
    """(key, bytes) of one row; of versions, the current one."""
    query = sql.SQL("SELECT {}, {} FROM {} {} LIMIT 1").format(
        sql.Identifier(column.key),
        sql.Identifier(column.column),
        sql.Identifier(column.table),
        sql.SQL("ORDER BY version DESC" if column.table == "session_version" else ""),
    )
    row = admin.execute(query).fetchone()
    assert row is not None
    return row[0], bytes(row[1])


def store(admin: psycopg.Connection[Any], column: Column, key: Any, old: bytes, new: bytes) -> None:
    statement = sql.SQL("UPDATE {} SET {} = %s WHERE {} = %s AND {} = %s").format(
        *(sql.Identifier(name) for name in (column.table, column.column, column.key, column.column))
    )
    if column.table == "session_version":
        # The same bytes may lie in an earlier version just now.
        newest = "SELECT current_version FROM session WHERE session.session_id = session_version.session_id"
        statement = statement + sql.SQL(f" AND version = ({newest})")
    assert admin.execute(statement, (new, key, old)).rowcount == 1


@pytest.mark.proof("bytes changed in the database, noticed", short=2, long=ALL)
def test_what_is_changed_in_the_database_is_noticed_by_whoever_reads_it(
    filled: FilledPractice, cloned_database: TestDatabase, proof: Proof
) -> None:
    """Each column; that every byte is guarded is `test_every_byte_of_every_sealed_value_is_guarded`."""
    rng = random.Random(SEED)
    trials = 0
    with administrator(cloned_database) as admin, filled.enter() as opened:
        for column in COLUMNS:
            key, _ = some_row(admin, column)
            assert not noticed(column, filled, opened, key), f"{column} is noticed untouched"
            # Read again: having looked may have been recorded.
            key, whole = some_row(admin, column)
            for position in proof.sample(positions(whole, rng)):
                damaged = flipped(whole, position, rng)
                store(admin, column, key, whole, damaged)
                assert noticed(column, filled, opened, key), f"{column.table}.{column.column} at {position}"
                store(admin, column, key, damaged, whole)
                trials += 1
        assert opened.services.integrity.check_all() == ()
    figure(f"tampering in the database, {len(COLUMNS)} columns read through the services: {bound(trials)}")


def noticed(column: Column, filled: FilledPractice, opened: Opened, key: Any) -> bool:
    return column.notices(filled, opened, key)


def positions(sealed: bytes, rng: random.Random) -> list[int]:
    """Every byte of the header, and one of the nonce, of the ciphertext and of the tag."""
    if len(sealed) < HEADER_BYTES + NONCE_BYTES + TAG_BYTES:
        return [0, len(sealed) - 1]
    text = HEADER_BYTES + NONCE_BYTES
    ends = [text - 1, rng.randrange(text, len(sealed)), len(sealed) - 1]
    return [*range(4), HEADER_BYTES - 1, *ends]


@pytest.mark.proof("columns, versions and clients swapped in the database, noticed", short=3, long=ALL)
def test_rows_and_columns_swapped_in_the_database_are_noticed(
    filled: FilledPractice, cloned_database: TestDatabase, proof: Proof
) -> None:
    names = ("subjective", "objective", "assessment", "plan", "about")
    trials = 0
    with administrator(cloned_database) as admin, filled.enter() as opened:
        for session_id, other_id in proof.sample(zip(filled.sessions, filled.sessions[1:], strict=False)):
            here, there = (_version(admin, each) for each in (session_id, other_id))
            earlier = _version(admin, session_id, back=1)
            for number, name in enumerate(names):
                # Another client's, an earlier version's, and the next column's.
                for foreign in (there[name], earlier[name], here[names[number - 1]]):
                    column = Column("session_version", f"sealed_{name}", "session_id", raises(_read_session))
                    store(admin, column, session_id, here[name], foreign)
                    assert noticed(column, filled, opened, session_id)
                    store(admin, column, session_id, foreign, here[name])
                    trials += 1
        assert opened.services.integrity.check_all() == ()
    figure(f"tampering in the database, columns, versions and clients swapped: {bound(trials)}")


def _version(admin: psycopg.Connection[Any], session_id: Any, *, back: int = 0) -> dict[str, bytes]:
    row = admin.execute(
        "SELECT sealed_subjective, sealed_objective, sealed_assessment, sealed_plan, sealed_about"
        " FROM session_version WHERE session_id = %s ORDER BY version DESC OFFSET %s LIMIT 1",
        (session_id, back),
    ).fetchone()
    assert row is not None
    return dict(zip(("subjective", "objective", "assessment", "plan", "about"), map(bytes, row), strict=True))


@pytest.mark.proof("old rows put back in the database, noticed", short=3, long=ALL)
def test_old_rows_that_are_put_back_are_recognised(
    filled: FilledPractice, cloned_database: TestDatabase, proof: Proof
) -> None:
    """Each opens as well as ever: that it is old is known from the client's manifest."""
    trials: Counter[str] = Counter()
    with administrator(cloned_database) as admin, filled.enter() as opened:
        integrity = opened.services.integrity
        for client_id, session_id in proof.sample(zip(filled.clients, filled.sessions, strict=True)):
            for name, old, where in replays(admin, opened, client_id, session_id):
                with replayed(admin, name, old, where):
                    assert integrity.check_client(client_id) or integrity.check_all(), name
                trials[name] += 1
        assert integrity.check_all() == ()
    figure(f"tampering, old rows put back: {bound(trials.total())}; {dict(trials)}")


def replays(
    admin: psycopg.Connection[Any], opened: Opened, client_id: Any, session_id: Any
) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """(table, the older values, which row): made by a change of the client after a copy was taken."""
    client = _copy(admin, "client", "row_version, sealed_details", {"client_id": client_id})
    manifest = _copy(admin, "client_manifest", "counter, sealed_manifest", {"client_id": client_id})
    services = opened.services
    current = services.clients.get(client_id)
    changed = dataclasses.replace(current.details, phone="555 0100")
    services.clients.update(client_id, changed, expected_version=current.row_version)
    version = services.sessions.get(session_id).version
    for back in range(1, version):
        yield "session", {"current_version": version - back}, {"session_id": session_id}
    yield "client", client, {"client_id": client_id}
    yield "client_manifest", manifest, {"client_id": client_id}


def _copy(admin: psycopg.Connection[Any], table: str, columns: str, where: dict[str, Any]) -> dict[str, Any]:
    (name, value), *_ = where.items()
    row = admin.execute(f"SELECT {columns} FROM {table} WHERE {name} = %s", (value,)).fetchone()
    assert row is not None
    return dict(zip(columns.split(", "), row, strict=True))


@contextmanager
def replayed(
    admin: psycopg.Connection[Any], table: str, old: dict[str, Any], where: dict[str, Any]
) -> Iterator[None]:
    now = _copy(admin, table, ", ".join(old), where)
    (name, value), *_ = where.items()
    assignments = ", ".join(f"{column} = %s" for column in old)
    statement = f"UPDATE {table} SET {assignments} WHERE {name} = %s"
    admin.execute(statement, (*old.values(), value))
    try:
        yield
    finally:
        admin.execute(statement, (*now.values(), value))


def test_a_damaged_header_costs_its_own_row_only(
    filled: FilledPractice, cloned_database: TestDatabase
) -> None:
    """The bytes that name format and suite are as easily damaged as any: that must not stop everybody."""
    columns = (
        Column("client_key", "wrapped_key", "client_id", raises(_read_keys)),
        Column("message_vector", "sealed_vector", "message_id", _forgets),
        Column("message_feedback", "sealed_feedback", "message_id", _forgets),
        Column("source_index", "sealed_index", "source_id", raises(_read_index)),
    )
    with administrator(cloned_database) as admin:
        damaged = []
        for column in columns:
            key, whole = some_row(admin, column)
            store(admin, column, key, whole, whole[:2] + b"\x07" + whole[3:])
            damaged.append(key)
        # A practice-wide answer, which an end of an epoch has to seal anew.
        admin.execute(
            "UPDATE message SET sealed_body = set_byte(sealed_body, 2, 7) WHERE message_id ="
            " (SELECT message_id FROM message JOIN conversation USING (conversation_id)"
            " WHERE client_id IS NULL LIMIT 1)"
        )
    with filled.enter() as opened:
        others = [each for each in filled.clients if each != damaged[0]]
        assert [opened.services.clients.get(each) for each in others]
        with retrieval_of(opened) as retrieval:
            assert retrieval.search.search("shoulder pain", SearchScope())
        before = opened.services.keys.status()
        after = opened.services.keys.rotate()
        assert (after.epoch, after.pending) == (before.epoch + 1, None)
