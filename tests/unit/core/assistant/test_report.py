"""The JSON rows of the command line."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any

from core.assistant.dto import Answer, ClientList, Sentence, Sought, Source, Timings, Usage
from core.assistant.report import answer_row, find_row
from core.ids import ConversationId, MessageId, new_id
from core.retrieval.dto import ClientGroup, Reading, SearchResult
from core.sources.dto import Coverage
from tests.fakes.search import hits_of, passage_of

PASSAGE = passage_of("Ibuprofen 600 mg every 6 hours.", start=7)
RECORD = passage_of("Asthma.", field="medical_history", day=None, source_kind="client")
SEARCHED = Coverage(sessions=3, since=date(2024, 1, 1), until=date(2024, 4, 7), unread=1)


def external_id(kind: str, identifier) -> str:
    return f"{kind}-{'a' if identifier in (PASSAGE.client_id, PASSAGE.source_id) else 'b'}"


def answer(**changes) -> Answer:
    source = Source(
        number=1, used=True, usage_reason="supports sentence 1", quote="600 mg", quote_start=17, quote_end=23,
        verified=True, passage=PASSAGE, client_name="Byron, Ada", score=0.51239, dense=0.5, lexical=None,
    )  # fmt: skip
    values: dict[str, Any] = {
        "conversation_id": ConversationId(new_id()),
        "message_id": MessageId(new_id()),
        "question": "dose?",
        "answer": "Ibuprofen 600 mg. [1]",
        "sentences": (Sentence("Ibuprofen 600 mg.", (1,), verified=True),),
        "withheld": (Sentence("Ibuprofen 6 g.", (1,), verified=False, reason="unit_mismatch"),),
        "sources": (source,),
        "not_in_record": False,
        "mode": "written",
        "attribution": "tracked",
        "model": "m",
        "timings": Timings(12.345, 300.05, 900.0),
        "usage": Usage(100, 20, 3),
        "searched": SEARCHED,
        "asked_at": datetime(2024, 4, 8, tzinfo=UTC),
    }
    return Answer(**values | changes)


def test_a_find_row():
    found = SearchResult("asthma?", hits_of([PASSAGE, RECORD]), SEARCHED, 7.04)
    row = find_row(found, row_id="q1", external_id=external_id)
    assert json.loads(json.dumps(row)) == row
    assert row == {
        "id": "q1",
        "question": "asthma?",
        "elapsed_ms": 7.0,
        "searched": {
            "sessions": 3,
            "since": "2024-01-01",
            "until": "2024-04-07",
            "unread": 1,
            "mismatched": 0,
        },
        "hits": [
            {
                "rank": 1, "score": 1.0, "dense": 0.5, "lexical": 1.0, "client_id": "client-a",
                "session_id": "session-a", "date": "2024-04-07", "field": "plan", "start": 7,
                "end": 7 + len(PASSAGE.text), "text": PASSAGE.text,
            },
            {
                "rank": 2, "score": 0.5, "dense": 0.5, "lexical": 1.0, "client_id": "client-b",
                "session_id": None, "date": None, "field": "medical_history", "start": 0, "end": 7,
                "text": "Asthma.", "source": "client_record",
            },
        ],
        "groups": [],
        "understood": [],
    }  # fmt: skip


def test_a_find_row_of_a_question_about_clients_with_a_date_and_a_copied_note():
    copy = passage_of(PASSAGE.text, client_id=PASSAGE.client_id, day=date(2024, 3, 1))
    (hit,) = hits_of([PASSAGE])
    hit = dataclasses.replace(hit, also=(copy,))
    found = SearchResult(
        "who takes ibuprofen since March?",
        (hit,),
        SEARCHED,
        7.0,
        groups=(ClientGroup(PASSAGE.client_id, (hit,)),),
        understood=(Reading("listing"), Reading("since", since=date(2024, 3, 1))),
    )
    row = find_row(found, external_id=external_id)
    assert json.loads(json.dumps(row)) == row
    assert row["hits"][0]["also"] == [{"session_id": "session-b", "date": "2024-03-01", "field": "plan"}]
    assert row["groups"] == [{"client_id": "client-a", "hits": row["hits"]}]
    assert row["understood"] == [
        {"code": "listing", "since": None, "until": None},
        {"code": "since", "since": "2024-03-01", "until": None},
    ]


def test_an_ask_row():
    row = answer_row(answer(notice="stopped"), row_id=4, external_id=external_id)
    assert json.loads(json.dumps(row)) == row
    expected = {
        "id": 4, "question": "dose?", "answer": "Ibuprofen 600 mg. [1]", "mode": "written",
        "notice": "stopped", "attribution": "tracked", "model": "m",
    }  # fmt: skip
    assert {key: row[key] for key in expected} == expected
    assert row["sentences"] == [{"text": "Ibuprofen 600 mg.", "sources": [1], "verified": True}]
    assert row["withheld"] == [
        {"text": "Ibuprofen 6 g.", "sources": [1], "verified": False, "reason": "unit_mismatch"}
    ]
    assert row["timings_ms"] == {"find": 12.3, "first_token": 300.1, "total": 900.0}
    assert row["usage"] == {"prompt_tokens": 100, "output_tokens": 20, "truncated_passages": 3}
    assert (row["not_in_record"], row["cached"], row["blocked"]) == (False, False, None)
    (source,) = row["sources"]
    assert source["text"][source["quote_start"] - 7 : source["quote_end"] - 7] == source["quote"] == "600 mg"
    assert (source["number"], source["used"], source["verified"]) == (1, True, True)
    assert (source["client_id"], source["session_id"]) == ("client-a", "session-a")
    assert source["score"] == 0.5124


def test_the_row_says_whether_the_sentences_lack_their_second_check():
    assert answer_row(answer(), external_id=external_id)["unscored"] is False
    assert answer_row(answer(unscored=True), external_id=external_id)["unscored"] is True


def test_the_row_says_whether_the_quotes_may_not_answer():
    assert answer_row(answer(), external_id=external_id)["uncertain"] is False
    assert answer_row(answer(uncertain=True), external_id=external_id)["uncertain"] is True


def test_no_model_no_first_token():
    row = answer_row(answer(timings=Timings(1.0, None, 2.0), model=None), external_id=external_id)
    assert row["timings_ms"]["first_token"] is None


def test_the_words_that_are_nowhere_mentioned_are_in_the_row():
    row = answer_row(answer(not_in_record=True, missing=("lipase",)), external_id=external_id)
    assert row["missing"] == ["lipase"]


def test_an_ask_row_names_the_proof_the_rank_and_what_is_not_recorded():
    (source,) = answer().sources
    proved = dataclasses.replace(source, proof=((17, 20),), rank=5)
    unused = dataclasses.replace(source, number=2, used=False)
    row = answer_row(answer(sources=(proved, unused)), external_id=external_id)
    assert (row["sources"][0]["rank"], row["sources"][0]["number"]) == (5, 1)
    assert row["sources"][0]["proof"] == [{"start": 17, "end": 20, "text": "600"}]
    assert row["sources"][1]["proof"] == []
    assert row["sought"] is None
    silent = answer_row(
        answer(sources=(), not_in_record=True, sought=Sought("value", "potassium")), external_id=external_id
    )
    assert silent["sought"] == {"kind": "value", "subject": "potassium"}


def test_the_parts_of_a_list_are_ids_by_part():
    lists = (ClientList("now", (PASSAGE.client_id,)), ClientList("mentioned", (RECORD.client_id,)))
    row = answer_row(answer(lists=lists), external_id=external_id)
    assert row["lists"] == {
        "now": ["client-a"],
        "earlier": [],
        "denied_or_removed": [],
        "mentioned": ["client-b"],
    }
    assert answer_row(answer(), external_id=external_id)["lists"] is None
