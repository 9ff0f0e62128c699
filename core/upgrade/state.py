"""How it stands with the last upgrade, from files alone, and the two ways to end it while nobody is in."""

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
from core.upgrade.record import UpgradeRecord
from core.upgrade.upgrading import binaries_for, confirm, go_back, recover, size_of


@dataclass(frozen=True, slots=True)
class UpgradeState:
    """`record` is None where there was no upgrade, it was confirmed, or its file cannot be read.

    `kept`: whether the database of before is still there, `kept_bytes` its size. `entries_since`: how many
    entries the audit log had more at the last lock than at the upgrade; None where that is not known.
    """

    record: UpgradeRecord | None
    kept: bool
    kept_bytes: int
    entries_since: int | None

    @property
    def unreadable(self) -> int:
        """How many values did not open since."""
        return 0 if self.record is None else sum(self.record.unreadable.values())

    @property
    def proved(self) -> bool:
        """Whether every value was opened since, and opened."""
        return self.record is not None and self.record.checked and not self.record.unreadable


def upgrade_state(settings: Settings) -> UpgradeState:
    """Reads files only: no key, no database, and it may be asked while the program runs."""
    record = UpgradeRecord.read(settings.upgrade_file)
    kept = settings.before_upgrade_dir.exists()
    return UpgradeState(
        record=record,
        kept=kept,
        kept_bytes=size_of(settings.before_upgrade_dir) if kept else 0,
        entries_since=None if record is None else _entries_since(settings, record),
    )


def confirm_closed(settings: Settings) -> None:
    """Removes the database of before, while no other process has the practice.

    Raises `DataDirectoryInUse`, `EnvironmentProblem`.
    """
    with _taken(settings):
        recover(settings)
        confirm(settings)


def undo(settings: Settings, *, today: date) -> Path | None:
    """Puts the database of before back; returns where the newer one lies, if there is one.

    Raises `DataDirectoryInUse`, `EnvironmentProblem`, `DatabaseProblem`, and as `go_back`.
    """
    with _taken(settings):
        if settings.before_upgrade_dir.exists() and not settings.cluster_dir.exists():
            # Killed between the two renames: the second one is all that is left to do.
            recover(settings)
            settings.upgrade_file.unlink(missing_ok=True)
            return max(settings.data_dir.glob("postgres.set-aside-*"), key=_changed_at, default=None)
        if settings.before_upgrade_dir.exists():
            # A program that was killed leaves its server running, which would go on writing where it lies.
            Cluster(
                cluster_dir=settings.cluster_dir,
                socket_dir=settings.socket_dir,
                secrets_dir=settings.secrets_dir,
                log_dir=settings.log_dir,
                binaries=binaries_for(settings),
            ).end_leftovers()
        return go_back(settings, today=today)


@contextmanager
def _taken(settings: Settings) -> Iterator[None]:
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
