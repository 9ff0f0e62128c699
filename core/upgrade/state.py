"""The state of the last upgrade, from files alone, and its confirmation and undo while the practice is
closed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.audit.anchor import Anchors
from core.data_directory import DataDirectory
from core.database.cluster import Cluster
from core.errors import VaultFormatError
from core.security.vault import Vault
from core.settings import Settings
from core.shared_practice.rights import refuse_accounts, server_account_name
from core.upgrade.record import UpgradeRecord
from core.upgrade.upgrading import binaries_for, confirm, go_back, recover, size_of


@dataclass(frozen=True, slots=True)
class UpgradeState:
    """`record` is None if there was no upgrade, it was confirmed, or its file is unreadable.

    `kept`: whether the old database still exists, `kept_bytes` its size. `entries_since`: the audit entries
    added between the upgrade and the last lock; None if unknown. `server_account`: whose database it is in a
    shared practice; None otherwise.
    """

    record: UpgradeRecord | None
    kept: bool
    kept_bytes: int
    entries_since: int | None
    server_account: str | None = None

    @property
    def shared(self) -> bool:
        """Whether other accounts can write the record, and only the server's can confirm or undo."""
        return self.server_account is not None

    @property
    def unreadable(self) -> int:
        """How many values do not open since."""
        return 0 if self.record is None else sum(self.record.unreadable.values())

    @property
    def proved(self) -> bool:
        """Whether every value was opened since, and opened.

        Of a shared practice nothing proves it: any account of the group may have written the record.
        """
        return (
            not self.shared and self.record is not None and self.record.checked and not self.record.unreadable
        )


def upgrade_state(settings: Settings) -> UpgradeState:
    """Reads files only: needs no key and no database, and works while the program runs."""
    record = UpgradeRecord.read(settings.upgrade_file)
    kept = settings.before_upgrade_dir.exists()
    return UpgradeState(
        record=record,
        kept=kept,
        kept_bytes=size_of(settings.before_upgrade_dir) if kept else 0,
        entries_since=None if record is None else _entries_since(settings, record),
        server_account=server_account_name(settings) if settings.shared else None,
    )


def confirm_closed(settings: Settings) -> None:
    """Removes the old database while no other process has the practice open.

    Raises `DataDirectoryInUse`, `EnvironmentProblem`.
    """
    with _taken(settings):
        recover(settings)
        confirm(settings)


def undo(settings: Settings, *, today: date) -> Path | None:
    """Restores the old database; returns the path of the newer one, if any.

    Raises `DataDirectoryInUse`, `EnvironmentProblem`, `DatabaseProblem`, and as `go_back`.
    """
    with _taken(settings):
        if settings.before_upgrade_dir.exists() and not settings.cluster_dir.exists():
            # After a kill between the two renames only the second one remains to be done.
            recover(settings)
            settings.upgrade_file.unlink(missing_ok=True)
            return max(settings.database_dir.glob("postgres.set-aside-*"), key=_changed_at, default=None)
        if settings.before_upgrade_dir.exists():
            # A killed program leaves its server running, which would continue to write.
            Cluster(
                cluster_dir=settings.cluster_dir,
                socket_dir=settings.socket_dir,
                secrets_dir=settings.secrets_dir,
                log_dir=settings.log_dir,
                for_group=settings.shared,
                binaries=binaries_for(settings),
            ).end_leftovers()
        return go_back(settings, today=today)


@contextmanager
def _taken(settings: Settings) -> Iterator[None]:
    refuse_accounts(settings)
    directory = DataDirectory(settings)
    directory.take()
    try:
        yield
    finally:
        directory.stop_logging()
        directory.release()


def _entries_since(settings: Settings, record: UpgradeRecord) -> int | None:
    try:
        workspace_id = Vault.load(settings.vault_file).workspace_id
    except (VaultFormatError, OSError):
        return None
    newest = Anchors(settings.anchor_files(workspace_id), workspace_id=workspace_id).read().newest
    return None if newest is None else max(newest.position - record.position, 0)


def _changed_at(directory: Path) -> float:
    return directory.stat().st_ctime
