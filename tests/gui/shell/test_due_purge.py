"""Deleted charts whose days are over go at an owner's unlock, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.errors import DatabaseProblem
from core.ids import ClientId, new_id
from core.security.roles import Role
from tests.fakes.keys import FakeKeys
from tests.gui.shell.conftest import Driven


@pytest.fixture
def keys(driven: Driven) -> FakeKeys:
    made = FakeKeys(backend=None)
    made.due = (ClientId(new_id()), ClientId(new_id()))
    driven.workspace.prepared = replace(driven.workspace.prepared, keys=made)
    return made


def test_an_owner_is_told_how_many_went(driven: Driven, keys: FakeKeys) -> None:
    driven.to_practice()
    assert keys.calls["purge_deleted"] == 1
    driven.wait(lambda: driven.window.status.purged_label.text() != "")
    assert driven.window.status.purged_label.text().startswith("2 deleted")
    driven.window.lock()
    driven.wait(lambda: driven.window.current_page is driven.window.lock_screen)
    assert driven.window.status.purged_label.text() == ""


def test_charts_that_a_wrong_clock_made_due_are_left_and_told(driven: Driven, keys: FakeKeys) -> None:
    keys.clock_in_doubt = True
    driven.to_practice()
    driven.wait(lambda: driven.window.status.purged_label.text() != "")
    assert driven.window.status.purged_label.text().startswith("2 deleted")
    assert "not erased" in driven.window.status.purged_label.text()
    assert "clock" in driven.window.status.purged_label.toolTip()


def test_nothing_due_is_nothing_told(driven: Driven, keys: FakeKeys) -> None:
    keys.due = ()
    driven.to_practice()
    assert keys.calls["purge_deleted"] == 1
    assert driven.window.status.purged_label.text() == ""


@pytest.mark.parametrize("role", ["clinician", "auditor"])
def test_nobody_else_erases(driven: Driven, keys: FakeKeys, role: Role) -> None:
    driven.workspace.prepared = replace(driven.workspace.prepared, role=role)
    driven.to_practice()
    assert keys.calls["purge_deleted"] == 0
    assert driven.window.status.purged_label.text() == ""


def test_a_failure_is_told_and_the_practice_is_open(driven: Driven, keys: FakeKeys) -> None:
    keys.fail("purge_deleted", DatabaseProblem("database_gone"))
    driven.to_practice()
    driven.wait(lambda: not driven.window.page.message.isHidden())
    assert driven.window.unlocked
