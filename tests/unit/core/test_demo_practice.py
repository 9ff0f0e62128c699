"""The demo practice is product content: it must import cleanly and its known answers must stay true."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from importlib.resources import files
from typing import Any

import pytest

from core.clients.dto import SEXES
from core.sessions.dto import SOAP_FIELDS

HEBREW = re.compile(r"[\u05d0-\u05ea]")
PLACEHOLDER = re.compile(
    r"lorem|ipsum|\btodo\b|\btbd\b|\bxxx+\b|placeholder|\[.*?\]|\{.*?\}|\?\?\?|<[a-z]+>", re.IGNORECASE
)
KINDS = {"fact", "medication", "latest", "when", "negation", "multi", "practice", "absent"}


def rows(name: str) -> list[dict[str, Any]]:
    text = files("core").joinpath(name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def charts() -> list[dict[str, Any]]:
    return rows("demo_practice.jsonl")


@pytest.fixture(scope="module")
def questions() -> list[dict[str, Any]]:
    return rows("demo_questions.jsonl")


def all_text(chart: dict[str, Any]) -> str:
    return "\n".join(session[field] for session in chart["sessions"] for field in SOAP_FIELDS)


def test_twelve_clients_with_five_sessions_each(charts: list[dict[str, Any]]) -> None:
    assert len(charts) == 12
    assert {len(chart["sessions"]) for chart in charts} == {5}
    for chart in charts:
        assert set(chart) == {"client", "sessions"}
        for session in chart["sessions"]:
            assert set(session) == {"id", "date", *SOAP_FIELDS}


def test_ids_are_unique(charts: list[dict[str, Any]]) -> None:
    ids = [chart["client"]["id"] for chart in charts]
    ids += [session["id"] for chart in charts for session in chart["sessions"]]
    assert [name for name, count in Counter(ids).items() if count > 1] == []


def test_sessions_are_dated_in_order_within_a_lifetime(charts: list[dict[str, Any]]) -> None:
    for chart in charts:
        days = [date.fromisoformat(session["date"]) for session in chart["sessions"]]
        assert days == sorted(set(days)), chart["client"]["id"]
        assert date.fromisoformat(chart["client"]["birth_date"]) < days[0]


def test_client_records_are_complete_and_obviously_fictional(charts: list[dict[str, Any]]) -> None:
    for chart in charts:
        client = chart["client"]
        assert client["sex"] in SEXES
        assert re.fullmatch(r"555-01\d\d", client["phone"])
        assert client["email"].endswith("@example.org")
        assert isinstance(client["allergies"], list)
        assert isinstance(client["alerts"], list)
        assert all(client[name].strip() for name in ("first_name", "last_name", "medical_history", "notes"))


def test_notes_are_of_realistic_length_and_trimmed(charts: list[dict[str, Any]]) -> None:
    lengths = []
    for chart in charts:
        for session in chart["sessions"]:
            parts = [session[field] for field in SOAP_FIELDS]
            assert all(part == part.strip() and part for part in parts), session["id"]
            lengths.append(sum(len(part.split()) for part in parts))
    assert all(60 <= words <= 160 for words in lengths), (min(lengths), max(lengths))


def test_exactly_two_clients_have_hebrew_charts_with_latin_drug_names(charts: list[dict[str, Any]]) -> None:
    hebrew = [chart for chart in charts if HEBREW.search(chart["client"]["first_name"])]
    assert len(hebrew) == 2
    for chart in charts:
        for session in chart["sessions"]:
            has_hebrew = bool(HEBREW.search("".join(session[field] for field in SOAP_FIELDS)))
            assert has_hebrew == (chart in hebrew), session["id"]
    for chart in hebrew:
        assert len(set(re.findall(r"[A-Z][a-z]{5,}", all_text(chart)))) >= 4


def test_no_placeholder_text_and_no_sentence_used_twice(charts: list[dict[str, Any]]) -> None:
    seen: Counter[str] = Counter()
    for chart in charts:
        text = all_text(chart)
        assert PLACEHOLDER.search(text) is None, PLACEHOLDER.search(text)
        seen.update(part for part in re.split(r"(?<=[.!?])\s+|\n", text) if len(part.split()) > 7)
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_question_rows_have_the_shape_of_the_evaluation_rows(questions: list[dict[str, Any]]) -> None:
    assert len(questions) >= 24
    assert len({row["id"] for row in questions}) == len(questions)
    for row in questions:
        required = {"id", "scope", "client_id", "lang", "kind", "question", "answerable", "gold", "answer"}
        assert required | {"must_include"} <= set(row) <= required | {"must_include", "must_not"}
        assert row["kind"] in KINDS
        assert row["scope"] == ("practice" if row["client_id"] is None else "client")
        assert row["answerable"] == bool(row["gold"]) == (row["kind"] != "absent")
        assert (row["lang"] == "he") == bool(HEBREW.search(row["question"]))
    assert sum(row["lang"] == "he" for row in questions) == 4
    assert sum(row["kind"] == "absent" for row in questions) == 3


def test_every_quote_is_exact_and_of_the_asked_client(
    charts: list[dict[str, Any]], questions: list[dict[str, Any]]
) -> None:
    sessions = {session["id"]: session for chart in charts for session in chart["sessions"]}
    owner = {session["id"]: chart["client"]["id"] for chart in charts for session in chart["sessions"]}
    for row in questions:
        for gold in row["gold"]:
            assert gold["quote"] in sessions[gold["session_id"]][gold["field"]], row["id"]
            assert row["client_id"] in (None, owner[gold["session_id"]]), row["id"]


def test_required_words_stand_in_the_quotes_and_no_forbidden_ones(questions: list[dict[str, Any]]) -> None:
    for row in questions:
        quoted = " ".join(gold["quote"] for gold in row["gold"]).lower()
        assert all(word.lower() in quoted or row["kind"] == "when" for word in row["must_include"]), row["id"]
        assert not any(word.lower() in row["answer"].lower() for word in row.get("must_not", [])), row["id"]


def test_the_first_question_is_the_one_the_demonstration_asks(questions: list[dict[str, Any]]) -> None:
    first = questions[0]
    assert first["question"] == "Why was ibuprofen stopped?"
    assert first["answerable"]
    assert first["scope"] == "client"
    assert first["lang"] == "en"
    assert "because" in first["gold"][0]["quote"]
