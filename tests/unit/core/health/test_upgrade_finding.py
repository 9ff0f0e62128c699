"""What the doctor says of an upgrade that was not confirmed."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from core.health.finding import Finding
from core.health.upgrade import CONFIRM_WITHIN, upgrade_finding
from core.settings import Settings
from tests.fakes.upgrade import AT, leave_upgrade


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data")


def found(settings: Settings, *, after: timedelta = timedelta(days=1)) -> Finding:
    return upgrade_finding(settings, now=AT + after)


def test_without_an_upgrade_all_is_well(settings: Settings) -> None:
    assert found(settings).status == "ok"


def test_an_old_state_that_is_kept_for_long_is_told(settings: Settings) -> None:
    leave_upgrade(settings)
    young, old = found(settings), found(settings, after=CONFIRM_WITHIN + timedelta(days=1))
    assert (young.status, young.params["days"], young.params["size_bytes"]) == ("ok", 1, 6000)
    assert (old.status, old.params["days"]) == ("warning", 31)
    assert found(settings, after=timedelta(days=-3)).params["days"] == 0


def test_an_old_state_without_a_record_is_told(settings: Settings) -> None:
    leave_upgrade(settings)
    settings.upgrade_file.unlink()
    assert (found(settings).status, found(settings).params["days"]) == ("warning", None)


def test_what_does_not_open_is_a_problem(settings: Settings) -> None:
    leave_upgrade(settings, unreadable={"session": 2, "attachment": 1})
    assert (found(settings).status, found(settings).params["unreadable"]) == ("problem", 3)


@pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")
def test_of_a_shared_practice_it_is_said(settings: Settings, tmp_path: Path) -> None:
    leave_upgrade(settings)
    assert found(settings).params["shared"] is False
    shared = Settings(data_dir=tmp_path / "records", shared_practice=tmp_path, state_dir=tmp_path / "state")
    (tmp_path / "server").mkdir()
    leave_upgrade(shared)
    assert found(shared).params["shared"] is True


def test_a_confirmed_upgrade_says_nothing(settings: Settings) -> None:
    leave_upgrade(settings, kept=False)
    assert found(settings, after=timedelta(days=90)).status == "ok"
