"""One open data directory, from its checks to its lock: the order in which everything starts and stops."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Literal

from core.atomic_file import write_atomically
from core.audit.anchor import Anchors
from core.audit.log import AuditLog, ClosingAudit
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
from core.backup.targets import status_in
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.data_directory import DataDirectory
from core.database.access import Database
from core.database.cluster import Cluster
from core.database.migrator import migrate
from core.disk import START_BYTES, DiskGuard
from core.errors import (
    AnamnesisError,
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
from core.repositories.clients import ClientRepository
from core.repositories.snapshot import hold_snapshot
from core.repositories.workspace import WorkspaceRepository
from core.security.freed_memory import overwrite_freed
from core.security.open_vault import OpenVault
from core.security.passphrase_rule import check_passphrase
from core.security.recovery import RecoveryKey
from core.security.sealing import Sealer
from core.security.selftest import run_known_answer_tests
from core.security.unlocking import (
    FOUNDER_NAME,
    found_vault,
)
from core.security.vault import Vault
from core.services import Services
from core.settings import Settings
from core.upgrade.record import UpgradeRecord
from core.upgrade.upgrading import binaries_for, is_due, recover, upgrade
from core.wiring import Parts, build_services, cost_of

OnStep = Callable[[str], None]
"""Called with the name of the step that begins: `checking`, `database`, `migrating`, `keys`, `records`."""

_log = logging.getLogger(__name__)
_REVIVAL_LOOK_S = 0.02
_PASSING = {"database_unreachable", "database_busy", "database_timeout", "database_out_of_resources"}
"""What an unlock fails with as it is: the log may be whole, and a moment later it may be taken."""
_LOST_NAME = "—"
"""The name of a practice whose own is lost."""
_FIRST_CLUSTER_BYTES = 192 * 1024 * 1024


def _ignore_step(step: str) -> None:
    pass


class Workspace:
    """Holds the instance lock, the cluster and, while unlocked, the keys. For one thread at a time.

    With `background` the engine and the indexer start by themselves at unlock, as the window wants it.
    """

    def __init__(self, settings: Settings, *, clock: Clock = utc_now, background: bool = False) -> None:
        self.settings = settings
        self._clock = clock
        self._background = background
        self._directory = DataDirectory(settings)
        self._authenticator = Authenticator(settings, clock)
        self._cluster: Cluster | None = None
        self._open_vault: OpenVault | None = None
        self._database: Database | None = None
        self._services: Services | None = None
        self._reviving = threading.RLock()
        self.metrics = Metrics(settings.metrics_dir, clock=clock)
        self.health = HealthService(self, clock=clock, backup=lambda: status_in(settings.backups_file))
        self.disk = DiskGuard(
            directory=settings.data_dir,
            ballast_file=settings.ballast_file,
            minimum_free_bytes=settings.minimum_free_bytes,
            ballast_bytes=settings.ballast_bytes,
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
        """Whether `drop_keys` was ahead of the lock."""
        return self._open_vault is not None and self._open_vault.keyring.locked

    @property
    def cluster(self) -> Cluster | None:
        """The running cluster, for the doctor."""
        return self._cluster

    def open(self, on_step: OnStep = _ignore_step, on_progress: OnProgress = ignore_progress) -> None:
        """Checks the directory, takes it for this process, and starts the database if there is one.

        A database of an earlier schema or release is upgraded, which `on_progress` follows in bytes.

        Raises `DataDirectoryInUse`, `NewerDataDirectory`, `DatabaseProblem`, `DiskFull`,
        `EnvironmentProblem` (`practice_of_another_account`, `data_directory_unusable`,
        `data_directory_on_network`, `data_directory_synced`, `vault_file_missing`, what reading the settings
        refused).
        """
        on_step("checking")
        self.settings.refuse_problem()
        run_known_answer_tests()
        self._directory.take()
        try:
            # Before anything is written: the count of attempts and the server's own files need a little.
            self.disk.make_room(START_BYTES)
            self._directory.check_format()
            discard_unfinished(self.settings)
            self._discard_scratch()
            if self.state == "absent":
                self._directory.refuse_orphaned_cluster()
                return
            self._authenticator.prepare()
            # A crash between the vault file and the marker's removal: the practice is whole.
            self.settings.unfinished_marker.unlink(missing_ok=True)
            self._start_cluster(on_step, on_progress=on_progress)
            self.disk.fill_ballast()
            self._begin_run()
        except BaseException:
            self.close()
            raise

    def _discard_scratch(self) -> None:
        try:
            discard_scratch(self.settings)
        except (AnamnesisError, OSError) as error:
            # Sealed like the practice itself, and in nobody's way but the next drill's.
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
        `check_passphrase`).
        A failure part-way leaves a marker; the next attempt takes up from there with new keys.
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
        marker = self.settings.unfinished_marker
        write_atomically(marker, b"")
        # A database that an interrupted first start left is used as it is: nothing readable is in it.
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
            audit = parts.audit
            with parts.database.begin() as session:
                WorkspaceRepository(session, parts.sealer).add(
                    practice_name.strip(), created_on=self._clock().date()
                )
                session.flush()
                audit.record(session, action="practice.create")
            self.disk.fill_ballast()
            self._authenticator.limiter.create()
            services = build_services(parts, audit)
            self._start(services)
            # Last: with the vault file the practice exists, and whoever asked must be given the recovery key.
            opened.save(services.integrity.inventory_now())
            self._services = services
            marker.unlink(missing_ok=True)
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
        """Puts the practice of a backup into this empty place, proves it and leaves it unlocked.

        `backup` is opened with this place's vault file for its own, and given over. Steps: `database`,
        `loading`, `verifying`. A failure, a cancel or a kill leaves nothing: the next start removes what is
        half done. Raises `InputRefused("practice_exists")`, `BackupError`, `DiskFull`, `DatabaseProblem`,
        `Cancelled`.
        """
        begun = False
        try:
            if self.state != "absent":
                raise InputRefused("practice_exists")
            self._directory.refuse_orphaned_cluster()
            self.disk.require_room(needed_bytes(backup.manifest))
            begin_restore(self.settings)
            begun = True
            if self.settings.unfinished_marker.exists():
                # An interrupted first start left it: nothing readable is in it.
                self._stop_cluster()
                cluster_of(self.settings).discard()
                self.settings.unfinished_marker.unlink(missing_ok=True)
            cluster = self._start_cluster(on_step, schema=False)
            on_step("loading")
            loaded = load_backup(cluster, backup, salvage=salvage, cancel=cancel, on_progress=on_progress)
            on_step("verifying")
            if cancel is not None:
                # Whoever locked meanwhile ended this too: no key is loaded any more.
                cancel.raise_if_cancelled()
            parts = self._connect(backup.open_vault)
            age, known = age_of(backup, parts.anchors)
            keep_anchor(backup, parts.anchors)
            self._load_client_keys(parts)
            if "workspace" in loaded.lost:
                self._name_anew(parts)
            services = build_services(parts, parts.audit)
            proof = prove(
                services,
                database=parts.database,
                sealer=parts.sealer,
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
        """Goes on as an unlock does; what fails here fails with the practice in place, and it can be
        unlocked.
        """
        details = {"position": restored.position, "age": restored.age, "rows": restored.manifest.rows}
        try:
            self.disk.fill_ballast()
            try:
                services.integrity.check_at_unlock()
                with parts.database.begin() as session:
                    services.audit.record(session, action="restore", details=details)
            except VaultLocked:
                raise
            except AnamnesisError as error:
                # A log that was lost or damaged shuts nobody out: what is there can be read.
                services.integrity.unlock_not_recorded(error)
            self._begin_run()
            self._start(services)
            self._services = services
        except BaseException:
            self.lock()
            raise

    def _name_anew(self, parts: Parts) -> None:
        """For a practice whose own row was lost: everything else hangs on it."""
        with parts.database.begin() as session:
            WorkspaceRepository(session, parts.sealer).add(_LOST_NAME, created_on=self._clock().date())

    def sign_ins(self) -> tuple[SignIn, ...]:
        """Who may unlock; empty when there is no practice. Raises `VaultFormatError`."""
        return () if self.state == "absent" else self._authenticator.sign_ins()

    def attempt_wait_s(self) -> float:
        """How long until unlocking may be tried; 0 for now."""
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
        """With the key this computer's keyring holds for the member, or for the only one there is.

        Raises `EnvironmentProblem("keyring_unavailable")`, or as `unlock`.
        """
        return self._unlock(lambda: self._authenticator.with_keyring(user_id))

    def revive_database(self, *, patience_s: float = 1.0) -> bool:
        """Starts the database again if it has died; true when it was started. Raises as `open`.

        For whoever met `database_unreachable`: what is unsaved can be saved once it is back. Connections go
        down a moment before the server's process does, so that is waited for up to `patience_s` seconds.
        """
        with self._reviving:
            cluster = self._cluster
            if cluster is None:
                return False
            deadline = time.monotonic() + patience_s
            while cluster.running:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(_REVIVAL_LOOK_S)
            _log.error("the database server had died and is started again")
            self._start_cluster(_ignore_step)
            return True

    def lock(self) -> None:
        """Stops the engine, drops the in-memory indexes and every key. Safe to call when locked."""
        services, opened, database = self._services, self._open_vault, self._database
        self._services = self._open_vault = self._database = None
        # Run from the last to the first, each whatever became of the others: the keys go in any case.
        with ExitStack() as steps:
            # Nothing waits for it, and it holds no key: when all else is done.
            steps.callback(self.metrics.save)
            if opened is not None:
                # Last, of what the steps before have freed: keys go first, and nothing waits for this.
                steps.callback(overwrite_freed)
            if database is not None:
                steps.callback(database.dispose)
            closing = None if services is None else _closing(services)
            if closing is not None and database is not None:
                # With keys for audit events only, and stored last: nothing that waits may keep the others.
                steps.callback(closing.store, database)
            if services is not None:
                steps.callback(services.engine.stop)
                steps.callback(services.retrieval.close)
                steps.callback(services.assistant.close)
                steps.callback(services.conversations.close)
                steps.callback(services.briefs.close)
                steps.callback(services.facts.close)
                steps.callback(services.index.stop)
                steps.callback(services.audit.drop_keys)
            if opened is not None:
                steps.callback(opened.drop)
            if services is not None:
                # While there is a key to write it with; what this names is in the database already.
                steps.callback(services.integrity.advance_inventory)
                steps.callback(services.backups.close)
            if opened is not None:
                # First of all: for the inventory, the last event and its checkpoint.
                steps.callback(self.disk.make_room)

    def drop_keys(self) -> None:
        """The keys at once, from any thread, and the words of the drafts saved last: for a lock that waits
        for a database that does not answer.

        `lock` is still to follow; what is under way meanwhile ends with `VaultLocked`.
        """
        services, opened = self._services, self._open_vault
        if opened is not None:
            opened.drop()
        if services is not None:
            services.backups.close()
            services.audit.drop_keys()

    def close(self) -> None:
        """Locks, stops the database and gives the directory back. Safe to call twice."""
        with ExitStack() as steps:
            steps.callback(self._directory.release)
            steps.callback(self._directory.stop_logging)
            # The database is down by then: what is still noted as running was killed.
            steps.callback(self.metrics.end_run)
            steps.callback(self.disk.take_back)
            steps.callback(self._stop_cluster)
            steps.callback(self.lock)

    def _begin_run(self) -> None:
        if self._background:
            # Of the window alone: a command that is interrupted tells nothing about crashes.
            self.metrics.begin_run()

    def _stop_cluster(self) -> None:
        # Not while it is being revived: it would be started behind the back of whoever closes.
        with self._reviving:
            cluster, self._cluster = self._cluster, None
            if cluster is not None:
                cluster.stop()

    def _start_cluster(
        self, on_step: OnStep, *, schema: bool = True, on_progress: OnProgress = ignore_progress
    ) -> Cluster:
        on_step("database")
        # A first attempt that failed half-way may have left it running.
        self._stop_cluster()
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
        return cluster

    def _started_cluster(self) -> Cluster:
        cluster = Cluster(
            cluster_dir=self.settings.cluster_dir,
            socket_dir=self.settings.socket_dir,
            secrets_dir=self.settings.secrets_dir,
            log_dir=self.settings.log_dir,
            binaries=binaries_for(self.settings),
        )
        self._cluster = cluster
        if not cluster.exists:
            cluster.create()
        try:
            cluster.start()
        except AnamnesisError:
            # The likeliest cause that can be mended here is a full disk: the ballast is for this moment.
            if self.disk.free_bytes >= self.settings.ballast_bytes or not self.disk.lend_all():
                raise
            cluster.start()
        return cluster

    def _connect(self, opened: OpenVault) -> Parts:
        self._open_vault = opened
        if self._cluster is None:
            raise EnvironmentProblem("database_problem")
        workspace_id = opened.vault.workspace_id
        self._database = Database(
            self._cluster.app_conninfo(),
            workspace_id=workspace_id,
            data_dir=self.settings.cluster_dir,
            make_room=self.disk.make_room,
        )
        return Parts(
            settings=self.settings,
            clock=self._clock,
            disk=self.disk,
            database=self._database,
            open_vault=opened,
            sealer=Sealer(opened.keyring),
            anchors=Anchors(
                self.settings.anchor_files(workspace_id),
                workspace_id=workspace_id,
                signing_keys=opened.signing_keys,
            ),
            limiter=self._authenticator.limiter,
            device_keys=self._authenticator.device_keys,
            make_place=lambda settings: Workspace(settings, clock=self._clock),
            metrics=self.metrics,
        )

    def _unlock(self, opener: Callable[[], OpenVault]) -> Services:
        # Whoever asks is at a locked screen: nobody is let in for having been in already.
        self.lock()
        self.revive_database(patience_s=0)
        with self.metrics.timed("unlock"):
            return self._unlocked(opener())

    def _unlocked(self, opened: OpenVault) -> Services:
        """The services of what was just opened; nothing is left open where that fails."""
        try:
            parts = self._connect(opened)
            audit = parts.audit
            self._load_client_keys(parts)
            services = build_services(parts, audit)
            self._check_upgrade(parts)
            services.integrity.check_at_unlock()
            self._record_unlock(audit, parts, services.integrity)
            if opened.upgraded:
                # It opened, and so did the database with it: from here on it is kept in today's format.
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
        """Opens every row, once, at the first unlock after an upgrade by somebody who may read charts."""
        record = self.upgraded
        if record is None or record.checked or not parts.open_vault.access.allows("chart"):
            return
        with parts.database.begin() as session:
            hold_snapshot(session)
            opened = open_every_row(session, parts.sealer)
        for table, count in opened.damaged.items():
            _log.error("after the upgrade %d values of %s do not open", count, table)
        try:
            record.found(opened.damaged).write(self.settings.upgrade_file)
        except (DiskFull, OSError):
            # The chart must open when the disk is full; the next unlock looks again.
            _log.warning("the check of the upgrade was not noted: no room")

    def _follow_escrow_policy(self, services: Services) -> None:
        try:
            services.keys.follow_escrow_policy(self.settings.backup_escrow)
        except AnamnesisError as error:
            # The chart must open all the same: the next unlock tries again.
            _log.warning("the escrow of the policy was not followed: %s", error.code)

    def _load_client_keys(self, parts: Parts) -> None:
        """A damaged key costs its own client, which `IntegrityService` names, and nobody else."""
        if not parts.open_vault.access.allows("chart"):
            return
        with parts.database.begin() as session:
            stored = ClientRepository(session, parts.sealer).wrapped_keys()
        for key in parts.sealer.keyring.load_clients(stored):
            _log.error("a client's key is damaged: %s, version %d", key.client_id, key.version)

    def _start(self, services: Services) -> None:
        if self._background and services.access.allows("chart"):
            services.engine.start()
            services.index.start()

    def _record_unlock(self, audit: AuditLog, parts: Parts, integrity: IntegrityService) -> None:
        try:
            with parts.database.begin() as session:
                self._authenticator.failed_unlocks.take_into(audit, session)
                audit.record(session, action="unlock", details={"with": parts.open_vault.opened_with})
                if parts.anchors.read().newest is None and not integrity.at_unlock:
                    # There was no lock yet that could have made one.
                    audit.checkpoint(session)
        except DiskFull:
            # The chart must open when the disk is full: only writing is refused then.
            _log.warning("unlock not audited: disk full")
        except AnamnesisError as error:
            if isinstance(error, VaultLocked) or error.code in _PASSING:
                raise
            # A damaged log must not shut the practice out of its charts: whatever has to be recorded is
            # refused, and the findings say why.
            integrity.unlock_not_recorded(error)


def _keep_in_todays_format(opened: OpenVault, integrity: IntegrityService) -> None:
    try:
        opened.save(integrity.inventory_now())
    except DiskFull:
        # The chart must open when the disk is full; the next change of keys writes the file.
        _log.warning("the vault file is still of the first format: disk full")


def _closing(services: Services) -> ClosingAudit | None:
    """None when the keys are gone already: then there is nothing left to write an event with."""
    try:
        return services.audit.closing()
    except VaultLocked:
        _log.warning("lock not audited: the keys were dropped before it")
        return None
