"""Who is a member, how one comes and how one goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fakes.people import FakePeople
from tests.gui.security.conftest import SecurityServices
from ui.jobs import Jobs
from ui.security.add_person_dialog import AddPersonDialog
from ui.security.change_person_dialog import ChangePersonDialog
from ui.security.members_model import NAME, ROLE
from ui.security.people_page import PeoplePage
from ui.widgets.question import Question

NEW = "three blue lanterns by the quay"


@pytest.fixture
def people(services: SecurityServices) -> FakePeople:
    made: FakePeople = services.people
    return made


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, people: FakePeople) -> PeoplePage:
    made = PeoplePage(jobs)
    qtbot.addWidget(made)
    made.show()
    made.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def _names(page: PeoplePage) -> list[str]:
    model = page.model
    return [str(model.index(row, NAME).data()) for row in range(model.rowCount())]


def _select(page: PeoplePage, name: str) -> None:
    page.table.selectRow(next(row for row, each in enumerate(_names(page)) if name in each))


def _add_dialog() -> AddPersonDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, AddPersonDialog))


def _question() -> Question:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Question))


def test_members_are_listed_by_name_with_their_role(page: PeoplePage) -> None:
    assert _names(page) == ["Paul Weiss", "Ruth Halevi (you)", "דנה לוי"]
    assert page.model.index(0, ROLE).data() == "Auditor"
    assert page.model.headerData(NAME, Qt.Orientation.Horizontal) == "Name"
    assert "Reads the audit log only" in str(page.model.index(0, NAME).data(Qt.ItemDataRole.ToolTipRole))


def test_nobody_removes_themselves(page: PeoplePage) -> None:
    assert not page.remove_button.isEnabled()
    _select(page, "Ruth")
    assert not page.remove_button.isEnabled()
    _select(page, "Paul")
    assert page.remove_button.isEnabled()


def test_a_person_is_added(qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs) -> None:
    page.add_button.click()
    dialog = _add_dialog()
    dialog.name.setText("Noa Barak")
    dialog.roles["auditor"].setChecked(True)
    dialog.pair.first.line.setText(NEW)
    assert not dialog.go_button.isEnabled()
    dialog.pair.again.line.setText(NEW)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: people.calls["add"] == 1 and not jobs.busy)
    assert people.members[-1].role == "auditor"
    assert "Noa Barak" in _names(page)
    assert "Noa Barak" in page.message.accessibleName()


def test_closing_forgets_the_passphrase(page: PeoplePage) -> None:
    page.add_button.click()
    dialog = _add_dialog()
    dialog.pair.first.line.setText(NEW)
    dialog.cancel_button.click()
    assert dialog.pair.passphrase == ""


def _change_dialog() -> ChangePersonDialog:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, ChangePersonDialog))


def test_a_person_is_renamed_and_given_another_role(
    qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs
) -> None:
    assert not page.change_button.isEnabled()
    _select(page, "דנה")
    page.change_button.click()
    dialog = _change_dialog()
    assert dialog.name.text() == "דנה לוי"
    assert not dialog.go_button.isEnabled(), "nothing is different yet"
    assert not dialog.roles["auditor"].isEnabled(), "who held the keys cannot become an auditor"
    dialog.name.setText("Dr Dana Levi")
    dialog.roles["owner"].setChecked(True)
    with qtbot.waitSignal(page.people_changed):
        dialog.go_button.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "Dr Dana Levi" in _names(page)
    assert next(each for each in people.members if each.name == "Dr Dana Levi").role == "owner"


def test_one_renames_oneself_and_keeps_the_role(page: PeoplePage) -> None:
    _select(page, "Ruth")
    page.change_button.click()
    dialog = _change_dialog()
    assert [role for role, button in dialog.roles.items() if button.isEnabled()] == ["owner"]
    dialog.name.setText("Dr Ruth Halevi")
    assert dialog.go_button.isEnabled()


def test_a_taken_name_keeps_the_dialog_open(
    qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs
) -> None:
    _select(page, "Ruth")
    page.change_button.click()
    dialog = _change_dialog()
    dialog.name.setText("paul weiss")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.message.isHidden() and not jobs.busy)
    assert "The name is taken" in dialog.message.accessibleName()
    assert dialog.isVisible()


def test_a_clinician_is_what_is_offered_first(page: PeoplePage) -> None:
    page.add_button.click()
    assert _add_dialog().role == "clinician"


def test_a_name_that_is_taken_keeps_what_was_typed(
    qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs
) -> None:
    page.add_button.click()
    dialog = _add_dialog()
    dialog.name.setText("paul weiss")
    dialog.pair.first.line.setText(NEW)
    dialog.pair.again.line.setText(NEW)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.message.isHidden() and not jobs.busy)
    assert "The name is taken" in dialog.message.accessibleName()
    assert dialog.pair.passphrase == NEW
    assert len(people.members) == 3


def test_removing_says_what_stays_with_them(
    qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs
) -> None:
    _select(page, "Paul")
    page.remove_button.click()
    question = _question()
    assert "What they have seen" in question.informativeText()
    question.no_button.click()
    assert people.calls["remove"] == 0
    page.remove_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: people.calls["remove"] == 1 and not jobs.busy)
    assert _names(page) == ["Ruth Halevi (you)", "דנה לוי"]
    assert "3 clients got new keys." in page.message.accessibleName()


def test_a_removal_can_be_stopped(qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs) -> None:
    people.hold("step")
    _select(page, "Paul")
    page.remove_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: "0 of 3" in page.work.text)
    assert not page.add_button.isEnabled()
    page.work.stop_button.click()
    people.release("step")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "keys page" in page.message.accessibleName()
    assert _names(page) == ["Ruth Halevi (you)", "דנה לוי"]


def test_somebody_removed_meanwhile_is_said(
    qtbot: QtBot, page: PeoplePage, people: FakePeople, jobs: Jobs
) -> None:
    _select(page, "Paul")
    people.members = [member for member in people.members if "Paul" not in member.name]
    page.remove_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    assert "Look at the list of people" in page.message.accessibleName()
    assert "Paul Weiss" not in _names(page)
