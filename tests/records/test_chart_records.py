"""Records of a chart that are no notes: sealed, versioned, in the manifest, and gone with their client."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg
import pytest
from sqlalchemy.orm import Session as DatabaseSession

from core.audit.manifests import ManifestRepository
from core.audit.pending_audit import RowKind
from core.clients.dto import ClientDetails
from core.errors import EditConflict, NotFound, StaleRecord, TamperedRecord
from core.ids import new_id
from core.integrity.charts import ChartCheck
from core.keys.erasing import erase_client
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.records.practice_records import PracticeRecord, PracticeRecordRepository

DAY = date(2024, 4, 7)
CANARY = "heron-by-the-weir"


class Records:
    """Records of one client, each call its own audited transaction."""

    def __init__(self, database, sealer, audit, clients) -> None:
        self.database, self.sealer, self.audit = database, sealer, audit
        self.client = clients.create(ClientDetails(first_name="Ada", last_name="Byron"))

    @contextmanager
    def writing(self) -> Iterator[tuple[DatabaseSession, ChartRecordRepository]]:
        with self.database.begin() as session:
            yield session, ChartRecordRepository(session, self.sealer)
            self.audit.record(session, action="client.change", client_id=self.client.client_id)

    def add(self, **fields: object) -> ChartRecord:
        values: dict[str, object] = {"kind": "letter", "day": DAY, "body": {"text": CANARY}} | fields
        record = ChartRecord(record_id=new_id(), client_id=self.client.client_id, row_version=1, **values)  # type: ignore[arg-type]
        with self.writing() as (_session, records):
            records.add(record)
        return record

    def update(self, record: ChartRecord) -> None:
        with self.writing() as (_session, records):
            records.update(record)

    def get(self, record: ChartRecord) -> ChartRecord:
        with self.database.begin() as session:
            return ChartRecordRepository(session, self.sealer).get(record.record_id)

    def findings(self) -> list[tuple[str, str | None]]:
        with self.database.begin() as session:
            found = ChartCheck(session, self.sealer).findings(self.client.client_id)
        return [(each.code, each.table) for each in found]


@pytest.fixture
def records(database, sealer, audit, clients) -> Records:
    return Records(database, sealer, audit, clients)


def test_a_record_comes_back_and_its_words_are_sealed(records, cloned_database):
    record = records.add()
    assert records.get(record) == record
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        stored = admin.execute("SELECT sealed_body FROM chart_record").fetchall()
    assert len(stored) == 1
    assert CANARY.encode() not in stored[0][0]


def test_lists_are_by_kind_day_and_session_and_leave_out_what_is_deleted(records):
    first = records.add(day=date(2024, 1, 1))
    last = records.add(day=date(2024, 3, 1))
    records.add(kind="appointment", day=date(2024, 2, 1))
    gone = records.add(day=date(2024, 2, 1))
    records.update(dataclasses.replace(gone, row_version=2, state="deleted"))
    with records.database.begin() as session:
        repository = ChartRecordRepository(session, records.sealer)
        assert repository.list(kind="letter") == [first, last]
        assert repository.list(kind="letter", since=date(2024, 2, 1)) == [last]
        assert repository.list(kind="letter", until=date(2024, 1, 1)) == [first]
        assert len(repository.list(kind="letter", include_deleted=True)) == 3


def test_the_second_of_two_edits_is_told(records):
    record = records.add()
    records.update(dataclasses.replace(record, row_version=2, body={"text": "first"}))
    with pytest.raises(EditConflict) as conflict:
        records.update(dataclasses.replace(record, row_version=2, body={"text": "second"}))
    assert conflict.value.params["current_version"] == 2
    assert records.get(record).body == {"text": "first"}


def test_a_missing_record_is_said_to_be_missing(records):
    with records.database.begin() as session, pytest.raises(NotFound):
        ChartRecordRepository(session, records.sealer).get(new_id())


def test_each_change_is_in_the_manifest(records):
    record = records.add()
    records.update(dataclasses.replace(record, row_version=2))
    with records.database.begin() as session:
        found = ManifestRepository(session, records.sealer).get(records.client.client_id)
    assert found is not None
    assert found[1][RowKind.RECORD, record.record_id][0] == 2
    assert records.findings() == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE chart_record SET kind = 'appointment'",
        "UPDATE chart_record SET day = day + 1",
        "UPDATE chart_record SET state = 'deleted'",
        "UPDATE chart_record SET sealed_body = set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1)",
    ],
)
def test_a_changed_column_is_found(records, cloned_database, change):
    record = records.add()
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute(change)
    with pytest.raises(TamperedRecord):
        records.get(record)
    assert ("damaged_row", "chart_record") in records.findings()


def test_an_old_row_put_back_and_a_row_taken_away_are_found(records, cloned_database):
    record = records.add()
    lost = records.add()
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        old = admin.execute(
            "SELECT sealed_body FROM chart_record WHERE record_id = %s", (record.record_id,)
        ).fetchone()
        assert old is not None
    records.update(dataclasses.replace(record, row_version=2, body={"text": "new"}))
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute(
            "UPDATE chart_record SET sealed_body = %s, row_version = 1 WHERE record_id = %s",
            (old[0], record.record_id),
        )
        admin.execute("DELETE FROM chart_record WHERE record_id = %s", (lost.record_id,))
    assert sorted(records.findings()) == [("missing_row", "chart_record"), ("stale_row", "chart_record")]
    with pytest.raises(StaleRecord):
        records.update(dataclasses.replace(record, row_version=2, body={"text": "over the old one"}))


def test_pieces_come_back_in_order_and_one_that_changed_place_does_not_open(records, cloned_database):
    record = records.add(kind="attachment", body={"chunks": 3})
    pieces = [b"one" * 1000, b"two", CANARY.encode()]
    with records.writing() as (_session, repository):
        for number, piece in enumerate(pieces):
            repository.add_chunk(record, number, piece)
    with records.database.begin() as session:
        assert list(ChartRecordRepository(session, records.sealer).chunks(record)) == pieces
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        stored = admin.execute("SELECT sealed_bytes FROM attachment_chunk ORDER BY number").fetchall()
        assert CANARY.encode() not in stored[2][0]
        admin.execute("UPDATE attachment_chunk SET number = 10 - number")
        admin.execute("UPDATE attachment_chunk SET number = number - 8")
    with records.database.begin() as session, pytest.raises(TamperedRecord):
        list(ChartRecordRepository(session, records.sealer).chunks(record))
    assert records.findings() == [("damaged_row", "chart_record")]


def test_an_erase_takes_records_and_pieces_along(records, cloned_database):
    record = records.add(kind="attachment")
    with records.writing() as (_session, repository):
        repository.add_chunk(record, 0, b"bytes")
    with records.database.begin() as session:
        erase_client(session, records.sealer, records.client.client_id)
        records.audit.record(session, action="erase", client_id=records.client.client_id)
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        for table in ("chart_record", "attachment_chunk", "client"):
            assert admin.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_text_of_the_practice_is_sealed_replaced_and_deleted(database, sealer, cloned_database):
    record = PracticeRecord(new_id(), "snippet", 1, {"text": CANARY})

    def within(act):
        with database.begin() as session:
            return act(PracticeRecordRepository(session, sealer))

    within(lambda repository: repository.add(record))
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        row = admin.execute("SELECT sealed_body FROM practice_record").fetchone()
        assert row is not None
        assert CANARY.encode() not in row[0]
    changed = dataclasses.replace(record, row_version=2, body={"text": "other"})
    within(lambda repository: repository.update(changed))
    with pytest.raises(EditConflict):
        within(lambda repository: repository.update(changed))
    assert within(lambda repository: repository.list_readable("snippet")) == [changed]
    assert within(lambda repository: repository.list_readable("word")) == []
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute("UPDATE practice_record SET kind = 'word'")
    with pytest.raises(TamperedRecord):
        within(lambda repository: repository.get(record.record_id))
    listed = within(lambda repository: repository.list_readable("word"))
    assert (listed, [each.entry_id for each in listed.damaged]) == ([], [record.record_id])
    within(lambda repository: repository.delete(record.record_id, kind="word", row_version=2))
    with pytest.raises(NotFound):
        within(lambda repository: repository.get(record.record_id))


def test_a_text_of_the_practice_that_was_changed_meanwhile_is_not_deleted(database, sealer):
    record = PracticeRecord(new_id(), "snippet", 1, {"text": "old"})
    changed = dataclasses.replace(record, row_version=2, body={"text": "new"})

    def delete(**what) -> None:
        with database.begin() as session:
            PracticeRecordRepository(session, sealer).delete(record.record_id, **what)

    with pytest.raises(NotFound):
        delete(kind="snippet", row_version=1)
    with database.begin() as session:
        PracticeRecordRepository(session, sealer).add(record)
    with database.begin() as session:
        # Read by this transaction before somebody else changes it.
        repository = PracticeRecordRepository(session, sealer)
        assert repository.list_readable("snippet") == [record]
        with database.begin() as elsewhere:
            PracticeRecordRepository(elsewhere, sealer).update(changed)
        with pytest.raises(EditConflict) as conflict:
            repository.delete(record.record_id, kind="snippet", row_version=1)
    assert conflict.value.params["current_version"] == 2
    with pytest.raises(NotFound):
        delete(kind="word", row_version=2)
    with database.begin() as session:
        assert PracticeRecordRepository(session, sealer).list_readable("snippet") == [changed]
    delete(kind="snippet", row_version=2)
