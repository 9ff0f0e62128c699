"""A practice of an earlier schema is opened by this program, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from core.database.cluster import Cluster
from core.database.migrator import schema_revision
from core.errors import DatabaseProblem, InputRefused
from core.sessions.dto import SoapText
from core.settings import Settings
from core.upgrade import upgrading
from core.upgrade.upgrading import confirm, go_back
from core.workspace import Workspace
from tests.fixtures.workspace import LayDatabase
from tests.upgrade import earlier
from tests.workspace.practice import DAY, OWNER, Practice

NEWEST = "0010"


def revision_of(settings: Settings) -> str | None:
    cluster = earlier.cluster_of(settings)
    cluster.start()
    try:
        return schema_revision(cluster)
    finally:
        cluster.stop()


@pytest.fixture
def filled(settings: Settings, lay_database: LayDatabase) -> Settings:
    """A closed practice with a note in it."""
    practice = Practice(settings, lay_database)
    try:
        practice.add("Miriam", plan="Physiotherapy weekly.")
    finally:
        practice.workspace.close()
    return settings


def opens(settings: Settings) -> Workspace:
    workspace = Workspace(settings)
    workspace.open()
    services = workspace.unlock(OWNER)
    (client,) = services.clients.list()
    assert client.details.first_name == "Miriam"
    return workspace


@pytest.mark.parametrize("revision", earlier.revisions())
def test_a_practice_of_every_earlier_schema_opens(settings: Settings, revision: str) -> None:
    earlier.lay(settings, revision)
    seen: list[tuple[int, int]] = []
    workspace = Workspace(settings)
    workspace.open(on_progress=lambda done, total: seen.append((done, total)))
    try:
        services = workspace.unlock(OWNER)
        (client,) = services.clients.list()
        (session,) = services.sessions.list_for_client(client.client_id)
        assert session.text.plan == "Physiotherapy weekly."
        if revision >= "0003":
            (attachment,) = services.attachments.list(client.client_id)
            assert services.attachments.read(attachment.attachment_id) == b"A letter."
        if revision == NEWEST:
            assert workspace.upgraded is None
            return
        assert seen
        assert all(done <= total for done, total in seen)
        assert seen[-1][0] == seen[-1][1]
        assert workspace.upgraded is not None
        assert (workspace.upgraded.from_schema, workspace.upgraded.to_schema) == (revision, NEWEST)
        assert workspace.upgraded.checked
        assert workspace.upgraded.unreadable == {}
    finally:
        workspace.close()
    assert settings.before_upgrade_dir.exists()
    confirm(settings)
    assert not settings.before_upgrade_dir.exists()
    assert not settings.upgrade_file.exists()


def test_what_the_function_of_earlier_schemas_saved_is_verified_beside_what_is_saved_today(
    settings: Settings,
) -> None:
    earlier.lay(settings, "0009")
    workspace = Workspace(settings)
    workspace.open()
    try:
        services = workspace.unlock(OWNER)
        (client,) = services.clients.list()
        draft = services.sessions.start_draft(client.client_id, day=DAY)
        services.sessions.save_draft(
            draft.session_id, SoapText(plan="Swimming."), day=DAY, expected_version=1
        )
        entries = services.audit_reader.entries().entries
        assert [each.action for each in entries].count("session.change") == 2
        report = services.audit_reader.verify()
        assert (report.authenticated, report.unchained) == (True, 0)
        # No archive has an anchor beside its database.
        assert [each.code for each in report.findings] == ["anchor_missing"]
        assert services.integrity.check_client(client.client_id) == ()
    finally:
        workspace.close()


def test_an_upgrade_is_taken_back(filled: Settings) -> None:
    earlier.downgrade(filled, "0008")
    opens(filled).close()
    aside = go_back(filled, today=Workspace(filled)._clock().date())
    assert aside.exists()
    assert revision_of(filled) == "0008"
    with pytest.raises(InputRefused, match="upgrade_nothing_to_undo"):
        go_back(filled, today=Workspace(filled)._clock().date())
    # Opened once more by this program it is upgraded once more; what was set aside stays.
    opens(filled).close()
    assert aside.exists()


@pytest.mark.parametrize("step", ["create", "load_rows", "_check_indexes", "_swap"])
def test_what_fails_leaves_the_earlier_database(
    filled: Settings, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier.downgrade(filled, "0008")

    def fails(*_arguments: object, **_options: object) -> None:
        raise DatabaseProblem("migration_failed")

    with monkeypatch.context() as patch:
        if step == "create":
            patch.setattr(Cluster, "create", fails)
        else:
            patch.setattr(upgrading, step, fails)
        workspace = Workspace(filled)
        with pytest.raises(DatabaseProblem, match="migration_failed"):
            workspace.open()
        workspace.close()
    assert not filled.before_upgrade_dir.exists()
    assert revision_of(filled) == "0008"
    opens(filled).close()


def test_half_of_the_renames_is_reverted(filled: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    earlier.downgrade(filled, "0008")
    replaced: list[Path] = []
    replace: Callable[[Path, Path], Path] = Path.replace

    def once(self: Path, target: Path) -> Path:
        if self == filled.upgrading_dir:
            raise OSError("pulled the plug")
        replaced.append(self)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", once)
        workspace = Workspace(filled)
        with pytest.raises(OSError, match="pulled"):
            workspace.open()
        workspace.close()
    assert not filled.cluster_dir.exists()
    opens(filled).close()
