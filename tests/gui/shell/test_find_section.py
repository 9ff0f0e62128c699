"""The search among the pages of the window: the ways to it, from it into a chart, and what leaves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt

from core.clients.dto import LifecycleStatus
from core.engine.dto import EngineState
from core.retrieval.dto import IndexStatus
from tests.fakes.changes import content_of
from tests.fakes.people import client_named
from tests.fakes.search import hit_on, passage_of
from tests.fakes.views import FakeFind
from tests.gui.shell.conftest import Driven
from ui.find.sources import source_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _find(driven: Driven) -> FakeFind:
    view = driven.window.page.views.find
    assert isinstance(view, FakeFind)
    return view


def test_rail_and_keys_lead_to_it(driven: Driven) -> None:
    driven.to_practice()
    sections = driven.window.page.sections
    driven.qtbot.mouseClick(sections.navigation_bar.buttons["find"], Qt.MouseButton.LeftButton)
    assert _find(driven).isVisible()
    assert _find(driven).calls == ["begin"]
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_2, CTRL)
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_3, CTRL)
    assert sections.section == "find"
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_2, CTRL)
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_F, CTRL | SHIFT)
    assert sections.section == "find"
    assert _find(driven).calls[-1] == ("find_in", None)


def test_find_in_this_chart_needs_a_chart(driven: Driven) -> None:
    driven.to_practice()
    assert not driven.window.book.available("find.chart")
    driven.chart.client = client_named("Adler")
    assert driven.window.book.available("find.chart")
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_G, CTRL)
    assert driven.window.page.sections.section == "find"
    assert _find(driven).calls[-1] == ("find_in", driven.chart.client)


def test_what_is_chosen_opens_in_its_chart(driven: Driven) -> None:
    driven.to_practice()
    adler, baruch = client_named("Adler"), client_named("Baruch")
    driven.chart.client = adler
    driven.window.book.run("go.find")
    asked_before = len(driven.ask.calls)
    own = source_of(hit_on(passage_of("Took ibuprofen.", client_id=adler.client_id)), adler)
    _find(driven).source_chosen.emit(own)
    assert driven.window.page.sections.section == "clients"
    assert driven.chart.calls[-1] == ("show_source", own)
    assert driven.chart.with_focus, "the keyboard goes where the words are"
    assert len(driven.ask.calls) == asked_before, "the questions go on about the same client"
    other = source_of(hit_on(passage_of("Took ibuprofen.", client_id=baruch.client_id)), baruch)
    driven.window.book.run("go.find")
    _find(driven).source_chosen.emit(other)
    assert driven.ask.calls[-1] == ("set_client", None), "nothing is asked of the client before"
    assert driven.chart.calls[-1] == ("show_source", other)


def test_it_is_told_of_index_and_models(driven: Driven) -> None:
    driven.to_practice()
    services = driven.workspace.prepared
    status = IndexStatus(total=7, indexed=7)
    services.index.tell(status)
    services.engine.tell(EngineState.RESTING)
    driven.qtbot.waitUntil(lambda: EngineState.RESTING in _find(driven).told)
    assert status in _find(driven).told


def test_it_follows_what_becomes_of_a_client(driven: Driven) -> None:
    driven.to_practice()
    adler = client_named("Adler")
    driven.chart.client_changed.emit(adler)
    assert _find(driven).calls[-1] == ("update_client", adler)
    deleted = replace(adler, lifecycle=LifecycleStatus("deleted", datetime.now(UTC)))
    driven.chart.client_changed.emit(deleted)
    assert _find(driven).calls[-1] == ("forget_client", adler.client_id)
    driven.window.page.on_client_erased(adler.client_id)
    assert _find(driven).calls.count(("forget_client", adler.client_id)) == 2
    driven.workspace.prepared.changes.publish(content_of(adler.client_id))
    driven.wait(lambda: _find(driven).calls[-1] == "note_changed")


def test_a_lock_clears_it_and_the_same_person_comes_back_to_it(driven: Driven) -> None:
    driven.to_practice()
    driven.window.book.run("go.find")
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert _find(driven).calls[-1] == "clear"
    driven.unlock()
    assert driven.window.page.sections.section == "find"
    assert _find(driven).calls[-2:] == ["begin", ("find_in", None)], "names are read, the box has the keys"


def test_models_and_index_are_under_tools(driven: Driven) -> None:
    driven.to_practice()
    assert driven.window.book.available("records.models")
    shown = [action.text() for action in driven.window.menu_actions.tools.actions()]
    assert "&Models and index…" in shown
