"""The source of a question: an argument, a file, or standard input, which no process list shows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import BinaryIO

from app.cli.console import UsageError
from core.errors import InputRefused

STANDARD_INPUT = "-"
_MOST_BYTES = 1 << 20
"""Far above the limit of a question; longer input is not read further."""


def read_question(arguments: argparse.Namespace) -> str | None:
    """The question, or None if `--batch` provides the questions.

    Raises `UsageError` unless there is exactly one source, `InputRefused("question_file_unreadable")`.
    """
    given = [arguments.question, arguments.question_file, arguments.batch]
    if sum(each is not None for each in given) != 1:
        raise UsageError("give a question, --question-file FILE or --batch FILE, one of them")
    if arguments.question_file is not None:
        return _from_file(arguments.question_file)
    if arguments.question == STANDARD_INPUT:
        return _from_standard_input()
    return None if arguments.question is None else str(arguments.question)


def _from_standard_input() -> str:
    if sys.stdin.isatty():
        return sys.stdin.readline(_MOST_BYTES).strip()
    return _text(sys.stdin.buffer, STANDARD_INPUT)


def _from_file(path: Path) -> str:
    if str(path) == STANDARD_INPUT:
        return _from_standard_input()
    try:
        with path.open("rb") as file:
            return _text(file, str(path))
    except OSError as error:
        raise InputRefused("question_file_unreadable", file=str(path)) from error


def _text(stream: BinaryIO, name: str) -> str:
    content = stream.read(_MOST_BYTES + 1)
    try:
        if len(content) > _MOST_BYTES:
            raise InputRefused("question_file_unreadable", file=name)
        return content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise InputRefused("question_file_unreadable", file=name) from error
