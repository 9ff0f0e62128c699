"""`anamnesis contradictions`: both quotes of each with their places, dismissed ones on request."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from core.ids import new_id
from core.security.roles import Access
from tests.fakes.contradictions import FakeContradictions, contradiction, quote_of
from tests.unit.app.conftest import CLIENT, MINE, Practice

VISIT = new_id()
NKDA = quote_of(CLIENT.client_id, "No known drug allergies", source_id=VISIT, day=date(2024, 3, 3), start=9)
RASH = quote_of(CLIENT.client_id, "Penicillin (rash)", field="allergies")
ALLERGY = contradiction("allergy", "penicillin", NKDA, RASH)
DOSE = contradiction(
    "dose",
    "ramipril",
    quote_of(CLIENT.client_id, "Start ramipril 5 mg", source_id=VISIT, field="plan", day=date(2024, 3, 3)),
    quote_of(CLIENT.client_id, "ramipril 10 mg", source_id=new_id(), field="plan", day=date(2024, 5, 3)),
    first="5 mg",
    second="10 mg",
)


@pytest.fixture
def found(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> FakeContradictions:
    made = FakeContradictions()
    of_practice = practice.services

    def services(_self: Practice) -> SimpleNamespace:
        whole = of_practice()
        whole.access = Access(MINE.user_id, "owner")
        whole.contradictions = made
        whole.sessions = SimpleNamespace(list_for_client=lambda _client: ())
        whole.keys = SimpleNamespace(finish_pending=lambda **_: None)
        return whole

    monkeypatch.setattr(Practice, "services", services)
    return made


def test_in_words(practice: Practice, found: FakeContradictions) -> None:
    found.put(ALLERGY, DOSE)
    done = practice.run("contradictions", "--client", str(CLIENT.client_id))
    assert done.code == 0, done.err
    assert done.out.splitlines() == [
        "Adler, Miriam",
        "",
        "Allergy to penicillin: recorded and denied",
        "  “No known drug allergies” (3 Mar 2024 · subjective)",
        "  “Penicillin (rash)” (client record · allergies)",
        "",
        "Dose of ramipril: 5 mg and 10 mg",
        "  “Start ramipril 5 mg” (3 Mar 2024 · plan)",
        "  “ramipril 10 mg” (3 May 2024 · plan)",
    ]


def test_as_json_each_quote_has_its_place(practice: Practice, found: FakeContradictions) -> None:
    found.put(ALLERGY)
    row = practice.json("contradictions", "--client", str(CLIENT.client_id))
    (one,) = row["contradictions"]
    assert (one["kind"], one["concept"], one["key"], one["dismissed"]) == (
        "allergy",
        "penicillin",
        ALLERGY.key,
        None,
    )
    note, record = one["quotes"]
    assert (note["session_id"], note["date"], note["field"]) == (str(VISIT), "2024-03-03", "subjective")
    assert (note["quote"], note["quote_start"], note["quote_end"]) == (NKDA.text, 9, 32)
    assert (record["source"], record["session_id"], record["date"]) == ("client_record", None, None)


def test_dismissed_ones_only_when_asked_for(practice: Practice, found: FakeContradictions) -> None:
    found.put(ALLERGY)
    found.dismiss(CLIENT.client_id, ALLERGY, "measles")
    silent = practice.run("contradictions", "--client", str(CLIENT.client_id))
    assert silent.out.splitlines() == ["Adler, Miriam", "No two notes contradict each other."]
    told = practice.run("contradictions", "--client", str(CLIENT.client_id), "--all")
    assert "  Dismissed: measles" in told.out.splitlines()
    row = practice.json("contradictions", "--client", str(CLIENT.client_id), "--all")
    assert row["contradictions"][0]["dismissed"]["reason"] == "measles"


def test_it_has_to_be_said_whose(practice: Practice, found: FakeContradictions) -> None:
    with pytest.raises(SystemExit):
        practice.run("contradictions")
