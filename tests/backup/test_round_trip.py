"""A backup restored elsewhere, with recovery key or passphrase alone, equals the practice that was backed
up.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from core.backup.creating import BackupMaker
from core.backup.opened import open_backup_with_passphrase, open_backup_with_recovery_key
from core.backup.store import BackupStore
from core.settings import Settings
from core.workspace import Workspace
from tests.fixtures.proofs import Proof
from tests.workspace.practice import OWNER, Practice


@pytest.mark.proof("restores by the recovery key alone into an empty place", short=1, long=50)
def test_the_recovery_key_alone_brings_the_practice_back(
    practice: Practice,
    maker: BackupMaker,
    store: BackupStore,
    elsewhere: Settings,
    tmp_path: Path,
    proof: Proof,
) -> None:
    _client, session = practice.add("Miriam", plan="Ibuprofen stopped for heartburn; physiotherapy weekly.")
    practice.services.index.run_pending()
    made = maker.make(store)
    assert store.backups() == [made.path]
    for number in range(proof.repetitions):
        place = tmp_path / f"computer-{number}"
        there = replace(elsewhere, data_dir=place / "data", state_dir=place / "state")
        restored = Workspace(there)
        restored.open()
        try:
            backup = open_backup_with_recovery_key(
                made.path, practice.recovery_key.text, vault_file=there.vault_file
            )
            report = restored.restore(backup)
            assert report.proof.passed, report.proof
            assert report.proof.rows > 10
            assert report.age == "unknown"
            assert [each.details.first_name for each in restored.services.clients.list()] == ["Miriam"]
            assert restored.services.sessions.get(session.session_id).text == session.text
            restored.lock()
            assert restored.unlock(OWNER).integrity.at_unlock == ()
        finally:
            restored.close()
        shutil.rmtree(place)


def test_a_passphrase_opens_it_too(
    practice: Practice, maker: BackupMaker, store: BackupStore, elsewhere: Settings
) -> None:
    practice.add("Miriam")
    made = maker.make(store)
    restored = Workspace(elsewhere)
    restored.open()
    try:
        report = restored.restore(
            open_backup_with_passphrase(made.path, OWNER, vault_file=elsewhere.vault_file)
        )
        assert report.proof.passed, report.proof
        assert [each.details.first_name for each in restored.services.clients.list()] == ["Miriam"]
    finally:
        restored.close()
