"""From the start to the practice: opening, its failures, the lock screen, the page of the practice."""

from __future__ import annotations

from core.errors import DataDirectoryInUse, EnvironmentProblem, InputRefused
from tests.fakes.people import client_named
from tests.gui.shell.conftest import Driven


def test_an_existing_practice_asks_for_its_passphrase(driven: Driven) -> None:
    driven.window.start()
    assert driven.window.current_page is driven.window.opening
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert driven.workspace.calls == ["open"]
    assert driven.window.lock_screen.passphrase.line.hasFocus()


def test_a_new_data_directory_shows_the_wizard(driven: Driven) -> None:
    driven.workspace.state = "absent"
    driven.window.start()
    driven.wait(lambda: driven.window.current_page is driven.window.wizard)


def test_the_steps_of_opening_are_named(driven: Driven) -> None:
    driven.to_lock_screen()
    assert driven.window.opening.steps.texts == [
        "Checking this computer and the data directory",
        "Starting the private database",
        "Bringing the database up to date",
    ]


def test_what_hinders_opening_is_said_and_can_be_tried_again(driven: Driven) -> None:
    driven.workspace.fail("open", DataDirectoryInUse())
    driven.window.start()
    message = driven.window.opening.message
    driven.wait(lambda: not message.isHidden())
    assert "running already" in message.accessibleName()
    driven.window.opening.retry.click()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert driven.workspace.calls == ["open", "open"]


def test_settings_that_were_refused_are_read_at_the_next_start_only(driven: Driven) -> None:
    about = {"file": "settings.toml", "line": 3}
    driven.workspace.fail("open", EnvironmentProblem("settings_not_toml", **about))
    driven.window.start()
    opening = driven.window.opening
    driven.wait(lambda: not opening.message.isHidden())
    assert "start again" in opening.message.accessibleName()
    assert opening.retry.isHidden()


def test_unlocking_fills_the_page(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window.windowTitle() == "Practice at the Harbour – Anamnesis"
    assert driven.clients.calls == ["reload", "focus_search"]
    assert driven.chart.calls == ["resume"]
    assert driven.ask.calls == [("set_client", None)]


def test_nothing_of_the_practice_can_be_asked_for_while_locked(driven: Driven) -> None:
    driven.to_lock_screen()
    book = driven.window.book
    assert not book.available("app.lock")
    assert not book.available("clients.new")
    driven.unlock()
    assert book.available("app.lock")
    assert book.available("clients.new")


def test_a_chosen_client_opens_and_sets_the_scope_of_asking(driven: Driven) -> None:
    driven.to_practice()
    adler = client_named("Adler")
    driven.clients.client_chosen.emit(adler)
    assert ("show_client", adler.client_id) in driven.chart.calls
    assert driven.ask.calls[-1] == ("set_client", adler)


def test_a_chart_opened_from_a_source_moves_list_and_scope_along(driven: Driven) -> None:
    driven.to_practice()
    baruch = client_named("Baruch")
    driven.chart.client_shown.emit(baruch)
    assert driven.clients.calls[-1] == ("select_client", baruch.client_id)
    assert driven.ask.calls[-1] == ("set_client", baruch)


def test_a_chosen_source_is_shown_in_the_chart(driven: Driven) -> None:
    driven.to_practice()
    source = object()
    driven.ask.source_chosen.emit(source)
    assert driven.chart.calls[-1] == ("show_source", source)


def test_changed_details_reach_the_list_and_the_scope_of_the_open_chart(driven: Driven) -> None:
    driven.to_practice()
    adler = client_named("Adler")
    driven.chart.client = adler
    driven.chart.client_changed.emit(adler)
    assert driven.clients.calls[-1] == ("update_client", adler)
    assert driven.ask.calls[-1] == ("set_client", adler)


def test_an_error_nobody_handled_is_shown_over_the_panes(driven: Driven) -> None:
    driven.to_practice()
    driven.jobs.failed.emit(InputRefused("field_too_long", field="plan", length=50_001, limit=50_000))
    assert not driven.window.page.message.isHidden()
    assert "Plan holds 50001 characters" in driven.window.page.message.accessibleName()
