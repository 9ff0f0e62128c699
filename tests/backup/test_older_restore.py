"""An older backup replaces a newer practice, on the computer with the newer one's anchor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from core.backup.older import is_older, proof_of_itself
from core.backup.opened import open_backup_with_passphrase
from core.settings import Settings
from core.workspace import Workspace
from tests.workspace.practice import DAY, OWNER, Practice


def test_it_is_named_as_older_and_an_owner_goes_on_from_it(
    practice: Practice, settings: Settings, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    practice.add("Miriam")
    backups = practice.services.backups
    made = backups.create(backups.add_target(stick))
    practice.now += timedelta(hours=1)
    practice.add("Newer")
    practice.workspace.close()
    settings.data_dir.rename(tmp_path / "moved-away")

    again = Workspace(settings)
    again.open()
    try:
        done = again.restore(open_backup_with_passphrase(made.path, OWNER, vault_file=settings.vault_file))
        assert is_older(done)
        assert done.known_position > done.position
        assert proof_of_itself(done).passed, done.proof
        services = again.services
        assert [each.code for each in services.integrity.at_unlock] == ["stale_database"]
        (client,) = services.clients.list()
        services.integrity.accept_database()
        assert services.integrity.at_unlock == ()
        services.sessions.start_draft(client.client_id, day=DAY)
        again.lock()
        assert again.unlock(OWNER).integrity.at_unlock == ()
        assert again.services.audit_reader.verify().intact
    finally:
        again.close()
