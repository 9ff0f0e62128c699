"""Which pages a role has, and how the dialog closes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
from pytestqt.qtbot import QtBot

from core.security.roles import Access, Role
from tests.fakes.keys import FakeKeys
from tests.fakes.views import fake_views
from tests.fakes.workspace import FakeWorkspace, as_workspace
from tests.gui.security.conftest import USER, SecurityServices, as_role
from ui.commands import CommandBook
from ui.jobs import Jobs
from ui.lock.idle_watch import IDLE_MINUTES
from ui.preferences import Preferences
from ui.security.audit_page import AuditLogPage
from ui.security.keys_page import KeysPage
from ui.security.locking_page import LockingPage
from ui.security.my_access_page import MyAccessPage
from ui.security.people_page import PeoplePage
from ui.security.security_dialog import SecurityDialog
from ui.shell.dialogs import WindowDialogs
from ui.shell.window import MainWindow
from ui.shell.workspace_page import WorkspacePage
from ui.widgets.question import Question


def _dialog(qtbot: QtBot, jobs: Jobs, preferences: Preferences, role: Role = "owner") -> SecurityDialog:
    made = SecurityDialog(jobs, access=Access(USER, role), preferences=preferences)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        ("owner", [MyAccessPage, LockingPage, KeysPage, PeoplePage, AuditLogPage]),
        ("clinician", [MyAccessPage, LockingPage]),
        ("auditor", [AuditLogPage, MyAccessPage]),
    ],
)
def test_each_role_has_its_pages(
    qtbot: QtBot,
    jobs: Jobs,
    preferences: Preferences,
    workspace: FakeWorkspace,
    services: SecurityServices,
    role: Role,
    pages: list[type],
) -> None:
    as_role(workspace, role)
    dialog = _dialog(qtbot, jobs, preferences, role)
    assert [type(page) for page in dialog.pages] == pages
    assert dialog.list.count() == len(pages)
    assert all(dialog.list.item(row).text() for row in range(dialog.list.count()))
    for row in range(len(pages)):
        dialog.list.setCurrentRow(row)
        qtbot.waitUntil(lambda: not jobs.busy)
        assert dialog.page.isVisible()
        assert dialog.page.message.isHidden(), "a page that the role has asks for nothing that it may not"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_it_stands_beside_the_practice_and_only_once(
    qtbot: QtBot,
    workspace: FakeWorkspace,
    jobs: Jobs,
    preferences: Preferences,
    services: SecurityServices,
) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    dialogs = WindowDialogs(as_workspace(workspace), jobs, preferences, window)
    dialogs.attach(WorkspacePage(jobs, fake_views(jobs)), CommandBook())
    dialogs.show_security()
    (first,) = window.findChildren(SecurityDialog)
    dialogs.show_security()
    assert window.findChildren(SecurityDialog) == [first]
    qtbot.waitUntil(lambda: not jobs.busy)
    assert first.isVisible()
    assert not first.isModal()


def test_a_page_can_be_asked_for(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, services: SecurityServices
) -> None:
    dialog = _dialog(qtbot, jobs, preferences)
    dialog.show_page(AuditLogPage)
    assert isinstance(dialog.page, AuditLogPage)
    qtbot.waitUntil(lambda: not jobs.busy)


def test_the_time_until_it_locks_is_kept_and_told(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, services: SecurityServices
) -> None:
    dialog = _dialog(qtbot, jobs, preferences)
    dialog.show_page(LockingPage)
    page = dialog.page
    assert isinstance(page, LockingPage)
    assert page.minutes.currentText() == "10 minutes"
    assert [page.minutes.itemData(row) for row in range(page.minutes.count())] == list(IDLE_MINUTES)
    page.minutes.setCurrentIndex(0)
    with qtbot.waitSignal(dialog.idle_minutes_changed) as told:
        page.minutes.activated.emit(0)
    assert told.args == [1]
    assert preferences.idle_minutes == 1


def test_closing_forgets_what_was_typed(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, services: SecurityServices
) -> None:
    dialog = _dialog(qtbot, jobs, preferences)
    page = dialog.page
    assert isinstance(page, MyAccessPage)
    page.current.line.setText("seven quiet herons at dusk")
    dialog.close_button.click()
    assert page.current.text == ""
    assert not dialog.isVisible()


def test_closing_asks_before_it_stops_a_rotation(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, services: SecurityServices, keys: FakeKeys
) -> None:
    dialog = _dialog(qtbot, jobs, preferences)
    dialog.show_page(KeysPage)
    page = dialog.page
    assert isinstance(page, KeysPage)
    qtbot.waitUntil(lambda: not jobs.busy)
    keys.hold("step")
    page.rotate_button.click()
    _question("Rotate").yes_button.click()
    qtbot.waitUntil(lambda: keys.calls["step"] == 1)
    dialog.close_button.click()
    assert dialog.isVisible()
    _question("Stop the work").yes_button.click()
    assert not dialog.isVisible()
    keys.release("step")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert keys.current.pending is not None, "it was stopped, and can be continued"


def test_who_was_erased_is_told(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, services: SecurityServices
) -> None:
    dialog = _dialog(qtbot, jobs, preferences)
    client_id = next(iter(services.clients.stored))
    page = next(each for each in dialog.pages if isinstance(each, KeysPage))
    with qtbot.waitSignal(dialog.client_erased) as told:
        page.client_erased.emit(client_id)
    assert told.args == [client_id]


def _question(title: str) -> Question:
    shown = [each for each in QApplication.topLevelWidgets() if isinstance(each, Question)]
    return next(each for each in shown if each.text().startswith(title) and each.isVisible())


@pytest.mark.parametrize(("most", "offered", "chosen"), [(5, [1, 2, 5], 5), (7, [1, 2, 5, 7], 7)])
def test_the_policy_leaves_out_longer_times(
    qtbot: QtBot, jobs: Jobs, preferences: Preferences, most: int, offered: list[int], chosen: int
) -> None:
    page = LockingPage(jobs, preferences, most)
    qtbot.addWidget(page)
    assert [page.minutes.itemData(row) for row in range(page.minutes.count())] == offered
    assert page.minutes.currentData() == chosen
    assert any("policy" in label.text() for label in page.findChildren(QLabel))


def test_the_policy_reaches_the_window_and_its_dialog(
    qtbot: QtBot,
    workspace: FakeWorkspace,
    jobs: Jobs,
    preferences: Preferences,
    services: SecurityServices,
) -> None:
    workspace.settings = replace(workspace.settings, lock_after_min=2)
    window = MainWindow(as_workspace(workspace), jobs, preferences=preferences, views=fake_views)
    qtbot.addWidget(window)
    assert window.idle_watch.limit_s == 120
    dialogs = WindowDialogs(as_workspace(workspace), jobs, preferences, window)
    dialogs.attach(WorkspacePage(jobs, fake_views(jobs)), CommandBook())
    dialogs.show_security()
    (dialog,) = window.findChildren(SecurityDialog)
    dialog.show_page(LockingPage)
    assert isinstance(dialog.page, LockingPage)
    assert dialog.page.minutes.currentData() == 2
    qtbot.waitUntil(lambda: not jobs.busy)
