"""An older backup replaces a newer practice, on the computer with the newer one's anchor."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import psycopg

from core.backup.older import is_older, proof_of_itself
from core.backup.opened import open_backup_with_passphrase
from core.database.migrator import schema_revision
from core.sessions.dto import SoapText
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


def test_a_backup_of_the_schema_with_the_function_that_saved_is_restored_without_it(
    practice: Practice, settings: Settings, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    client, saved = practice.add("Miriam", plan="kestrel")
    # Schema 0010 has the same tables.
    practice.sql_change("UPDATE alembic_version SET version_num = '0009'")
    backups = practice.services.backups
    made = backups.create(backups.add_target(stick))
    practice.sql_change("UPDATE alembic_version SET version_num = '0010'")
    practice.workspace.close()
    settings.data_dir.rename(tmp_path / "moved-away")

    again = Workspace(settings)
    again.open()
    try:
        backup = open_backup_with_passphrase(made.path, OWNER, vault_file=settings.vault_file)
        assert backup.manifest.schema == "0009"
        done = again.restore(backup)
        assert proof_of_itself(done).passed, done.proof
        assert again.cluster is not None
        assert schema_revision(again.cluster) == "0010"
        with psycopg.connect(**again.cluster.admin_conninfo()) as admin:  # type: ignore[arg-type]
            there = admin.execute("SELECT count(*) FROM pg_proc WHERE proname = 'save_session_version'")
            assert there.fetchone() == (0,)
        sessions = again.services.sessions
        (draft,) = sessions.list_for_client(client.client_id)
        assert draft.text == saved.text
        again.services.integrity.accept_database()
        sessions.save_draft(draft.session_id, SoapText(plan="heron"), day=DAY, expected_version=draft.version)
        assert again.services.audit_reader.verify().intact
    finally:
        again.close()
