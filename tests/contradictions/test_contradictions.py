"""Contradictions of a chart: quoted, dismissed for a reason; kept, copied and erased as its other records."""

from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date

import psycopg
import pytest
from sqlalchemy import func, select

from core.clients.dto import ClientDetails
from core.contradictions.service import ContradictionService
from core.errors import InputRefused, NotFound, RoleRefused
from core.export_file import ExportFiles
from core.facts.dto import Fact, FactsOfVersion
from core.facts.extracting import EXTRACTOR_VERSION, extract_facts
from core.facts.service import FactService
from core.facts.sets import FactSets
from core.integrity.charts import ChartCheck
from core.integrity.verifying import ChartVerifier
from core.interchange.chart_exporter import ChartExporter
from core.keys.erasing import erase_client
from core.security.roles import Access, Role
from core.sessions.dto import SoapText
from models import AuditEvent, ChartRecordRow

DENIED, FOUND = date(2024, 3, 3), date(2024, 5, 6)
REASON = "The rash was measles; heron-by-the-weir"


@pytest.fixture
def service(database, sealer, context, access):
    """Makes the service as after an unlock: nothing is in memory."""

    def make(role: Role = "owner") -> ContradictionService:
        sets = FactSets(
            database=database, sealer=sealer, extract=extract_facts, extractor_version=EXTRACTOR_VERSION
        )
        may = Access(access.user_id, role)
        facts = FactService(replace(context, access=may), sets=sets)
        return ContradictionService(replace(context, access=may), facts=facts.of_client)

    return make


@pytest.fixture
def found(service):
    return service()


@pytest.fixture
def write(sessions):
    def signed(client_id, day, text, **more):
        draft = sessions.start_draft(client_id, day=day, text=SoapText(subjective=text, **more))
        return sessions.sign(draft.session_id, expected_version=draft.version)

    return signed


@pytest.fixture
def ada(clients):
    details = ClientDetails(first_name="Ada", last_name="Byron", allergies=("Penicillin (rash)",))
    return clients.create(details)


@pytest.fixture
def denied(ada, write):
    """The note that denies what the record says."""
    return write(ada.client_id, DENIED, "Comes with a cough. No known drug allergies.")


def events(database, action: str) -> int:
    with database.begin() as session:
        return session.scalar(select(func.count()).where(AuditEvent.action == action))


def test_a_medicine_taken_in_spite_of_an_allergy_names_both(found, ada, write):
    write(ada.client_id, FOUND, "Started amoxicillin 500 mg tds for the chest.")
    (one,) = found.of_client(ada.client_id)
    assert (one.kind, one.concept, one.values["against"]) == ("allergen", "amoxicillin", "penicillin")
    assert [quote.text for quote in one.quotes] == ["Started amoxicillin 500 mg tds", "Penicillin (rash)"]


def test_both_are_quoted_with_where_they_stand(found, ada, denied):
    (one,) = found.of_client(ada.client_id)
    assert (one.kind, one.concept, one.values) == ("allergy", "penicillin", {"concept": "penicillin"})
    note, record = one.quotes
    assert (note.text, note.day, note.field) == ("No known drug allergies", DENIED, "subjective")
    assert (note.source_id, note.version) == (denied.session_id, denied.version)
    assert denied.text.subjective[note.start : note.end] == note.text
    assert (record.text, record.day, record.kind) == ("Penicillin (rash)", None, "client")


@pytest.mark.parametrize(
    ("first", "second", "kind", "values"),
    [
        (
            "Start ramipril 5 mg daily.",
            "Takes ramipril 10 mg daily.",
            "dose",
            {"concept": "ramipril", "first": "5 mg", "second": "10 mg"},
        ),
        ("Stop metformin.", "Continue metformin.", "stopped", {"concept": "metformin"}),
        ("Smokes 10 cigarettes a day.", "Never smoked.", "habit", {"concept": "smoking"}),
    ],
)
def test_each_kind_says_what_contradicts_what(found, ada, write, first, second, kind, values):
    write(ada.client_id, DENIED, first)
    write(ada.client_id, FOUND, second)
    (one,) = found.of_client(ada.client_id)
    assert (one.kind, one.values) == (kind, values)
    assert [quote.day for quote in one.quotes] == [DENIED, FOUND]


def test_two_sides_of_one_note(context, ada, write):
    words = {"subjective": "Osteoarthritis of the left knee", "plan": "Osteoarthritis of the right knee"}
    note = write(ada.client_id, FOUND, words["subjective"], plan=words["plan"])
    facts = tuple(
        Fact("problem", "osteoarthritis", "active", name, 0, len(text), FOUND, side=side)
        for (name, text), side in zip(words.items(), ("left", "right"), strict=True)
    )
    said = FactsOfVersion(ada.client_id, "session", note.session_id, note.version, facts)
    found = ContradictionService(context, facts=lambda _: [said])
    (one,) = found.of_client(ada.client_id)
    assert (one.kind, one.values) == (
        "side",
        {"concept": "osteoarthritis", "first": "left", "second": "right"},
    )
    assert [quote.text for quote in one.quotes] == list(words.values())


def test_a_dismissed_one_stays_so_until_its_words_change(found, service, ada, denied, sessions):
    (one,) = found.of_client(ada.client_id)
    made = found.dismiss(ada.client_id, one, f"  {REASON} ")
    assert made.reason == REASON
    assert service().of_client(ada.client_id) == []
    (kept,) = service().all_of_client(ada.client_id)
    assert kept.dismissed == made
    # Another version with the same words there, and in another place.
    sessions.add_addendum(
        denied.session_id, text="Seen at noon.", reason="late", expected_version=denied.version
    )
    assert service().of_client(ada.client_id) == []


def test_the_other_words_of_either_bring_it_back(found, service, clients, ada, denied, sessions):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    details = dataclasses.replace(ada.details, allergies=("Penicillin (anaphylaxis)",))
    clients.update(ada.client_id, details, expected_version=ada.row_version)
    (again,) = service().of_client(ada.client_id)
    assert again.quotes[1].text == "Penicillin (anaphylaxis)"
    assert again.key != one.key


def test_what_the_notes_do_not_say_any_more_is_not_dismissed(found, service, ada, denied, sessions):
    (one,) = found.of_client(ada.client_id)
    sessions.retract(denied.session_id, reason="wrong chart", expected_version=denied.version)
    assert service().of_client(ada.client_id) == []
    with pytest.raises(NotFound) as gone:
        service().dismiss(ada.client_id, one, REASON)
    assert gone.value.code == "contradiction_gone"


@pytest.mark.parametrize(("reason", "code"), [(" ", "reason_missing"), ("x" * 501, "reason_too_long")])
def test_it_wants_a_reason(found, ada, denied, reason, code):
    (one,) = found.of_client(ada.client_id)
    with pytest.raises(InputRefused) as refused:
        found.dismiss(ada.client_id, one, reason)
    assert refused.value.code == code
    assert found.of_client(ada.client_id) == [one]


def test_dismissing_twice_keeps_the_first_and_restoring_shows_it_again(found, database, ada, denied):
    (one,) = found.of_client(ada.client_id)
    first = found.dismiss(ada.client_id, one, REASON)
    assert found.dismiss(ada.client_id, one, "something else") == first
    assert events(database, "contradiction.dismiss") == 1
    found.restore(ada.client_id, one)
    assert found.of_client(ada.client_id) == [one]
    assert events(database, "contradiction.restore") == 1
    assert found.dismiss(ada.client_id, one, "something else").reason == "something else"


def test_an_auditor_sees_none(service, ada, denied):
    with pytest.raises(RoleRefused):
        service("auditor").of_client(ada.client_id)


def test_it_is_sealed_and_in_the_manifest(found, database, sealer, cloned_database, ada, denied):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        ((row,),) = admin.execute("SELECT r::text FROM chart_record r").fetchall()
        bodies = admin.execute("SELECT sealed_body FROM chart_record").fetchall()
    assert "dismissal" in row
    for word in (b"heron", b"penicillin", b"allergy"):
        assert word not in bodies[0][0]
    with database.begin() as session:
        assert ChartCheck(session, sealer).findings(ada.client_id) == []


def test_one_that_was_changed_from_outside_dismisses_nothing(found, cloned_database, ada, denied, caplog):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute(
            "UPDATE chart_record SET sealed_body = set_byte(sealed_body, 40, get_byte(sealed_body, 40) # 1)"
        )
    assert found.of_client(ada.client_id) == [one]
    assert "1 dismissed contradictions could not be read" in caplog.text
    caplog.clear()


def test_one_that_was_put_back_from_outside_dismisses_nothing(
    found, database, context, cloned_database, ada, denied, caplog
):
    database.verify_reads(ChartVerifier(context))
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    columns = "state, row_version, sealed_body"
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        ((before),) = admin.execute(f"SELECT {columns} FROM chart_record").fetchall()
    found.restore(ada.client_id, one)
    with psycopg.connect(**cloned_database.admin_conninfo) as admin:
        admin.execute(f"UPDATE chart_record SET ({columns}) = (%s, %s, %s)", before)
    assert [each.key for each in found.of_client(ada.client_id)] == [one.key]
    caplog.clear()


def test_a_deleted_chart_has_none_and_a_restored_one_remembers(found, service, clients, ada, denied):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    gone = clients.delete(ada.client_id, reason="moved", expected_version=ada.row_version)
    assert service().all_of_client(ada.client_id) == []
    with pytest.raises(NotFound):
        service().dismiss(ada.client_id, one, REASON)
    clients.restore(ada.client_id, expected_version=gone.row_version)
    assert service().of_client(ada.client_id) == []
    assert [each.dismissed.reason for each in service().all_of_client(ada.client_id)] == [REASON]


def test_a_merge_takes_it_along(found, service, clients, merging, database, ada, denied, write):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    write(ada.client_id, DENIED, "Start ramipril 5 mg daily.")
    write(ada.client_id, FOUND, "Takes ramipril 10 mg daily.")
    into = clients.create(ClientDetails(first_name="Adah", last_name="Byron"))
    merging.merge(source=ada.client_id, into=into.client_id, reason="Entered twice")
    after = service()
    assert after.all_of_client(ada.client_id) == []
    assert [each.kind for each in after.of_client(into.client_id)] == ["dose"]
    kept = {each.kind: each.dismissed for each in after.all_of_client(into.client_id)}
    assert kept["allergy"].reason == REASON


def test_an_erase_takes_it(found, database, sealer, audit, ada, denied):
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    with database.begin() as session:
        erase_client(session, sealer, ada.client_id)
        audit.record(session, action="erase", object_kind="client", object_id=ada.client_id)
    with database.begin() as session:
        assert session.scalar(select(func.count()).select_from(ChartRecordRow)) == 0


def test_an_export_says_that_it_is_left_out(found, context, ada, denied, tmp_path):
    exporter = ChartExporter(
        context, practice_name="Practice at the Harbour", authors=dict, files=ExportFiles(())
    )
    (one,) = found.of_client(ada.client_id)
    found.dismiss(ada.client_id, one, REASON)
    report = exporter.export_jsonl(ada.client_id, tmp_path / "chart.jsonl")
    assert report.left_out["dismissal"] == 1
    assert "heron" not in (tmp_path / "chart.jsonl").read_text()
