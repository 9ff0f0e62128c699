"""Regressions of backups: retention and removal, signing keys, and failing folders."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from core.backup import creating
from core.backup.creating import BackupMaker
from core.backup.encryption import BackupKeys
from core.backup.found import find_backups
from core.backup.manifest import BackupFile, file_content
from core.backup.opened import open_backup_with_passphrase, opened_as_member
from core.backup.store import BackupStore, name_of
from core.database.table_rows import RowRun, row_runs
from core.errors import BackupError, RoleRefused
from core.settings import Settings
from tests.workspace.practice import AUDITOR, OWNER, Practice

NEW = "nine patient geese on ice"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def paths(practice: Practice) -> list[Path]:
    return [each.path for each in practice.services.backups.list()]


# Retention.


def test_a_clock_set_back_costs_no_backup(practice: Practice, stick: Path) -> None:
    backups = practice.services.backups
    target = backups.add_target(stick)
    before = []
    for _ in range(5):
        before.append(backups.create(target).path)
        practice.now += timedelta(days=1)
    practice.now = datetime(2020, 1, 1, tzinfo=UTC)
    made = backups.create(target)
    assert set(paths(practice)) == {*before, made.path}
    assert backups.verify(made.path).intact
    # It has the highest position in the audit log, but not the newest date.
    assert backups._newest() == made.path


def test_copies_under_later_names_cost_no_backup(practice: Practice, stick: Path) -> None:
    backups = practice.services.backups
    target = backups.add_target(stick)
    real = []
    for _ in range(4):
        real.append(backups.create(target).path)
        practice.now += timedelta(days=1)
    copies = [
        real[0].with_name(name_of(datetime(2099, month, 1, tzinfo=UTC), 900_000_000 + month))
        for month in range(1, 13)
    ]
    for copy in copies:
        shutil.copy(real[0], copy)
    made = backups.create(target)
    assert set(paths(practice)) == {*real, made.path, *copies}
    assert backups._newest() == made.path


def test_a_name_that_is_no_date_disturbs_nothing(practice: Practice, stick: Path) -> None:
    backups = practice.services.backups
    target = backups.add_target(stick)
    made = backups.create(target)
    stranger = made.path.with_name("20269999T999999Z-000000001.anamnesis-backup")
    stranger.write_bytes(b"nothing")
    (first, second) = backups.list(stick)
    assert {first.path, second.path} == {stranger, made.path}
    assert {first.problem, second.problem} == {None, "backup_not_one"}
    assert {each.made_at for each in find_backups(stick)} == {None, practice.now}
    practice.now += timedelta(days=1)
    assert len(backups.run_due()) == 1
    assert backups._newest() != stranger
    assert stranger.exists()


def test_without_room_what_is_no_longer_kept_goes_first(
    practice: Practice, maker: BackupMaker, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups = practice.services.backups
    target = backups.add_target(stick)
    store = BackupStore.open(target.folder)
    for _ in range(12):
        maker.make(store)
        practice.now += timedelta(days=1)
    practice.add("Miriam")
    monkeypatch.setattr(
        BackupStore, "free_bytes", property(lambda self: 0 if len(self.backups()) > 9 else 2**40)
    )
    made = backups.create(target)
    assert made.path.exists()
    assert len(store.backups()) <= 10
    assert backups.status().problem is None
    assert backups.verify(made.path).intact


# Replaced keys.


@contextmanager
def while_rows_are_read(change: Callable[[], object]) -> Iterator[None]:
    """Calls `change` after the snapshot is taken, before the first row is written."""
    real = row_runs
    done: list[bool] = []

    def runs(*arguments: object, **options: object) -> Iterator[RowRun]:
        if not done:
            done.append(True)
            change()
        yield from real(*arguments, **options)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(creating, "row_runs", runs)
        yield
    assert done


@pytest.mark.parametrize("what", ["rotation", "passphrase"])
def test_keys_replaced_meanwhile(practice: Practice, stick: Path, elsewhere: Settings, what: str) -> None:
    practice.add("Miriam")
    services = practice.services

    def change() -> None:
        if what == "rotation":
            services.keys.rotate()
        else:
            services.keys.change_passphrase(current=OWNER, new=NEW)

    with while_rows_are_read(change):
        made = services.backups.create_in(stick)
    assert services.backups.verify(made.path).intact
    # Its vault file is the earlier one, and so is the passphrase that opens it.
    open_backup_with_passphrase(made.path, OWNER, vault_file=elsewhere.vault_file).drop()
    assert services.backups.drill(made.path).passed


def test_a_backup_that_does_not_open_is_not_left(
    practice: Practice, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever keys were replaced, a written backup is opened before it counts."""
    backups = practice.services.backups
    target = backups.add_target(stick)
    stale = BackupKeys({1: bytearray(range(32))})
    monkeypatch.setattr("core.backup.creating.BackupKeys", SimpleNamespace(of=lambda _keyring: stale))
    with pytest.raises(BackupError, match="backup_damaged"):
        backups.create(target)
    assert list(stick.rglob("*.anamnesis-backup")) == []
    assert backups.status().problem == "backup_damaged"


def test_an_ended_key_signs_nothing_later(practice: Practice, maker: BackupMaker, store: BackupStore) -> None:
    vault = practice.workspace._open_vault
    assert vault is not None
    signing_key, keys = vault.signing_key, BackupKeys.of(vault.keyring)
    made = maker.make(store)
    vault_bytes = BackupFile.read(made.path).vault_bytes
    practice.services.keys.rotate()
    with opened_as_member(made.path, vault) as backup:
        assert backup.manifest == made.manifest
    later = replace(made.manifest, made_at=datetime.now(UTC) + timedelta(hours=1))
    forged = store.write_backup(
        made_at=later.made_at,
        position=made.position,
        content=file_content(later, vault_bytes=vault_bytes, keys=keys, signing_key=signing_key),
    )
    assert practice.services.backups.list(store.directory)[0].path == forged
    with pytest.raises(BackupError, match="backup_not_signed"), opened_as_member(forged, vault):
        pass


# Permissions, and failing folders.


def test_an_auditor_changes_nothing(practice: Practice, stick: Path) -> None:
    practice.services.people.add(name="Tal", role="auditor", passphrase=AUDITOR)
    target = practice.services.backups.add_target(stick)
    made = practice.services.backups.create(target)
    practice.now += timedelta(days=2)
    backups = practice.enter(AUDITOR).backups
    state = backups._targets.read()
    attempts: list[Callable[[], object]] = [
        lambda: backups.add_target(stick),
        lambda: backups.remove_target(target.store_id),
        lambda: backups.create(target),
        lambda: backups.create_in(stick),
        backups.run_due,
        lambda: backups.verify(made.path),
        lambda: backups.drill(made.path),
        backups.drill,
    ]
    for attempt in attempts:
        with pytest.raises(RoleRefused):
            attempt()
    assert backups._targets.read() == state
    assert BackupStore.open(target.folder).backups() == [made.path]


@pytest.mark.parametrize("when", ["writing", "listing"])
def test_a_folder_that_vanishes_costs_only_itself(
    practice: Practice, stick: Path, tmp_path: Path, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice.add("Miriam")
    backups = practice.services.backups
    other = tmp_path / "other"
    other.mkdir()
    pulled, stays = backups.add_target(stick), backups.add_target(other)
    gone = tmp_path / "gone"

    def pull(_done: int = 0, _total: int = 0) -> None:
        if stick.exists():
            stick.rename(gone)

    if when == "writing":
        made = backups.run_due(on_progress=pull)
    else:
        backups.create(pulled)
        practice.now += timedelta(days=1)
        listed = BackupStore._piece_files

        def vanishing(self: BackupStore) -> Iterator[object]:
            for entry in listed(self):
                pull()
                yield entry

        monkeypatch.setattr(BackupStore, "_piece_files", vanishing)
        made = backups.run_due()
    assert [each.path.parent.parent for each in made] == [stays.folder]
    problems = {each.store_id: each.problem for each in backups.targets()}
    assert problems[stays.store_id] is None
    assert problems[pulled.store_id] in {"backup_target_away", "backup_not_written", "backup_not_read"}
    assert not stick.exists(), "nothing is written where the folder was mounted"


def test_a_medium_that_can_only_be_read_is_verified(
    practice: Practice, maker: BackupMaker, store: BackupStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Simulated, because file modes do not restrict root."""
    made = maker.make(store)

    def refused(self: BackupStore) -> None:
        raise BackupError("backup_not_written", folder=str(self.directory), reason="Read-only file system")

    piece = next(store.directory.rglob("*.age"))
    monkeypatch.setattr(BackupStore, "held", refused)
    assert practice.services.backups.verify(made.path).intact
    piece.write_bytes(b"damaged")
    assert practice.services.backups.verify(made.path).damaged == 1
    assert piece.exists()
