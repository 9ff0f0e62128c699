"""What `find` prints beside its hits, as a program with a separate practice."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.evaluation.material import FILED, QUESTIONS, write_rows
from tests.journeys.program import Program

pytestmark = [pytest.mark.journey, pytest.mark.engine]


SINCE = "ibuprofen since March 2024"


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Two clients, imported and indexed by a named member."""
    made = Program(tmp_path_factory.mktemp("finding") / "installation")
    charts = write_rows(made.secrets / "charts.jsonl", FILED)
    made.must("init", "--practice", "Quay", "--owner", "Noa Levi")
    made.must("import", str(charts))
    made.must("index", "run")
    return made


def rows(practice: Program, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in practice.must("--json", "find", *arguments).splitlines()]


def test_a_batch_row_has_the_documented_fields_and_exact_spans(practice: Program) -> None:
    since = {"id": "since", "question": SINCE}
    asked = write_rows(practice.secrets / "batch.jsonl", [*QUESTIONS, since])
    *found, read = rows(practice, "--batch", str(asked))
    assert {hit["date"] for hit in read["hits"]} == {"2024-04-07"}
    assert [each["code"] for each in read["understood"]] == ["since"]
    assert [each["id"] for each in found] == [each["id"] for each in QUESTIONS]
    fields = {
        (chart["client"]["id"], session["id"], name): text
        for chart in FILED
        for session in chart["sessions"]
        for name, text in session.items()
    }
    for answered in found:
        assert {"id", "question", "elapsed_ms", "searched", "hits", "groups", "understood"} == set(answered)
        assert set(answered["searched"]) == {"sessions", "since", "until", "unread", "mismatched"}
        assert answered["hits"]
        for hit in answered["hits"]:
            assert set(hit) - {"also"} == {
                "rank", "score", "dense", "lexical", "client_id", "session_id", "date", "field", "start",
                "end", "text",
            }  # fmt: skip
            text = fields[hit["client_id"], hit["session_id"], hit["field"]]
            assert text[hit["start"] : hit["end"]] == hit["text"]
    who = found[2]
    assert {group["client_id"] for group in who["groups"]} == {"heron", "plover"}
    assert {"code": "listing", "since": None, "until": None} in who["understood"]


def test_words_that_filter_do_not_when_taken_literally(practice: Program) -> None:
    (literal,) = rows(practice, SINCE, "--literal", "--no-recency")
    assert literal["understood"] == []
    assert "2024-01-14" in {hit["date"] for hit in literal["hits"]}


def test_what_the_command_line_gives_holds_for_rows_that_say_nothing(practice: Program) -> None:
    """And if a member is named, only that member's texts are shown."""
    batch: list[dict[str, Any]] = [
        {"id": 1, "question": "ibuprofen"},
        {"id": 2, "question": "ibuprofen", "client_id": "heron"},
        {"id": 3, "question": "ibuprofen", "author": "Somebody Else"},
    ]
    asked = write_rows(practice.secrets / "filters.jsonl", batch)
    given = ("--client", "plover", "--field", "subjective", "--author", "noa levi")
    done = practice.run("--json", "find", "--batch", str(asked), *given)
    first, second, strange = (json.loads(line) for line in done.stdout.splitlines())
    assert {(hit["client_id"], hit["field"]) for hit in first["hits"]} == {("plover", "subjective")}
    assert {(hit["client_id"], hit["field"]) for hit in second["hits"]} == {("heron", "subjective")}
    assert done.returncode == 5
    assert "Only what a member of the practice wrote" in strange["error"]["message"]
    assert "anamnesis users list" in strange["error"]["remedy"]
