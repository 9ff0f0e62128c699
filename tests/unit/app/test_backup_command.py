"""`anamnesis backup`: what each command says, and the exit codes; restoring has a journey of its own."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.backup.drill import Drill
from core.backup.proving import Proof
from core.backup.store import BackupStore
from core.backup.verifying import Verified
from core.errors import BackupError
from core.ids import WorkspaceId, new_id
from tests.fakes.backups import NOW, FakeBackups, info_of
from tests.unit.app.conftest import Practice


@pytest.fixture
def backups(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> FakeBackups:
    made = FakeBackups()
    plain = practice.services

    def services() -> Any:
        found = plain()
        found.backups = made
        return found

    monkeypatch.setattr(practice, "services", services)
    practice.keys.finish_pending = lambda **_: True  # type: ignore[method-assign]
    return made


def test_without_a_folder_there_is_nowhere_to_go(practice: Practice, backups: FakeBackups) -> None:
    done = practice.run("backup", "create")
    assert done.code == 2
    assert "targets add" in done.err
    assert "targets add" in practice.run("backup", "targets", "list").out


def test_every_folder_gets_one_and_one_that_is_away_costs_itself(
    practice: Practice, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.set_up(tmp_path / "disk", tmp_path / "stick")
    assert len(practice.json("backup", "create")["backups"]) == 2
    backups.fail("create", BackupError("backup_target_away", folder="stick"))
    done = practice.run("--json", "backup", "create")
    assert done.code == 4
    assert '"failed": ["backup_target_away"]' in done.out
    assert "stick cannot be reached" in done.err
    once = practice.json("backup", "create", "--to", str(tmp_path))["backups"]
    assert once[0]["written_bytes"] == 2_000_000


def test_folders_are_kept_by_the_beginning_of_their_id(
    practice: Practice, backups: FakeBackups, tmp_path: Path
) -> None:
    added = practice.json("backup", "targets", "add", str(tmp_path))["target"]
    (listed,) = practice.json("backup", "targets", "list")["targets"]
    assert listed["id"] == added["id"]
    assert practice.run("backup", "targets", "remove", "none").code == 5
    practice.json("backup", "targets", "remove", added["id"][:8])
    assert practice.json("backup", "targets", "list")["targets"] == []


def test_the_list_says_what_cannot_be_opened(
    practice: Practice, backups: FakeBackups, tmp_path: Path
) -> None:
    backups.infos = [
        info_of(tmp_path, NOW),
        info_of(tmp_path, NOW - timedelta(days=1), problem="backup_damaged"),
    ]
    first, second = practice.json("backup", "list")["backups"]
    assert (first["rows"], first["problem"]) == (5210, None)
    assert (second["rows"], second["problem"]) == (None, "backup_damaged")
    assert "CANNOT BE OPENED (The backup is damaged)" in practice.run("backup", "list").out


def test_a_folder_is_listed_without_a_practice(
    practice: Practice, backups: FakeBackups, tmp_path: Path
) -> None:
    (practice.data / "vault.json").unlink()
    empty = tmp_path / "empty"
    empty.mkdir()
    assert practice.run("backup", "list", "--from", str(empty)).code == 4
    store = BackupStore.make(tmp_path / "Anamnesis backups x", WorkspaceId(new_id()))
    path = store.write_backup(made_at=NOW, position=3, content=b"sealed")
    found = practice.json("backup", "list", "--from", str(tmp_path))
    assert (found["opened"], [each["file"] for each in found["backups"]]) == (False, [str(path)])
    assert practice.run("backup", "list").code == 4


def test_damage_is_an_exit_code(practice: Practice, backups: FakeBackups) -> None:
    assert practice.json("backup", "verify", "file")["intact"]
    backups.verified = Verified(12, 340, missing=1, damaged=2, lost_rows=70)
    done = practice.run("backup", "verify", "file")
    assert done.code == 4
    assert "1 of 12 pieces are missing and 2 damaged, with 70 rows" in done.out


def test_a_drill_that_proves_nothing_is_an_exit_code(practice: Practice, backups: FakeBackups) -> None:
    assert practice.json("backup", "drill")["proved"]
    backups.drilled = Drill(Proof(values=9, unreadable={"message": 2}, log_intact=True), 42, {})
    done = practice.run("backup", "drill")
    assert done.code == 4
    assert "NOT PROVED" in done.out
    assert "2 × message" in done.out


def test_nothing_is_restored_over_a_practice(practice: Practice, backups: FakeBackups) -> None:
    done = practice.run("backup", "restore", "file", "--into", str(practice.data))
    assert done.code == 5
    elsewhere = practice.run("backup", "restore", "missing", "--into", str(practice.root / "new"))
    assert elsewhere.code == 4
    assert "it is no file" in elsewhere.err
