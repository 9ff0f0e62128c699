"""Where a question is read from, and what is refused."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import pytest

from app.cli.console import UsageError
from app.cli.parser import build_parser
from app.cli.question_source import read_question
from core.errors import InputRefused


def given(*words: str) -> argparse.Namespace:
    return build_parser().parse_args(["ask", *words])


class Piped(io.TextIOWrapper):
    def __init__(self, content: bytes, *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


def test_an_argument_is_the_question() -> None:
    assert read_question(given("What dose?")) == "What dose?"


def test_a_dash_reads_standard_input_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Piped("מה המינון?\nof ramipril\n".encode()))
    assert read_question(given("-")) == "מה המינון?\nof ramipril"


def test_a_dash_at_a_terminal_reads_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Piped(b"What dose?\nmore", terminal=True))
    assert read_question(given("-")) == "What dose?"


def test_a_file_holds_the_question(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "question.txt"
    file.write_text("\ufeffWhat dose?\n", "utf-8")
    assert read_question(given("--question-file", str(file))) == "What dose?"
    monkeypatch.setattr("sys.stdin", Piped(b"What dose?"))
    assert read_question(given("--question-file", "-")) == "What dose?"


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"x" * (1 << 20) + b"x"], ids=["not UTF-8", "too long"])
def test_a_file_that_is_no_question_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "question.txt"
    file.write_bytes(content)
    with pytest.raises(InputRefused) as refused:
        read_question(given("--question-file", str(file)))
    assert refused.value.code == "question_file_unreadable"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="question_file_unreadable"):
        read_question(given("--question-file", str(tmp_path / "absent")))


@pytest.mark.parametrize(
    "words",
    [(), ("-", "--batch", "f"), ("What?", "--question-file", "f"), ("--batch", "f", "--question-file", "f")],
)
def test_exactly_one_source_is_taken(words: tuple[str, ...]) -> None:
    with pytest.raises(UsageError):
        read_question(given(*words))


def test_of_a_batch_there_is_no_question() -> None:
    assert read_question(given("--batch", "file")) is None
