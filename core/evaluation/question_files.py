"""Reads questions with their proofs, and refuses those whose proofs are not in the charts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.errors import InputRefused
from core.evaluation.dto import EvaluationQuestion, GoldQuote, QuestionFile
from core.interchange.chart_files import ChartFiles
from core.interchange.dto import ChartLine, ChartSession
from core.sessions.dto import SOAP_FIELDS

_TEXT_KEYS = ("id", "question", "kind", "lang")


def read_question_file(charts: Path, file: Path, *, limit: int | None = None) -> QuestionFile:
    """The first `limit` questions of `file`, each checked against `charts`.

    Raises `ImportError_` for a chart file that cannot be read, `InputRefused` with file and line:
    `evaluation_charts_refused`, `evaluation_file_unreadable`, `evaluation_file_empty`,
    `evaluation_line_not_json`, `evaluation_row_incomplete`, `evaluation_row_twice`,
    `evaluation_client_unknown`, `evaluation_session_unknown`, `evaluation_quote_not_there`.
    """
    known = _Charts(read_charts(charts))
    rows: dict[str, EvaluationQuestion] = {}
    for number, line in enumerate(_lines(file), start=1):
        if not line.strip():
            continue
        place = _QuestionLine(file.name, number)
        question = _question(place.object(line), place, known)
        if question.row_id in rows:
            raise place.refused("evaluation_row_twice")
        rows[question.row_id] = question
    if not rows:
        raise InputRefused("evaluation_file_empty", file=file.name)
    return QuestionFile(charts, file, tuple(rows.values())[:limit])


def read_charts(path: Path) -> tuple[ChartLine, ...]:
    """The charts of a file as the import reads them.

    Raises `ImportError_`, `InputRefused` (`evaluation_file_empty`, `evaluation_charts_refused` for the first
    line that is wrong).
    """
    files = ChartFiles([path])
    lines = tuple(files.lines())
    if files.problems:
        first = min(files.problems, key=lambda problem: problem.line)
        raise InputRefused("evaluation_charts_refused", file=path.name, line=first.line)
    if not lines:
        raise InputRefused("evaluation_file_empty", file=path.name)
    return lines


class _QuestionLine:
    """One line of the question file, for error messages."""

    def __init__(self, file: str, line: int) -> None:
        self._file = file
        self._line = line

    def refused(self, code: str, **params: object) -> InputRefused:
        return InputRefused(code, file=self._file, line=self._line, **params)

    def object(self, line: str) -> dict[str, Any]:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise self.refused("evaluation_line_not_json") from error
        if not isinstance(row, dict):
            raise self.refused("evaluation_line_not_json")
        return row

    def text(self, row: Mapping[str, Any], key: str, within: str = "") -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.refused("evaluation_row_incomplete", place=f"{within}{key}")
        return value


class _Charts:
    """The sessions of the chart file by their ids there; one id may occur in several charts."""

    def __init__(self, lines: Sequence[ChartLine]) -> None:
        self.clients = {line.details.external_id for line in lines} - {None}
        self._sessions: dict[str, list[tuple[str, ChartSession]]] = {}
        for line in lines:
            for session in line.sessions:
                if session.external_id is not None and line.details.external_id is not None:
                    named = self._sessions.setdefault(session.external_id, [])
                    named.append((line.details.external_id, session))

    def session(self, session_id: str, client_id: str | None) -> tuple[str, ChartSession] | None:
        """The session and its client; None if there is none, or more than one."""
        named = self._sessions.get(session_id, [])
        fitting = [each for each in named if client_id in (None, each[0])]
        return fitting[0] if len(fitting) == 1 else None


def _question(row: dict[str, Any], place: _QuestionLine, known: _Charts) -> EvaluationQuestion:
    row_id, question, kind, language = (place.text(row, key) for key in _TEXT_KEYS)
    client_id = row.get("client_id")
    if client_id is not None and client_id not in known.clients:
        raise place.refused("evaluation_client_unknown")
    listed = row.get("gold")
    if not isinstance(listed, list):
        raise place.refused("evaluation_row_incomplete", place="gold")
    gold = tuple(_gold(each, client_id, f"gold[{at}]", place, known) for at, each in enumerate(listed))
    if row.get("answerable", bool(gold)) is not bool(gold):
        raise place.refused("evaluation_row_incomplete", place="answerable")
    wanted, unwanted = (_words(row, key, place) for key in ("must_include", "must_not"))
    return EvaluationQuestion(row_id, question, kind, language, client_id, gold, wanted, unwanted)


def _words(row: dict[str, Any], key: str, place: _QuestionLine) -> tuple[str, ...]:
    """The words of an optional list."""
    listed = row.get(key) or []
    if not isinstance(listed, list) or not all(isinstance(each, str) and each.strip() for each in listed):
        raise place.refused("evaluation_row_incomplete", place=key)
    return tuple(listed)


def _gold(
    entry: object, client_id: str | None, within: str, place: _QuestionLine, known: _Charts
) -> GoldQuote:
    if not isinstance(entry, dict):
        raise place.refused("evaluation_row_incomplete", place=within)
    session_id, field, quote = (
        place.text(entry, key, f"{within}.") for key in ("session_id", "field", "quote")
    )
    if field not in SOAP_FIELDS:
        raise place.refused("evaluation_row_incomplete", place=f"{within}.field")
    found = known.session(session_id, client_id)
    if found is None:
        raise place.refused("evaluation_session_unknown", place=within)
    whose, session = found
    starts = [each.start() for each in re.finditer(re.escape(quote), session.text.field(field))]
    if not starts:
        raise place.refused("evaluation_quote_not_there", place=within)
    return GoldQuote(whose, session_id, field, quote, tuple((at, at + len(quote)) for at in starts))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused("evaluation_file_unreadable", file=file.name) from error
