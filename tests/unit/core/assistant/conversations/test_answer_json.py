"""An answer as JSON and back, and answers that an earlier version kept."""

from __future__ import annotations

import json
from dataclasses import replace

from core.assistant.conversations.answer_json import (
    answer_from_json,
    answer_to_json,
    source_from_json,
    source_to_json,
)
from core.assistant.dto import Sought
from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id
from tests.fakes.assistant import answer_of, record_source_of


def test_the_words_that_were_missing_are_kept() -> None:
    answer = answer_of("Lipase?", [], [], not_in_record=True, notice="not_mentioned", missing=("Lipase",))
    body = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(body, answer.message_id, ()) == answer


def test_an_answer_of_an_earlier_version_names_none() -> None:
    answer = answer_of("Lipase?", [], [], not_in_record=True, notice="not_mentioned")
    body = answer_to_json(answer)
    del body["missing"]
    assert answer_from_json(body, answer.message_id, ()).missing == ()


def test_what_was_sought_and_how_many_quotes_lead_are_kept() -> None:
    answer = answer_of("K?", [], [], not_in_record=True, sought=Sought("value", "potassium"), leading=2)
    body = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(body, answer.message_id, ()) == answer
    del body["sought"], body["leading"]
    earlier = answer_from_json(body, answer.message_id, ())
    assert (earlier.sought, earlier.leading) == (None, None)


def test_that_its_sentences_were_not_scored_or_may_not_answer_is_kept() -> None:
    answer = answer_of("K?", [], [], unscored=True, uncertain=True)
    body = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(body, answer.message_id, ()) == answer
    del body["unscored"], body["uncertain"]
    earlier = answer_from_json(body, answer.message_id, ())
    assert (earlier.unscored, earlier.uncertain) == (False, False)


def test_the_proof_and_the_rank_of_a_source_are_kept() -> None:
    details = ClientDetails("", "Adler", notes="Rests. Took ibuprofen.")
    client = Client(client_id=ClientId(new_id()), details=details, row_version=1)
    source = record_source_of(client, "notes", details.notes, number=1, used=True)
    source = replace(source, proof=((7, 22),), rank=4)
    detail = json.loads(json.dumps(source_to_json(source)))
    assert source_from_json(detail, 1, client.client_id) == source
    del detail["proof"], detail["rank"]
    earlier = source_from_json(detail, 1, client.client_id)
    assert (earlier.proof, earlier.rank) == ((), None)
    assert earlier.proof_text == source.quote, "all of the quote was shown"
