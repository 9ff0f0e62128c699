"""What cannot be read is not said, and what nothing would take back later is not kept."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from core.assistant.dto import NOT_KEPT
from core.assistant.looked_up import composed, without_unsourced
from core.clinical_language import words
from core.facts.dto import SourceText
from core.facts.extracting import extract_facts
from core.facts.quoting import FactReader
from core.language.forgetting import begin_remembering, forget_words
from core.sources.dto import Coverage, SearchScope
from tests.fakes.assistant import answer_of


@pytest.fixture
def chart(ada, visit):
    return visit(ada, date(2024, 8, 20), subjective="Never smoked.", plan="Continue ramipril 10 mg.")


def test_a_fact_whose_words_cannot_be_read_is_left_to_search(lookups, ada, ben, visit, chart, monkeypatch):
    visit(ben, date(2024, 8, 20), plan="Continue ramipril 5 mg.")
    read = FactReader.__call__

    def without_ada(self, stated):
        return None if stated.source.client_id == ada else read(self, stated)

    monkeypatch.setattr(FactReader, "__call__", without_ada)
    assert lookups.answer("Is she on ramipril?", SearchScope(client_id=ada)) is None
    (line,) = lookups.answer("Who takes ramipril?", SearchScope()).lines
    assert line.text == "1 client takes ramipril: Katz, Ben."
    assert {quote.client_id for quote in line.quotes} == {ben}


def test_silence_is_not_told_while_something_is_unread(lookups, ada, chart, monkeypatch):
    scope = SearchScope(client_id=ada)
    assert lookups.answer("Any allergies?", scope).lines[0].nothing
    monkeypatch.setattr(lookups._facts.__class__, "coverage", lambda self, scope: Coverage(unread=1))
    assert lookups.answer("Any allergies?", scope) is None
    assert lookups.answer("Who is allergic to latex?", SearchScope()) is None
    assert lookups.answer("Is she on ramipril?", scope) is not None


def test_no_allergy_is_denied_for_days_that_leave_the_client_record_out(lookups, clients, ada, chart):
    client = clients.get(ada)
    details = dataclasses.replace(client.details, allergies=("Penicillin (rash)",))
    clients.update(ada, details, expected_version=client.row_version)
    dated = SearchScope(client_id=ada, since=date(2024, 1, 1))
    for question in ("Any allergies?", "Is she allergic to penicillin?", "Is she allergic to latex?"):
        assert lookups.answer(question, dated) is None, question
    assert lookups.answer("Is she allergic to penicillin?", SearchScope(client_id=ada)).known


def test_an_allergy_is_not_denied_beside_others_while_something_is_unread(lookups, clients, ada, monkeypatch):
    client = clients.get(ada)
    details = dataclasses.replace(client.details, allergies=("Latex",))
    clients.update(ada, details, expected_version=client.row_version)
    scope = SearchScope(client_id=ada)
    assert lookups.answer("Is she allergic to penicillin?", scope) is not None
    monkeypatch.setattr(lookups._facts.__class__, "coverage", lambda self, scope: Coverage(unread=1))
    assert lookups.answer("Is she allergic to penicillin?", scope) is None


def test_one_damaged_client_costs_only_itself(lookups, database, ada, ben, chart):
    with database.begin() as session:
        session.connection().exec_driver_sql(
            "UPDATE client SET sealed_details = decode('00', 'hex') || substring(sealed_details from 2)"
            " WHERE client_id = %s",
            (ben,),
        )
    found = lookups.answer("Who takes ramipril?", SearchScope())
    assert [line.text for line in found.lines] == ["1 client takes ramipril: Byron, Ada."]
    counted = lookups.answer("How many patients do I have?", SearchScope())
    assert counted.searched.mismatched >= 1


def test_facts_of_the_client_record_have_no_day(lookups, clients, ada):
    client = clients.get(ada)
    details = dataclasses.replace(client.details, medical_history="Takes lisinopril 10 mg daily.")
    clients.update(ada, details, expected_version=client.row_version)
    assert lookups.answer("When was lisinopril started?", SearchScope(client_id=ada)) is None
    for question in ("Is she on lisinopril?", "What medication is she taking?"):
        found = lookups.answer(question, SearchScope(client_id=ada))
        told = " ".join(line.text for line in found.lines)
        assert "client record" in told, told
        assert "January 1" not in told


def test_what_no_source_bears_out_is_not_kept(lookups, ada, ben, visit):
    visit(ada, date(2024, 8, 20), sign=False, subjective="A draft.")
    found = lookups.answer("Which notes are unsigned?", SearchScope())
    assert found.lines[0].about == (ada,)
    made = composed(found)
    answer = answer_of("Which notes are unsigned?", [], list(made.sentences), mode="lookup", notice=None)
    kept = without_unsourced(answer)
    assert (kept.sentences, kept.answer, kept.notice) == ((), "", NOT_KEPT)
    assert "Byron" not in repr(kept)


def test_words_of_notes_leave_memory_with_the_others():
    # A lock of another test may have ended it.
    begin_remembering()
    extract_facts([SourceText("session", "plan", "Thaddeusson: zorgblatt 5 mg.", date(2024, 1, 1))])
    assert words.fold.cached.cache_info().currsize
    forget_words()
    assert words.fold.cached.cache_info().currsize == 0
    assert words.readings.cached.cache_info().currsize == 0
