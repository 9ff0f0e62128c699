"""One open data directory, from its checks to its lock: defines the order of starting and stopping."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Literal

from core.atomic_file import write_shared
from core.audit.anchor import Anchors
from core.audit.log import ClosingAudit
from core.authenticator import Authenticator
from core.backup.drill import discard_scratch
from core.backup.loading import load_backup
from core.backup.opened import OpenedBackup
from core.backup.proving import prove
from core.backup.restoring import (
    Restored,
    age_of,
    begin_restore,
    cluster_of,
    discard_unfinished,
    finish_restore,
    keep_anchor,
    needed_bytes,
)
from core.backup.sealed_rows import open_every_row
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.repository import ClientRepository
from core.clock import Clock, utc_now
from core.data_directory import DataDirectory
from core.database.access import Database
from core.database.cluster import Cluster
from core.database.migrator import migrate, upgrade_due
from core.database.server import Server, SharedServer
from core.database.snapshot import hold_snapshot
from core.disk import START_BYTES, DiskGuard
from core.errors import (
    AnamnesisError,
    DatabaseProblem,
    DataDirectoryInUse,
    DiskFull,
    EnvironmentProblem,
    InputRefused,
    VaultLocked,
)
from core.health.service import HealthService
from core.ids import UserId
from core.integrity.service import IntegrityService
from core.metrics.metrics import Metrics
from core.people.dto import SignIn
from core.practice_server import holder_of, server_of
from core.records.workspace import WorkspaceRepository
from core.security.deadline import dropped_within
from core.security.freed_memory import overwrite_freed
from core.security.open_vault import OpenVault
from core.security.passphrase_rule import check_passphrase
from core.security.recovery import RecoveryKey
from core.security.selftest import run_known_answer_tests
from core.security.unlocking import (
    FOUNDER_NAME,
    found_vault,
)
from core.security.vault import Vault
from core.services import Services
from core.settings import Settings
from core.shared_practice.hand_over import HandOver
from core.shared_practice.rights import refuse_accounts, refuse_faults, runs_server, server_account_name
from core.upgrade.record import UpgradeRecord
from core.upgrade.upgrading import binaries_for, is_due, recover, upgrade
from core.wiring import Parts, build_services, context_of, cost_of

OnStep = Callable[[str], None]
"""Called with the name of the step that begins: `checking`, `database`, `migrating`, `keys`, `records`."""

_log = logging.getLogger(__name__)
_REVIVAL_LOOK_S = 0.02
_PASSING = {"database_unreachable", "database_busy", "database_timeout", "database_out_of_resources"}
"""Errors of an unlock that are reported unchanged: the log may be intact and available a moment later."""
_KEYS_GO_AFTER_S = 4.0
"""Of a lock that hangs."""
_LOST_NAME = "—"
"""Replaces the lost name of a practice."""
_FIRST_CLUSTER_BYTES = 192 * 1024 * 1024


def _ignore_step(step: str) -> None:
    pass


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
        self._server: Server | None = None
        self._open_vault: OpenVault | None = None
        self._database: Database | None = None
        self._services: Services | None = None
        self._drop_in_lock: Callable[[], None] | None = None
        self._reviving = threading.RLock()
        self.metrics = Metrics(settings.metrics_dir, clock=clock)
        self.health = HealthService(self, clock=clock)
        self.disk = DiskGuard(
            directory=settings.data_dir,
            ballast_file=settings.ballast_file,
            minimum_free_bytes=settings.minimum_free_bytes,
            # What one account kept back in a shared practice, another one could not release.
            ballast_bytes=0 if settings.shared else settings.ballast_bytes,
        )

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
        return self._server

    @property
    def cluster(self) -> Cluster | None:
        """The running cluster, if this account runs it."""
        return self._server if isinstance(self._server, Cluster) else None

    def open(self, on_step: OnStep = _ignore_step, on_progress: OnProgress = ignore_progress) -> None:
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
            self._start_cluster(on_step, on_progress=on_progress)
            self.disk.fill_ballast()
            self._begin_run()
        except BaseException:
            self.close()
            raise

    @property
    def _owns_database(self) -> bool:
        """Whether this account creates, starts and changes the database: always, unless it is shared."""
        return not self.settings.shared or runs_server(self.settings)

    def _end_first_start(self) -> None:
        if self._owns_database:
            # Of a shared practice its server does it.
            self.settings.unfinished_marker.unlink(missing_ok=True)

    def _take(self) -> None:
        if not self._owns_database:
            self._require_server()
        try:
            self._directory.take()
        except DataDirectoryInUse as error:
            holder = self._hand_over.holder if self.settings.shared else None
            if holder is None:
                raise
            raise DataDirectoryInUse("shared_practice_in_use", account=holder) from error
        if self.settings.shared:
            self._hand_over.hold()

    def _require_server(self) -> None:
        """Its first start makes the instance lock, which nobody else may replace."""
        try:
            server_of(self.settings).check()
        except DatabaseProblem:
            holder = holder_of(self.settings)
            if self.settings.instance_lock_file.exists() and holder == server_account_name(self.settings):
                # It admits nobody while it upgrades the database.
                raise DataDirectoryInUse("shared_practice_in_use", account=holder) from None
            raise

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
        on_step: OnStep = _ignore_step,
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
        if self._owns_database:
            write_shared(self.settings.unfinished_marker, b"")
        # The database of an interrupted first start is reused: it contains nothing readable.
        self._start_cluster(on_step)
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
        on_step: OnStep = _ignore_step,
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
                self._stop_cluster()
                cluster_of(self.settings).discard()
                self.settings.unfinished_marker.unlink(missing_ok=True)
            self._start_cluster(on_step, schema=False)
            on_step("loading")
            cluster = self.cluster
            assert cluster is not None  # noqa: S101 - a shared server was refused before
            loaded = load_backup(cluster, backup, salvage=salvage, cancel=cancel, on_progress=on_progress)
            on_step("verifying")
            if cancel is not None:
                # A lock meanwhile ended this too: no keys are loaded any more.
                cancel.raise_if_cancelled()
            parts = self._connect(backup.open_vault)
            age, known = age_of(backup, parts.anchors)
            keep_anchor(backup, parts.anchors)
            self._load_client_keys(parts)
            if "workspace" in loaded.lost:
                self._name_anew(parts)
            services = build_services(parts)
            proof = prove(
                services,
                database=parts.context.database,
                sealer=parts.context.sealer,
                manifest=backup.manifest,
                cancel=cancel,
                on_progress=on_progress,
            )
            self._authenticator.limiter.create()
            finish_restore(backup, self.settings)
            checkpoint = backup.manifest.checkpoint
            restored = Restored(
                manifest=backup.manifest,
                proof=proof,
                age=age,
                position=0 if checkpoint is None else checkpoint.position,
                known_position=known,
                lost=loaded.lost,
            )
        except BaseException:
            self.lock()
            backup.drop()
            if begun and self.state == "absent":
                self._stop_cluster()
                discard_unfinished(self.settings)
            raise
        self._enter_restored(parts, services, restored)
        return restored

    def _enter_restored(self, parts: Parts, services: Services, restored: Restored) -> None:
        """Continues like an unlock; if that fails, the practice is in place and can be unlocked."""
        details = {"position": restored.position, "age": restored.age, "rows": restored.manifest.rows}
        try:
            self.disk.fill_ballast()
            try:
                services.integrity.check_at_unlock()
                with parts.context.database.begin() as session:
                    services.audit.record(session, action="restore", details=details)
            except VaultLocked:
                raise
            except AnamnesisError as error:
                # A lost or damaged log must not block access: existing data can be read.
                services.integrity.unlock_not_recorded(error)
            self._begin_run()
            self._start(services)
            self._services = services
        except BaseException:
            self.lock()
            raise

    def _name_anew(self, parts: Parts) -> None:
        """For a practice whose own row was lost, on which all other rows depend."""
        with parts.context.database.begin() as session:
            WorkspaceRepository(session, parts.context.sealer).add(
                _LOST_NAME, created_on=self._clock().date()
            )

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
            self._start_cluster(_ignore_step)
            return True

    def lock(self) -> None:
        """Stops the engine, drops the in-memory indexes and every key. Safe to call when locked.

        What is done with the keys first has `_KEYS_GO_AFTER_S` seconds: then they go though it goes on.
        """
        services, opened, database = self._services, self._open_vault, self._database
        drop = partial(_drop_keys, services, opened)
        closing: ClosingAudit | None = None
        if opened is not None:
            self._drop_in_lock = drop
        self._services = self._open_vault = self._database = None

        def store_lock() -> None:
            if closing is not None and database is not None:
                closing.store(database.begin)

        # Run in reverse order, each regardless of failures of the others, so that the keys are always
        # dropped.
        with ExitStack() as steps:
            steps.callback(setattr, self, "_drop_in_lock", None)
            # After everything else, because it needs no key and nothing waits for it.
            steps.callback(self.metrics.save)
            if opened is not None:
                # Last, on the memory freed by the steps before: keys are dropped first, and nothing waits for
                # this.
                steps.callback(overwrite_freed)
            if database is not None:
                steps.callback(database.dispose)
            # With keys for audit events only, and stored last: waiting must not keep the other keys.
            steps.callback(store_lock)
            if services is not None:
                steps.callback(services.engine.stop)
                steps.callback(services.retrieval.close)
                steps.callback(services.assistant.close)
                steps.callback(services.conversations.close)
                steps.callback(services.briefs.close)
                steps.callback(services.facts.close)
                steps.callback(services.index.stop)
            if opened is not None:
                steps.enter_context(dropped_within(_KEYS_GO_AFTER_S, drop))
            if services is not None:
                # While there is a key to write it with; everything it lists is in the database already.
                steps.callback(services.integrity.advance_inventory)
                steps.callback(services.backups.close)
            if opened is not None:
                # First: the inventory, the last event and its checkpoint need space.
                steps.callback(self.disk.make_room)
            if services is not None:
                closing = _closing(services)

    def drop_keys(self) -> None:
        """Drops the keys immediately, from any thread: for a lock that waits for an unresponsive database.

        `lock` must still follow; running operations end with `VaultLocked`.
        """
        services, opened = self._services, self._open_vault
        # A lock that hangs already has taken them over. Looked for second, as a lock that begins now sets it
        # before it clears the others.
        drop = self._drop_in_lock or partial(_drop_keys, services, opened)
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
            steps.callback(self._stop_cluster)
            steps.callback(self.lock)

    def _begin_run(self) -> None:
        if self._background:
            # Only for the window: an interrupted command is not a crash.
            self.metrics.begin_run()

    def _stop_cluster(self) -> None:
        # Not while it is being revived, which would start it after the close.
        with self._reviving:
            server, self._server = self._server, None
            if server is not None:
                server.stop()

    def _start_cluster(
        self, on_step: OnStep, *, schema: bool = True, on_progress: OnProgress = ignore_progress
    ) -> None:
        on_step("database")
        # A first attempt that failed may have left it running.
        self._stop_cluster()
        if not self._owns_database:
            server = server_of(self.settings)
            # Before the checks: after a failure the next attempt looks for it again.
            self._server = server
            _refuse_unusable(server, self.settings)
            return
        recover(self.settings)
        cluster = self._started_cluster()
        if schema and self.settings.vault_file.exists() and is_due(cluster):
            on_step("migrating")
            upgrade(
                cluster,
                self.settings,
                workspace_id=Vault.load(self.settings.vault_file).workspace_id,
                disk=self.disk,
                now=self._clock(),
                on_progress=on_progress,
            )
            cluster = self._started_cluster()
        elif schema:
            on_step("migrating")
            migrate(cluster)

    def _started_cluster(self) -> Cluster:
        cluster = Cluster(
            cluster_dir=self.settings.cluster_dir,
            socket_dir=self.settings.socket_dir,
            secrets_dir=self.settings.secrets_dir,
            log_dir=self.settings.log_dir,
            for_group=self.settings.shared,
            binaries=binaries_for(self.settings),
        )
        self._server = cluster
        if not cluster.exists:
            cluster.create()
        try:
            cluster.start()
        except AnamnesisError:
            # The likeliest repairable cause is a full disk, for which the ballast exists.
            if self.disk.free_bytes >= self.settings.ballast_bytes or not self.disk.lend_all():
                raise
            cluster.start()
        return cluster

    def _connect(self, opened: OpenVault) -> Parts:
        self._open_vault = opened
        if self._server is None:
            raise EnvironmentProblem("database_problem")
        workspace_id = opened.vault.workspace_id
        self._database = Database(
            self._server.app_conninfo(),
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
            self._load_client_keys(parts)
            services = build_services(parts)
            self._check_upgrade(parts)
            services.integrity.check_at_unlock()
            self._record_unlock(parts, services.integrity)
            if opened.upgraded:
                # Vault and database opened, so from here on the current format is used.
                _keep_in_todays_format(opened, services.integrity)
            services.integrity.advance_inventory()
            self._follow_escrow_policy(services)
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

    def _check_upgrade(self, parts: Parts) -> None:
        """Opens every row once, at the first unlock after an upgrade by a user who may read charts."""
        record = self.upgraded
        if record is None or record.checked or not parts.open_vault.access.allows("chart"):
            return
        with parts.context.database.begin() as session:
            hold_snapshot(session)
            opened = open_every_row(session, parts.context.sealer)
        for table, count in opened.damaged.items():
            _log.error("after the upgrade %d values of %s do not open", count, table)
        try:
            record.found(opened.damaged).write(self.settings.upgrade_file)
        except (DiskFull, OSError):
            # A chart must open when the disk is full; the next unlock checks again.
            _log.warning("the check of the upgrade was not noted: no room")

    def _follow_escrow_policy(self, services: Services) -> None:
        try:
            services.keys.follow_escrow_policy(self.settings.backup_escrow)
        except AnamnesisError as error:
            # A chart must open nevertheless: the next unlock tries again.
            _log.warning("the escrow of the policy was not followed: %s", error.code)

    def _load_client_keys(self, parts: Parts) -> None:
        """A damaged key only affects its own client, which `IntegrityService` reports."""
        if not parts.open_vault.access.allows("chart"):
            return
        database, sealer = parts.context.database, parts.context.sealer
        with database.begin() as session:
            stored = ClientRepository(session, sealer).wrapped_keys()
        for key in sealer.keyring.load_clients(stored):
            _log.error("a client's key is damaged: %s, version %d", key.client_id, key.version)

    def _start(self, services: Services) -> None:
        if self._background and services.access.allows("chart"):
            services.engine.start()
            services.index.start()

    def _record_unlock(self, parts: Parts, integrity: IntegrityService) -> None:
        audit = parts.context.audit
        try:
            with parts.context.database.begin() as session:
                self._authenticator.failed_unlocks.take_into(audit, session)
                audit.record(session, action="unlock", details={"with": parts.open_vault.opened_with})
                if parts.anchors.read().newest is None and not integrity.at_unlock:
                    # No lock could have made one yet.
                    audit.checkpoint(session)
        except DiskFull:
            # A chart must open when the disk is full: only writing is refused.
            _log.warning("unlock not audited: disk full")
        except AnamnesisError as error:
            if isinstance(error, VaultLocked) or error.code in _PASSING:
                raise
            # A damaged log must not block access to the charts: audited actions are refused, and the findings
            # say why.
            integrity.unlock_not_recorded(error)


def _refuse_unusable(server: SharedServer, settings: Settings) -> None:
    """Raises `DatabaseProblem("shared_server_not_running")`, `EnvironmentProblem("shared_server_outdated")`,
    `NewerDataDirectory`.
    """
    server.check()
    if upgrade_due(server):
        # Only its own account changes the schema; it does so at its next start.
        raise EnvironmentProblem("shared_server_outdated", account=server_account_name(settings))


def _keep_in_todays_format(opened: OpenVault, integrity: IntegrityService) -> None:
    try:
        opened.save(integrity.inventory_now())
    except DiskFull:
        # A chart must open when the disk is full; the next change of keys writes the file.
        _log.warning("the vault file is still of the first format: disk full")


def _drop_keys(services: Services | None, opened: OpenVault | None) -> None:
    try:
        if opened is not None:
            opened.drop()
    finally:
        if services is not None:
            try:
                services.audit.drop_keys()
            finally:
                services.backups.close()


def _closing(services: Services) -> ClosingAudit | None:
    """None if the keys are dropped already: an event cannot be written then."""
    try:
        return services.audit.closing()
    except VaultLocked:
        _log.warning("lock not audited: the keys were dropped before it")
        return None
