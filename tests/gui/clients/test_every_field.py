"""A field that is added to the details of a client has a name, and is edited, shown, printed and imported."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.clients.dto import Client, ClientDetails
from core.ids import ClientId, new_id
from core.interchange.chart_exporter import ExportedChart
from core.interchange.csv_columns import CLIENT_FIELDS
from ui.clients.details_fields import field_text
from ui.clients.details_form import DetailsForm
from ui.error_sentences.field_names import input_field_name
from ui.jobs import Jobs
from ui.printing.sheets import chart_sheet
from ui.sessions.record_page import RecordPage

ADA = ClientDetails("Ada", "Byron")
IDENTITY = {"first_name", "last_name", "birth_date", "sex"}
"""These are in the banner over every page of the chart."""
IMPORTED = {"external_id"}
"""The id in another program: no one edits it, and the column of a file that gives it is `client_id`."""
EVERY = {field.name: str(field.type) for field in fields(ClientDetails)}


def written(name: str) -> str:
    """A value of the field as it is typed."""
    if name == "sex":
        return "female"
    return "17 Jan 1981" if "date" in EVERY[name] else "Harbour"


def details_with(name: str) -> ClientDetails:
    value: object = written(name)
    if "date" in EVERY[name]:
        value = date(1981, 1, 17)
    elif "tuple" in EVERY[name]:
        value = (value,)
    return replace(ADA, **{name: value})  # type: ignore[arg-type]


def client_with(name: str) -> Client:
    return Client(ClientId(new_id()), 1, details_with(name))


@pytest.mark.parametrize("name", EVERY)
def test_a_field_has_a_name_for_people(name: str) -> None:
    assert input_field_name(name) != name


@pytest.mark.parametrize("name", sorted(EVERY.keys() - IMPORTED))
def test_a_field_is_edited_in_the_dialog(name: str, qtbot: QtBot) -> None:
    form = DetailsForm(ADA)
    qtbot.addWidget(form)
    form.take_words({name: written(name)})
    assert form.details() == details_with(name)
    assert field_text(form.details(), name) == written(name)


@pytest.mark.parametrize("name", sorted(EVERY.keys() - IDENTITY - IMPORTED))
def test_a_field_is_in_the_record_of_the_chart(name: str, qtbot: QtBot, jobs: Jobs) -> None:
    page = RecordPage(jobs)
    qtbot.addWidget(page)
    page.show_client(client_with(name))
    shown = [label.text() for label in page.findChildren(QLabel)]
    shown += [note.text() for note in page.notes.values()]
    assert any(written(name) in text for text in shown)


@pytest.mark.parametrize("name", EVERY)
def test_a_field_is_on_paper(name: str) -> None:
    sheet = chart_sheet(ExportedChart(client_with(name), (), "Practice at the Harbor", {}, {}))
    assert written(name).casefold() in repr(sheet).casefold()


def test_every_field_is_a_column_of_a_file() -> None:
    assert EVERY.keys() - IMPORTED <= set(CLIENT_FIELDS)
