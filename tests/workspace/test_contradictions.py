"""Contradictions in a whole practice: said in answers; a dismissal is kept through locks and new keys."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.clients.dto import Client
from core.ids import ClientId
from core.sessions.dto import SoapText
from core.settings import Settings
from core.sources.dto import SearchScope
from tests.security.scan import scan
from tests.workspace.practice import DAY, OWNER, Practice

REASON = "The rash was measles, heron-by-the-weir"
FIRST = DAY - timedelta(days=90)
SECOND = DAY - timedelta(days=30)


@pytest.fixture
def miriam(practice: Practice) -> Client:
    """A chart that gives one drug in two doses."""
    made, _ = practice.add("Miriam")
    started, told = SoapText(plan="Start ramipril 5 mg daily."), SoapText("Takes ramipril 10 mg daily.")
    for day, text in ((FIRST, started), (SECOND, told)):
        draft = practice.services.sessions.start_draft(made.client_id, day=day, text=text)
        practice.services.sessions.sign(draft.session_id, expected_version=draft.version)
    return made


def answer(practice: Practice, client_id: ClientId) -> Any:
    return practice.services.assistant.ask(
        "What dose of ramipril is she on?", SearchScope(client_id=client_id), use_model=False
    )


def test_an_answer_cites_what_contradicts_it_until_it_is_dismissed(practice: Practice, miriam: Client):
    told = answer(practice, miriam.client_id)
    assert told.mode == "lookup"
    assert [sentence.text for sentence in told.sentences][1:] == [
        "But the note of 23 August 2026 says: “Start ramipril 5 mg daily”"
    ]
    (number,) = told.sentences[1].sources
    source = next(each for each in told.sources if each.number == number)
    assert (source.quote, source.verified, source.passage.day) == ("Start ramipril 5 mg daily", True, FIRST)
    (found,) = practice.services.contradictions.of_client(miriam.client_id)
    practice.services.contradictions.dismiss(miriam.client_id, found, REASON)
    assert len(answer(practice, miriam.client_id).sentences) == 1


def test_a_dismissal_survives_locks_new_keys_and_new_epochs(practice: Practice, miriam: Client):
    (found,) = practice.services.contradictions.of_client(miriam.client_id)
    made = practice.services.contradictions.dismiss(miriam.client_id, found, REASON)
    practice.enter(OWNER)
    assert practice.services.contradictions.of_client(miriam.client_id) == []
    practice.services.keys.rotate()
    practice.enter(OWNER)
    (kept,) = practice.services.contradictions.all_of_client(miriam.client_id)
    assert kept.dismissed == made
    assert practice.services.integrity.check_all() == ()


def test_an_erase_takes_it_along(practice: Practice, miriam: Client):
    (found,) = practice.services.contradictions.of_client(miriam.client_id)
    practice.services.contradictions.dismiss(miriam.client_id, found, REASON)
    practice.services.keys.erase_client(miriam.client_id, typed_name="Adler, Miriam")
    assert practice.sql("SELECT count(*) FROM chart_record") == [(0,)]
    assert practice.services.contradictions.all_of_client(miriam.client_id) == []
    assert practice.services.integrity.check_all() == ()


def test_no_word_of_it_is_on_the_disk(practice: Practice, miriam: Client, settings: Settings):
    (found,) = practice.services.contradictions.of_client(miriam.client_id)
    practice.services.contradictions.dismiss(miriam.client_id, found, REASON)
    practice.sql_change("CHECKPOINT")
    assert scan([Path(settings.data_dir)], ["heron-by-the-weir"]).findings == set()
