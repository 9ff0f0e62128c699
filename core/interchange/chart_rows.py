"""Reads CSV: one row for a session, the rows of one client collected into one chart.

Rows belong together by `client_id`, or without one by name and birth date. A client's details may be in every
row or in the first only; if two rows contradict each other, the later row is refused.
"""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from core.clients.dto import CLIENT_SCHEMA, ClientDetails
from core.clients.fields import LIST_KINDS, ClientField
from core.clients.rules import check_details
from core.errors import ImportError_, InputRefused
from core.interchange.chart_lines import check_session, sex_meant
from core.interchange.csv_columns import FIELD_OF_COLUMN, split_name
from core.interchange.days import read_day
from core.interchange.dto import ChartLine, ChartSession, Column, DateOrder, LineProblem
from core.sessions.dto import DURATION_LIMIT_MIN, SOAP_FIELDS, SoapText
from core.sessions.rules import check_text

_Value = str | date | tuple[str, ...]
_Key = tuple[_Value, ...]


@dataclass(slots=True)
class _Chart:
    """The values of one client's rows so far."""

    line: int
    values: dict[str, _Value] = field(default_factory=dict)
    sessions: list[ChartSession] = field(default_factory=list)
    session_ids: set[str] = field(default_factory=set)


def numbered_rows(lines: Iterable[str], *, delimiter: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line (from 1) on which it begins. Raises `ImportError_` (`csv_unreadable`)."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    begins = 1
    try:
        for row in reader:
            if any(each.strip() for each in row):
                yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ImportError_("csv_unreadable", file=file, line=begins) from error


class RowGatherer:
    """Takes rows one by one; `charts` returns the result, `problems` the refused rows."""

    def __init__(self, columns: tuple[Column, ...], *, file: str, order: DateOrder | None) -> None:
        self._columns = columns
        self._file = file
        self._order = order
        self._charts: dict[_Key, _Chart] = {}
        self.problems: list[LineProblem] = []

    def add(self, line: int, row: list[str]) -> None:
        """Takes one row, or records why it is refused."""
        try:
            if len(row) > len(self._columns):
                raise InputRefused("line_too_many_cells", found=len(row), expected=len(self._columns))
            given = {
                column.field: cell
                for column, cell in zip(self._columns, row, strict=False)
                if column.field is not None and cell.strip()
            }
            values, session = self._client_values(_with_names(given)), self._session(given)
            self._take(line, values, session)
        except InputRefused as refused:
            self._refuse(line, refused)

    def charts(self) -> Iterator[ChartLine]:
        """The charts in the order in which they began; an invalid client becomes a problem instead."""
        for chart in self._charts.values():
            try:
                details = check_details(_details(chart.values))
            except InputRefused as refused:
                self._refuse(chart.line, refused)
                continue
            yield ChartLine(details, tuple(chart.sessions), file=self._file, line=chart.line)

    def _refuse(self, line: int, refused: InputRefused) -> None:
        self.problems.append(LineProblem(file=self._file, line=line, reason=refused))

    def _client_values(self, given: Mapping[str, str]) -> dict[str, _Value]:
        return {
            column: self._value(given[column], column, CLIENT_SCHEMA[name])
            for column, name in FIELD_OF_COLUMN.items()
            if column in given
        }

    def _value(self, cell: str, column: str, field: ClientField) -> _Value:
        if field.kind == "day":
            return read_day(cell, column, self._order)
        if field.kind in LIST_KINDS:
            parts = (each.strip() for each in cell.replace("\n", ";").split(";"))
            return tuple(each for each in parts if each)
        if field.kind == "sex":
            return sex_meant(cell)
        return cell if field.kind == "note" else cell.strip()

    def _session(self, given: Mapping[str, str]) -> ChartSession | None:
        """None for a row that only describes the client."""
        text = SoapText(**{name: given.get(name, "") for name in SOAP_FIELDS})
        if "date" not in given:
            if not text.is_empty or "session_id" in given:
                raise InputRefused("line_bad_date", place="date")
            return None
        check_text(text)
        kind, duration_min = given.get("kind", "visit").strip(), _minutes(given.get("duration_min"))
        check_session(kind, duration_min, "session")
        session_id = given.get("session_id", "").strip()
        return ChartSession(
            external_id=session_id or None,
            day=read_day(given["date"], "date", self._order),
            text=text,
            kind=kind,
            duration_min=duration_min,
        )

    def _take(self, line: int, values: dict[str, _Value], session: ChartSession | None) -> None:
        key = _key(values)
        chart = self._charts.get(key)
        if chart is None:
            if not values.get("first_name") and not values.get("last_name"):
                raise InputRefused("client_name_missing")
            chart = _Chart(line)
        for name, value in values.items():
            if name in chart.values and chart.values[name] != value:
                raise InputRefused("row_client_differs", column=name, first_line=chart.line)
        if session is not None and session.external_id in chart.session_ids:
            raise InputRefused("line_repeats_session_id", place="session_id")
        # Only a row that is accepted as a whole may contribute to the client.
        self._charts[key] = chart
        chart.values.update(values)
        if session is not None:
            chart.sessions.append(session)
            if session.external_id is not None:
                chart.session_ids.add(session.external_id)


def _with_names(given: dict[str, str]) -> dict[str, str]:
    """First and last name from the full one, if only that is given."""
    full = given.get("full_name")
    if full is None or given.keys() & {"first_name", "last_name"}:
        return given
    first, last = split_name(full)
    return given | {name: part for name, part in (("first_name", first), ("last_name", last)) if part}


def _key(values: Mapping[str, _Value]) -> _Key:
    if "client_id" in values:
        return ("id", values["client_id"])
    names = (str(values.get(name, "")).casefold() for name in ("last_name", "first_name"))
    return ("name", *names, values.get("birth_date", ""))


def _minutes(cell: str | None) -> int | None:
    if cell is None:
        return None
    if not cell.strip().isdecimal():
        raise InputRefused("line_bad_duration", place="duration_min", limit=DURATION_LIMIT_MIN)
    return int(cell)


def _details(values: Mapping[str, _Value]) -> ClientDetails:
    named = {FIELD_OF_COLUMN[column]: value for column, value in values.items()}
    empty = ClientDetails(first_name="", last_name="")
    return dataclasses.replace(empty, **named)  # type: ignore[arg-type]  # each field was read as its own type
