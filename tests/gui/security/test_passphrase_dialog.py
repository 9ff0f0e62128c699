"""A new passphrase after an unlock with the recovery key."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.fakes.keys import PASSPHRASE, FakeKeys
from ui.jobs import Jobs
from ui.security.passphrase_dialog import NewPassphraseDialog

NEW = "three blue lanterns by the quay"


@pytest.fixture
def dialog(qtbot: QtBot, jobs: Jobs, keys: FakeKeys) -> NewPassphraseDialog:
    keys.by_recovery_key = True
    made = NewPassphraseDialog(jobs)
    made.show()
    return made


def _type(dialog: NewPassphraseDialog) -> None:
    dialog.pair.first.line.setText(NEW)
    dialog.pair.again.line.setText(NEW)


def test_the_new_passphrase_is_set(qtbot: QtBot, dialog: NewPassphraseDialog, keys: FakeKeys) -> None:
    assert not dialog.go_button.isEnabled()
    _type(dialog)
    with qtbot.waitSignal(dialog.passphrase_set):
        dialog.go_button.click()
    assert keys.passphrase == NEW
    assert dialog.pair.passphrase == ""
    assert not dialog.isVisible()


def test_it_can_wait(dialog: NewPassphraseDialog, keys: FakeKeys) -> None:
    _type(dialog)
    dialog.cancel_button.click()
    assert not dialog.isVisible()
    assert dialog.pair.passphrase == ""
    assert keys.passphrase == PASSPHRASE


def test_a_refusal_is_shown(qtbot: QtBot, dialog: NewPassphraseDialog, keys: FakeKeys, jobs: Jobs) -> None:
    keys.by_recovery_key = False
    _type(dialog)
    dialog.go_button.click()
    qtbot.waitUntil(lambda: not dialog.message.isHidden() and not jobs.busy)
    assert "recovery key" in dialog.message.accessibleName()
    assert dialog.isVisible()


def test_it_stays_open_while_the_passphrase_is_being_set(
    qtbot: QtBot, dialog: NewPassphraseDialog, keys: FakeKeys
) -> None:
    keys.hold("set_passphrase")
    _type(dialog)
    dialog.go_button.click()
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.cancel_button.isEnabled()
    with qtbot.waitSignal(dialog.passphrase_set):
        keys.release("set_passphrase")
