"""The server of a shared practice: runs as the account that owns its database, for the accounts of a group.

It creates the cluster, upgrades it while nobody has the practice open, and serves until it is told to end. It
has no keys: rows are copied sealed.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

import psycopg

from core.atomic_file import write_shared
from core.clock import Clock, utc_now
from core.data_directory import DataDirectory
from core.database.cluster import SESSION_OPTIONS, Cluster
from core.database.migrator import migrate
from core.database.server import SharedServer
from core.disk import DiskGuard
from core.errors import AnamnesisError, DatabaseProblem, InputRefused
from core.installation import this_installation
from core.logs import log_to, stop_logging
from core.security.vault import Vault
from core.settings import Settings
from core.shared_practice.hand_over import HandOver
from core.shared_practice.rights import refuse_accounts, refuse_faults, server_account_name
from core.upgrade.upgrading import binaries_for, is_due, recover, upgrade

State = Literal["waiting", "upgrading", "serving"]
"""`waiting`: an upgrade is due, and an account has the practice open with the version of before."""
Ended = Literal["told", "replaced"]
"""`replaced`: another version of the program was installed, and its server has to be started."""
_LOOK_S = 1.0
_log = logging.getLogger(__name__)


class PracticeServer:
    """One run. `told_to_end` may be set from a signal handler; states are reported to `on_state`."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock = utc_now,
        on_state: Callable[[State], None] = lambda _: None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._on_state = on_state
        self._directory = DataDirectory(settings)
        self._hand_over = HandOver(settings)
        self._cluster: Cluster | None = None
        self.told_to_end = threading.Event()

    def serve(self) -> Ended:
        """Returns once it was told to end, or was replaced and nobody has the practice open.

        Raises `InputRefused("shared_practice_missing")`, `EnvironmentProblem` (as `refuse_faults`,
        `refuse_accounts`), `DataDirectoryInUse`, `DatabaseProblem`, `DiskFull`, `NewerDataDirectory`.
        """
        settings = self._settings
        settings.refuse_problem()
        if not settings.shared:
            raise InputRefused("shared_practice_missing")
        refuse_faults(settings)
        refuse_accounts(settings)
        handler = log_to(settings.log_dir)
        try:
            recover(settings)
            self._start()
            if not self._bring_up_to_date():
                return "told"
            self._running.admit_group()
            self._on_state("serving")
            _log.info("serving the shared practice")
            return self._watch()
        finally:
            try:
                if self._cluster is not None:
                    self._cluster.stop()
            finally:
                # A replaced server holds it until here: nobody opens a practice whose server is ending.
                self._directory.release()
                stop_logging(handler)

    def _watch(self) -> Ended:
        while not self.told_to_end.wait(_LOOK_S):
            if not self._running.running:
                raise DatabaseProblem("database_not_running")
            marker = self._settings.unfinished_marker
            if marker.exists() and self._established():
                # A lost vault file must not look like a first start any more.
                marker.unlink(missing_ok=True)
            if this_installation().replaced_by is not None and self._directory.try_lock():
                _log.info("a newer version was installed: the server ends for it")
                return "replaced"
        return "told"

    def _start(self) -> None:
        settings = self._settings
        cluster = Cluster(
            cluster_dir=settings.cluster_dir,
            socket_dir=settings.socket_dir,
            secrets_dir=settings.secrets_dir,
            log_dir=settings.log_dir,
            binaries=binaries_for(settings),
            for_group=True,
        )
        _remove_foreign(settings.instance_lock_file)
        if self._directory.try_lock():
            # Made here, where only this account can replace it: otherwise two could hold it at once.
            self._directory.release()
        if not cluster.exists:
            if settings.vault_file.exists():
                # Its database is elsewhere or lost: an empty one would hide that.
                raise DatabaseProblem("database_missing", path=str(settings.cluster_dir))
            # Until somebody creates the practice its database holds nothing.
            write_shared(settings.unfinished_marker, b"")
            cluster.create()
        cluster.start()
        self._cluster = cluster

    def _bring_up_to_date(self) -> bool:
        """Upgrades while nobody has the practice open; false if it was told to end before.

        Meanwhile the server admits nobody else: a lock on a table would hold the upgrade up without end.
        """
        cluster, settings = self._running, self._settings
        established = self._established()
        if established and not is_due(cluster):
            return True
        if not established and not settings.unfinished_marker.exists():
            # The vault file was lost: the database stays as it is until a copy of the file is back.
            _log.error("the vault file of the shared practice is missing")
            return True
        waited = False
        while not self._directory.try_lock():
            if not waited:
                # With the version of before it goes on.
                cluster.admit_group()
                self._on_state("waiting")
                waited = True
            if self.told_to_end.wait(_LOOK_S):
                return False
            if not cluster.running:
                raise DatabaseProblem("database_not_running")
        try:
            if waited:
                # Ends the connections that are still open.
                cluster.stop()
                cluster.start()
            self._hand_over.hold()
            self._on_state("upgrading")
            if established:
                upgrade(
                    cluster,
                    settings,
                    workspace_id=Vault.load(settings.vault_file).workspace_id,
                    disk=_disk(settings),
                    now=self._clock(),
                )
                self._start()
            else:
                migrate(cluster)
        finally:
            self._hand_over.end_holding()
            self._directory.release()
        return True

    @property
    def _running(self) -> Cluster:
        assert self._cluster is not None  # noqa: S101 - started before
        return self._cluster

    def _established(self) -> bool:
        """Whether the practice was created. During a first start a vault file alone does not say so: any
        account can put one there.
        """
        settings = self._settings
        if not settings.vault_file.exists():
            return False
        return not settings.unfinished_marker.exists() or self._holds_practice_of(settings.vault_file)

    def _holds_practice_of(self, vault_file: Path) -> bool:
        try:
            options = f"{SESSION_OPTIONS} -c anamnesis.workspace={Vault.load(vault_file).workspace_id}"
            parameters = self._running.app_conninfo() | {"options": options}
            with psycopg.connect(**parameters) as connection:  # type: ignore[arg-type]
                return connection.execute("SELECT 1 FROM workspace").fetchone() is not None
        except (AnamnesisError, OSError, psycopg.Error):
            # Looked at again after a moment.
            return False


def _remove_foreign(lock: Path) -> None:
    """A lock that another account made, as root could, would keep this one out. The directory is ours."""
    with suppress(FileNotFoundError):
        if lock.lstat().st_uid != os.geteuid():
            lock.unlink()


def server_of(settings: Settings) -> SharedServer:
    """The server of a shared practice, for the accounts that connect to it."""
    return SharedServer(
        cluster_dir=settings.cluster_dir,
        socket_dir=settings.socket_dir,
        secrets_dir=settings.secrets_dir,
        log_dir=settings.log_dir,
    )


def holder_of(settings: Settings) -> str | None:
    """The account that has the shared practice open now, or keeps it closed; None if it is free."""
    directory = DataDirectory(settings)
    try:
        # Its server makes the lock at its first start; nobody else may, or that server could not take it.
        if settings.instance_lock_file.exists() and directory.try_lock():
            directory.release()
            return None
    except OSError:
        # This account may not take it.
        return server_account_name(settings)
    return HandOver(settings).holder or server_account_name(settings)


def describe_place(settings: Settings) -> dict[str, object]:
    """The shared practice for `anamnesis shared status`: its place, server and holder."""
    return {
        "place": str(settings.shared_practice),
        "server_account": server_account_name(settings),
        "practice": settings.vault_file.exists(),
        "open_by": holder_of(settings) if settings.instance_lock_file.exists() else None,
        "server_running": server_of(settings).running,
    }


def _disk(settings: Settings) -> DiskGuard:
    return DiskGuard(
        directory=settings.data_dir,
        ballast_file=settings.ballast_file,
        minimum_free_bytes=settings.minimum_free_bytes,
        ballast_bytes=0,
    )
