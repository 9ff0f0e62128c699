"""An answer as JSON and back, and answers that an earlier version kept."""

from __future__ import annotations

import json

from core.repositories.answer_json import answer_from_json, answer_to_json
from tests.fakes.assistant import answer_of


def test_the_words_that_were_missing_are_kept() -> None:
    answer = answer_of("Lipase?", [], [], not_in_record=True, notice="not_mentioned", missing=("Lipase",))
    body = json.loads(json.dumps(answer_to_json(answer)))
    assert answer_from_json(body, answer.message_id, ()) == answer


def test_an_answer_of_an_earlier_version_names_none() -> None:
    answer = answer_of("Lipase?", [], [], not_in_record=True, notice="not_mentioned")
    body = answer_to_json(answer)
    del body["missing"]
    assert answer_from_json(body, answer.message_id, ()).missing == ()
