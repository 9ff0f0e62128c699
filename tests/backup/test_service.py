"""Targets, schedule, verification and the drill of the backups of one practice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from core.backup.creating import BackupMaker
from core.backup.store import BackupStore
from core.errors import BackupError, InputRefused
from core.ids import WorkspaceId, new_id
from tests.workspace.practice import Practice


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_a_backup_a_day_and_a_drill_a_week(practice: Practice, stick: Path) -> None:
    practice.add("Miriam", plan="Ibuprofen stopped for heartburn; physiotherapy weekly.")
    practice.services.index.run_pending()
    backups = practice.services.backups
    assert backups.due() == ()
    assert not backups.drill_due()
    target = backups.add_target(stick)
    assert backups.due() == (target,)
    (made,) = backups.run_due()
    assert backups.due() == ()
    assert backups.status().last_backup_at == practice.now
    assert backups.status().last_proved_at is None
    assert backups.drill_due()
    done = backups.drill()
    assert done.passed, done
    assert done.proof.found == done.proof.asked == 1
    assert done.position == made.position
    assert backups.status().last_proved_at == practice.now
    assert not practice.workspace.settings.scratch_dir.exists()
    assert not backups.drill_due()
    practice.now += timedelta(days=8)
    assert backups.drill_due()
    assert [each.store_id for each in backups.due()] == [target.store_id]


def test_a_second_backup_writes_what_changed_alone(
    practice: Practice, maker: BackupMaker, store: BackupStore
) -> None:
    maker._piece_bytes = 4096
    for number in range(12):
        practice.add(f"Client{number}", plan="Long plan. " * 2000)
    first = maker.make(store)
    practice.now += timedelta(days=1)
    practice.add("Another")
    second = maker.make(store)
    assert first.written_bytes > 300_000
    assert second.written_bytes < first.written_bytes / 3
    assert practice.services.backups.verify(first.path).intact
    assert practice.services.backups.verify(second.path).intact


def test_a_flipped_bit_is_found_and_written_anew(practice: Practice, stick: Path) -> None:
    practice.add("Miriam")
    backups = practice.services.backups
    target = backups.add_target(stick)
    made = backups.create(target)
    # A piece whose rows do not change: the next backup rewrites the others.
    (table,) = (each for each in made.manifest.tables if each.name == "session_version")
    (piece,) = stick.rglob(f"{table.pieces[0].name}.age")
    content = bytearray(piece.read_bytes())
    content[len(content) // 2] ^= 1
    piece.write_bytes(bytes(content))
    with pytest.raises(BackupError) as raised:
        backups.drill()
    assert raised.value.code == "backup_damaged"
    assert backups.status().problem == "backup_damaged"
    # The drill has moved the damaged piece aside, so that it is written again.
    found = backups.verify(made.path)
    assert (found.damaged, found.missing) == (0, 1)
    practice.now += timedelta(days=1)
    backups.create(target)
    assert backups.verify(made.path).intact
    assert backups.drill(made.path).passed


def test_old_backups_are_thinned_out(practice: Practice, stick: Path) -> None:
    practice.add("Miriam")
    backups = practice.services.backups
    target = backups.add_target(stick)
    for _ in range(12):
        backups.create(target)
        practice.now += timedelta(days=1)
    left = backups.list()
    assert 7 <= len(left) <= 9
    assert all(each.problem is None for each in left)
    for each in left:
        assert backups.verify(each.path).intact


def test_a_stick_that_is_mounted_elsewhere_is_recognised(
    practice: Practice, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.add("Miriam")
    backups = practice.services.backups
    target = backups.add_target(stick)
    backups.create(target)
    moved = tmp_path / "mnt" / "usb1"
    moved.parent.mkdir()
    stick.rename(moved)
    practice.now += timedelta(days=2)
    assert backups.run_due() == ()
    assert backups.status().problem == "backup_target_away"
    monkeypatch.setattr("core.backup.targets._drives", lambda: [moved])
    (made,) = backups.run_due()
    assert moved in made.path.parents
    assert backups.status().problem is None


def test_no_backup_into_the_practice_itself(practice: Practice) -> None:
    settings = practice.workspace.settings
    with pytest.raises(InputRefused, match="backup_into_data_directory"):
        practice.services.backups.add_target(settings.data_dir)


def test_a_backup_of_another_practice_is_foreign(practice: Practice, stick: Path, settings) -> None:
    BackupStore.make(stick / "Anamnesis backups x", WorkspaceId(new_id()))
    with pytest.raises(BackupError, match="backup_foreign"):
        practice.services.backups.add_target(stick / "Anamnesis backups x")
