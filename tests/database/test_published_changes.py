"""A commit publishes what it changed in the charts, once and when it is stored; a rollback nothing."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date

import pytest

from core.audit.log import AuditLog
from core.audit.pending_audit import PendingAudit
from core.changes import Changes
from core.clients.dto import ClientDetails
from core.clients.repository import ClientRepository
from core.clients.service import ClientService
from core.database.access import Database
from core.errors import EditConflict, InputRefused
from core.ids import ClientId, new_id
from core.interchange.chart_importer import ChartImporter
from core.keys.erasing import erase_client
from core.merging.service import MergeService
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.security.sealing import Sealer
from core.sessions.dto import SoapText
from core.sessions.service import SessionService
from tests.interchange.chart_files import lines_of, run, write

DAY = date(2024, 4, 7)
ADA = ClientDetails(first_name="Ada", last_name="Byron")


@pytest.fixture
def client_id(clients: ClientService) -> ClientId:
    return clients.create(ADA).client_id


@pytest.fixture
def heard(database: Database, client_id: ClientId) -> list[Changes]:
    """What is published after the client was added."""
    made: list[Changes] = []
    database.changes.subscribe(made.append)
    return made


def content(*client_ids: ClientId) -> Changes:
    return Changes(content=frozenset(client_ids))


def whole(*client_ids: ClientId) -> Changes:
    return Changes(frozenset(client_ids), frozenset(client_ids))


def test_each_service_is_heard_without_publishing_itself(
    clients: ClientService, sessions: SessionService, heard: list[Changes], client_id: ClientId
) -> None:
    draft = sessions.start_draft(client_id, day=DAY)
    saved = sessions.save_draft(draft.session_id, SoapText(plan="Rest."), day=DAY, expected_version=1)
    phone = sessions.save_draft(
        draft.session_id, saved.text, day=DAY, expected_version=saved.version, kind="phone"
    )
    signed = sessions.sign(draft.session_id, expected_version=phone.version)
    added = sessions.add_addendum(
        draft.session_id, text="And ice.", reason="Forgotten", expected_version=signed.version
    )
    sessions.retract(draft.session_id, reason="Wrong chart", expected_version=added.version)
    client = clients.get(client_id)
    clients.update(client_id, replace(ADA, phone="555"), expected_version=client.row_version)
    nothing = Changes()
    said = content(client_id)
    assert heard == [nothing, said, nothing, nothing, said, said, whole(client_id)]


def test_reading_and_an_unchanged_save_are_not_heard(
    clients: ClientService, sessions: SessionService, heard: list[Changes], client_id: ClientId
) -> None:
    draft = sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    assert heard == [content(client_id)]
    sessions.save_draft(draft.session_id, draft.text, day=DAY, expected_version=1)
    sessions.list_for_client(client_id)
    clients.list()
    assert len(heard) == 1


def test_what_was_published_can_be_read_by_another_transaction(
    database: Database, sessions: SessionService, client_id: ClientId
) -> None:
    read: list[str] = []

    def look(_changes: Changes) -> None:
        def reading() -> None:
            read.extend(each.text.plan for each in sessions.list_for_client(client_id))

        thread = threading.Thread(target=reading)
        thread.start()
        thread.join()

    database.changes.subscribe(look)
    sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    assert read == ["Rest."]


def test_refused_and_failed_changes_are_not_heard(
    sessions: SessionService, heard: list[Changes], client_id: ClientId, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    heard.clear()
    with pytest.raises(EditConflict):
        sessions.save_draft(draft.session_id, SoapText(plan="Ice."), day=DAY, expected_version=7)
    with pytest.raises(InputRefused):
        sessions.retract(draft.session_id, reason="", expected_version=1)

    # After the version was written, before the commit.
    def fail(*_arguments: object, **_named: object) -> None:
        raise KeyError

    with monkeypatch.context() as patch:
        patch.setattr(ClientRepository, "refuse_merged", fail)
        with pytest.raises(KeyError):
            sessions.save_draft(draft.session_id, SoapText(plan="Ice."), day=DAY, expected_version=1)
    assert heard == []


def test_a_commit_that_fails_is_not_heard(
    database: Database,
    sessions: SessionService,
    heard: list[Changes],
    client_id: ClientId,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    draft = sessions.start_draft(client_id, day=DAY, text=SoapText(plan="Rest."))
    heard.clear()
    # The hook itself refuses: the last step before the commit.
    monkeypatch.setattr("core.audit.log.settle", lambda *_: (_ for _ in ()).throw(KeyError()))
    with pytest.raises(KeyError):
        sessions.save_draft(draft.session_id, SoapText(plan="Ice."), day=DAY, expected_version=1)
    assert heard == []


def test_answers_from_memory_are_dropped_before_it_is_heard(
    database: Database, sealer: Sealer, audit: AuditLog, client_id: ClientId
) -> None:
    order: list[str] = []
    database.changes.subscribe(lambda _changes: order.append("heard"))
    with database.begin() as session:
        clients = ClientRepository(session, sealer)
        clients.update(clients.get(client_id), replace(ADA, phone="555"))
        PendingAudit.of(session).committed.append(lambda: order.append("dropped"))
        audit.record(session, action="client.change", object_kind="client", object_id=client_id)
    assert order == ["dropped", "heard"]


def test_an_import_and_its_undo_are_one_each(
    importer: ChartImporter, clients: ClientService, heard: list[Changes], tmp_path
) -> None:
    result = run(importer, write(tmp_path / "a.jsonl", lines_of(3)))
    made = frozenset(each.client_id for each in clients.list() if each.details.last_name != "Byron")
    assert len(made) == 3
    assert heard == [Changes(made, made)]
    assert result.batch_id is not None
    importer.undo(result.batch_id)
    assert heard[1:] == [Changes(made, made)]


def test_a_merge_names_both_charts(
    clients: ClientService,
    sessions: SessionService,
    merging: MergeService,
    heard: list[Changes],
    client_id: ClientId,
) -> None:
    other = clients.create(ClientDetails(first_name="A.", last_name="Byron"))
    sessions.start_draft(other.client_id, day=DAY, text=SoapText(plan="Rest."))
    heard.clear()
    merging.merge(source=other.client_id, into=client_id, reason="Entered twice")
    assert len(heard) == 1
    assert heard[0].content == {other.client_id, client_id}
    assert other.client_id in heard[0].clients


def test_a_record_of_the_chart_and_an_erase_are_heard(
    database: Database, sealer: Sealer, audit: AuditLog, heard: list[Changes], client_id: ClientId
) -> None:
    with database.begin() as session:
        letter = ChartRecord(
            record_id=new_id(), client_id=client_id, kind="letter", day=DAY, row_version=1, body={}
        )
        ChartRecordRepository(session, sealer).add(letter)
        audit.record(session, action="letter.create", client_id=client_id)
    with database.begin() as session:
        erase_client(session, sealer, client_id)
        audit.record(session, action="erase", object_kind="client", object_id=client_id)
    assert heard == [content(client_id), whole(client_id)]


def test_after_a_lock_nothing_is_heard(
    database: Database, sessions: SessionService, heard: list[Changes], client_id: ClientId
) -> None:
    database.dispose()
    database.changes.publish(content(client_id))
    assert heard == []
