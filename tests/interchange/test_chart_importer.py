"""Importing JSON Lines: all or nothing, line by line told, twice is once."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from core.cancel import CancelToken
from core.errors import Cancelled, ImportError_, InputRefused
from core.interchange.chart_lines import parse_line

GOOD: dict[str, Any] = {
    "client": {"id": "c1", "first_name": "Ada", "last_name": "Byron", "sex": "F", "birth_date": "1981-01-17"},
    "sessions": [
        {"id": "s1", "date": "2024-01-14", "subjective": "Knee pain.", "plan": "Rest."},
        {"id": "s2", "date": "2024-02-14", "subjective": "Better."},
    ],
}


def changed(**client) -> dict:
    return {**GOOD, "client": {**GOOD["client"], **client}}


def write(path, *lines) -> list:
    path.write_bytes(
        b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in lines)
    )
    return [path]


def test_a_good_file_is_stored(importer, clients, sessions, tmp_path):
    result = importer.run(importer.preview(write(tmp_path / "a.jsonl", GOOD, b"", changed(id="c2"))))
    assert (result.clients, result.sessions) == (2, 4)
    ada = clients.list()[0]
    assert ada.details.sex == "female"
    stored = sessions.list_for_client(ada.client_id)
    assert [session.external_id for session in stored] == ["s2", "s1"]
    assert stored[1].text.plan == "Rest."
    assert {session.state for session in stored} == {"signed"}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "line_not_json"),
        (b"\xff\xfe", "line_not_utf8"),
        (b"[" * 100_000, "line_not_json"),
        ([], "line_not_an_object"),
        ({"sessions": []}, "line_not_an_object"),
        (changed(first_name="", last_name=" "), "client_name_missing"),
        (changed(first_name=7), "line_not_text"),
        (changed(sex="?"), "client_sex_unknown"),
        (changed(birth_date="17.1.1981"), "line_bad_date"),
        (changed(id={}), "line_bad_id"),
        (changed(allergies="Penicillin"), "line_not_a_list"),
        ({**GOOD, "sessions": {}}, "line_not_a_list"),
        ({**GOOD, "sessions": [7]}, "line_not_an_object"),
        ({**GOOD, "sessions": [{"id": "s"}]}, "line_bad_date"),
        ({**GOOD, "sessions": [{"date": "2024-01-01", "plan": "p" * 50_001}]}, "field_too_long"),
        ({**GOOD, "sessions": [GOOD["sessions"][0]] * 2}, "line_repeats_session_id"),
    ],
)
def test_a_malformed_line_is_named_and_the_good_one_offered(importer, tmp_path, line, code):
    preview = importer.preview(write(tmp_path / "a.jsonl", changed(id="other"), line))
    assert [(problem.line, problem.reason.code) for problem in preview.problems] == [(2, code)]
    assert preview.clients == 1


def test_a_client_id_that_comes_twice_in_a_file_is_refused(importer, tmp_path):
    preview = importer.preview(write(tmp_path / "a.jsonl", GOOD, GOOD))
    assert [problem.reason.code for problem in preview.problems] == ["line_repeats_client_id"]


def test_unknown_keys_are_told_not_swallowed(importer, tmp_path):
    preview = importer.preview(write(tmp_path / "a.jsonl", changed(mrn="12")))
    assert preview.ignored_keys == ("client.mrn",)


def test_importing_twice_adds_only_what_is_new(importer, clients, sessions, tmp_path):
    importer.run(importer.preview(write(tmp_path / "a.jsonl", GOOD)))
    grown = {**GOOD, "sessions": [*GOOD["sessions"], {"id": "s3", "date": "2024-03-14"}]}
    result = importer.run(importer.preview(write(tmp_path / "b.jsonl", grown)))
    assert (result.clients, result.sessions, result.already_there) == (0, 1, 2)
    assert len(sessions.list_for_client(clients.list()[0].client_id)) == 3


def test_another_person_with_the_same_id_never_joins_a_chart(importer, clients, sessions, tmp_path):
    importer.run(importer.preview(write(tmp_path / "a.jsonl", GOOD)))
    stranger = {**changed(first_name="John"), "sessions": [{"id": "s9", "date": "2024-05-05", "plan": "x"}]}
    refused = importer.preview(write(tmp_path / "b.jsonl", stranger))
    assert [problem.reason.code for problem in refused.problems] == ["line_other_client"]
    looked_at_before = replace(refused, lines=(parse_line(json.dumps(stranger).encode()),), problems=())
    with pytest.raises(InputRefused, match="line_other_client"):
        importer.run(looked_at_before)
    assert len(sessions.list_for_client(clients.list()[0].client_id)) == 2


def test_sessions_without_an_id_are_not_stored_twice(importer, tmp_path):
    line = {**GOOD, "sessions": [{"date": "2024-05-05", "plan": "x"}, {"date": "2024-05-06", "plan": "x"}]}
    importer.run(importer.preview(write(tmp_path / "a.jsonl", line)))
    again = importer.run(importer.preview(write(tmp_path / "a.jsonl", line)))
    assert (again.sessions, again.already_there) == (0, 2)


def test_cancelling_part_way_leaves_nothing(importer, clients, tmp_path):
    cancel = CancelToken()
    preview = importer.preview(write(tmp_path / "a.jsonl", GOOD, changed(id="c2"), changed(id="c3")))

    def stop_at_the_second(done: int, total: int) -> None:
        if done == 1:
            cancel.cancel()

    with pytest.raises(Cancelled):
        importer.run(preview, cancel=cancel, on_progress=stop_at_the_second)
    assert clients.list() == []


def test_a_failure_part_way_leaves_nothing(importer, clients, tmp_path):
    preview = importer.preview(write(tmp_path / "a.jsonl", GOOD, changed(id="c2"), changed(id="c3")))

    def fail(done: int, total: int) -> None:
        if done == 2:
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        importer.run(preview, on_progress=fail)
    assert clients.list() == []


def test_a_file_that_cannot_be_read_is_named(importer, tmp_path):
    with pytest.raises(ImportError_):
        importer.preview([tmp_path / "missing.jsonl"])
