"""What follows from the schema of a client's fields, and what a new field still needs: a name on screen."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.clients.dto import CLIENT_SCHEMA, Client, ClientDetails
from core.ids import ClientId, new_id
from core.interchange.chart_exporter import ExportedChart
from tests.fixtures.details import full_details, typed, value_of
from ui.clients.details_fields import field_text
from ui.clients.details_form import DetailsForm
from ui.error_sentences.field_names import form_label, input_field_name
from ui.jobs import Jobs
from ui.printing.sheets import chart_sheet
from ui.sessions.identity_banner import IdentityBanner
from ui.sessions.record_page import RecordPage

ADA = ClientDetails("Ada", "Byron")
EDITED = [name for name, field in CLIENT_SCHEMA.items() if field.group != "origin"]
SHOWN = [name for name in EDITED if not CLIENT_SCHEMA[name].in_banner]


def details_with(name: str) -> ClientDetails:
    return replace(ADA, **{name: value_of(name)})


def client_with(name: str) -> Client:
    return Client(ClientId(new_id()), 1, details_with(name))


def test_every_field_has_a_name_on_screen() -> None:
    nameless = [name for name in CLIENT_SCHEMA if input_field_name(name) in (name, "")]
    assert nameless == [], "add them to ui/error_sentences/field_names.py"


def test_each_field_of_the_form_has_a_key_of_its_own() -> None:
    keys = [label[label.index("&") + 1].casefold() for label in map(form_label, EDITED) if "&" in label]
    assert [key for key, count in Counter(keys).items() if count > 1] == []


@pytest.mark.parametrize("name", EDITED)
def test_a_field_is_edited_in_the_dialog(name: str, qtbot: QtBot) -> None:
    form = DetailsForm(ADA)
    qtbot.addWidget(form)
    form.take_words({name: typed(name)})
    assert form.problem() == ""
    assert form.details() == details_with(name)
    assert field_text(form.details(), name) == typed(name)
    assert form.words() == {name: typed(name)}


def test_the_form_has_a_row_for_each_field(qtbot: QtBot) -> None:
    form = DetailsForm(full_details())
    qtbot.addWidget(form)
    labels = [label.text() for label in form.findChildren(QLabel)]
    assert [form_label(name) for name in EDITED if form_label(name) not in labels] == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_field_is_in_the_record_of_the_chart(name: str, qtbot: QtBot, jobs: Jobs) -> None:
    page = RecordPage(jobs)
    qtbot.addWidget(page)
    page.show_client(client_with(name))
    shown = [label.text() for label in page.findChildren(QLabel)]
    shown += [note.text() for note in page.notes.values()]
    assert any(typed(name) in text for text in shown)


def test_a_field_of_the_banner_is_shown_there(qtbot: QtBot) -> None:
    # The banner has code of its own: a field that is only said to be in it would be shown nowhere.
    banner = IdentityBanner()
    qtbot.addWidget(banner)

    def texts(client: Client) -> list[str]:
        banner.show_client(client)
        return [label.text() for label in banner.findChildren(QLabel)]

    plain = texts(Client(ClientId(new_id()), 1, ADA))
    in_banner = [name for name, field in CLIENT_SCHEMA.items() if field.in_banner]
    assert [name for name in in_banner if texts(client_with(name)) == plain] == []


@pytest.mark.parametrize("name", CLIENT_SCHEMA)
def test_a_field_is_on_paper(name: str) -> None:
    sheet = chart_sheet(ExportedChart(client_with(name), (), "Practice at the Harbor", {}, {}))
    assert typed(name).casefold() in repr(sheet).casefold()
