"""`anamnesis upgrade`: what it says and removes, over files without a database."""

from __future__ import annotations

import json
import os

import pytest
from filelock import FileLock

from core.settings import Settings
from tests.fakes.upgrade import AT, leave_upgrade
from tests.unit.app.conftest import Practice


@pytest.fixture
def settings(practice: Practice) -> Settings:
    return Settings(data_dir=practice.data)


def test_without_an_upgrade_there_is_nothing_to_do(practice: Practice, settings: Settings):
    settings.format_file.write_bytes(b'{"format": 1}')
    assert practice.json("upgrade", "status") == {
        "upgraded": False,
        "before_kept": False,
        "before_bytes": 0,
        "entries_since": None,
    }
    assert "No upgrade waits" in practice.run("upgrade", "status").out
    assert practice.json("upgrade", "confirm") == {"confirmed": False, "freed_bytes": 0}
    undone = practice.run("upgrade", "undo")
    assert undone.code == 5
    assert "or there was none" in undone.err


def test_the_status_says_what_is_kept_and_what_opens(practice: Practice, settings: Settings):
    leave_upgrade(settings)
    found = practice.json("upgrade", "status")
    assert (found["at"], found["rows"]) == (AT.isoformat(), 5140)
    assert (found["from"], found["to"]) == (
        {"schema": "0008", "server": "16.4"},
        {"schema": "0009", "server": "18.1"},
    )
    assert (found["checked"], found["proved"], found["unreadable"]) == (True, True, {})
    assert (found["before_kept"], found["before_bytes"]) == (True, 6000)
    assert "Every value was opened" in practice.run("upgrade", "status").out


def test_the_status_is_told_while_the_program_runs(practice: Practice, settings: Settings):
    leave_upgrade(settings)
    with FileLock(settings.instance_lock_file):
        assert practice.run("upgrade", "status").code == 0
        for command in ("confirm", "undo"):
            refused = practice.run("upgrade", command)
            assert refused.code == 4
            assert "using this data directory" in refused.err
    assert settings.before_upgrade_dir.exists()
    assert settings.upgrade_file.exists()


def test_confirming_removes_the_old_state(practice: Practice, settings: Settings):
    leave_upgrade(settings)
    assert practice.json("upgrade", "confirm") == {"confirmed": True, "freed_bytes": 6000}
    assert not settings.before_upgrade_dir.exists()
    assert settings.cluster_dir.exists()
    assert not settings.upgrade_file.exists()


@pytest.mark.parametrize(
    ("checked", "unreadable"), [(False, {}), (True, {"session": 2})], ids=["not opened", "does not open"]
)
def test_what_is_not_proved_is_not_removed_by_the_way(
    practice: Practice, settings: Settings, checked: bool, unreadable: dict[str, int]
):
    leave_upgrade(settings, checked=checked, unreadable=unreadable)
    refused = practice.run("upgrade", "confirm")
    assert refused.code == 2
    assert "--yes" in refused.err
    assert settings.before_upgrade_dir.exists()
    if unreadable:
        assert "session: 2" in practice.run("upgrade", "status").out
    assert practice.run("upgrade", "confirm", "--yes").code == 0
    assert not settings.before_upgrade_dir.exists()


def test_a_record_that_is_lost_leaves_the_old_state_known(practice: Practice, settings: Settings):
    leave_upgrade(settings)
    settings.upgrade_file.write_bytes(b"{")
    assert practice.json("upgrade", "status")["before_kept"]
    assert "record is lost" in practice.run("upgrade", "status").out
    assert practice.run("upgrade", "confirm").code == 2


@pytest.mark.skipif(os.name == "nt", reason="practices are shared on Linux only")
def test_what_an_account_of_the_group_may_have_written_is_no_proof(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
):
    records = practice.root / "records"
    for directory in (records, practice.root / "server"):
        directory.mkdir()
    (records / "vault.json").touch()
    settings = Settings(data_dir=records, shared_practice=practice.root, state_dir=practice.root / "state")
    monkeypatch.setattr("core.settings.Settings.load", lambda _data_dir: settings)
    # As the server's account does it, in a place of root's.
    monkeypatch.setattr("core.shared_practice.rights.refuse_faults", lambda _settings: None)
    monkeypatch.setattr("core.upgrade.state.refuse_accounts", lambda _settings: None)
    monkeypatch.setattr("core.upgrade.upgrading.refuse_accounts", lambda _settings: None)
    leave_upgrade(settings)
    found = practice.json("upgrade", "status")
    assert (found["checked"], found["proved"]) == (True, False)
    assert "proves nothing" in practice.run("upgrade", "status").out
    refused = practice.run("upgrade", "confirm")
    assert refused.code == 2
    assert "proves nothing" in refused.err
    assert "--yes" in refused.err
    assert settings.before_upgrade_dir.exists()
    assert practice.run("upgrade", "confirm", "--yes").code == 0
    assert not settings.before_upgrade_dir.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"unreadable": 5},
        {"unreadable": {"session": "two"}},
        {"unreadable": {"a": 2, "b": -2}},
        {"unreadable": {"a": 2**31 - 1, "b": 1}},
        {"checked": 1},
        {"rows": "all"},
        {"rows": True},
        {"rows": 2**31},
        {"position": None},
        {"epochs": 3},
        {"epochs": [[1]]},
        {"from_schema": 8},
        {"to_server": "18\u001b[2J"},
        {"at": "2026-06-01T09:30:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": 5},
    ],
    ids=str,
)
def test_a_record_of_wrong_types_is_a_lost_one(
    practice: Practice, settings: Settings, wrong: dict[str, object]
):
    leave_upgrade(settings)
    settings.upgrade_file.write_text(json.dumps(json.loads(settings.upgrade_file.read_bytes()) | wrong))
    assert "record is lost" in practice.run("upgrade", "status").out
    assert not practice.json("upgrade", "status")["upgraded"]
    assert practice.run("upgrade", "confirm").code == 2
    assert practice.run("upgrade", "confirm", "--yes").code == 0


def test_no_practice_is_an_error(practice: Practice, settings: Settings):
    settings.vault_file.unlink()
    for command in ("status", "confirm", "undo"):
        assert practice.run("upgrade", command).code == 4
