"""What the keys page says and does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.audit.findings import IntegrityFinding
from core.errors import DiskFull
from core.keys.dto import PendingWork
from tests.fakes.keys import FakeKeys
from tests.gui.security.conftest import SecurityServices
from ui.jobs import Jobs
from ui.security.keys_page import KeysPage
from ui.security.recovery_dialog import ReplaceRecoveryKeyDialog
from ui.widgets.question import Question


@pytest.fixture
def page(qtbot: QtBot, jobs: Jobs, services: SecurityServices) -> KeysPage:
    made = KeysPage(jobs)
    qtbot.addWidget(made)
    made.show()
    made.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    return made


def _question() -> Question:
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, Question))


def _recovery_dialog() -> ReplaceRecoveryKeyDialog:
    shown = QApplication.topLevelWidgets()
    return next(each for each in shown if isinstance(each, ReplaceRecoveryKeyDialog))


def test_the_status_is_in_words(page: KeysPage) -> None:
    assert page.versions.text() == "Workspace key 1 · epoch 1 · 41 client keys"
    passphrase, recovery = page.slots.text().splitlines()
    assert "Passphrase" in passphrase
    assert "2 Mar 2026" in passphrase
    assert "256 MiB" in passphrase
    assert "17 Nov 2025" in recovery
    assert page.pending.isHidden()
    assert page.weak.isHidden()


def test_a_slot_from_the_beginning_has_no_date(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs
) -> None:
    slots = tuple(replace(slot, made_on=None) for slot in keys.current.slots)
    keys.current = replace(keys.current, slots=slots)
    page.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "from the beginning" in page.slots.text()


def test_a_weak_passphrase_slot_is_said(qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs) -> None:
    keys.current = replace(keys.current, weak_cost=True)
    page.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "less than recommended" in page.weak.accessibleName()


def test_rotating_asks_first_and_says_what_it_does_not_do(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs
) -> None:
    page.rotate_button.click()
    question = _question()
    assert "not re-encrypted" in question.informativeText()
    question.no_button.click()
    assert keys.calls["rotate"] == 0
    page.rotate_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: keys.calls["rotate"] == 1 and not jobs.busy)
    assert "Workspace key 2" in page.versions.text()
    assert "The keys were rotated" in page.message.accessibleName()
    assert "Make a new one now" in page.message.accessibleName()


def test_a_rotation_shows_how_far_it_is_and_keeps_the_rest_still(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.hold("step")
    page.rotate_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: "0 of 3" in page.work.text)
    assert page.working
    for button in (page.rotate_button, page.recovery_button, page.check_button, page.erase_button):
        assert not button.isEnabled()
    keys.release("step")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert not page.working
    assert page.rotate_button.isEnabled()


def test_a_stopped_rotation_is_offered_again_and_finished(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs
) -> None:
    keys.hold("step")
    page.rotate_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: keys.calls["step"] == 1)
    page.work.stop_button.click()
    keys.release("step")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "0 of 3" in page.pending.accessibleName()
    assert not page.rotate_button.isEnabled(), "what was begun is finished first"
    page.pending.action_requested.emit()
    qtbot.waitUntil(lambda: keys.calls["finish_pending"] == 1 and not jobs.busy)
    assert page.pending.isHidden()
    assert page.rotate_button.isEnabled()
    assert "What was started is finished" in page.message.accessibleName()


def test_an_erase_that_waits_is_named(qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs) -> None:
    keys.current = replace(keys.current, pending=PendingWork("erase", 12, 41))
    page.opened()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "An erase is not finished: 12 of 41" in page.pending.accessibleName()


def test_a_failure_is_shown_with_its_remedy(qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs) -> None:
    keys.fail("step", DiskFull())
    page.rotate_button.click()
    _question().yes_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    assert "Free some space" in page.message.accessibleName()
    assert not page.pending.isHidden()


def test_the_recovery_key_is_replaced_once_it_is_typed_back(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys, jobs: Jobs
) -> None:
    old = keys.recovery
    page.recovery_button.click()
    dialog = _recovery_dialog()
    qtbot.waitUntil(lambda: bool(dialog.step.key_label.text()))
    shown = dialog.step.key_label.text().replace("\n", "  ").split("  ")
    dialog.step.written_down.setChecked(True)
    assert not dialog.go_button.isEnabled()
    dialog.step.confirmation.setText(shown[-1].lower())
    assert dialog.go_button.isEnabled()
    assert keys.recovery is old
    with qtbot.waitSignal(dialog.replaced):
        dialog.go_button.click()
    assert keys.recovery.text == "-".join(shown)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert "no longer opens anything" in page.message.accessibleName()


def test_cancelling_leaves_the_old_recovery_key_and_forgets_the_new_one(
    qtbot: QtBot, page: KeysPage, keys: FakeKeys
) -> None:
    old = keys.recovery
    page.recovery_button.click()
    dialog = _recovery_dialog()
    qtbot.waitUntil(lambda: bool(dialog.step.key_label.text()))
    dialog.cancel_button.click()
    assert dialog.step.key_label.text() == ""
    assert keys.recovery is old
    assert keys.calls["replace_recovery_key"] == 0


def test_the_whole_key_is_on_screen(qtbot: QtBot, page: KeysPage) -> None:
    """A dialog that stays as high as it was before the key came cuts its last line off."""
    page.recovery_button.click()
    dialog = _recovery_dialog()
    qtbot.waitUntil(lambda: bool(dialog.step.key_label.text()))
    label = dialog.step.key_label
    qtbot.waitUntil(lambda: label.height() >= label.sizeHint().height())


def test_checked_records_that_are_well(qtbot: QtBot, page: KeysPage, jobs: Jobs) -> None:
    page.check_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    assert "Every record is intact" in page.message.accessibleName()


def test_checked_records_that_are_not(
    qtbot: QtBot, page: KeysPage, services: SecurityServices, jobs: Jobs
) -> None:
    services.integrity.findings = (
        IntegrityFinding("stale_row"),
        IntegrityFinding("stale_row"),
        IntegrityFinding("missing_row"),
    )
    page.check_button.click()
    qtbot.waitUntil(lambda: not page.message.isHidden() and not jobs.busy)
    said = page.message.accessibleName()
    assert "3 records were changed outside Anamnesis" in said
    assert "older than what was last written there. (2×)" in said
    assert "A record is missing." in said
