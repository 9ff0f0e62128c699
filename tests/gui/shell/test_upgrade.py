"""An upgrade in the window: its progress, the bar after the unlock, and the two ways to end it."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.errors import InputRefused
from core.health.finding import Finding
from core.settings import Settings
from core.shared_practice.rights import server_account_name
from tests.fakes.upgrade import leave_upgrade
from tests.fakes.workspace import FakeWorkspace
from tests.gui.shell.conftest import Driven
from ui.shell import upgrade_choice
from ui.shell.upgrade_bar import UpgradeBar
from ui.widgets.plain_message_box import PlainMessageBox
from ui.widgets.question import Question


@pytest.fixture
def workspace(tmp_path: Path) -> FakeWorkspace:
    made = FakeWorkspace(data_dir=tmp_path / "data")
    made.settings.data_dir.mkdir()
    return made


def bar(driven: Driven) -> UpgradeBar:
    return driven.window.page.upgrade


def question(driven: Driven) -> Question:
    def asked() -> list[Question]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, Question)]

    driven.wait(lambda: bool(asked()))
    return asked()[0]


def test_what_is_copied_is_shown(driven: Driven) -> None:
    driven.workspace.copied = (4_000_000_000, 12_000_000_000)
    driven.workspace.hold("opened")
    driven.window.start()
    opening = driven.window.opening
    driven.wait(lambda: "checked" in opening.copied.text())
    assert opening.copied.isVisible()
    opening.show_copied(4_000_000_000, 12_000_000_000)
    assert "Copied: " in opening.copied.text()
    assert "4 GB" in opening.copied.text()
    driven.workspace.release("opened")
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)


def test_without_an_upgrade_there_is_no_bar(driven: Driven) -> None:
    driven.to_practice()
    assert bar(driven).isHidden()
    assert driven.window.opening.copied.isHidden()


def test_a_record_of_wrong_types_is_no_upgrade(driven: Driven) -> None:
    path = driven.workspace.settings.upgrade_file
    leave_upgrade(driven.workspace.settings)
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"unreadable": 5}))
    driven.to_practice()
    assert bar(driven).isHidden()


def test_after_an_upgrade_the_bar_says_so_until_it_is_dismissed(driven: Driven) -> None:
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    assert not bar(driven).isHidden()
    assert "5140 records were copied, and every one opens" in bar(driven).accessibleName()
    bar(driven)._dismiss.click()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    driven.unlock()
    driven.wait(lambda: not driven.jobs.busy)
    assert bar(driven).isHidden()


def test_a_lock_takes_the_bar_off_and_an_unlock_shows_it_again(driven: Driven) -> None:
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert bar(driven).isHidden()
    driven.unlock()
    driven.wait(lambda: not bar(driven).isHidden())


@pytest.mark.parametrize(
    ("checked", "unreadable", "said"),
    [(True, {"session": 2}, "2 values did not open"), (False, {}, "Not every one was opened")],
)
def test_what_is_not_proved_is_told_with_caution(
    driven: Driven, checked: bool, unreadable: dict[str, int], said: str
) -> None:
    leave_upgrade(driven.workspace.settings, checked=checked, unreadable=unreadable)
    driven.to_practice()
    assert said in bar(driven).accessibleName()
    assert bar(driven).property("tone") == "caution"
    assert not bar(driven).focus_action(), "what is not proved is not offered to be final"
    assert bar(driven).back_button.isVisible()


def test_who_is_no_owner_reads_it_and_decides_nothing(driven: Driven) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role="clinician")
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    assert not bar(driven).isHidden()
    assert not bar(driven).back_button.isVisible()
    assert not bar(driven).focus_action()
    driven.window._upgrade.ask_to_confirm()
    assert "not" in driven.window.page.message.accessibleName()
    assert driven.workspace.settings.before_upgrade_dir.exists()


@pytest.fixture
def shared(tmp_path: Path, workspace: FakeWorkspace) -> Settings:
    for name in ("records", "server"):
        (tmp_path / name).mkdir()
    workspace.settings = replace(
        workspace.settings, data_dir=tmp_path / "records", shared_practice=tmp_path, state_dir=tmp_path / "s"
    )
    return workspace.settings


@pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")
@pytest.mark.parametrize(
    ("checked", "unreadable", "command"),
    [
        (True, {}, "confirm --yes"),
        (False, {}, "undo"),
        (True, {"session": 2}, "undo"),
    ],
)
def test_in_a_shared_practice_it_is_said_how_an_administrator_decides(
    shared: Settings, driven: Driven, checked: bool, unreadable: dict[str, int], command: str
) -> None:
    leave_upgrade(shared, checked=checked, unreadable=unreadable)
    driven.to_practice()
    said = bar(driven).accessibleName()
    assert "only an administrator" in said
    assert said.endswith(f":\nsudo -H -u {server_account_name(shared)} anamnesis upgrade {command}")
    assert not bar(driven).back_button.isVisible(), "it would be refused"
    assert not bar(driven).focus_action(), "it would be refused"


@pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")
def test_who_is_no_owner_of_a_shared_practice_reads_no_command(shared: Settings, driven: Driven) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role="clinician")
    leave_upgrade(shared)
    driven.to_practice()
    assert not bar(driven).isHidden()
    assert "sudo" not in bar(driven).accessibleName()
    assert not bar(driven).back_button.isVisible()
    assert not bar(driven).focus_action()


def test_it_is_confirmed_after_a_question(driven: Driven) -> None:
    settings = driven.workspace.settings
    leave_upgrade(settings)
    driven.to_practice()
    bar(driven).confirm_wanted.emit()
    asked = question(driven)
    assert settings.before_upgrade_dir.exists()
    asked.yes_button.click()
    driven.wait(lambda: bar(driven).isHidden())
    assert not settings.before_upgrade_dir.exists()
    assert settings.cluster_dir.exists()
    assert not settings.upgrade_file.exists()


def test_a_question_that_is_answered_with_no_changes_nothing(driven: Driven) -> None:
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    bar(driven).back_button.click()
    question(driven).no_button.click()
    assert driven.window.unlocked
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        driven.window.close()
    assert driven.workspace.settings.before_upgrade_dir.exists(), "a close of its own goes back to nothing"


def last_words(driven: Driven) -> PlainMessageBox:
    def boxes() -> list[PlainMessageBox]:
        shown = (each for each in QApplication.topLevelWidgets() if type(each) is PlainMessageBox)
        return [each for each in shown if each.isVisible()]

    driven.wait(lambda: bool(boxes()))
    return boxes()[0]


def test_going_back_closes_the_practice_first_and_says_where_the_newer_lies(
    driven: Driven, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    closed_before: list[bool] = []

    def undone(workspace: FakeWorkspace) -> Path:
        closed_before.append(workspace.closed)
        return tmp_path / "postgres.set-aside-20260601"

    monkeypatch.setattr(upgrade_choice, "undo_upgrade", undone)
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    bar(driven).back_button.click()
    question(driven).yes_button.click()
    box = last_words(driven)
    assert closed_before == [True]
    assert "postgres.set-aside-20260601" in box.informativeText()
    assert "Start the version of Anamnesis of before now" in box.informativeText()
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        box.close()


def test_what_hinders_going_back_is_said(driven: Driven, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_workspace: FakeWorkspace) -> Path:
        raise InputRefused("upgrade_keys_changed")

    monkeypatch.setattr(upgrade_choice, "undo_upgrade", refused)
    leave_upgrade(driven.workspace.settings)
    driven.to_practice()
    bar(driven).back_button.click()
    question(driven).yes_button.click()
    box = last_words(driven)
    assert "cannot be undone" in box.text()
    with driven.qtbot.waitSignal(driven.window.closed, timeout=10_000):
        box.close()


def test_the_page_of_health_asks_the_same_question(driven: Driven) -> None:
    leave_upgrade(driven.workspace.settings)
    driven.workspace.health.findings = (
        Finding("upgrade", "warning", {"days": 41, "size_bytes": 6000, "kept": True, "unreadable": 0}),
    )
    driven.to_practice()
    driven.window._upgrade.ask_to_confirm()
    assert "Remove the state of before" in question(driven).text()
