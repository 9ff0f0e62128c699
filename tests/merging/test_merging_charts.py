"""Two charts of one person: everything is in the second one afterwards, and the first one is still whole."""

from __future__ import annotations

import dataclasses
import threading
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from core.cancel import CancelToken
from core.clients.dto import Client, ClientDetails
from core.errors import Cancelled, DiskFull, EditConflict, InputRefused, NotFound
from core.ids import ClientId, new_id
from core.integrity.charts import ChartCheck
from core.records.chart_records import ChartRecord, ChartRecordRepository, RecordKind
from core.sessions.dto import CopiedFrom, Origin, Session, SoapText
from models import AuditEvent, OutboxRow

DAY = date(2026, 11, 20)
KINDS: tuple[RecordKind, ...] = ("attachment", "appointment", "letter")


def details(first_name: str, **more: Any) -> ClientDetails:
    return ClientDetails(first_name=first_name, last_name="Byron", **more)


@dataclasses.dataclass
class Charts:
    """A chart with something of everything, and another one of the same person."""

    clients: Any
    merging: Any
    sessions: Any
    database: Any
    sealer: Any
    audit: Any
    source: Client
    into: Client

    def merge(self, **options: Any) -> Any:
        return self.merging.merge(
            source=self.source.client_id, into=self.into.client_id, reason=" Entered twice ", **options
        )

    def records(self, client: Client) -> list[tuple[ChartRecord, list[bytes]]]:
        with self.database.begin() as session:
            records = ChartRecordRepository(session, self.sealer)
            return [
                (record, list(records.chunks(record)))
                for kind in KINDS
                for record in records.list(kind=kind, client_id=client.client_id, include_deleted=True)
            ]

    def add_record(self, kind: RecordKind, *chunks: bytes, **more: Any) -> ChartRecord:
        record = ChartRecord(
            record_id=new_id(),
            client_id=self.source.client_id,
            kind=kind,
            day=DAY,
            row_version=1,
            body={"name": f"a {kind}"},
            **more,
        )
        with self.database.begin() as session:
            records = ChartRecordRepository(session, self.sealer)
            records.add(record)
            for number, chunk in enumerate(chunks):
                records.add_chunk(record, number * 7, chunk)
            self.audit.record(session, action="import")
        return record

    def findings(self) -> list[Any]:
        with self.database.begin() as session:
            check = ChartCheck(session, self.sealer)
            return [*check.findings(self.source.client_id), *check.findings(self.into.client_id)]


@pytest.fixture
def charts(clients, merging, sessions, database, sealer, audit) -> Charts:
    source = clients.create(details("Adah", allergies=("Latex",), notes="Deaf in one ear."))
    into = clients.create(details("Ada", phone="1", notes="Late mornings."))
    return Charts(clients, merging, sessions, database, sealer, audit, source, into)


def write(charts: Charts, plan: str, client: Client | None = None, **more: Any) -> Session:
    chosen = client or charts.source
    started: Session = charts.sessions.start_draft(
        chosen.client_id, day=DAY, text=SoapText(plan=plan), **more
    )
    return started


def sign(charts: Charts, session: Session) -> Session:
    signed: Session = charts.sessions.sign(session.session_id, expected_version=session.version)
    return signed


def test_everything_of_the_source_is_in_the_other_chart(charts):
    first = sign(charts, write(charts, "Ice."))
    added = charts.sessions.add_addendum(
        first.session_id, text="Also rest.", reason="Forgotten", expected_version=2
    )
    gone = sign(charts, write(charts, "Heat."))
    retracted = charts.sessions.retract(gone.session_id, reason="Wrong", expected_version=2)
    draft = write(charts, "Ice.", copied={"plan": CopiedFrom(first.session_id, 3)}, kind="phone")
    thrown_away = write(charts, "Nothing.")
    charts.sessions.delete_draft(thrown_away.session_id, expected_version=1)
    theirs = write(charts, "Mine.", charts.into)
    report = charts.merge()
    assert (report.sessions, report.records) == (3, 0)
    copies = {
        each.origin.session_id: each
        for each in charts.sessions.list_for_client(charts.into.client_id, include_deleted=True)
        if each.origin is not None
    }
    thrown = copies.pop(thrown_away.session_id)
    assert set(copies) == {first.session_id, gone.session_id, draft.session_id}
    assert (thrown.state, thrown.version) == ("deleted", 2)
    back = charts.sessions.restore_draft(thrown.session_id, expected_version=2)
    assert (back.state, back.text.plan) == ("draft", "Nothing.")
    for written in (added, retracted, draft):
        copy = copies[written.session_id]
        assert copy == dataclasses.replace(
            written,
            session_id=copy.session_id,
            client_id=charts.into.client_id,
            version=1,
            copied=copy.copied,
            origin=Origin("merge", charts.source.client_id, written.session_id, written.version),
        )
    assert dict(copies[draft.session_id].copied) == {
        "plan": CopiedFrom(copies[first.session_id].session_id, 1)
    }
    assert theirs in charts.sessions.list_for_client(charts.into.client_id)
    assert charts.findings() == []


def test_attachments_appointments_and_letters_come_along_with_their_bytes(charts):
    session = write(charts, "Ice.")
    charts.add_record("attachment", b"one" * 100_000, b"two", session_id=session.session_id)
    charts.add_record("appointment")
    charts.add_record("letter", b"words")
    charts.add_record("letter", b"old words", state="deleted")
    before = charts.records(charts.source)
    assert charts.merge().records == 3
    assert charts.records(charts.source) == before
    copies = sorted(charts.records(charts.into), key=lambda each: (each[0].state == "deleted", each[0].kind))
    assert [(record.kind, chunks) for record, chunks in copies] == [
        ("appointment", []),
        ("attachment", [b"one" * 100_000, b"two"]),
        ("letter", [b"words"]),
        ("letter", [b"old words"]),
    ]
    assert [record.state for record, _ in copies] == ["live", "live", "live", "deleted"]
    (copied_session,) = charts.sessions.list_for_client(charts.into.client_id)
    assert [record.session_id for record, _ in copies] == [None, copied_session.session_id, None, None]
    assert copies[1][0].body == {
        "name": "a attachment",
        "merged_from": {"client": str(charts.source.client_id), "record": str(before[0][0].record_id)},
    }
    assert charts.findings() == []
    with charts.database.begin() as session:
        queued = set(
            session.scalars(select(OutboxRow.source_id).where(OutboxRow.source_kind == "attachment"))
        )
    assert queued == {copies[1][0].record_id, before[0][0].record_id}


def test_the_source_stays_whole_and_says_where_it_went(charts):
    session = write(charts, "Ice.")
    charts.merge()
    source = charts.clients.get(charts.source.client_id)
    assert source.details == charts.source.details
    assert (source.lifecycle.state, source.lifecycle.merged_into, source.lifecycle.reason) == (
        "merged",
        charts.into.client_id,
        "Entered twice",
    )
    assert charts.sessions.list_for_client(charts.source.client_id) == [session]
    assert charts.clients.list() == [charts.clients.get(charts.into.client_id)]
    assert source.purge_on is None


def test_the_other_chart_learns_what_only_the_source_knew(charts):
    charts.merge()
    into = charts.clients.get(charts.into.client_id)
    assert into.details == details(
        "Ada", phone="1", allergies=("Latex",), notes="Late mornings.\n\nDeaf in one ear."
    )
    with charts.database.begin() as session:
        events = session.execute(
            select(AuditEvent.action, AuditEvent.object_id).order_by(AuditEvent.position)
        ).all()
    assert {tuple(event) for event in events[-2:]} == {
        ("client.merge", charts.source.client_id),
        ("client.merge", charts.into.client_id),
    }


def test_nothing_is_written_into_a_merged_chart(charts):
    draft = write(charts, "Ice.")
    charts.merge()
    with pytest.raises(InputRefused, match="client_is_merged"):
        charts.sessions.save_draft(draft.session_id, SoapText(plan="lost?"), day=DAY, expected_version=1)
    assert charts.sessions.get(draft.session_id) == draft
    for call in (
        lambda: charts.sessions.start_draft(charts.source.client_id, day=DAY),
        lambda: sign(charts, draft),
        lambda: charts.merge(),
        lambda: charts.clients.restore(charts.source.client_id, expected_version=2),
        lambda: charts.clients.delete(charts.source.client_id, reason="r", expected_version=2),
    ):
        with pytest.raises(InputRefused, match="client_is_merged"):
            call()


def test_no_draft_of_a_merged_chart_is_saved_again(charts):
    draft = write(charts, "Ice.")
    saved = charts.sessions.save_draft(
        draft.session_id, SoapText(plan="Ice, rest."), day=DAY, expected_version=1
    )
    charts.merge()
    with pytest.raises(InputRefused, match="client_is_merged"):
        charts.sessions.save_draft(
            draft.session_id, SoapText(plan="lost?"), day=DAY, expected_version=saved.version
        )
    (copy,) = charts.sessions.list_for_client(charts.into.client_id)
    assert copy.text.plan == "Ice, rest."


def test_what_cannot_be_merged_is_refused(charts):
    merge = charts.merging.merge
    one, other = charts.source.client_id, charts.into.client_id
    with pytest.raises(InputRefused, match="merge_with_itself"):
        merge(source=one, into=one, reason="r")
    with pytest.raises(InputRefused, match="reason_missing"):
        merge(source=one, into=other, reason=" ")
    with pytest.raises(NotFound):
        merge(source=ClientId(new_id()), into=other, reason="r")
    charts.clients.delete(other, reason="r", expected_version=1)
    with pytest.raises(InputRefused, match="client_is_deleted"):
        merge(source=one, into=other, reason="r")


@pytest.mark.parametrize("at", [0, 1, 2])
def test_stopped_anywhere_nothing_has_changed(charts, at):
    write(charts, "Ice.")
    charts.add_record("letter", b"words")
    cancel = CancelToken()

    def stop(done: int, total: int) -> None:
        assert total == 2
        if done == at:
            cancel.cancel()

    if at == 2:
        # The last step was begun: it is finished.
        assert charts.merge(cancel=cancel, on_progress=stop).records == 1
        return
    with pytest.raises(Cancelled):
        charts.merge(cancel=cancel, on_progress=stop)
    assert charts.clients.get(charts.source.client_id) == charts.source
    assert charts.sessions.list_for_client(charts.into.client_id) == []
    assert charts.records(charts.into) == []
    assert charts.findings() == []


def test_records_that_are_too_long_together_leave_both_charts_as_they_were(charts):
    for client in (charts.source, charts.into):
        charts.clients.update(
            client.client_id,
            dataclasses.replace(client.details, notes=client.details.first_name * 12_000),
            expected_version=1,
        )
    write(charts, "Ice.")
    with pytest.raises(InputRefused, match="client_field_too_long"):
        charts.merge()
    assert charts.sessions.list_for_client(charts.into.client_id) == []
    assert charts.clients.get(charts.source.client_id).lifecycle.state == "active"


def test_room_is_asked_for_by_the_size_of_the_chart(charts, disk, monkeypatch):
    charts.add_record("attachment", b"x" * 1_000_000)
    asked: list[int] = []

    def full(size_bytes: int = 0) -> None:
        asked.append(size_bytes)
        raise DiskFull

    monkeypatch.setattr(disk, "require_room", full)
    with pytest.raises(DiskFull):
        charts.merge()
    assert asked[0] > 1_000_000


def test_a_save_under_way_is_in_the_copy_or_refused(charts):
    """Whoever types while the charts are merged loses nothing: it is copied, or it is told."""
    draft = write(charts, "0")
    done: dict[str, Any] = {"saved": "0"}
    go = threading.Event()

    def type_on() -> None:
        version = draft.version
        go.wait(10)
        for number in range(1, 200):
            try:
                text = SoapText(plan=str(number))
                saved = charts.sessions.save_draft(draft.session_id, text, day=DAY, expected_version=version)
            except (InputRefused, EditConflict) as error:
                done["refused"] = error.code
                return
            version, done["saved"] = saved.version, saved.text.plan

    thread = threading.Thread(target=type_on)
    thread.start()
    go.set()
    charts.merge()
    thread.join(60)
    (copy,) = charts.sessions.list_for_client(charts.into.client_id)
    assert done.get("refused") == "client_is_merged"
    assert copy.text.plan == done["saved"]
    assert charts.findings() == []
