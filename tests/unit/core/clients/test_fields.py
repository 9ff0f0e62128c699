"""The schema of a client's fields: what it may say, and what files, letters and old records make of it."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path
from uuid import UUID

import pytest

from core.clients.details_json import details_from_json, details_to_json
from core.clients.dto import CLIENT_SCHEMA, SEXES, Client, ClientDetails
from core.clients.repository import client_from_json, client_to_json
from core.clients.rules import check_details, united
from core.ids import ClientId
from core.interchange.chart_files import ChartFiles
from core.interchange.chart_json import client_document
from core.interchange.chart_lines import parse_line
from core.interchange.csv_columns import FIELD_OF_COLUMN
from core.templates.fields import LETTER_FIELDS
from tests.fixtures.details import full_details

ID = ClientId(UUID(int=1))
FULL = full_details()
NAMES = ("first_name", "last_name")
NEWER = [name for name in CLIENT_SCHEMA if name not in NAMES]


def test_the_schema_describes_every_field_and_only_what_it_can() -> None:
    assert list(CLIENT_SCHEMA) == [field.name for field in dataclasses.fields(ClientDetails)]
    for name, field in CLIENT_SCHEMA.items():
        assert not field.searched or field.kind in ("entries", "note"), name
        assert field.hebrew.strip(), name
        assert field.in_banner <= (field.group == "identity"), name
        assert FULL.sex in SEXES
        assert name in NAMES or getattr(FULL, name) != getattr(ClientDetails("", ""), name)


def test_details_come_back_from_their_json() -> None:
    assert details_from_json(details_to_json(FULL)) == FULL
    empty = ClientDetails("", "Byron")
    assert details_from_json(details_to_json(empty)) == empty


@pytest.mark.parametrize("name", NEWER)
def test_a_record_from_before_a_field_opens_with_it_empty(name: str) -> None:
    values = client_to_json(Client(ID, 3, FULL))
    del values[name]
    opened = client_from_json(values, client_id=ID, row_version=3)
    assert getattr(opened.details, name) == getattr(ClientDetails("", ""), name)
    assert opened.details == dataclasses.replace(FULL, **{name: getattr(opened.details, name)})


# Fields of one kind are read by the same code.
@pytest.mark.parametrize("name", {field.kind: name for name, field in CLIENT_SCHEMA.items()}.values())
@pytest.mark.parametrize("value", [5, {}, [5], True])
def test_a_value_of_another_type_is_damage(name: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        details_from_json(details_to_json(FULL) | {name: value})


def test_a_record_without_names_or_with_an_unknown_field_is_damage() -> None:
    for values in ({"first_name": "Ada"}, details_to_json(FULL) | {"shoe_size": "43"}):
        with pytest.raises(TypeError):
            details_from_json(values)


def test_json_lines_have_every_field_and_bring_it_back() -> None:
    document = client_document(Client(ID, 1, FULL))
    line = parse_line(json.dumps({"client": document}).encode())
    assert line.details == FULL
    assert line.ignored_keys == frozenset()


def test_a_csv_file_brings_every_field_by_its_name_and_by_its_hebrew_name(tmp_path: Path) -> None:
    values = {name: value for name, value in details_to_json(FULL).items()}
    cells = [value if isinstance(value, str) else ";".join(value) for value in values.values()]
    column = {name: column for column, name in FIELD_OF_COLUMN.items()}
    for headings in ([column[name] for name in values], [CLIENT_SCHEMA[name].hebrew for name in values]):
        text = io.StringIO()
        csv.writer(text).writerows([headings, cells])
        (tmp_path / "a.csv").write_text(text.getvalue(), encoding="utf-8")
        files = ChartFiles([tmp_path / "a.csv"])
        (line,) = files.lines()
        assert files.problems == []
        assert line.details == FULL


def test_a_merge_loses_no_field() -> None:
    assert united(ClientDetails(FULL.first_name, FULL.last_name), FULL) == check_details(FULL)


def test_letters_can_name_the_fields_that_say_so() -> None:
    assert {name for name, field in CLIENT_SCHEMA.items() if field.in_letters} <= set(LETTER_FIELDS)
    hidden = {"alerts", "notes", "emergency_contact", "tags", "consent_on", "external_id"}
    assert not hidden & set(LETTER_FIELDS), "not for a recipient"
