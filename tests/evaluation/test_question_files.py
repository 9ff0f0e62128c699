"""Reading questions: each is held against the charts, and a wrong line is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import ImportError_, InputRefused
from core.evaluation.question_files import read_question_file
from tests.evaluation.material import CHARTS, gold, row, write_rows
from ui.errors import describe, has_sentence


@pytest.fixture
def charts(tmp_path: Path) -> Path:
    return write_rows(tmp_path / "charts.jsonl", CHARTS)


def test_rows_are_read_with_the_places_of_their_quotes(charts: Path, tmp_path: Path) -> None:
    rows: list[dict[str, Any] | str] = [
        row(),
        "",
        row("q2", client_id=None, kind="practice", gold=[gold("s2", "plan", "Paracetamol")]),
        row("q3", kind="absent", answerable=False, gold=[]),
    ]
    file = read_question_file(charts, write_rows(tmp_path / "qa.jsonl", rows))
    first, second, third = file.questions
    assert (first.row_id, first.kind, first.language, first.client_id) == ("q1", "fact", "en", "heron")
    ((start, end),) = first.gold[0].spans
    assert CHARTS[0]["sessions"][1]["subjective"][start:end] == "because of stomach pain"
    assert (second.client_id, second.gold[0].client_id) == (None, "heron")
    assert third.gold == ()
    assert len(read_question_file(charts, tmp_path / "qa.jsonl", limit=2).questions) == 2


def test_a_quote_may_stand_in_its_field_more_than_once(charts: Path, tmp_path: Path) -> None:
    rows = [row(gold=[gold("s1", "subjective", "for")])]
    write_rows(charts, [CHARTS[0] | {"sessions": [CHARTS[0]["sessions"][0] | {"subjective": "for, for"}]}])
    (question,) = read_question_file(charts, write_rows(tmp_path / "qa.jsonl", rows)).questions
    assert question.gold[0].spans == ((0, 3), (5, 8))


@pytest.mark.parametrize(
    ("wrong", "code", "place"),
    [
        ("{", "evaluation_line_not_json", None),
        ("[1]", "evaluation_line_not_json", None),
        (row(question=" "), "evaluation_row_incomplete", "question"),
        (row(kind=3), "evaluation_row_incomplete", "kind"),
        (row(gold=None), "evaluation_row_incomplete", "gold"),
        (row(gold=["x"]), "evaluation_row_incomplete", "gold[0]"),
        (row(gold=[gold("s2", "summary", "x")]), "evaluation_row_incomplete", "gold[0].field"),
        (row(gold=[gold("s2", "plan", "")]), "evaluation_row_incomplete", "gold[0].quote"),
        (row(answerable=False), "evaluation_row_incomplete", "answerable"),
        (row(client_id="wren"), "evaluation_client_unknown", None),
        (row(gold=[gold("s9", "plan", "x")]), "evaluation_session_unknown", "gold[0]"),
        # Both charts have a session of this id, and the row is about neither.
        (row(client_id=None, gold=[gold("s1", "plan", "two")]), "evaluation_session_unknown", "gold[0]"),
        (row(gold=[gold("s2", "plan", "stomach pain")]), "evaluation_quote_not_there", "gold[0]"),
        (row("q0"), "evaluation_row_twice", None),
    ],
)
def test_a_wrong_line_is_refused_by_its_number(
    charts: Path, tmp_path: Path, wrong: dict[str, Any] | str, code: str, place: str | None
) -> None:
    file = write_rows(tmp_path / "qa.jsonl", [row("q0"), wrong])
    with pytest.raises(InputRefused) as refused:
        read_question_file(charts, file)
    error = refused.value
    assert error.code == code
    assert (error.params["file"], error.params["line"], error.params.get("place")) == ("qa.jsonl", 2, place)
    assert has_sentence(code)
    told = describe(error)
    assert "2" in told.message
    assert "stomach" not in f"{error} {told.one_line}"


def test_charts_that_cannot_be_imported_are_refused_by_their_line(charts: Path, tmp_path: Path) -> None:
    write_rows(charts, [CHARTS[0], '{"client": 7}'])
    with pytest.raises(InputRefused) as refused:
        read_question_file(charts, write_rows(tmp_path / "qa.jsonl", [row()]))
    assert (refused.value.code, refused.value.params["line"]) == ("evaluation_charts_refused", 2)


def test_files_that_are_not_there_or_empty_are_refused(charts: Path, tmp_path: Path) -> None:
    with pytest.raises(ImportError_):
        read_question_file(tmp_path / "none.jsonl", write_rows(tmp_path / "qa.jsonl", [row()]))
    with pytest.raises(InputRefused) as refused:
        read_question_file(charts, tmp_path / "none.jsonl")
    assert refused.value.code == "evaluation_file_unreadable"
    with pytest.raises(InputRefused) as refused:
        read_question_file(charts, write_rows(tmp_path / "empty.jsonl", [""]))
    assert refused.value.code == "evaluation_file_empty"
