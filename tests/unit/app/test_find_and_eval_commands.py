"""What `find` shows to people, and how `eval` pairs its files."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from app.cli.answer_text import hits_text
from app.cli.console import UsageError
from app.cli.evaluation import pairs_of
from app.cli.parser import build_parser
from core.ids import ClientId, new_id
from core.retrieval.dto import ClientGroup, Reading, SearchResult
from core.sources.dto import Coverage
from tests.bench.recall import pairs_in
from tests.fakes.search import hits_of, passage_of

HERON, PLOVER = ClientId(new_id()), ClientId(new_id())
NAMES = {HERON: "heron", PLOVER: "plover"}


def external_id(_kind: str, record_id: UUID) -> str:
    return NAMES[ClientId(record_id)]


def result(**changes: object) -> SearchResult:
    hits = hits_of(
        [
            passage_of("Metformin 500 mg twice daily.", client_id=HERON),
            passage_of(
                "Diabetes.", client_id=PLOVER, day=None, field="medical_history", source_kind="client"
            ),
        ]
    )
    found = SearchResult("who takes metformin?", hits, Coverage(sessions=3), 5.0)
    return dataclasses.replace(found, **changes)  # type: ignore[arg-type]


def test_hits_name_their_place() -> None:
    text = hits_text(result(), external_id)
    assert "heron · 7 Apr 2024 · plan" in text
    assert "plover · client record · medical_history" in text
    assert "Understood" not in text


def test_clients_stand_over_their_hits() -> None:
    hits = result().hits
    groups = (ClientGroup(HERON, hits[:1]), ClientGroup(PLOVER, hits[1:]))
    lines = hits_text(result(groups=groups), external_id).splitlines()
    assert lines[0] == "2 clients:"
    assert lines.index("heron") < lines.index("plover")


def test_what_was_understood_and_notes_with_the_same_words_are_told() -> None:
    hit = result().hits[0]
    copied = dataclasses.replace(hit, also=(passage_of("", client_id=HERON, day=date(2024, 1, 2)),))
    read = (Reading("latest"), Reading("between", since=date(2024, 1, 1), until=date(2024, 2, 1)))
    text = hits_text(result(hits=(copied,), understood=read), external_id)
    assert "also 2 Jan 2024" in text
    assert "Understood: the latest; 1 Jan 2024 to 1 Feb 2024." in text


def test_what_a_hit_is_worth_is_told_beside_it() -> None:
    hits = result().hits
    denied = dataclasses.replace(hits[0], denies=True, marks=((0, 9),))
    groups = (ClientGroup(HERON, (denied,)), ClientGroup(PLOVER, hits[1:]))
    lines = hits_text(result(hits=(denied, hits[1]), groups=groups), external_id).splitlines()
    assert lines[0] == "2 clients, 1 of them only with a denial:"
    (denying,) = (line for line in lines if "heron ·" in line)
    assert "denied" in denying
    assert "found by meaning" not in denying
    (by_meaning,) = (line for line in lines if "plover ·" in line)
    assert "found by meaning" in by_meaning


def test_what_was_not_searched_is_told_with_its_remedy() -> None:
    searched = Coverage(sessions=3, unread=7, clients=2, passages=9, unindexed=5)
    text = hits_text(result(searched=searched, dense_available=False), external_id)
    assert (
        "Searched 3 sessions of 2 clients; 5 not indexed yet (not searched); 2 not searched (scans)" in text
    )
    assert "anamnesis index run" in text
    assert "not available" not in text
    assert "index run" not in hits_text(result(), external_id)


def test_attachments_can_be_searched_alone() -> None:
    given = build_parser().parse_args(["find", "MRI", "--field", "attachment"])
    assert given.field == "attachment"


@pytest.mark.parametrize(
    ("given", "pairs"),
    [
        (["c", "q"], [("c", "q")]),
        (["c", "q", "d", "r"], [("c", "q"), ("d", "r")]),
        (["c,d", "q,r"], [("c", "q"), ("d", "r")]),
    ],
)
def test_files_come_in_pairs(given: list[str], pairs: list[tuple[str, str]]) -> None:
    assert pairs_of(given) == [(Path(charts), Path(questions)) for charts, questions in pairs]


def test_a_file_may_have_a_comma_in_its_name(tmp_path: Path) -> None:
    charts = tmp_path / "a,b.jsonl"
    charts.touch()
    assert pairs_of([str(charts), "q"]) == [(charts, Path("q"))]


@pytest.mark.parametrize("given", [["c"], ["c", "q", "d"], ["c,d", "q"]])
def test_files_without_a_partner_are_a_usage_error(given: list[str]) -> None:
    with pytest.raises(UsageError):
        pairs_of(given)


def test_a_folder_is_searched_for_questions_with_charts(tmp_path: Path) -> None:
    for name in ("a.jsonl", "a_qa.jsonl", "b_charts.jsonl", "b_qa.jsonl", "c_qa.jsonl"):
        (tmp_path / name).touch()
    assert [(charts.name, questions.name) for charts, questions in pairs_in(tmp_path)] == [
        ("a.jsonl", "a_qa.jsonl"),
        ("b_charts.jsonl", "b_qa.jsonl"),
    ]
