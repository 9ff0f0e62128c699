"""Starts, brings up to date, revives and stops the database server of a data directory."""

from __future__ import annotations

import logging
import threading
import time

from core.cancel import OnProgress, ignore_progress
from core.clock import Clock
from core.database.cluster import Cluster
from core.database.migrator import migrate, upgrade_due
from core.database.server import Server, SharedServer
from core.disk import DiskGuard
from core.errors import AnamnesisError, DatabaseProblem, DataDirectoryInUse, EnvironmentProblem
from core.practice_server import holder_of, server_of
from core.security.vault import Vault
from core.settings import Settings
from core.shared_practice.rights import runs_server, server_account_name
from core.upgrade.upgrading import binaries_for, is_due, recover, upgrade
from core.workspace.steps import OnStep, ignore_step

_log = logging.getLogger(__name__)
_REVIVAL_LOOK_S = 0.02


def owns_database(settings: Settings) -> bool:
    """Whether this account creates, starts and changes the database: always, unless it is shared."""
    return not settings.shared or runs_server(settings)


def require_shared_server(settings: Settings) -> None:
    """Its first start makes the instance lock, which nobody else may replace.

    Raises `DatabaseProblem("shared_server_not_running")`, `DataDirectoryInUse("shared_practice_in_use")`.
    """
    try:
        server_of(settings).check()
    except DatabaseProblem:
        holder = holder_of(settings)
        if settings.instance_lock_file.exists() and holder == server_account_name(settings):
            # It admits nobody while it upgrades the database.
            raise DataDirectoryInUse("shared_practice_in_use", account=holder) from None
        raise


class ServerControl:
    """The server that this account runs, or that of another account in a shared practice.

    `revive` may be called from any thread; `stop` waits for it.
    """

    def __init__(self, settings: Settings, *, disk: DiskGuard, clock: Clock) -> None:
        self._settings = settings
        self._disk = disk
        self._clock = clock
        self._server: Server | None = None
        self._reviving = threading.RLock()

    @property
    def server(self) -> Server | None:
        """The server that was started; None if none was."""
        return self._server

    @property
    def cluster(self) -> Cluster | None:
        """The cluster that was started, if this account runs it."""
        return self._server if isinstance(self._server, Cluster) else None

    def start(
        self, on_step: OnStep, *, schema: bool = True, on_progress: OnProgress = ignore_progress
    ) -> None:
        """Creates the database if there is none. Without `schema` it is left as it is, for a restore.

        Raises `DatabaseProblem`, `DiskFull`, `NewerDataDirectory`,
        `EnvironmentProblem("shared_server_outdated")`.
        """
        on_step("database")
        # A first attempt that failed may have left it running.
        self.stop()
        if not owns_database(self._settings):
            server = server_of(self._settings)
            # Before the checks: after a failure the next attempt looks for it again.
            self._server = server
            _refuse_unusable(server, self._settings)
            return
        recover(self._settings)
        cluster = self._started_cluster()
        if schema and self._settings.vault_file.exists() and is_due(cluster):
            on_step("migrating")
            upgrade(
                cluster,
                self._settings,
                workspace_id=Vault.load(self._settings.vault_file).workspace_id,
                disk=self._disk,
                now=self._clock(),
                on_progress=on_progress,
            )
            self._started_cluster()
        elif schema:
            on_step("migrating")
            migrate(cluster)

    def stop(self) -> None:
        """Safe to call twice."""
        # Not while it is being revived, which would start it after the close.
        with self._reviving:
            server, self._server = self._server, None
            if server is not None:
                server.stop()

    def revive(self, *, patience_s: float) -> bool:
        """As `Workspace.revive_database`."""
        with self._reviving:
            server = self._server
            if server is None:
                return False
            deadline = time.monotonic() + patience_s
            while server.running:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(_REVIVAL_LOOK_S)
            _log.error("the database server had died and is started again")
            self.start(ignore_step)
            return True

    def _started_cluster(self) -> Cluster:
        cluster = Cluster(
            cluster_dir=self._settings.cluster_dir,
            socket_dir=self._settings.socket_dir,
            secrets_dir=self._settings.secrets_dir,
            log_dir=self._settings.log_dir,
            for_group=self._settings.shared,
            binaries=binaries_for(self._settings),
        )
        self._server = cluster
        if not cluster.exists:
            cluster.create()
        try:
            cluster.start()
        except AnamnesisError:
            # The likeliest repairable cause is a full disk, for which the ballast exists.
            if self._disk.free_bytes >= self._settings.ballast_bytes or not self._disk.lend_all():
                raise
            cluster.start()
        return cluster


def _refuse_unusable(server: SharedServer, settings: Settings) -> None:
    """Raises `DatabaseProblem("shared_server_not_running")`, `EnvironmentProblem("shared_server_outdated")`,
    `NewerDataDirectory`.
    """
    server.check()
    if upgrade_due(server):
        # Only its own account changes the schema; it does so at its next start.
        raise EnvironmentProblem("shared_server_outdated", account=server_account_name(settings))
