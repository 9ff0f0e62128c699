"""Every manipulation of a backup is detected: bits, truncation, order, an older backup, another
practice's.
"""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from core.backup.creating import BackupMaker, Made
from core.backup.opened import (
    OpenedBackup,
    open_backup_as_member,
    open_backup_with_passphrase,
    open_backup_with_recovery_key,
)
from core.backup.store import BackupStore
from core.backup.verifying import verify
from core.errors import AnamnesisError, BackupError
from core.security.open_vault import OpenVault
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.figures import figure
from tests.fixtures.proofs import Proof
from tests.workspace.practice import OWNER, Practice

SEED = 1622


@dataclass
class Kept:
    """A backup whose files are damaged and repaired one at a time."""

    made: Made
    store: BackupStore
    opened: OpenVault

    def noticed(self) -> bool:
        """Whether opening or reading all of it detects the damage."""
        try:
            backup = self.open()
        except AnamnesisError:
            return True
        try:
            return not verify(backup).intact
        finally:
            backup.drop()

    def open(self) -> OpenedBackup:
        return open_backup_as_member(self.made.path, self.opened, vault_file=self.made.path)

    def files(self) -> list[Path]:
        named = {piece.name for piece in self.made.manifest.pieces()}
        return [self.made.path, *(path for path in self.store.directory.rglob("*.age") if path.stem in named)]


@pytest.fixture
def kept(practice: Practice, maker: BackupMaker, store: BackupStore) -> Kept:
    for name in ("Miriam", "Tom", "Noa"):
        practice.add(name, plan="Rest. " * 300)
    maker._piece_bytes = 8192
    made = maker.make(store)
    vault = practice.workspace._open_vault
    assert vault is not None
    return Kept(made, store, vault)


def spoiled(path: Path, change: Callable[[bytearray], bytes]) -> Iterator[None]:
    before = path.read_bytes()
    path.write_bytes(change(bytearray(before)))
    yield
    path.write_bytes(before)


def test_an_untouched_backup_is_intact(kept: Kept) -> None:
    assert not kept.noticed()


@pytest.mark.proof("bits of a backup flipped, noticed", short=300, long=10_000)
def test_every_flipped_bit_is_noticed(kept: Kept, proof: Proof) -> None:
    chance = random.Random(SEED)
    files = kept.files()
    missed = 0
    flips = proof.repetitions
    for _ in range(flips):
        path = chance.choice(files)

        def flip(content: bytearray) -> bytes:
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
            return bytes(content)

        for _ in spoiled(path, flip):
            missed += not kept.noticed()
    proof.count(flips, missed)
    figure(f"backup: {flips - missed} of {flips} flipped bits noticed (missed at most {3 / flips:.1e})")
    assert missed == 0


def test_every_cut_is_noticed(kept: Kept) -> None:
    chance = random.Random(SEED)
    for path in kept.files():
        for _ in range(6):

            def cut(content: bytearray) -> bytes:
                return bytes(content[: chance.randrange(len(content))])

            for _ in spoiled(path, cut):
                assert kept.noticed(), path.name


def test_pieces_that_change_places_are_noticed(kept: Kept) -> None:
    pieces = kept.files()[1:]
    for one, other in itertools.pairwise(pieces):
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)
        assert kept.noticed()
        one.write_bytes(first)
        other.write_bytes(second)


def test_a_missing_piece_is_counted(kept: Kept) -> None:
    kept.files()[1].unlink()
    backup = kept.open()
    assert (verify(backup).missing, verify(backup).damaged) == (1, 0)
    backup.drop()


def test_the_list_of_another_backup_under_this_vault_file_is_refused(
    kept: Kept, maker: BackupMaker, practice: Practice
) -> None:
    practice.services.keys.rotate()
    practice.now += timedelta(days=1)
    newer = maker.make(kept.store)
    older, newest = kept.made.path.read_bytes(), newer.path.read_bytes()

    def parts(content: bytes) -> tuple[bytes, bytes]:
        head, rest = content.split(b"\n", 1)
        size = int.from_bytes(rest[:4], "big")
        return head + b"\n" + rest[: 4 + size], rest[4 + size :]

    newer.path.write_bytes(parts(newest)[0] + parts(older)[1])
    with pytest.raises(BackupError, match="backup_damaged"):
        open_backup_as_member(newer.path, kept.opened, vault_file=newer.path)
    newer.path.write_bytes(parts(older)[0] + parts(newest)[1])
    with pytest.raises(BackupError, match="backup_damaged"):
        open_backup_as_member(newer.path, kept.opened, vault_file=newer.path)


def test_a_backup_of_before_a_rotation_opens_after_it(kept: Kept, practice: Practice) -> None:
    practice.services.keys.rotate()
    assert practice.services.backups.verify(kept.made.path).intact
    assert practice.services.backups.drill(kept.made.path).passed


def test_an_older_backup_is_named_as_such(kept: Kept, practice: Practice, tmp_path: Path) -> None:
    """Restored on a computer with a newer state: the log ends before the anchor."""
    settings = practice.workspace.settings
    practice.add("Later")
    recovery = practice.recovery_key.text
    practice.workspace.close()
    there = replace(settings, data_dir=tmp_path / "put-back")
    workspace = Workspace(there, clock=lambda: practice.now)
    workspace.open()
    try:
        backup = open_backup_with_recovery_key(kept.made.path, recovery, vault_file=there.vault_file)
        restored = workspace.restore(backup)
        assert restored.age == "stale"
        assert restored.known_position > restored.position
        assert "stale_database" in {each.code for each in workspace.services.integrity.at_unlock}
    finally:
        workspace.close()


def test_what_opens_is_salvaged_when_asked(kept: Kept, elsewhere: Settings) -> None:
    (versions,) = (each for each in kept.made.manifest.tables if each.name == "session_version")
    (piece,) = kept.store.directory.rglob(f"{versions.pieces[0].name}.age")
    piece.unlink()
    workspace = Workspace(elsewhere)
    workspace.open()
    try:

        def opened() -> OpenedBackup:
            return open_backup_with_passphrase(kept.made.path, OWNER, vault_file=elsewhere.vault_file)

        with pytest.raises(BackupError, match="backup_piece_missing"):
            workspace.restore(opened())
        assert workspace.state == "absent"
        assert not elsewhere.cluster_dir.exists()
        restored = workspace.restore(opened(), salvage=True)
        assert restored.lost == {"session_version": versions.pieces[0].rows}
        assert not restored.proof.passed
        assert len(workspace.services.clients.list()) == 3
    finally:
        workspace.close()


def test_a_folder_is_copied_as_a_whole(kept: Kept, practice: Practice, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(kept.store.directory, copy)
    (found,) = practice.services.backups.list(copy)
    assert found.problem is None
    assert practice.services.backups.verify(found.path).intact
