"""A client's details: what is not touched stays as it was, what is typed is never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.errors import DiskFull
from tests.fakes.clients import MIRIAM
from ui.clients.client_dialog import ClientDialog
from ui.clients.details_form import DetailsForm
from ui.widgets.question import Question

ODD = replace(
    MIRIAM,
    phone=" 555\u00a00101 ",
    allergies=("Penicillin", "  spaced  ", "two\u2028lines"),
    medical_history="one\r\ntwo\u00a0three\u2029four \U0001f9e0\ttab",
    notes="",
    address="1 Quay",
    emergency_contact="Sister",
    external_id="adler",
)


def open_dialog(qtbot, jobs, client=None) -> ClientDialog:
    dialog = ClientDialog(jobs, client)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_form_that_is_not_touched_gives_back_exactly_what_it_was_given(qtbot):
    form = DetailsForm(ODD)
    qtbot.addWidget(form)
    assert form.details() == ODD
    assert not form.touched


def test_only_the_field_that_was_edited_changes(qtbot):
    form = DetailsForm(ODD)
    qtbot.addWidget(form)
    form.first_name.selectAll()
    qtbot.keyClicks(form.first_name, "Mirjam")
    assert form.details() == replace(ODD, first_name="Mirjam")


def test_a_new_client_is_stored_with_everything(qtbot, jobs, practice):
    dialog = open_dialog(qtbot, jobs)
    form = dialog.form
    qtbot.keyClicks(form.last_name, " Stone ")
    qtbot.keyClicks(form.first_name, "Ada")
    qtbot.keyClicks(form.birth_date, "3 Apr 1990")
    assert "1990" in form.days["birth_date"].echo.text()
    form.sex.setCurrentIndex(form.sex.findData("female"))
    form.blocks["allergies"].insertPlainText("Latex\n\nPenicillin, rash\n")
    qtbot.keyClicks(form.notes["notes"], "Quiet room")
    with qtbot.waitSignal(dialog.stored) as stored:
        dialog.save_button.click()
    details = stored.args[0].details
    assert (details.last_name, details.first_name, details.birth_date) == ("Stone", "Ada", date(1990, 4, 3))
    assert details.sex == "female"
    assert details.allergies == ("Latex", "Penicillin, rash")
    assert details.notes == "Quiet room"
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("last_name", "birth_date"), [("", ""), ("Stone", "3/4/1990"), ("Stone", "soon"), ("Stone", "1 Jan 2200")]
)
def test_what_cannot_be_stored_is_said_and_nothing_is_sent(qtbot, jobs, practice, last_name, birth_date):
    dialog = open_dialog(qtbot, jobs)
    dialog.form.last_name.setText(last_name)
    dialog.form.birth_date.setText(birth_date)
    dialog.save_button.click()
    assert dialog.message.isVisible()
    assert not jobs.busy
    assert practice.clients.calls["create"] == 0


def test_an_error_keeps_the_dialog_and_its_text(qtbot, jobs, practice):
    practice.clients.fail("create", DiskFull())
    dialog = open_dialog(qtbot, jobs)
    qtbot.keyClicks(dialog.form.last_name, "Stone")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert dialog.isVisible()
    assert dialog.form.last_name.text() == "Stone"
    with qtbot.waitSignal(dialog.stored):
        dialog.save_button.click()


def test_a_client_changed_elsewhere_is_not_overwritten_and_nothing_typed_is_lost(qtbot, jobs, practice):
    client = practice.add_client(MIRIAM)
    dialog = open_dialog(qtbot, jobs, client)
    theirs = replace(MIRIAM, phone="1", email="theirs@example.org", allergies=("Latex",), sex="other")
    practice.clients.update(client.client_id, theirs, expected_version=1)
    dialog.form.lines["email"].setText("")
    qtbot.keyClicks(dialog.form.lines["email"], "mine@example.org")
    dialog.form.notes["notes"].insertPlainText("Mine. ")
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert practice.clients.stored[client.client_id].details == theirs
    said = dialog.message.accessibleName()
    assert "E-mail: \u2068theirs@example.org" in said
    assert "Phone" not in said, "nobody typed there: theirs is simply shown"
    assert (dialog.form.lines["phone"].text(), dialog.form.lines["email"].text()) == ("1", "mine@example.org")
    assert dialog.form.blocks["allergies"].toPlainText() == "Latex"
    assert dialog.touched
    with qtbot.waitSignal(dialog.stored) as stored:
        dialog.save_button.click()
    wanted = replace(theirs, email="mine@example.org", notes="Mine. Prefers late mornings.")
    assert stored.args[0].details == wanted
    assert stored.args[0].row_version == 3


def test_a_newer_record_changes_nothing_that_was_not_typed(qtbot):
    form = DetailsForm(MIRIAM)
    qtbot.addWidget(form)
    assert form.take_newer(ODD) == ()
    assert form.details() == ODD
    assert not form.touched
    form.notes["notes"].insertPlainText("a")
    assert form.take_newer(replace(ODD, notes="b")) == ("notes",)
    assert form.details() == replace(ODD, notes="a")


def test_going_back_to_what_was_there_before_is_an_edit_too(qtbot):
    form = DetailsForm(MIRIAM)
    qtbot.addWidget(form)
    form.lines["phone"].setText("2")
    assert form.take_newer(replace(MIRIAM, phone="1")) == ("phone",)
    form.lines["phone"].setText("555-0101")
    assert form.details() == MIRIAM


def test_closing_asks_once_before_throwing_away_what_was_typed(qtbot, jobs, practice):
    dialog = open_dialog(qtbot, jobs)
    qtbot.keyClicks(dialog.form.last_name, "Stone")
    dialog.reject()
    assert dialog.isVisible()
    (question,) = dialog.findChildren(Question)
    question.no_button.click()
    assert dialog.form.last_name.text() == "Stone"
    dialog.reject()
    question = next(each for each in dialog.findChildren(Question) if each.isVisible())
    question.yes_button.click()
    assert not dialog.isVisible()


def test_closing_an_untouched_dialog_asks_nothing(qtbot, jobs, practice):
    dialog = open_dialog(qtbot, jobs, practice.add_client(MIRIAM))
    dialog.reject()
    assert not dialog.isVisible()
