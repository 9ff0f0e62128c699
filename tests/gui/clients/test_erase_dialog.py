"""Erasing wants the name typed, says the truth, and reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from core.clients.dto import LifecycleStatus
from core.clock import utc_now
from core.errors import DiskFull
from tests.fakes.keys import FakeKeys
from tests.fakes.workspace import FakeWorkspace
from tests.gui.security.conftest import SecurityServices, services_for
from ui.clients.erase_dialog import EraseDialog
from ui.jobs import Jobs
from ui.widgets.paragraph import Paragraph


@pytest.fixture
def services(workspace: FakeWorkspace) -> SecurityServices:
    """An owner's practice, unlocked."""
    made = services_for("owner")
    workspace.prepared = made
    workspace.state = "unlocked"
    return made


@pytest.fixture
def keys(services: SecurityServices) -> FakeKeys:
    made: FakeKeys = services.keys
    return made


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, services: SecurityServices) -> EraseDialog:
    made = EraseDialog(jobs)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def _choose(qtbot: QtBot, dialog: EraseDialog, jobs: Jobs, name: str) -> None:
    texts = [dialog.choice.itemText(row) for row in range(dialog.choice.count())]
    dialog.choice.setCurrentIndex(next(row for row, text in enumerate(texts) if name in text))
    qtbot.waitUntil(lambda: not jobs.busy)


def test_what_is_destroyed_and_what_remains_is_said(dialog: EraseDialog) -> None:
    said = " ".join(each.text() for each in dialog.form.findChildren(Paragraph))
    for word in ("every note", "backups", "Exports", "audit log", "whole practice", "old blocks"):
        assert word in said


@pytest.mark.parametrize("typed", ["", "Adler", "adler, miriam", "Adler Miriam", "Castro, Héctor"])
def test_another_name_erases_nothing(qtbot: QtBot, dialog: EraseDialog, jobs: Jobs, typed: str) -> None:
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    dialog.typed.setText(typed)
    assert not dialog.go_button.isEnabled()


def test_nothing_can_be_typed_before_a_client_is_chosen(dialog: EraseDialog) -> None:
    assert dialog.client is None
    assert not dialog.typed.isEnabled()
    assert not dialog.go_button.isEnabled()


def test_choosing_another_client_asks_for_the_name_again(
    qtbot: QtBot, dialog: EraseDialog, jobs: Jobs
) -> None:
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    dialog.typed.setText("Adler, Miriam")
    assert dialog.go_button.isEnabled()
    _choose(qtbot, dialog, jobs, "Castro, Héctor")
    assert dialog.typed.text() == ""
    assert not dialog.go_button.isEnabled()


def test_half_a_name_in_the_list_goes_back_to_the_client_chosen(
    qtbot: QtBot, dialog: EraseDialog, jobs: Jobs
) -> None:
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    line = dialog.choice.lineEdit()
    assert line is not None
    line.setText("Cas")
    line.editingFinished.emit()
    assert "Adler, Miriam" in line.text()


def test_the_client_is_erased(
    qtbot: QtBot, dialog: EraseDialog, services: SecurityServices, jobs: Jobs
) -> None:
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    client = dialog.client
    assert client is not None
    dialog.typed.setText("Adler, Miriam")
    with qtbot.waitSignal(dialog.erased) as told:
        dialog.go_button.click()
    assert told.args == [client.client_id]
    assert client.client_id not in services.clients.stored
    said = dialog.message.accessibleName()
    assert "7 sessions destroyed." in said
    assert "2 answers about the whole practice removed." in said
    assert dialog.form.isHidden()
    assert dialog.go_button.isHidden()


def test_the_charts_merged_into_it_are_named_before_and_after(
    qtbot: QtBot, dialog: EraseDialog, services: SecurityServices, jobs: Jobs
) -> None:
    into, source = (
        next(each for each in services.clients.list() if each.details.display_name == name)
        for name in ("Adler, Miriam", "Castro, Héctor")
    )
    merged = LifecycleStatus("merged", utc_now(), "Entered twice", merged_into=into.client_id)
    services.clients.stored[source.client_id] = replace(source, lifecycle=merged)
    _choose(qtbot, dialog, jobs, "Castro, Héctor")
    assert not dialog.along.isVisible()
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    assert dialog.along.isVisible()
    assert dialog.along.text().startswith("Destroyed with it")
    assert "Castro, Héctor" in dialog.along.text()
    dialog.typed.setText("Adler, Miriam")
    with qtbot.waitSignal(dialog.erased):
        dialog.go_button.click()
    assert "Castro, Héctor" in dialog.message.accessibleName()
    assert services.clients.stored.keys() & {into.client_id, source.client_id} == set()


def test_what_goes_along_is_told_before_anything_can_be_erased(
    qtbot: QtBot, dialog: EraseDialog, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.hold("merged_into")
    dialog.choice.setCurrentIndex(1)
    client = dialog.client
    assert client is not None
    dialog.typed.setText(client.details.display_name)
    assert not dialog.go_button.isEnabled()
    keys.release("merged_into")
    qtbot.waitUntil(dialog.go_button.isEnabled)


def test_it_can_be_stopped_and_says_where_it_goes_on(
    qtbot: QtBot, dialog: EraseDialog, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.hold("step")
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    dialog.typed.setText("Adler, Miriam")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: keys.calls["step"] == 1)
    dialog.reject()
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.ended_early):
        keys.release("step")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "keys page" in dialog.message.accessibleName()


def test_an_error_is_shown_and_nothing_is_lost(
    qtbot: QtBot, dialog: EraseDialog, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.fail("erase_client", DiskFull())
    _choose(qtbot, dialog, jobs, "Adler, Miriam")
    dialog.typed.setText("Adler, Miriam")
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.message.isHidden() and not jobs.busy)
    assert dialog.go_button.isEnabled()


def test_a_client_can_be_given(qtbot: QtBot, jobs: Jobs, services: SecurityServices) -> None:
    client = services.clients.list()[0]
    dialog = EraseDialog(jobs, client=client)
    assert dialog.client == client
    assert not dialog.choice.isEnabled()


def test_without_clients_it_says_so(qtbot: QtBot, jobs: Jobs, services: SecurityServices) -> None:
    services.clients.stored.clear()
    dialog = EraseDialog(jobs)
    dialog.show()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "There are no clients" in dialog.message.accessibleName()
