"""The log is read back newest first, whatever else lies in it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from core.errors import DatabaseProblem
from core.health.log_lines import read_log
from core.logs import log_to, stop_logging


@pytest.fixture
def written(tmp_path: Path) -> Path:
    handler = log_to(tmp_path)
    try:
        ours, theirs = logging.getLogger("core.test"), logging.getLogger("somebody.else")
        ours.info("first: %d", 1)
        theirs.warning("a quoted note")
        try:
            raise DatabaseProblem("database_timeout") from ValueError("a quoted note")
        except DatabaseProblem as error:
            ours.exception("the last one", exc_info=error)
    finally:
        stop_logging(handler)
    return tmp_path


@pytest.fixture(autouse=True)
def forget_records(caplog: pytest.LogCaptureFixture):
    yield
    caplog.clear()


def test_what_was_logged_is_read_back_newest_first(written: Path):
    last, foreign, first = read_log(written)
    assert (first.level, first.logger, first.message) == ("INFO", "core.test", "first: 1")
    assert first.place.startswith("test_log_lines.py:")
    assert (foreign.logger, foreign.message) == ("somebody.else", "")
    assert (last.level, last.code, last.error) == (
        "ERROR",
        "database_timeout",
        "core.errors.DatabaseProblem",
    )
    assert last.error_at.startswith("test_log_lines.py:")


def test_lines_that_are_not_ours_are_left_out(written: Path):
    with (written / "anamnesis.log").open("ab") as file:
        file.write(b'{"at": 3}\n[]\nnull\n\xff\xfe\n{"at":"2026-06-01T12:00:00+0000","level":"LOUD"}\n{half')
    assert len(read_log(written)) == 3


def test_rotated_files_follow_and_the_count_is_bounded(written: Path):
    (written / "anamnesis.log").rename(written / "anamnesis.log.1")
    assert len(read_log(written)) == 3
    assert [each.message for each in read_log(written, most=1)] == ["the last one"]


def test_without_a_log_there_is_nothing(tmp_path: Path):
    assert read_log(tmp_path / "none") == ()
