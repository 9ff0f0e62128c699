"""A new client who may be there already: told while one types, and never stored unseen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.clients.dto import Duplicate
from core.errors import DatabaseProblem
from tests.fakes.clients import MIRIAM, client_of
from ui.clients.client_dialog import ClientDialog
from ui.clients.duplicate_bar import DuplicateBar
from ui.clients.identity_card import IdentityComparison
from ui.widgets.question import Question


@pytest.fixture
def dialog(qtbot, jobs, practice) -> ClientDialog:
    made = ClientDialog(jobs)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def type_miriam(qtbot, dialog: ClientDialog) -> None:
    qtbot.keyClicks(dialog.form.last_name, "Adler")
    qtbot.keyClicks(dialog.form.first_name, "Miriam")
    qtbot.keyClicks(dialog.form.birth_date, "17 Jan 1981")


def test_it_is_told_while_one_types_and_why(qtbot, dialog, practice):
    practice.add_client(MIRIAM)
    type_miriam(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.duplicates.isVisible())
    told = dialog.duplicates.duplicates[0]
    assert (told.client.details, told.reasons[0]) == (MIRIAM, "name_and_birth_date")
    assert "1 chart" in dialog.duplicates.accessibleName()


def test_saving_too_early_stores_nothing(qtbot, dialog, practice):
    practice.add_client(MIRIAM)
    type_miriam(qtbot, dialog)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.duplicates.isVisible())
    assert practice.clients.calls["create"] == 0
    assert dialog.save_button.isEnabled()


def test_that_chart_opens_instead(qtbot, dialog, practice):
    miriam = practice.add_client(MIRIAM)
    type_miriam(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.duplicates.isVisible())
    with qtbot.waitSignal(dialog.open_requested) as wanted:
        dialog.duplicates.open_buttons[0].click()
    assert wanted.args == [miriam]
    assert practice.clients.calls["create"] == 0
    assert not dialog.isVisible()


def test_words_typed_beyond_who_it_is_are_not_thrown_away_unasked(qtbot, dialog, practice):
    practice.add_client(MIRIAM)
    type_miriam(qtbot, dialog)
    qtbot.keyClicks(dialog.form.notes["notes"], "Prefers mornings")
    qtbot.waitUntil(lambda: dialog.duplicates.isVisible())
    dialog.duplicates.open_buttons[0].click()
    assert dialog.isVisible()
    (question,) = dialog.findChildren(Question)
    with qtbot.waitSignal(dialog.open_requested):
        question.yes_button.click()


def test_another_person_is_created_and_not_asked_about_again(qtbot, dialog, practice):
    practice.add_client(MIRIAM)
    type_miriam(qtbot, dialog)
    qtbot.waitUntil(lambda: dialog.duplicates.isVisible())
    with qtbot.waitSignal(dialog.stored):
        dialog.duplicates.create_button.click()
    assert practice.clients.calls["create"] == 1


def test_a_search_that_fails_keeps_the_form(qtbot, dialog, practice):
    practice.clients.fail("duplicates_of", DatabaseProblem(), times=3)
    type_miriam(qtbot, dialog)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.message.isVisible())
    assert practice.clients.calls["create"] == 0
    assert dialog.form.last_name.text() == "Adler"


def test_the_bar_hides_and_forgets(qtbot):
    bar = DuplicateBar()
    qtbot.addWidget(bar)
    bar.show_duplicates((Duplicate(client_of(MIRIAM), ("name",)),))
    assert not bar.isHidden()
    bar.show_duplicates(())
    assert bar.isHidden()
    assert bar.duplicates == ()


def test_what_differs_between_two_charts_is_named(qtbot):
    comparison = IdentityComparison()
    qtbot.addWidget(comparison)
    other = client_of(replace(MIRIAM, birth_date=date(1982, 1, 17), phone="555-0102"))
    comparison.show_clients(client_of(MIRIAM), other, left_title="This", right_title="That")
    assert comparison.differing == ("Birth date", "Phone")
    comparison.show_clients(other, other, left_title="This", right_title="That")
    assert not comparison.differing
