"""A chart as a whole: archived, deleted with a reason, brought back, merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QLabel

from core.clients.dto import Client, LifecycleStatus
from core.clock import utc_now
from core.errors import DatabaseProblem
from core.ids import UserId, new_id
from core.security.roles import Access, Role
from tests.fakes.clients import ARIEL, HECTOR, MIRIAM
from ui.clients.client_picker import ClientPicker
from ui.clients.delete_dialog import DeleteDialog
from ui.clients.list_view import ClientListView
from ui.clients.merge_dialog import MergeDialog
from ui.clients.trash_dialog import TrashDialog
from ui.sessions.chart_view import ChartView
from ui.text.days import day_text
from ui.theme import styled_at_the_end
from ui.widgets.question import Question


@pytest.fixture
def view(qtbot, jobs, practice) -> ChartView:
    with styled_at_the_end():
        made = ChartView(jobs)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def show(qtbot, view: ChartView, jobs, client) -> None:
    view.show_client(client.client_id)
    qtbot.waitUntil(lambda: view.client is not None and not jobs.busy)


def trash(qtbot, jobs, role: Role = "owner") -> TrashDialog:
    dialog = TrashDialog(jobs, access=Access(UserId(new_id()), role))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    return dialog


def texts(model: QAbstractItemModel) -> list[str]:
    rows = range(model.rowCount())
    return [str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in rows]


def test_the_banner_tells_what_is_missing_and_where_the_chart_stands(qtbot, view, practice, jobs):
    client = practice.add_client(replace(MIRIAM, tags=("knee", "insurance A")))
    show(qtbot, view, jobs, client)
    assert view.banner.consent.text() == "No consent recorded"
    assert "insurance A" in view.banner.tags.full_text
    view.clients.toggle_archived()
    qtbot.waitUntil(lambda: view.banner.state.isVisible())
    assert view.banner.state.text() == "Archived"
    assert "Archived on" in view.banner.state.toolTip()
    view.clients.toggle_archived()
    qtbot.waitUntil(lambda: not view.banner.state.isVisible())


def test_a_deleted_chart_leaves_the_screen_and_can_come_back_at_once(qtbot, view, practice, jobs):
    client = practice.add_client(MIRIAM)
    show(qtbot, view, jobs, client)
    view.clients.delete()
    dialog = view.findChild(DeleteDialog)
    assert dialog is not None
    assert not dialog.go_button.isEnabled()
    dialog.reason.setText("Entered twice")
    with qtbot.waitSignal(view.client_changed) as changed:
        dialog.go_button.click()
    assert changed.args[0].client_id == client.client_id
    assert practice.clients.stored[client.client_id].lifecycle.reason == "Entered twice"
    assert view.client is None
    words = [label.text() for label in view.findChildren(QLabel)]
    assert not any("Penicillin" in each or "555-0101" in each for each in words)
    view.empty.action_requested.emit()
    qtbot.waitUntil(lambda: view.client is not None)
    assert practice.clients.stored[client.client_id].lifecycle.state == "active"
    view.clear()
    assert not any("Adler" in label.text() for label in view.findChildren(QLabel))


def test_an_error_leaves_the_chart_open(qtbot, view, practice, jobs):
    client = practice.add_client(MIRIAM)
    show(qtbot, view, jobs, client)
    practice.clients.fail("archive", DatabaseProblem())
    view.clients.toggle_archived()
    qtbot.waitUntil(lambda: view.message.isVisible())
    assert view.client == client


def test_the_trash_tells_how_long_and_brings_back(qtbot, practice, jobs):
    fresh, due = practice.add_client(MIRIAM), practice.add_client(HECTOR)
    archived = practice.add_client(ARIEL)
    stored = practice.clients.stored
    for client, lifecycle in (
        (fresh, LifecycleStatus("deleted", utc_now(), "Entered twice")),
        (due, LifecycleStatus("deleted", utc_now() - timedelta(days=31), "Moved away")),
        (archived, LifecycleStatus("archived", utc_now())),
    ):
        stored[client.client_id] = replace(client, lifecycle=lifecycle)
    dialog = trash(qtbot, jobs)
    told = texts(dialog.model)
    assert [("Castro" in told[0], "erased" in told[0]), ("30 day" in told[1], "twice" in told[1])] == [
        (True, True),
        (True, True),
    ]
    dialog.list.setCurrentIndex(dialog.model.index(1))
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 2)
    assert stored[fresh.client_id].lifecycle.state == "active"
    dialog.list.setCurrentIndex(dialog.model.index(1))
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: stored[archived.client_id].lifecycle.state == "active")


def test_a_merged_chart_stays_as_the_trace(qtbot, practice, jobs):
    client = practice.add_client(MIRIAM)
    merged = LifecycleStatus("merged", utc_now(), "Twice")
    practice.clients.stored[client.client_id] = replace(client, lifecycle=merged)
    dialog = trash(qtbot, jobs, role="clinician")
    assert not dialog.restore_button.isEnabled()
    assert dialog.restore_button.toolTip()
    assert not dialog.erase_button.isVisible()


def test_an_empty_trash_says_so(qtbot, practice, jobs):
    dialog = trash(qtbot, jobs)
    assert dialog.empty.isVisible()
    assert not dialog.restore_button.isEnabled()


def test_the_other_chart_is_chosen_checked_and_merged(qtbot, view, practice, jobs):
    kept = practice.add_client(MIRIAM)
    other = practice.add_client(replace(MIRIAM, first_name="Mirjam", allergies=("Latex",)))
    show(qtbot, view, jobs, kept)
    view.clients.merge()
    dialog = view.findChild(MergeDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.choice.model.rowCount() == 1)
    qtbot.keyClick(dialog.choice.search, Qt.Key.Key_Return)
    assert (dialog.into, dialog.source) == (kept, other)
    assert dialog.comparison.differing == ("Name", "Allergies")
    dialog.swap_button.click()
    assert (dialog.into, dialog.source) == (other, kept)
    dialog.swap_button.click()
    assert not dialog.go_button.isEnabled()
    dialog.reason.setText("Entered twice")
    told: list[Client] = []
    view.client_changed.connect(told.append)
    with qtbot.waitSignal(view.client_shown):
        dialog.go_button.click()
    (gone,) = told
    assert (gone.client_id, gone.lifecycle.state) == (other.client_id, "merged")
    assert practice.clients.stored[other.client_id].lifecycle.merged_into == kept.client_id
    assert view.client is not None
    assert view.client.details.allergies == ("Penicillin", "Latex")


def test_typing_alone_chooses_nobody(qtbot, practice):
    picker = ClientPicker()
    qtbot.addWidget(picker)
    miriam = practice.add_client(MIRIAM)
    picker.set_clients([miriam])
    picker.search.setText("somebody")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.client is None
    picker.search.setText("Adl")
    assert picker.client is None
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picker.client == miriam


def test_tags_narrow_the_list_and_archived_ones_come_on_request(qtbot, practice, jobs):
    practice.add_client(replace(MIRIAM, tags=("knee",)))
    practice.add_client(replace(HECTOR, tags=("knee", "back")))
    gone = practice.add_client(ARIEL)
    practice.clients.archive(gone.client_id, expected_version=1)
    with styled_at_the_end():
        view = ClientListView(jobs)
    qtbot.addWidget(view)
    view.show()
    view.reload()
    qtbot.waitUntil(lambda: view.model.total == 2)
    assert view.model.tags == [("back", 1), ("knee", 2)]
    view.filters.toggle_tag("back")
    assert [view.model.index(row).data() for row in range(view.model.rowCount())] == ["Castro, Héctor"]
    view.filters.chips[0].click()
    assert view.model.rowCount() == 2
    view.filters.toggle_archived()
    qtbot.waitUntil(lambda: view.model.total == 3)
    assert "Archived" in texts(view.model)[2]
    view.clear()
    assert view.filters.chips == []
    assert view.filters.tags == ()


def test_the_next_client_follows_in_the_list_round_and_round(qtbot, practice, jobs):
    for details in (MIRIAM, HECTOR):
        practice.add_client(details)
    with styled_at_the_end():
        view = ClientListView(jobs)
    qtbot.addWidget(view)
    view.reload()
    qtbot.waitUntil(lambda: view.model.total == 2)
    opened: list[str] = []
    view.client_chosen.connect(lambda client: opened.append(client.details.last_name))
    view.next_client()
    view.next_client()
    view.next_client()
    view.previous_client()
    assert opened == ["Adler", "Castro", "Adler", "Castro"]


def test_an_owner_erases_what_is_past_its_time_after_a_question(qtbot, practice, jobs, workspace):
    keys = workspace.prepared.keys
    keys.clients = practice.clients
    due = practice.add_client(HECTOR)
    late = LifecycleStatus("deleted", utc_now() - timedelta(days=31), "Moved away")
    practice.clients.stored[due.client_id] = replace(due, lifecycle=late)
    keys.due = (due.client_id,)
    gone = practice.add_client(MIRIAM)
    merged = LifecycleStatus("merged", utc_now() - timedelta(days=40), "Twice", merged_into=due.client_id)
    practice.clients.stored[gone.client_id] = replace(gone, lifecycle=merged)
    assert not trash(qtbot, jobs, role="clinician").due.bar.isVisible()
    dialog = trash(qtbot, jobs)
    assert dialog.due.bar.isVisible()
    dialog.due.bar.action_requested.emit()
    question = dialog.findChild(Question)
    assert question is not None
    # The dates, as a clock that is wrong makes every chart due; and who goes along.
    said = question.informativeText()
    assert day_text((utc_now() - timedelta(days=31)).astimezone().date()) in said
    assert day_text(utc_now().astimezone().date()) in said
    assert "Adler, Miriam" in said
    assert keys.calls["purge_deleted"] == 0
    with qtbot.waitSignal(dialog.ended_early):
        question.yes_button.click()
    assert keys.calls["purge_deleted"] == 1
    qtbot.waitUntil(lambda: "Adler, Miriam" in dialog.message.accessibleName())
