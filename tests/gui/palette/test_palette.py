"""The palette: found, chosen and gone again, all from the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.clients.dto import Client
from core.ids import ClientId, UserId, new_id
from core.templates.dto import PracticeText
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM, client_of
from tests.fixtures.figures import figure
from ui.commands import Command, CommandBook
from ui.palette.choices import ActionChoices, ClientChoices, TemplateChoices
from ui.palette.palette import CommandPalette
from ui.palette.recent import Recent
from ui.shell.close_popups import close_popups

TODAY = date(2024, 4, 7)
CLIENTS = tuple(client_of(details) for details in (MIRIAM, ARIEL, replace(HECTOR, external_id="KH-2041")))


class Room:
    """A window with a book of commands, and the palette over it."""

    def __init__(self, qtbot: QtBot, clients: tuple[Client, ...] = CLIENTS) -> None:
        self.qtbot = qtbot
        self.clients = clients
        self.opened: list[ClientId] = []
        self.done: list[str] = []
        self.possible = True
        self.open_now: ClientId | None = None
        self.recent = Recent()
        self.window = QWidget()
        self.window.resize(1000, 700)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.book = CommandBook(parent=self.window)
        self.book.register(
            self.window,
            (
                self._command("session.sign", "&Sign", "Ctrl+Return", lambda: self.possible),
                self._command("clients.find", "&Find a client", "Ctrl+F"),
                self._command("app.lock", "&Lock", "Ctrl+L"),
            ),
        )

    def _command(
        self, command_id: str, title: str, keys: str, enabled: Callable[[], bool] = lambda: True
    ) -> Command:
        return Command(command_id, title, keys, lambda: self.done.append(command_id), enabled)

    def open(self) -> CommandPalette:
        clients = ClientChoices(
            self.clients, self.recent, self.opened.append, today=TODAY, open_now=self.open_now
        )
        actions = ActionChoices(self.book, self.recent, not_now="not possible now")
        palette = CommandPalette((clients, actions), self.window)
        palette.open()
        return palette

    def typed(self, text: str) -> CommandPalette:
        palette = self.open()
        self.qtbot.keyClicks(palette.search, text)
        return palette


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def _rows(palette: CommandPalette) -> list[str]:
    return [str(palette.rows.index(row).data()) for row in range(palette.rows.rowCount())]


def _marked(palette: CommandPalette) -> str:
    return str(palette.list.currentIndex().data())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mir adl", "Adler, Miriam"),
        ("iria", "Adler, Miriam"),
        ("אריאל כה", "כהן, אריאל"),
        ("כהנ", "כהן, אריאל"),
        ("2041", "Castro, Héctor"),
        ("hector", "Castro, Héctor"),
    ],
)
def test_a_client_is_found_and_opened_without_the_mouse(room: Room, typed: str, name: str):
    palette = room.open()
    palette.search.setText(typed)
    assert _marked(palette) == name
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert room.opened == [client.client_id for client in CLIENTS if client.details.display_name == name]
    assert not palette.isVisible()


def test_untyped_it_offers_what_was_opened_and_done_last(room: Room):
    palette = room.open()
    assert _rows(palette) == ["Actions", "Find a client", "Sign", "Lock"]
    palette.hide()
    for client in CLIENTS[:2]:
        room.recent.note(client.client_id)
    room.recent.note("app.lock")
    assert _rows(room.open()) == [
        *("Clients", "כהן, אריאל", "Adler, Miriam"),
        *("Actions", "Lock", "Find a client", "Sign"),
    ]


def test_the_chart_on_screen_is_not_offered_untyped_but_found(room: Room):
    for client in CLIENTS[:2]:
        room.recent.note(client.client_id)
    room.open_now = CLIENTS[1].client_id
    assert _rows(room.open())[:3] == ["Clients", "Adler, Miriam", "Actions"]
    palette = room.open()
    palette.search.setText("אריאל")
    assert _rows(palette)[:2] == ["Clients", "כהן, אריאל"]


def test_who_was_open_last_comes_first_among_equals(room: Room):
    twins = tuple(client_of(replace(MIRIAM, first_name=name)) for name in ("Ada", "Bea", "Cleo"))
    room.clients = twins
    room.recent.note(twins[2].client_id)
    palette = room.typed("adler")
    assert _rows(palette) == ["Clients", "Adler, Cleo", "Adler, Ada", "Adler, Bea"]


def test_an_action_shows_its_keys_and_is_done(room: Room):
    palette = room.typed("sig")
    assert _marked(palette) == "Sign"
    choice = palette.rows.choice_at(palette.list.currentIndex().row())
    assert choice is not None
    assert choice.keys == "Ctrl+Return"
    assert choice.detail == "Session"
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Enter)
    assert room.done == ["session.sign"]


def test_what_cannot_be_done_now_says_so_and_is_not_chosen(room: Room):
    room.possible = False
    palette = room.typed("sign")
    choice = palette.rows.choice_at(1)
    assert choice is not None
    assert (choice.title, choice.detail, choice.available) == ("Sign", "not possible now", False)
    assert not palette.list.currentIndex().isValid()
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert room.done == []
    assert palette.isVisible()
    palette.search.clear()
    assert "Sign" not in _rows(palette)


def test_arrows_pass_the_headings_and_go_round(room: Room):
    for client in CLIENTS[:2]:
        room.recent.note(client.client_id)
    palette = room.open()
    seen = [_marked(palette)]
    for _ in range(5):
        room.qtbot.keyClick(palette.search, Qt.Key.Key_Down)
        seen.append(_marked(palette))
    assert seen == ["כהן, אריאל", "Adler, Miriam", "Find a client", "Sign", "Lock", "כהן, אריאל"]
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Up)
    assert _marked(palette) == "Lock"
    room.qtbot.keyClick(palette.search, Qt.Key.Key_PageUp)
    assert _marked(palette) == "כהן, אריאל"
    room.qtbot.keyClick(palette.search, Qt.Key.Key_PageDown)
    assert _marked(palette) == "Lock"


def test_escape_closes_and_the_box_is_empty(room: Room):
    palette = room.typed("adler")
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert room.opened == []


def test_nothing_found_says_so(room: Room):
    palette = room.typed("zzz")
    assert palette.rows.rowCount() == 0
    assert palette.nothing.isVisible()
    assert "Nothing found" in palette.nothing.text()


def test_more_than_fit_are_counted(room: Room):
    room.clients = tuple(client_of(replace(MIRIAM, first_name=f"Nr {n:04d}")) for n in range(2_000))
    palette = room.typed("adler")
    assert _rows(palette)[0] == "Clients: 8 of 2000"
    palette.search.setText("adler 1999")
    assert _rows(palette) == ["Clients", "Adler, Nr 1999"]


def test_two_thousand_clients_are_no_hindrance(room: Room):
    room.clients = tuple(
        client_of(replace(MIRIAM, last_name=f"Adler{n % 97}", first_name=f"Nr {n:04d}", external_id=f"K-{n}"))
        for n in range(2_000)
    )
    begun = time.perf_counter()
    palette = room.open()
    opened = time.perf_counter()
    palette.search.setText("nr 1999 adl")
    found = time.perf_counter()
    palette.search.setText("nr 1998 adl")
    again = time.perf_counter()
    assert _rows(palette)[:2] == ["Clients", "Adler58, Nr 1998"]
    figure(
        f"palette over 2,000 clients: opens in {1000 * (opened - begun):.0f} ms, "
        f"first letters {1000 * (found - opened):.0f} ms, next letters {1000 * (again - found):.0f} ms"
    )


def test_a_template_that_arrives_late_leaves_the_mark_where_it_is(room: Room):
    begun: list[str] = []
    palette = room.open()
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Down)
    before = _marked(palette)
    intake = PracticeText(new_id(), "template", "First visit")
    palette.add_source(
        TemplateChoices(
            [intake],
            lambda text: begun.append(text.name),
            title="New session from “{name}”",
            client="Adler, Miriam",
        )
    )
    assert _marked(palette) == before
    assert "New session from “First visit”" in _rows(palette)
    palette.search.setText("first")
    room.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert begun == ["First visit"]


def test_after_a_lock_nothing_of_a_client_is_left_in_it(room: Room):
    room.recent.note(CLIENTS[0].client_id)
    palette = room.typed("adler")
    assert _marked(palette) == "Adler, Miriam"
    assert "Adler" in palette.search.accessibleDescription()
    close_popups()
    assert not palette.isVisible()
    assert palette.rows.rowCount() == 0
    assert palette.search.text() == ""
    assert palette.search.accessibleDescription() == ""
    gone: list[bool] = []
    palette.destroyed.connect(lambda: gone.append(True))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone


def test_what_somebody_else_opened_is_not_offered():
    recent, first = Recent(), UserId(new_id())
    recent.sign_in(first)
    recent.note("app.lock")
    recent.sign_in(first)
    assert recent.knows("app.lock")
    recent.sign_in(UserId(new_id()))
    assert not recent.knows("app.lock")


def test_a_screen_reader_has_names_for_everything(room: Room):
    palette = room.typed("adler")
    assert palette.accessibleName()
    assert palette.search.accessibleName() == "Find a client, an action or a template"
    assert palette.list.accessibleName() == "Found"
    spoken = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert "female" in spoken
    assert "Penicillin" in spoken
    assert palette.search.accessibleDescription() == spoken
    assert QAccessible.queryAccessibleInterface(palette.search) is not None
