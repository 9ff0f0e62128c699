"""Everything by keyboard: every command once in the book, in the palette, and gone with a lock."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from core.sessions.dto import SoapText
from tests.fakes.people import client_named
from tests.fakes.texts import FakeTexts
from tests.fakes.views import fake_views
from tests.fakes.workspace import FakeWorkspace, as_workspace
from tests.gui.shell.conftest import Driven
from ui.commands import AREAS, normal_keys
from ui.jobs import Jobs
from ui.palette.palette import CommandPalette
from ui.preferences import Preferences
from ui.shell.window import MainWindow
from ui.shortcuts.reserved import is_reserved
from ui.shortcuts.shortcuts_dialog import ShortcutsDialog

CTRL = Qt.KeyboardModifier.ControlModifier
_NEEDED = (
    *("go.palette", "go.today", "go.clients", "clients.find", "clients.new", "clients.next"),
    *("clients.previous", "session.new", "session.save", "session.sign", "ask.question"),
    *("records.trash", "records.templates", "app.shortcuts", "app.security", "app.lock", "app.quit"),
)


def _palettes() -> list[CommandPalette]:
    found = (each for each in QApplication.topLevelWidgets() if isinstance(each, CommandPalette))
    return [each for each in found if each.isVisible()]


def _open_palette(driven: Driven) -> CommandPalette:
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_K, CTRL)
    (palette,) = _palettes()
    return palette


@pytest.fixture
def shipped(qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace, preferences: Preferences) -> MainWindow:
    """The window with the views it ships with, locked."""
    return MainWindow(as_workspace(workspace), jobs, preferences=preferences)


@pytest.fixture(autouse=True)
def texts(workspace: FakeWorkspace) -> FakeTexts:
    """The practice's templates: none yet."""
    made = FakeTexts()
    workspace.prepared = replace(workspace.prepared, templates=made)
    return made


def test_every_command_has_a_title_an_area_and_keys_of_its_own(shipped: MainWindow) -> None:
    commands = shipped.book.commands()
    ids = [each.command_id for each in commands]
    assert len(ids) == len(set(ids))
    assert not set(_NEEDED) - set(ids)
    for command in commands:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", command.command_id), command.command_id
        assert command.area in AREAS, command.command_id
        assert command.label.strip()
        assert command.keys == normal_keys(command.keys), command.command_id
        paging = command.scope == "view" and command.keys in ("PgUp", "PgDown")
        assert not is_reserved(command.keys, scope=command.scope) or paging, command.command_id
    default = [command.keys for command in commands if command.keys]
    assert len(default) == len(set(default)), "two commands come with the same keys"
    assert {each.command_id: shipped.book.keys(each.command_id) for each in commands} == {
        each.command_id: each.keys for each in commands
    }


def test_no_two_commands_of_an_area_are_called_the_same(shipped: MainWindow) -> None:
    named = [(each.area, each.label) for each in shipped.book.commands()]
    assert len(named) == len(set(named))


def test_every_command_is_in_the_list_of_shortcuts(shipped: MainWindow) -> None:
    dialog = ShortcutsDialog(shipped.book, shipped)
    for command in shipped.book.commands():
        dialog.list.mark(command.command_id)
        assert dialog.list.command_id == command.command_id


def test_locked_only_the_program_itself_answers(driven: Driven) -> None:
    driven.to_lock_screen()
    book = driven.window.book
    able = {each.command_id for each in book.commands() if book.available(each.command_id)}
    assert able == {"app.quit", "app.about", "app.shortcuts", "app.settings"}
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_K, CTRL)
    assert _palettes() == []


def test_a_client_is_open_two_keys_after_its_name(driven: Driven) -> None:
    driven.to_practice()
    adler, baruch = client_named("Adler"), client_named("Baruch")
    driven.clients.known_clients = (adler, baruch)
    driven.window.book.run("go.today")
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "aru")
    driven.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert driven.chart.calls[-1] == ("show_client", baruch.client_id)
    assert driven.window.page.sections.section == "clients"
    assert _palettes() == []


def test_who_was_open_comes_first_in_it(driven: Driven) -> None:
    driven.to_practice()
    adler, baruch = client_named("Adler"), client_named("Baruch")
    driven.clients.known_clients = (adler, baruch)
    driven.chart.client_shown.emit(adler)
    driven.chart.client_shown.emit(baruch)
    palette = _open_palette(driven)
    titles = [str(palette.rows.index(row).data()) for row in range(3)]
    assert titles == ["Clients", "Baruch, Miriam", "Adler, Miriam"]


def test_actions_in_it_are_those_of_the_window_and_its_views(driven: Driven) -> None:
    driven.to_practice()
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "new ses")
    choice = palette.rows.choice_at(1)
    assert choice is not None
    assert (choice.title, choice.keys, choice.available) == ("New session", "Ctrl+N", False)
    palette.hide()
    driven.chart.client = client_named("Adler")
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "new ses")
    driven.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert driven.chart.calls[-1] == "new_session"


def test_a_template_begins_a_session_of_the_open_chart(driven: Driven, texts: FakeTexts) -> None:
    driven.to_practice()
    intake = texts.add_template("First visit", SoapText(subjective="Reason for coming:"))
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "first")
    driven.wait(lambda: not driven.jobs.busy)
    assert palette.rows.rowCount() == 0, "without a chart there is nothing to begin"
    palette.hide()
    driven.chart.client = client_named("Adler")
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "first")
    driven.wait(lambda: palette.rows.rowCount() == 2)
    choice = palette.rows.choice_at(1)
    assert choice is not None
    assert choice.title == "New session: First visit"
    assert "Adler" in choice.detail, "whose session it becomes"
    driven.qtbot.keyClick(palette.search, Qt.Key.Key_Return)
    assert driven.chart.calls[-1] == ("use_template", intake)


def test_a_lock_closes_it_and_it_holds_nothing(driven: Driven) -> None:
    driven.to_practice()
    driven.clients.known_clients = (client_named("Adler"),)
    palette = _open_palette(driven)
    driven.qtbot.keyClicks(palette.search, "adler")
    assert palette.rows.rowCount() == 2
    driven.window.lock()
    assert not palette.isVisible()
    assert palette.rows.rowCount() == 0
    assert palette.search.text() == ""
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_chosen_keys_are_there_after_a_restart(
    driven: Driven, qtbot: QtBot, jobs: Jobs, workspace: FakeWorkspace
) -> None:
    driven.window.book.rebind("app.lock", "F12")
    assert driven.preferences.shortcuts == {"app.lock": "F12"}
    again = MainWindow(as_workspace(workspace), jobs, preferences=driven.preferences, views=fake_views)
    assert again.book.keys("app.lock") == "F12"
    driven.window.menu_actions.language_chosen.emit("he")
    driven.to_lock_screen()
    driven.unlock()
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_L, CTRL)
    assert driven.window.unlocked
    assert "F12" in driven.window.status.lock_button.toolTip()
    driven.qtbot.keyClick(driven.window, Qt.Key.Key_F12)
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def _entries(menu: QMenu) -> dict[str, QAction]:
    return {action.text().replace("&", ""): action for action in menu.actions() if action.text()}


def test_menus_hold_the_commands_and_grey_what_is_not_possible(driven: Driven) -> None:
    driven.to_lock_screen()
    menus = driven.window.menu_actions
    assert set(_entries(menus.file)) >= {"New client…", "Deleted and archived…", "Lock", "Quit"}
    assert set(_entries(menus.view)) >= {"Go to or do…", "Today", "Clients", "Theme", "Language"}
    assert set(_entries(menus.chart)) == {"New session", "Ask a question"}
    assert "Keyboard shortcuts…" in _entries(menus.tools)
    menus.file.aboutToShow.emit()
    assert not _entries(menus.file)["Lock"].isEnabled()
    assert _entries(menus.file)["Quit"].isEnabled()
    menus.file.aboutToHide.emit()
    driven.unlock()
    menus.file.aboutToShow.emit()
    assert _entries(menus.file)["Lock"].isEnabled()
    menus.file.aboutToHide.emit()
    _entries(menus.file)["New client…"].trigger()
    assert driven.clients.calls[-1] == "new_client"
