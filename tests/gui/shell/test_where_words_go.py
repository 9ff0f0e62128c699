"""What is typed while a note is opened goes into that note or nowhere: never to another field or client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.sessions.dto import Session, SoapText
from tests.fakes.clients import ARIEL, MIRIAM
from tests.fakes.practice import FakePractice, furnished
from tests.fakes.schedule import FakeSchedule
from tests.fakes.workspace import PASSPHRASE, FakeWorkspace, as_workspace
from ui.jobs import Jobs
from ui.preferences import Preferences
from ui.schedule.booking_dialog import BookingDialog
from ui.schedule.unfinished_question import UnfinishedQuestion
from ui.shell.window import MainWindow
from ui.text.days import today

SIGNED = SoapText(subjective="Right shoulder pain.", plan="Ibuprofen 400 mg.")


@dataclass
class Desk:
    """One person before the window as it ships."""

    qtbot: QtBot
    window: MainWindow
    practice: FakePractice
    schedule: FakeSchedule
    miriam: Client
    ariel: Client
    signed: Session

    @property
    def focus(self) -> QWidget:
        found: QWidget = self.window.focusWidget()
        return found

    def type(self, words: str) -> None:
        """As the keyboard does it: each letter goes to whoever has the keyboard at that moment."""
        for letter in words:
            self.qtbot.keyClicks(self.focus, letter)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.focus, key)

    def field(self, name: str = "subjective"):
        return self.window.page.views.chart.page.editor.fields[name].edit  # type: ignore[attr-defined]

    def unlock(self) -> None:
        screen = self.window.lock_screen
        self.qtbot.waitUntil(lambda: self.window.current_page is screen and screen.person.person is not None)
        screen.passphrase.line.setText(PASSPHRASE)
        screen.button.click()
        self.qtbot.waitUntil(lambda: self.window.unlocked)

    def open(self, client: Client) -> None:
        self.window.page.open_client(client.client_id)
        self.qtbot.waitUntil(lambda: self.chart.client == client)

    def go_to_day(self) -> None:
        self.window.book.run("go.today")
        self.qtbot.waitUntil(lambda: self.window.page.views.today.booking is not None)  # type: ignore[attr-defined]
        self.qtbot.waitUntil(lambda: not self.window._jobs.busy)

    @property
    def chart(self):
        return self.window.page.views.chart

    @property
    def question(self):
        return self.window.page.views.ask.box.editor  # type: ignore[attr-defined]


@pytest.fixture
def desk(qtbot: QtBot, workspace: FakeWorkspace, jobs: Jobs) -> Iterator[Desk]:
    with furnished(workspace) as practice:
        workspace.state = "locked"
        schedule = FakeSchedule(practice.clients, practice.sessions)
        workspace.prepared = replace(workspace.prepared, schedule=schedule)
        miriam, ariel = practice.add_client(MIRIAM), practice.add_client(ARIEL)
        signed = practice.sessions.add(miriam.client_id, SIGNED, day=date(2024, 4, 7), signed=True)
        schedule.add(miriam, today(), time(9))
        preferences = Preferences()
        preferences.language = "en"
        window = MainWindow(as_workspace(workspace), jobs, preferences=preferences)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.start()
        made = Desk(qtbot, window, practice, schedule, miriam, ariel, signed)
        made.unlock()
        qtbot.waitUntil(lambda: not jobs.busy)
        yield made
        schedule.release_all()


@pytest.mark.parametrize("before", ["question", "clients"])
def test_words_typed_right_after_s_are_in_the_first_field(desk: Desk, before: str) -> None:
    desk.open(desk.miriam)
    clients = desk.window.page.views.clients
    (desk.question if before == "question" else clients.list).setFocus()  # type: ignore[attr-defined]
    desk.go_to_day()
    desk.practice.sessions.hold("list_for_client")
    desk.press(Qt.Key.Key_S)
    desk.practice.sessions.release("list_for_client")
    desk.qtbot.waitUntil(lambda: desk.window.page.sections.section == "clients")
    desk.type("Knee better")
    desk.qtbot.waitUntil(desk.field().hasFocus)
    desk.type(" today.")
    assert desk.field().toPlainText() == "Knee better today."
    assert desk.question.toPlainText() == ""
    assert clients.list.currentIndex().data() == "Adler, Miriam"  # type: ignore[attr-defined]


def test_letters_typed_while_the_day_begins_a_session_are_no_commands(desk: Desk) -> None:
    desk.go_to_day()
    desk.schedule.hold("start_session")
    desk.press(Qt.Key.Key_S)
    desk.type("Clear, no new pain")
    assert not [each for each in desk.window.findChildren(BookingDialog) if each.isVisible()]
    desk.schedule.release("start_session")
    desk.qtbot.waitUntil(desk.field().hasFocus)
    (appointment,) = desk.schedule.stored.values()
    assert appointment.status == "attended"


def test_no_letter_marks_another_client_while_a_chart_opens(desk: Desk) -> None:
    clients = desk.window.page.views.clients
    desk.practice.sessions.hold("list_for_client")
    clients.list.setFocus()  # type: ignore[attr-defined]
    clients.list.setCurrentIndex(clients.model.index(0))  # type: ignore[attr-defined]
    desk.press(Qt.Key.Key_Return)
    marked = clients.list.currentIndex().row()  # type: ignore[attr-defined]
    desk.type("ad")
    desk.qtbot.keyClicks(clients.list, "a")  # type: ignore[attr-defined]
    assert clients.list.currentIndex().row() == marked  # type: ignore[attr-defined]
    assert clients.search.text() == ""  # type: ignore[attr-defined]
    desk.practice.sessions.release("list_for_client")
    desk.qtbot.waitUntil(lambda: desk.chart.client is not None)
    assert desk.field().toPlainText() in ("", SIGNED.subjective)


def test_a_chart_whose_newest_note_is_a_draft_opens_in_its_first_field(desk: Desk) -> None:
    desk.practice.sessions.add(desk.ariel.client_id, SoapText("Head"))
    desk.open(desk.ariel)
    desk.qtbot.waitUntil(desk.field().hasFocus)
    desk.type("ache")
    assert desk.field().toPlainText() == "Headache"


def test_a_signed_note_leaves_the_keyboard_with_the_sessions(desk: Desk) -> None:
    desk.open(desk.miriam)
    desk.qtbot.waitUntil(desk.chart.list.hasFocus)
    desk.type("2024")
    assert desk.chart.page.session.session_id == desk.signed.session_id


def test_who_went_elsewhere_meanwhile_stays_there(desk: Desk) -> None:
    desk.practice.sessions.add(desk.ariel.client_id, SoapText("Head"))
    desk.practice.sessions.hold("list_for_client")
    desk.window.page.open_client(desk.ariel.client_id)
    search = desk.window.page.views.clients.search  # type: ignore[attr-defined]
    search.setFocus()
    desk.practice.sessions.release("list_for_client")
    desk.qtbot.waitUntil(lambda: desk.chart.client == desk.ariel)
    assert search.hasFocus()
    assert desk.field().toPlainText() == "Head"


def test_a_new_session_takes_what_is_typed_until_it_is_there(desk: Desk) -> None:
    older = desk.practice.sessions.add(desk.ariel.client_id, SoapText("Head"))
    desk.open(desk.ariel)
    desk.qtbot.waitUntil(desk.field().hasFocus)
    desk.practice.sessions.hold("start_draft")
    desk.window.book.run("session.new")
    desk.type("Better")
    desk.practice.sessions.release("start_draft")
    desk.qtbot.waitUntil(lambda: desk.field().toPlainText() == "Better")
    assert desk.field().hasFocus()
    assert desk.practice.sessions.current(older.session_id).text == SoapText("Head")


def test_after_an_unlock_the_keyboard_is_in_no_signed_note(desk: Desk) -> None:
    desk.open(desk.miriam)
    desk.field("plan").setFocus()
    desk.window.lock()
    desk.unlock()
    desk.qtbot.waitUntil(lambda: desk.chart.page.session is not None)
    desk.qtbot.waitUntil(desk.chart.list.hasFocus)


@pytest.mark.parametrize("by_key", [True, False])
def test_after_signing_the_keyboard_is_with_the_sessions(desk: Desk, by_key: bool) -> None:
    desk.practice.sessions.add(desk.ariel.client_id, SoapText("Head"))
    desk.open(desk.ariel)
    desk.qtbot.waitUntil(desk.field().hasFocus)
    if not by_key:
        desk.chart.page.sign_button.setFocus()
    desk.chart.page.sign()
    desk.chart.page._signing._question.accept()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(lambda: desk.chart.page.session.state == "signed")
    desk.qtbot.waitUntil(lambda: not desk.window._jobs.busy)
    assert desk.focus is desk.chart.list


def _offered(desk: Desk) -> UnfinishedQuestion:
    today_page = desk.window.page.views.today
    found: list[UnfinishedQuestion] = []

    def there() -> bool:
        found[:] = [each for each in today_page.findChildren(UnfinishedQuestion) if each.isVisible()]  # type: ignore[attr-defined]
        return bool(found)

    desk.qtbot.waitUntil(there)
    return found[0]


@pytest.mark.parametrize("another", [False, True])
def test_beside_an_unfinished_note_of_the_day_that_one_is_offered(desk: Desk, another: bool) -> None:
    draft = desk.practice.sessions.add(desk.miriam.client_id, SoapText("Knee"), day=today())
    desk.go_to_day()
    desk.press(Qt.Key.Key_S)
    question = _offered(desk)
    assert "Adler" in question.text()
    assert question.continue_button.text() == "Continue the unfinished note"
    assert question.another_button.text() == "Start another"
    (question.another_button if another else question.continue_button).click()
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.field().hasFocus)
    (appointment,) = desk.schedule.stored.values()
    assert (appointment.session_id == draft.session_id) is not another
    assert len(desk.practice.sessions.list_for_client(desk.miriam.client_id)) == (3 if another else 2)
    assert desk.field().toPlainText() == ("" if another else "Knee")


def test_an_offer_that_is_closed_begins_nothing(desk: Desk) -> None:
    desk.practice.sessions.add(desk.miriam.client_id, SoapText("Knee"), day=today())
    desk.go_to_day()
    desk.press(Qt.Key.Key_S)
    _offered(desk).reject()
    (appointment,) = desk.schedule.stored.values()
    assert appointment.status == "scheduled"
    assert len(desk.practice.sessions.list_for_client(desk.miriam.client_id)) == 2
