"""The navigation bar: the day and the clients, where a lock leaves them, and the way between them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.ids import ClientId, SessionId, UserId, new_id
from core.people.dto import SignIn
from tests.fakes.people import client_named
from tests.fakes.sessions import FakeSessions
from tests.fakes.views import FakeToday
from tests.gui.shell.conftest import Driven
from ui.sessions.chart_place import ChartPlace

CTRL = Qt.KeyboardModifier.ControlModifier


def _today(driven: Driven) -> FakeToday:
    view = driven.window.page.views.today
    assert isinstance(view, FakeToday)
    return view


def _lock(driven: Driven) -> None:
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_an_unlock_begins_with_the_clients(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window.page.sections.section == "clients"
    assert _today(driven).calls == ["reload"]
    assert not _today(driven).isVisible()


def test_keys_and_buttons_lead_to_both(driven: Driven) -> None:
    driven.to_practice()
    sections = driven.window.page.sections
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_1, CTRL)
    assert _today(driven).isVisible()
    assert not driven.chart.isVisible()
    assert _today(driven).calls == ["reload", "reload"], "the day is read anew when one turns to it"
    assert sections.navigation_bar.buttons["today"].isChecked()
    driven.qtbot.mouseClick(sections.navigation_bar.buttons["clients"], Qt.MouseButton.LeftButton)
    assert not _today(driven).isVisible()
    assert driven.chart.isVisible()
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_1, CTRL)
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_2, CTRL)
    assert driven.chart.isVisible()


def test_each_button_has_a_name_and_says_its_keys(driven: Driven) -> None:
    driven.to_practice()
    buttons = driven.window.page.sections.navigation_bar.buttons
    assert [button.accessibleName() for button in buttons.values()] == ["Today", "Clients", "Find", "Health"]
    tips = ["Today (Ctrl+1)", "Clients (Ctrl+2)", "Find (Ctrl+3)", "Health (Ctrl+4)"]
    assert [button.toolTip() for button in buttons.values()] == tips
    driven.window.book.rebind("go.today", "F7")
    assert buttons["today"].toolTip() == "Today (F7)"


def test_the_same_person_comes_back_to_the_day(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("go.today")
    _lock(driven)
    assert _today(driven).calls[-1] == "clear"
    driven.unlock()
    assert driven.window.page.sections.section == "today"
    assert _today(driven).calls[-1] == "reload"
    assert driven.clients.calls[-1] == "reload", "the keyboard stays out of the hidden search box"


def test_somebody_else_begins_with_the_clients(driven: Driven) -> None:
    first, second = (SignIn(UserId(new_id()), name, False) for name in ("Ada", "Bo"))
    driven.workspace.people = (first, second)
    driven.preferences.last_user = first.user_id
    driven.to_practice()
    driven.window.book.run("go.today")
    _lock(driven)
    driven.wait(lambda: driven.window.lock_screen.person.several)
    driven.window.lock_screen.person.setCurrentIndex(1)
    driven.unlock()
    assert driven.workspace.prepared.user_id == second.user_id
    assert driven.window.page.sections.section == "clients"


def test_a_client_of_the_day_opens_among_the_clients(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("go.today")
    client_id = ClientId(new_id())
    _today(driven).client_chosen.emit(client_id)
    assert driven.window.page.sections.section == "clients"
    assert driven.chart.calls[-1] == ("show_client", client_id)
    assert driven.ask.calls[-1] == ("set_client", None), "no question is asked of the client before"


def test_a_session_begun_from_the_day_opens_in_its_chart(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("go.today")
    session = FakeSessions().start_draft(ClientId(new_id()), day=date(2024, 4, 7))
    _today(driven).session_started.emit(session)
    assert driven.window.page.sections.section == "clients"
    assert driven.chart.calls[-1] == (
        "show_place",
        ChartPlace(session.client_id, SessionId(session.session_id)),
    )


def test_a_client_is_looked_for_from_the_day_too(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("go.today")
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_F, CTRL)
    assert driven.window.page.sections.section == "clients"
    assert driven.clients.calls[-1] == "focus_search"


def test_a_command_of_the_hidden_chart_waits_until_it_is_seen(driven: Driven) -> None:
    driven.to_practice()
    driven.chart.client = client_named("Adler")
    assert driven.window.book.available("session.new")
    driven.window.book.run("go.today")
    assert not driven.window.book.available("session.new")
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_N, CTRL)
    assert "new_session" not in driven.chart.calls


@pytest.mark.parametrize("language", ["en", "he"])
def test_another_language_keeps_the_section(driven: Driven, language: str) -> None:
    driven.preferences.language = "he" if language == "en" else "en"
    driven.to_practice()
    driven.window.book.run("go.today")
    driven.window.menu_actions.language_chosen.emit(language)
    driven.wait(lambda: driven.preferences.language == language)
    driven.wait(lambda: driven.window.unlocked)
    assert driven.window.page.sections.section == "today"


def test_an_appointment_chosen_in_a_chart_is_shown_on_its_day(driven: Driven) -> None:
    driven.to_practice()
    appointment_id = new_id()
    driven.chart.appointment_chosen.emit(appointment_id)
    assert driven.window.page.sections.section == "today"
    assert _today(driven).calls[-1] == ("show_appointment", appointment_id)
