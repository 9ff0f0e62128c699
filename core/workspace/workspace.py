"""One open data directory, from its checks to its lock: defines the order of starting and stopping."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Literal

from core.atomic_file import write_shared
from core.audit.anchor import Anchors
from core.authenticator import Authenticator
from core.backup.drill import discard_scratch
from core.backup.loading import load_backup
from core.backup.opened import OpenedBackup
from core.backup.restoring import Restored, begin_restore, cluster_of, discard_unfinished, needed_bytes
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.data_directory import DataDirectory
from core.database.access import Database
from core.database.cluster import Cluster
from core.database.server import Server
from core.disk import START_BYTES, DiskGuard
from core.errors import AnamnesisError, DataDirectoryInUse, EnvironmentProblem, InputRefused, VaultLocked
from core.health.service import HealthService
from core.ids import UserId
from core.metrics.metrics import Metrics
from core.people.dto import SignIn
from core.records.workspace import WorkspaceRepository
from core.security.open_vault import OpenVault
from core.security.passphrase_rule import check_passphrase
from core.security.recovery import RecoveryKey
from core.security.selftest import run_known_answer_tests
from core.security.unlocking import FOUNDER_NAME, found_vault
from core.services import Services
from core.settings import Settings
from core.shared_practice.hand_over import HandOver
from core.shared_practice.rights import refuse_accounts, refuse_faults
from core.upgrade.record import UpgradeRecord
from core.wiring import Parts, build_services, context_of, cost_of
from core.workspace.lock_steps import drop_keys, lock_in_order
from core.workspace.restore_steps import record_restore, verify_and_finish
from core.workspace.server_control import ServerControl, owns_database, require_shared_server
from core.workspace.steps import OnStep, ignore_step
from core.workspace.unlock_steps import (
    check_upgrade,
    follow_escrow_policy,
    keep_in_todays_format,
    load_client_keys,
    record_unlock,
)

_log = logging.getLogger(__name__)
_FIRST_CLUSTER_BYTES = 192 * 1024 * 1024


class Workspace:
    """Holds the instance lock, the cluster and, while unlocked, the keys. For one thread at a time.

    With `background` the engine and the indexer start at unlock, for the window.
    """

    def __init__(self, settings: Settings, *, clock: Clock = utc_now, background: bool = False) -> None:
        self.settings = settings
        self._clock = clock
        self._background = background
        self._directory = DataDirectory(settings)
        self._hand_over = HandOver(settings)
        self._authenticator = Authenticator(settings, clock)
        self._open_vault: OpenVault | None = None
        self._database: Database | None = None
        self._services: Services | None = None
        self._drop_in_lock: Callable[[], None] | None = None
        self.metrics = Metrics(settings.metrics_dir, clock=clock)
        self.health = HealthService(self, clock=clock)
        self.disk = DiskGuard(
            directory=settings.data_dir,
            ballast_file=settings.ballast_file,
            minimum_free_bytes=settings.minimum_free_bytes,
            # What one account kept back in a shared practice, another one could not release.
            ballast_bytes=0 if settings.shared else settings.ballast_bytes,
        )
        self._server_control = ServerControl(settings, disk=self.disk, clock=clock)

    @property
    def state(self) -> Literal["absent", "locked", "unlocked"]:
        if self._services is not None and not self._dropped:
            return "unlocked"
        return "locked" if self.settings.vault_file.exists() else "absent"

    @property
    def services(self) -> Services:
        """Raises `VaultLocked`."""
        if self._services is None or self._dropped:
            raise VaultLocked
        return self._services

    @property
    def _dropped(self) -> bool:
        """Whether `drop_keys` was called before the lock."""
        return self._open_vault is not None and self._open_vault.keyring.locked

    @property
    def server(self) -> Server | None:
        """The running database server, of this account or of a shared practice; None without a practice."""
        return self._server_control.server

    @property
    def cluster(self) -> Cluster | None:
        """The running cluster, if this account runs it."""
        return self._server_control.cluster

    def open(self, on_step: OnStep = ignore_step, on_progress: OnProgress = ignore_progress) -> None:
        """Checks the directory, locks it for this process, and starts the database if there is one.

        A database of an earlier schema or release is upgraded, which `on_progress` follows in bytes.

        Raises `DataDirectoryInUse`, `NewerDataDirectory`, `DatabaseProblem`, `DiskFull`, `EnvironmentProblem`
        (`practice_of_another_account`, `data_directory_unusable`, `data_directory_on_network`,
        `data_directory_synced`, `vault_file_missing`, as `refuse_faults`, what reading the settings refused).
        """
        on_step("checking")
        self.settings.refuse_problem()
        refuse_faults(self.settings)
        run_known_answer_tests()
        self._take()
        try:
            # Before anything is written: the count of attempts and the server's own files need some space.
            self.disk.make_room(START_BYTES)
            self._directory.check_format()
            discard_unfinished(self.settings)
            self._discard_scratch()
            if self.state == "absent":
                self._directory.refuse_orphaned_cluster()
                return
            self._authenticator.prepare()
            # After a crash between the vault file and the marker's removal the practice is complete.
            self._end_first_start()
            self._server_control.start(on_step, on_progress=on_progress)
            self.disk.fill_ballast()
            self._begin_run()
        except BaseException:
            self.close()
            raise

    def _end_first_start(self) -> None:
        if owns_database(self.settings):
            # Of a shared practice its server does it.
            self.settings.unfinished_marker.unlink(missing_ok=True)

    def _take(self) -> None:
        if not owns_database(self.settings):
            require_shared_server(self.settings)
        try:
            self._directory.take()
        except DataDirectoryInUse as error:
            holder = self._hand_over.holder if self.settings.shared else None
            if holder is None:
                raise
            raise DataDirectoryInUse("shared_practice_in_use", account=holder) from error
        if self.settings.shared:
            self._hand_over.hold()

    def _discard_scratch(self) -> None:
        try:
            discard_scratch(self.settings)
        except (AnamnesisError, OSError) as error:
            # Sealed like the practice itself, and only in the way of the next drill.
            _log.warning("what a drill left was not removed: %s", type(error).__name__)

    def initialise(
        self,
        *,
        practice_name: str,
        passphrase: str,
        owner_name: str = "",
        on_step: OnStep = ignore_step,
    ) -> RecoveryKey:
        """Creates vault, database and practice and leaves them unlocked; the recovery key is shown once.

        Raises `DiskFull`, `InputRefused` (`practice_exists`, `practice_name_missing`, or as
        `check_passphrase`). A failure leaves a marker; the next attempt continues with new keys.
        """
        if self.state != "absent":
            raise InputRefused("practice_exists")
        if not practice_name.strip():
            raise InputRefused("practice_name_missing")
        check_passphrase(
            passphrase,
            least_guesses_log10=self.settings.passphrase_guesses_log10,
            known=(practice_name, owner_name),
        )
        self.disk.require_room(_FIRST_CLUSTER_BYTES)
        if owns_database(self.settings):
            write_shared(self.settings.unfinished_marker, b"")
        # The database of an interrupted first start is reused: it contains nothing readable.
        self._server_control.start(on_step)
        on_step("keys")
        opened, recovery_key = found_vault(
            self.settings.vault_file,
            passphrase=passphrase,
            cost=cost_of(self.settings),
            today=self._clock().date(),
            owner_name=owner_name.strip() or FOUNDER_NAME,
        )
        on_step("records")
        try:
            parts = self._connect(opened)
            context = parts.context
            with context.database.begin() as session:
                WorkspaceRepository(session, context.sealer).add(
                    practice_name.strip(), created_on=self._clock().date()
                )
                session.flush()
                context.audit.record(session, action="practice.create")
            self.disk.fill_ballast()
            self._authenticator.limiter.create()
            services = build_services(parts)
            self._start(services)
            # Last: the practice exists with the vault file, and the caller must receive the recovery key.
            opened.save(services.integrity.inventory_now())
            self._services = services
            self._end_first_start()
            self._begin_run()
        except BaseException:
            self.lock()
            raise
        return recovery_key

    def restore(
        self,
        backup: OpenedBackup,
        *,
        salvage: bool = False,
        cancel: CancelToken | None = None,
        on_step: OnStep = ignore_step,
        on_progress: OnProgress = ignore_progress,
    ) -> Restored:
        """Restores the practice of a backup into this empty place, verifies it and leaves it unlocked.

        `backup` was opened with this place's vault file path, and is taken over. Steps: `database`,
        `loading`, `verifying`. After a failure, a cancel or a kill the next start removes the partial
        restore. Raises `InputRefused("practice_exists")`, `BackupError`, `DiskFull`, `DatabaseProblem`,
        `Cancelled`.
        """
        begun = False
        try:
            if self.state != "absent":
                raise InputRefused("practice_exists")
            refuse_accounts(self.settings)
            self._directory.refuse_orphaned_cluster()
            self.disk.require_room(needed_bytes(backup.manifest))
            begin_restore(self.settings)
            begun = True
            if self.settings.unfinished_marker.exists():
                # Left by an interrupted first start: it contains nothing readable.
                self._server_control.stop()
                cluster_of(self.settings).discard()
                self.settings.unfinished_marker.unlink(missing_ok=True)
            self._server_control.start(on_step, schema=False)
            on_step("loading")
            cluster = self.cluster
            assert cluster is not None  # noqa: S101 - a shared server was refused before
            loaded = load_backup(cluster, backup, salvage=salvage, cancel=cancel, on_progress=on_progress)
            on_step("verifying")
            if cancel is not None:
                # A lock meanwhile ended this too: no keys are loaded any more.
                cancel.raise_if_cancelled()
            parts = self._connect(backup.open_vault)
            services, restored = verify_and_finish(
                parts,
                backup,
                lost=loaded.lost,
                today=self._clock().date(),
                cancel=cancel,
                on_progress=on_progress,
            )
        except BaseException:
            self.lock()
            backup.drop()
            if begun and self.state == "absent":
                self._server_control.stop()
                discard_unfinished(self.settings)
            raise
        self._enter_restored(parts, services, restored)
        return restored

    def _enter_restored(self, parts: Parts, services: Services, restored: Restored) -> None:
        """Continues like an unlock; if that fails, the practice is in place and can be unlocked."""
        try:
            self.disk.fill_ballast()
            record_restore(parts, services, restored)
            self._begin_run()
            self._start(services)
            self._services = services
        except BaseException:
            self.lock()
            raise

    def sign_ins(self) -> tuple[SignIn, ...]:
        """The users who can unlock; empty without a practice. Raises `VaultFormatError`."""
        return () if self.state == "absent" else self._authenticator.sign_ins()

    def attempt_wait_s(self) -> float:
        """Seconds until unlocking may be tried; 0: now."""
        return self._authenticator.limiter.wait_s() if self.state == "locked" else 0.0

    def unlock(self, passphrase: str, *, user_id: UserId | None = None) -> Services:
        """Without `user_id` every member's passphrase is tried.

        Raises `WrongPassphrase` after a delay, `TooManyAttempts`; then nothing has changed.
        """
        return self._unlock(lambda: self._authenticator.with_passphrase(passphrase, user_id=user_id))

    def unlock_with_recovery_key(self, text: str) -> Services:
        """Raises `InputRefused("recovery_key_mistyped")`, or as `unlock`."""
        return self._unlock(lambda: self._authenticator.with_recovery_key(text))

    def unlock_with_keyring(self, user_id: UserId | None = None) -> Services:
        """With the member's key in this computer's keyring, or the only one there.

        Raises `EnvironmentProblem("keyring_unavailable")`, or as `unlock`.
        """
        return self._unlock(lambda: self._authenticator.with_keyring(user_id))

    def revive_database(self, *, patience_s: float = 1.0) -> bool:
        """Restarts the database if it has died; true if it was started. Raises as `open`.

        For callers that met `database_unreachable`: unsaved data can be saved afterwards. Connections break a
        moment before the server's process ends, so it waits for that up to `patience_s` seconds.
        """
        return self._server_control.revive(patience_s=patience_s)

    def lock(self) -> None:
        """Stops the engine, drops the in-memory indexes and every key. Safe to call when locked."""
        services, opened, database = self._services, self._open_vault, self._database
        drop = partial(drop_keys, services, opened)
        if opened is not None:
            self._drop_in_lock = drop
        self._services = self._open_vault = self._database = None
        try:
            lock_in_order(services, opened, database, drop=drop, disk=self.disk, metrics=self.metrics)
        finally:
            self._drop_in_lock = None

    def drop_keys(self) -> None:
        """Drops the keys immediately, from any thread: for a lock that waits for an unresponsive database.

        `lock` must still follow; running operations end with `VaultLocked`.
        """
        services, opened = self._services, self._open_vault
        # A lock that hangs already has taken them over. Looked for second, as a lock that begins now sets it
        # before it clears the others.
        drop = self._drop_in_lock or partial(drop_keys, services, opened)
        drop()

    def close(self) -> None:
        """Locks, stops the database and releases the directory. Safe to call twice."""
        with ExitStack() as steps:
            steps.callback(self._directory.release)
            if self._directory.taken and self.settings.shared:
                steps.callback(self._hand_over.end_holding)
            steps.callback(self._directory.stop_logging)
            # The database has stopped: a run still recorded as running was killed.
            steps.callback(self.metrics.end_run)
            steps.callback(self.disk.take_back)
            steps.callback(self._server_control.stop)
            steps.callback(self.lock)

    def _begin_run(self) -> None:
        if self._background:
            # Only for the window: an interrupted command is not a crash.
            self.metrics.begin_run()

    def _connect(self, opened: OpenVault) -> Parts:
        self._open_vault = opened
        server = self._server_control.server
        if server is None:
            raise EnvironmentProblem("database_problem")
        workspace_id = opened.vault.workspace_id
        self._database = Database(
            server.app_conninfo(),
            workspace_id=workspace_id,
            data_dir=self.settings.cluster_dir,
            make_room=self.disk.make_room,
        )
        anchors = Anchors(
            self.settings.anchor_files(workspace_id),
            workspace_id=workspace_id,
            signing_keys=opened.signing_keys,
        )
        return Parts(
            context=context_of(
                opened, database=self._database, anchors=anchors, disk=self.disk, clock=self._clock
            ),
            settings=self.settings,
            open_vault=opened,
            anchors=anchors,
            limiter=self._authenticator.limiter,
            device_keys=self._authenticator.device_keys,
            make_place=lambda settings: Workspace(settings, clock=self._clock),
            metrics=self.metrics,
        )

    def _unlock(self, opener: Callable[[], OpenVault]) -> Services:
        # The caller is at a locked screen: an earlier unlock must not give access.
        self.lock()
        self.revive_database(patience_s=0)
        with self.metrics.timed("unlock"):
            return self._unlocked(opener())

    def _unlocked(self, opened: OpenVault) -> Services:
        """The services of the opened vault; after a failure nothing stays open."""
        try:
            parts = self._connect(opened)
            load_client_keys(parts)
            services = build_services(parts)
            check_upgrade(parts)
            services.integrity.check_at_unlock()
            record_unlock(parts, services.integrity, self._authenticator.failed_unlocks)
            if opened.upgraded:
                # Vault and database opened, so from here on the current format is used.
                keep_in_todays_format(opened, services.integrity)
            services.integrity.advance_inventory()
            follow_escrow_policy(services, self.settings)
            self._start(services)
            self._services = services
            return services
        except BaseException:
            self.lock()
            raise

    @property
    def upgraded(self) -> UpgradeRecord | None:
        """The last upgrade, until it is confirmed or undone."""
        return UpgradeRecord.read(self.settings.upgrade_file)

    def _start(self, services: Services) -> None:
        if self._background and services.access.allows("chart"):
            services.engine.start()
            services.index.start()
