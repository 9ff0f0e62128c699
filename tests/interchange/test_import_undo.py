"""An import can be taken back as a whole, and what somebody worked on since is kept and named."""

from __future__ import annotations

import dataclasses
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from core.audit.log import AuditLog
from core.cancel import CancelToken
from core.changes import Changes
from core.clients.dto import ClientDetails, ClientState
from core.clients.service import ClientService
from core.database.access import Database
from core.errors import Cancelled, InputRefused, NotFound
from core.ids import new_id
from core.interchange.chart_importer import ChartImporter
from core.interchange.import_undo import ImportUndo
from core.records.chart_records import ChartRecord, ChartRecordRepository
from core.security.sealing import Sealer
from core.sessions.dto import CopiedFrom, SoapText
from core.sessions.service import SessionService
from tests.interchange.chart_files import lines_of, recorded, run, write

DELETED: tuple[ClientState, ...] = ("deleted",)


def test_an_untouched_import_is_undone_without_a_trace_in_the_lists(
    importer: ChartImporter,
    clients: ClientService,
    sessions: SessionService,
    database: Database,
    sealer: Sealer,
    tmp_path: Path,
) -> None:
    paths = write(tmp_path / "a.jsonl", lines_of(3))
    result = run(importer, paths)
    assert result.batch_id is not None
    (batch,) = importer.batches()
    assert (batch.files, len(batch.clients), batch.session_count) == (("a.jsonl",), 3, 6)
    progress: list[tuple[int, int]] = []
    report = importer.undo(result.batch_id, on_progress=lambda done, total: progress.append((done, total)))
    assert (report.clients, report.kept_clients, report.kept_sessions) == (3, (), ())
    assert progress[-1] == (3, 3)
    assert clients.list() == []
    trash = clients.list(states=DELETED)
    assert [each.lifecycle.reason for each in trash] == ["import undone"] * 3
    assert importer.batches()[0].undone_at is not None
    with pytest.raises(InputRefused) as twice:
        importer.undo(result.batch_id)
    assert twice.value.code == "import_undone_before"
    assert [each[0] for each in recorded(database, sealer)][-2:] == ["import", "import.undo"]
    # Restored from the trash the chart is whole; imported again it is a new one.
    back = clients.restore(trash[0].client_id, expected_version=trash[0].row_version)
    assert len(sessions.list_for_client(back.client_id)) == 2
    again = run(importer, paths)
    assert (again.clients, again.sessions, again.already_there) == (2, 4, 2)


def test_an_undo_keeps_what_somebody_worked_on_and_names_it(
    importer: ChartImporter,
    clients: ClientService,
    sessions: SessionService,
    database: Database,
    tmp_path: Path,
) -> None:
    first = run(importer, write(tmp_path / "a.jsonl", lines_of(1)))
    grown = lines_of(4)
    grown[0]["sessions"].append({"id": "late", "date": "2024-05-05", "plan": "late"})
    second = run(importer, write(tmp_path / "b.jsonl", grown))
    assert (second.clients, second.sessions) == (3, 7)
    by_name = {client.details.last_name: client for client in clients.list()}
    renamed = by_name["Byron 1"]
    clients.update(
        renamed.client_id,
        dataclasses.replace(renamed.details, phone="555"),
        expected_version=renamed.row_version,
    )
    noted = by_name["Byron 2"]
    signed = sessions.list_for_client(noted.client_id)[0]
    sessions.add_addendum(signed.session_id, text="more", reason="lab", expected_version=signed.version)
    assert second.batch_id is not None
    published: list[Changes] = []
    database.changes.subscribe(published.append)
    report = importer.undo(second.batch_id)
    # Of each of them something was taken back, also where the chart itself stays.
    assert published[-1].content == {client.client_id for client in by_name.values()}
    assert report.clients == 1
    assert {client.client_id for client in report.kept_clients} == {renamed.client_id, noted.client_id}
    assert [(client.client_id, day) for client, day in report.kept_sessions] == [
        (noted.client_id, signed.date)
    ]
    # The phone and the addendum are there; what nobody touched is gone, and can still be looked up.
    assert [each.details.last_name for each in clients.list()] == ["Byron 0", "Byron 1", "Byron 2"]
    assert sessions.list_for_client(renamed.client_id) == []
    assert [each.addenda[0].text for each in sessions.list_for_client(noted.client_id)] == ["more"]
    gone = sessions.list_for_client(renamed.client_id, include_deleted=True)
    assert {(each.state, each.version, each.reason) for each in gone} == {("deleted", 2, "import undone")}
    # The first import's own sessions are not the second's to take.
    assert len(sessions.list_for_client(by_name["Byron 0"].client_id)) == 2
    assert first.batch_id is not None
    assert importer.undo(first.batch_id).clients == 0


@pytest.mark.parametrize("state", ["signed", "retracted", "draft"])
def test_what_an_undo_took_comes_back_in_the_state_it_had(
    importer: ChartImporter, clients: ClientService, sessions: SessionService, tmp_path: Path, state: str
) -> None:
    ada = clients.create(ClientDetails("Ada", "Byron 0", external_id="c0"))
    (line,) = lines_of(1, sessions=1)
    line["sessions"][0] |= {"state": state, "reason": "wrong patient"}
    result = run(importer, write(tmp_path / "a.jsonl", [line]))
    assert result.batch_id is not None
    importer.undo(result.batch_id)
    (gone,) = sessions.list_for_client(ada.client_id, include_deleted=True)
    back = sessions.restore_draft(gone.session_id, expected_version=gone.version)
    assert (back.state, back.version) == (state, 3)
    assert back.reason == ("wrong patient" if state == "retracted" else "")
    if state != "draft":
        with pytest.raises(InputRefused, match=f"session_is_{state}"):
            sessions.save_draft(
                back.session_id, SoapText(plan="rewritten"), day=back.date, expected_version=back.version
            )


def test_an_undo_keeps_a_session_that_something_of_the_chart_refers_to(
    importer: ChartImporter,
    clients: ClientService,
    sessions: SessionService,
    database: Database,
    sealer: Sealer,
    audit: AuditLog,
    tmp_path: Path,
) -> None:
    ada = clients.create(ClientDetails("Ada", "Byron 0", external_id="c0"))
    result = run(importer, write(tmp_path / "a.jsonl", lines_of(1, sessions=3)))
    assert result.batch_id is not None
    with_file, copied, alone = sessions.list_for_client(ada.client_id)
    with database.begin() as session:
        ChartRecordRepository(session, sealer).add(
            ChartRecord(
                new_id(), ada.client_id, "attachment", with_file.date, 1, {}, session_id=with_file.session_id
            )
        )
        audit.record(session, action="import")
    sessions.start_draft(
        ada.client_id,
        day=date(2026, 11, 20),
        text=SoapText(subjective=copied.text.subjective),
        copied={"subjective": CopiedFrom(copied.session_id, 1)},
    )
    report = importer.undo(result.batch_id)
    assert report.sessions == 1
    assert len(report.kept_sessions) == 2
    assert {each: sessions.get(each.session_id).state for each in (with_file, copied, alone)} == {
        with_file: "signed",
        copied: "signed",
        alone: "deleted",
    }


def test_a_draft_written_while_an_import_is_undone_is_kept_or_refused(
    importer: ChartImporter,
    clients: ClientService,
    sessions: SessionService,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    result = run(importer, write(tmp_path / "a.jsonl", lines_of(1)))
    assert result.batch_id is not None
    (ada,) = clients.list()
    judged, told = ImportUndo._is_untouched, list[str]()

    def write_on() -> None:
        try:
            sessions.start_draft(ada.client_id, day=date(2026, 11, 20), text=SoapText(plan="new words"))
            told.append("stored")
        except InputRefused as error:
            told.append(error.code)

    typist = threading.Thread(target=write_on)

    def then_somebody_writes(self: ImportUndo, *given: Any) -> bool:
        untouched = judged(self, *given)
        typist.start()
        typist.join(0.5)
        return untouched

    monkeypatch.setattr(ImportUndo, "_is_untouched", then_somebody_writes)
    importer.undo(result.batch_id)
    typist.join(60)
    assert told == ["client_is_deleted"]
    assert len(sessions.list_for_client(ada.client_id)) == 2


def test_an_undo_that_is_cancelled_or_fails_changes_nothing(
    importer: ChartImporter, clients: ClientService, tmp_path: Path
) -> None:
    result = run(importer, write(tmp_path / "a.jsonl", lines_of(3)))
    assert result.batch_id is not None
    cancel = CancelToken()

    def stop_at_the_second(done: int, _total: int) -> None:
        if done == 1:
            cancel.cancel()

    with pytest.raises(Cancelled):
        importer.undo(result.batch_id, cancel=cancel, on_progress=stop_at_the_second)
    assert len(clients.list()) == 3
    assert importer.batches()[0].undone_at is None
    with pytest.raises(NotFound):
        importer.undo(new_id())
