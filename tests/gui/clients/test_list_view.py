"""The client list from the keyboard: type, Down, Enter."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton

from core.clients.dto import ClientDetails
from core.errors import DatabaseProblem
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, client_of
from ui.clients.client_dialog import ClientDialog
from ui.clients.list_model import ClientListModel
from ui.clients.list_view import ClientListView
from ui.commands import CommandBook
from ui.theme import styled_at_the_end


def names(view: ClientListView) -> list[str]:
    return [view.model.index(row).data() for row in range(view.model.rowCount())]


@pytest.fixture
def view(qtbot, jobs, practice) -> ClientListView:
    with styled_at_the_end():
        made = ClientListView(jobs)
    qtbot.addWidget(made)
    # As the window does it.
    CommandBook(parent=made).register(made, made.commands())
    made.resize(260, 600)
    with qtbot.waitExposed(made):
        made.show()
    return made


def load(qtbot, view: ClientListView, practice, *details: ClientDetails) -> None:
    for each in details:
        practice.add_client(each)
    view.reload()
    qtbot.waitUntil(lambda: view.model.total == len(practice.clients.stored))


def test_typing_narrows_and_enter_opens_the_first_match(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM, ARIEL, HECTOR)
    assert names(view) == ["Adler, Miriam", "Castro, Héctor", "כהן, אריאל"]
    qtbot.keyClicks(view.search, "hec")
    assert names(view) == ["Castro, Héctor"]
    assert "1" in view.count.text()
    assert "3" in view.count.text()
    with qtbot.waitSignal(view.client_chosen) as chosen:
        qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert chosen.args[0].details == HECTOR


def test_down_goes_to_the_list_and_up_comes_back(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM, HECTOR)
    view.focus_search()
    qtbot.keyClick(view.search, Qt.Key.Key_Down)
    assert view.list.hasFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.client_chosen) as chosen:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert chosen.args[0].details == HECTOR
    qtbot.keyClick(view.list, Qt.Key.Key_Up)
    qtbot.keyClick(view.list, Qt.Key.Key_Up)
    assert view.search.hasFocus()


def test_ctrl_f_comes_to_the_search_box_from_anywhere(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM)
    view.list.setFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert view.search.hasFocus()


def test_a_click_opens_once(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM, HECTOR)
    opened: list = []
    view.client_chosen.connect(opened.append)
    place = view.list.visualRect(view.model.index(1)).center()
    qtbot.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [client.details for client in opened] == [HECTOR]


def test_an_empty_practice_offers_the_first_client(qtbot, view, practice):
    view.reload()
    qtbot.waitUntil(lambda: view.empty.isVisible())
    view.empty.action_requested.emit()
    dialog = view.findChild(ClientDialog)
    assert dialog is not None
    dialog.form.last_name.setText("Stone")
    with qtbot.waitSignal(view.client_chosen) as chosen:
        dialog.save_button.click()
    assert chosen.args[0].details.last_name == "Stone"
    assert names(view) == ["Stone"]
    assert not view.empty.isVisible()


def test_the_hint_to_import_is_a_link(qtbot, view, practice):
    view.reload()
    qtbot.waitUntil(lambda: view.empty.isVisible())
    link = next(each for each in view.empty.findChildren(QPushButton) if "Import" in each.text())
    with qtbot.waitSignal(view.import_requested):
        link.click()


def test_no_match_says_so_and_shows_all_again(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM)
    qtbot.keyClicks(view.search, "zzz")
    assert view.empty.isVisible()
    view.empty.action_requested.emit()
    assert names(view) == ["Adler, Miriam"]
    assert view.search.text() == ""


def test_an_error_is_told_and_can_be_tried_again(qtbot, view, practice):
    practice.add_client(MIRIAM)
    practice.clients.fail("list", DatabaseProblem())
    view.reload()
    qtbot.waitUntil(lambda: view.message.isVisible())
    view.message.action_requested.emit()
    qtbot.waitUntil(lambda: view.model.total == 1)
    assert not view.message.isVisible()


def test_clear_forgets_every_name(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM, HECTOR)
    qtbot.keyClicks(view.search, "adl")
    view.clear()
    assert view.model.total == 0
    assert names(view) == []
    assert view.search.text() == ""
    assert not view.empty.isVisible()


def test_the_open_client_stays_marked_while_the_list_narrows(qtbot, view, practice):
    load(qtbot, view, practice, MIRIAM, ARIEL, HECTOR)
    miriam = next(client for client in practice.clients.stored.values() if client.details == MIRIAM)
    view.select_client(miriam.client_id)
    qtbot.keyClicks(view.search, "hec")
    view.search.clear()
    assert view.list.currentIndex().data() == "Adler, Miriam"


def test_a_row_tells_a_screen_reader_who_it_is_and_what_to_beware_of(practice):
    model = ClientListModel()
    model.set_clients([client_of(MIRIAM)])
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    for part in ("Adler, Miriam", "female", "Penicillin", "Needle phobia", "1981"):
        assert part in spoken


def test_two_thousand_clients_narrow_in_memory(qtbot, application):
    model = ClientListModel()
    tester = QAbstractItemModelTester(model)
    clients = [
        client_of(
            ClientDetails(
                first_name=f"First{n}", last_name=f"Last{n % 50}", birth_date=date(1950 + n % 60, 1, 1)
            )
        )
        for n in range(2_000)
    ]
    model.set_clients(clients)
    model.set_filter("last7 first")
    assert model.rowCount() == 40
    model.set_filter("")
    assert model.rowCount() == 2_000
    model.put(client_of(MIRIAM))
    assert model.index(0).data() == "Adler, Miriam"
    del tester
