"""What is exported comes back the same, is written only where it may be, and is recorded without words."""

from __future__ import annotations

import dataclasses
import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

import core
from core.audit.log import AuditLog
from core.clients.dto import CLIENT_SCHEMA, Client, ClientDetails
from core.clients.service import ClientService
from core.database.access import Database
from core.errors import DiskFull, InputRefused, RoleRefused
from core.export_file import ExportFiles
from core.ids import ClientId, SessionId, UserId, new_id
from core.interchange.chart_exporter import ChartExporter
from core.interchange.chart_importer import ChartImporter
from core.merging.service import MergeService
from core.security.roles import Access
from core.security.sealing import Sealer
from core.service_context import ServiceContext
from core.sessions.dto import Addendum, Session, SoapText
from core.sessions.repository import SessionRepository
from core.sessions.service import SessionService
from tests.fixtures.details import full_details
from tests.fixtures.figures import figure
from tests.interchange.chart_files import lines_of, recorded, run, write

FULL = full_details(
    first_name="אריאל",
    last_name="O'Neil-כהן",
    birth_date=date(1975, 6, 3),
    sex="male",
    phone="+972 54 555 0101",
    email="a@example.org",
    address="רחוב הנמל 12\nחיפה",
    emergency_contact="Dana, 054-1234567",
    allergies=("פניצילין", 'Latex "gloves"'),
    alerts=("חרדה מבדיקות דם",),
    medical_history="יתר לחץ דם.\n\tRamipril 5 mg פעם ביום.",
    notes="Prefers mornings \ud800 odd surrogate, emoji 🦵.",
    external_id="ext-1",
    tags=("diabetes", "מחקר"),
    consent_on=date(2024, 1, 2),
)


@pytest.fixture
def full_chart(
    clients: ClientService,
    sessions: SessionService,
    database: Database,
    sealer: Sealer,
    audit: AuditLog,
    access: Access,
) -> Client:
    """A chart with everything: kinds, states, addenda, durations, Hebrew, every field of a client."""
    client = clients.create(FULL)
    for number, state in enumerate(("signed", "retracted", "draft", "signed")):
        draft = sessions.start_draft(client.client_id, day=date(2024, 3, 1 + number), kind="follow_up")
        text = SoapText(f"כאב {number}\r\nline", "ROM 95° · 5 mg", "" if number else "הערכה", "  plan \n")
        saved = sessions.save_draft(
            draft.session_id, text, day=draft.date, expected_version=draft.version, duration_min=30 + number
        )
        if state == "draft":
            continue
        signed = sessions.sign(saved.session_id, expected_version=saved.version)
        added = sessions.add_addendum(
            signed.session_id, text="תוספת: CRP 12", reason="Lab came later", expected_version=signed.version
        )
        if state == "retracted":
            sessions.retract(added.session_id, reason="Other client", expected_version=added.version)
    # As an import of another program brings them: an id, and a kind that nobody here knows.
    with database.begin() as session:
        odd = Session(
            session_id=SessionId(new_id()),
            client_id=client.client_id,
            date=date(2023, 1, 1),
            state="signed",
            version=1,
            text=SoapText(plan="x"),
            saved_at=datetime(2023, 1, 1, tzinfo=UTC),
            external_id="visit-9",
            kind="hydrotherapy",
            addenda=(Addendum(new_id(), datetime(2023, 2, 1, tzinfo=UTC), None, "r", "t"),),
        )
        SessionRepository(session, sealer).add(odd, author=access.user_id)
        audit.record(session, action="session.create", client_id=client.client_id)
    return client


def what_it_says(session: Session) -> tuple[Any, ...]:
    """Everything but what is the practice's own: numbers, who stored it and when."""
    return (
        session.date,
        session.external_id,
        session.kind,
        session.duration_min,
        session.state,
        session.reason,
        session.text,
        # Whom a file names as an author is a word of the file, and is marked as that.
        [(each.addendum_id, each.at, each.reason, each.text) for each in session.addenda],
    )


def test_the_full_chart_has_every_field() -> None:
    assert [
        field.name for field in dataclasses.fields(FULL) if getattr(FULL, field.name) == field.default
    ] == []


def test_what_was_exported_is_imported_the_same(
    full_chart: Client,
    exporter: ChartExporter,
    importer: ChartImporter,
    clients: ClientService,
    sessions: SessionService,
    tmp_path: Path,
) -> None:
    before = sessions.list_for_client(full_chart.client_id)
    report = exporter.export_jsonl(full_chart.client_id, tmp_path / "chart.jsonl")
    assert (report.sessions, report.addenda) == (5, 4)
    # A deleted chart is not matched, so this is how the import meets another practice.
    clients.delete(full_chart.client_id, reason="moved", expected_version=full_chart.row_version)
    preview = importer.preview([tmp_path / "chart.jsonl"])
    assert preview.problems == ()
    assert preview.ignored_keys == ("session.author", "session.saved_at")
    result = importer.run(preview)
    assert (result.clients, result.sessions) == (1, 5)
    (back,) = clients.list()
    assert back.client_id != full_chart.client_id
    assert back.details == full_chart.details
    after = sessions.list_for_client(back.client_id)
    differences = sum(
        1
        for one, other in zip(
            sorted(map(what_it_says, before), key=str), sorted(map(what_it_says, after), key=str), strict=True
        )
        if one != other
    )
    counted = f"{len(CLIENT_SCHEMA)} details, {len(after)} sessions, {differences} differences"
    figure(f"round trip of a chart: {counted}")
    assert differences == 0
    authors = {(each.author, each.imported_author) for session in after for each in session.addenda}
    assert authors == {(None, "Dr Noa Levi"), (None, "")}


def test_the_demo_practice_survives_a_round_trip(
    importer: ChartImporter,
    exporter: ChartExporter,
    clients: ClientService,
    sessions: SessionService,
    tmp_path: Path,
) -> None:
    run(importer, [Path(core.__file__).parent / "demo_practice.jsonl"])
    files, before = [], {}
    for client in clients.list():
        files.append(tmp_path / f"{client.client_id}.jsonl")
        exporter.export_jsonl(client.client_id, files[-1], versions=True)
        before[client.details.external_id] = (
            client.details,
            sorted((what_it_says(each) for each in sessions.list_for_client(client.client_id)), key=str),
        )
        clients.delete(client.client_id, reason="moved", expected_version=client.row_version)
    run(importer, files)
    after = {
        client.details.external_id: (
            client.details,
            sorted((what_it_says(each) for each in sessions.list_for_client(client.client_id)), key=str),
        )
        for client in clients.list()
    }
    figure(
        f"round trip of {len(before)} charts: {sum(before[key] != after[key] for key in before)} differences"
    )
    assert after == before


def test_an_export_meets_its_own_chart_again(
    full_chart: Client,
    exporter: ChartExporter,
    importer: ChartImporter,
    clients: ClientService,
    tmp_path: Path,
) -> None:
    clients.update(
        full_chart.client_id,
        dataclasses.replace(FULL, external_id=None),
        expected_version=full_chart.row_version,
    )
    exporter.export_jsonl(full_chart.client_id, tmp_path / "chart.jsonl")
    preview = importer.preview([tmp_path / "chart.jsonl"])
    assert (preview.new_clients, preview.sessions, preview.already_there) == (0, 5, 5)
    result = importer.run(preview)
    assert (result.clients, result.sessions, result.batch_id) == (0, 0, None)
    assert importer.batches() == []


def test_earlier_versions_are_in_the_file_when_asked_for(
    full_chart: Client, exporter: ChartExporter, tmp_path: Path
) -> None:
    exporter.export_jsonl(full_chart.client_id, tmp_path / "v.jsonl", versions=True)
    document = json.loads((tmp_path / "v.jsonl").read_text("utf-8"))
    retracted = next(each for each in document["sessions"] if each["state"] == "retracted")
    assert [each["version"] for each in retracted["versions"]] == [1, 2, 3, 4]
    assert retracted["author"]["name"] == "Dr Noa Levi"


def test_an_export_is_whole_private_and_only_where_it_may_be(
    full_chart: Client, exporter: ChartExporter, tmp_path: Path
) -> None:
    out = tmp_path / "chart.jsonl"
    exporter.export_jsonl(full_chart.client_id, out)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".chart")] == []
    with pytest.raises(InputRefused) as there:
        exporter.export_jsonl(full_chart.client_id, out)
    assert there.value.code == "export_file_exists"
    exporter.export_jsonl(full_chart.client_id, out, overwrite=True)
    (tmp_path / "data" / "deep").mkdir(parents=True)
    os.symlink(tmp_path / "data", tmp_path / "elsewhere")
    for closed in ("data", "data/deep", "elsewhere/deep"):
        with pytest.raises(InputRefused) as inside:
            exporter.export_jsonl(full_chart.client_id, tmp_path / closed / "chart.jsonl")
        assert inside.value.code == "export_into_data_directory"
    with pytest.raises(InputRefused) as nowhere:
        exporter.export_jsonl(full_chart.client_id, tmp_path / "missing" / "chart.jsonl")
    assert nowhere.value.code == "export_no_folder"


def test_a_deleted_chart_is_not_exported(
    full_chart: Client, exporter: ChartExporter, clients: ClientService, tmp_path: Path
) -> None:
    clients.delete(full_chart.client_id, reason="x", expected_version=full_chart.row_version)
    with pytest.raises(InputRefused):
        exporter.export_jsonl(full_chart.client_id, tmp_path / "chart.jsonl")
    assert not (tmp_path / "chart.jsonl").exists()


def test_exports_and_prints_are_recorded_with_counts_and_no_words(
    full_chart: Client,
    exporter: ChartExporter,
    sessions: SessionService,
    database: Database,
    sealer: Sealer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    exporter.export_jsonl(full_chart.client_id, tmp_path / "chart.jsonl")
    exporter.record_print(sessions.list_for_client(full_chart.client_id)[0], pages=2)

    def no_room(*_: object, **__: object) -> None:
        raise DiskFull

    monkeypatch.setattr("core.export_file.write_atomically", no_room)
    with pytest.raises(DiskFull):
        exporter.export_jsonl(full_chart.client_id, tmp_path / "other.jsonl")
    told = [each for each in recorded(database, sealer) if each[0] in ("export", "print")]
    assert [(action, outcome) for action, outcome, _ in told] == [
        ("export", "ok"),
        ("print", "ok"),
        ("export", "ok"),
        ("export", "failed"),
    ]
    assert (told[0][2]["sessions"], told[0][2]["addenda"], told[1][2]["pages"]) == (5, 4, 2)
    assert "כאב" not in json.dumps(told, ensure_ascii=False)


def test_a_file_puts_no_words_into_the_mouth_of_a_member(
    importer: ChartImporter, clients: ClientService, sessions: SessionService, access: Access, tmp_path: Path
) -> None:
    (line,) = lines_of(1, sessions=1)
    line["sessions"][0]["addenda"] = [
        {"at": "2024-02-01T00:00:00+00:00", "author": str(access.user_id), "reason": "r", "text": "forged"},
        {"at": "2024-02-01T00:00:00+00:00", "author_name": " Dr Cohen ", "reason": "r", "text": "t"},
        {"at": "2024-02-01T00:00:00+00:00", "reason": "r", "text": "t"},
    ]
    run(importer, write(tmp_path / "a.jsonl", [line]))
    (stored,) = sessions.list_for_client(clients.list()[0].client_id)
    assert [(each.author, each.imported_author) for each in stored.addenda] == [
        (None, str(access.user_id)),
        (None, "Dr Cohen"),
        (None, ""),
    ]
    added = sessions.add_addendum(stored.session_id, text="mine", reason="r", expected_version=1)
    assert (added.addenda[-1].author, added.addenda[-1].imported_author) == (access.user_id, None)


def test_a_deleted_client_is_not_matched_and_a_merged_one_leads_on(
    importer: ChartImporter,
    clients: ClientService,
    merging: MergeService,
    sessions: SessionService,
    tmp_path: Path,
) -> None:
    run(importer, write(tmp_path / "a.jsonl", lines_of(2)))
    one, two = clients.list()
    merging.merge(source=one.client_id, into=two.client_id, reason="same person")
    grown = lines_of(1)
    grown[0]["sessions"].append({"id": "late", "date": "2024-05-05", "plan": "late"})
    result = run(importer, write(tmp_path / "b.jsonl", grown))
    assert result.clients == 0
    (left,) = clients.list()
    assert left.client_id == two.client_id
    assert "late" in [each.external_id for each in sessions.list_for_client(two.client_id)]
    clients.delete(left.client_id, reason="gone", expected_version=left.row_version)
    assert run(importer, write(tmp_path / "c.jsonl", lines_of(2))).clients == 2


def test_people_who_look_alike_are_told_of(
    importer: ChartImporter, clients: ClientService, tmp_path: Path
) -> None:
    known = clients.create(
        ClientDetails(
            first_name="Ada", last_name="Byron 0", birth_date=date(1981, 1, 17), phone="03-555-0101"
        )
    )
    lines = lines_of(3)
    lines[1]["client"] |= {"phone": "+972 3 555 0101"}
    lines[2]["client"] |= {"last_name": "BYRON 0", "birth_date": "1990-01-01"}
    preview = importer.preview(write(tmp_path / "a.jsonl", lines))
    told = [(line.line, match.duplicates[0].reasons) for line, match in preview.possible_duplicates]
    assert told == [(1, ("name",)), (2, ("phone",))]
    assert preview.possible_duplicates[0][1].duplicates[0].client == known


def test_csv_becomes_charts(
    importer: ChartImporter, clients: ClientService, sessions: SessionService, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "First name;Last name;DOB;Allergies;Visit date;Type;Minutes;S;P\n"
        "נועה;שלו;12/03/1986;Penicillin; Latex;06/02/2024;follow_up;45;כאב בכתף;מנוחה\n".replace(
            "Penicillin; Latex", '"Penicillin; Latex"'
        ),
        encoding="utf-8",
    )
    assert [each.reason.code for each in importer.preview([path]).problems] == ["line_ambiguous_date"]
    importer.run(importer.preview([path], order="day_first"))
    (noa,) = clients.list()
    assert (noa.details.birth_date, noa.details.allergies) == (date(1986, 3, 12), ("Penicillin", "Latex"))
    (session,) = sessions.list_for_client(noa.client_id)
    assert (session.date, session.kind, session.duration_min, session.state) == (
        date(2024, 2, 6),
        "follow_up",
        45,
        "signed",
    )


def test_without_the_right_nothing_is_read(context: ServiceContext, user_id: UserId, tmp_path: Path) -> None:
    auditor = Access(user_id, "auditor")
    importer = ChartImporter(replace(context, access=auditor))
    exporter = ChartExporter(
        replace(context, access=auditor), practice_name="", authors=dict, files=ExportFiles(())
    )
    steps: tuple[Callable[[], object], ...] = (
        lambda: importer.preview([tmp_path / "a"]),
        importer.batches,
        lambda: importer.undo(new_id()),
        lambda: exporter.chart(ClientId(new_id())),
    )
    for step in steps:
        with pytest.raises(RoleRefused):
            step()
