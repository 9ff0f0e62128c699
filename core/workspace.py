"""One open data directory, from its checks to its lock: the order in which everything starts and stops."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Literal

from filelock import FileLock, Timeout

from core.assistant.service import AskService
from core.atomic_file import write_atomically
from core.audit.log import AuditLog
from core.clients.service import ClientService
from core.clock import Clock, utc_now
from core.database.access import Database
from core.database.cluster import Cluster
from core.database.migrator import migrate
from core.disk import DiskGuard
from core.engine.catalogue import starter_models
from core.engine.client import EngineClient
from core.engine.limits import EngineLimits
from core.errors import (
    AnamnesisError,
    DataDirectoryInUse,
    DiskFull,
    EnvironmentProblem,
    InputRefused,
    NewerDataDirectory,
    VaultLocked,
    WrongPassphrase,
)
from core.interchange.chart_importer import ChartImporter
from core.logs import log_to, stop_logging
from core.repositories.clients import ClientRepository
from core.repositories.workspace import WorkspaceRepository
from core.retrieval.session import build_retrieval
from core.security.recovery import RecoveryKey
from core.security.sealing import Sealer
from core.security.selftest import run_known_answer_tests
from core.security.vault import Unlocked, Vault, check_passphrase
from core.services import Services
from core.sessions.service import SessionService
from core.settings import DATA_DIRECTORY_FORMAT, Settings
from models import AuditEvent

OnStep = Callable[[str], None]
"""Called with the name of the step that begins: `checking`, `database`, `migrating`, `keys`, `records`."""

_log = logging.getLogger(__name__)
_REVIVAL_LOOK_S = 0.02
_FIRST_CLUSTER_BYTES = 192 * 1024 * 1024
_FIRST_FILES = frozenset({"instance.lock", "logs", "window.json"})
"""What may lie in a directory before its format file does."""


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
        self._instance_lock = FileLock(settings.instance_lock_file, thread_local=False)
        self._cluster: Cluster | None = None
        self._sealer: Sealer | None = None
        self._database: Database | None = None
        self._services: Services | None = None
        self._log_handler: logging.Handler | None = None
        self._reviving = threading.Lock()
        self.disk = DiskGuard(
            directory=settings.data_dir,
            ballast_file=settings.ballast_file,
            minimum_free_bytes=settings.minimum_free_bytes,
            ballast_bytes=settings.ballast_bytes,
        )

    @property
    def state(self) -> Literal["absent", "locked", "unlocked"]:
        if self._services is not None:
            return "unlocked"
        return "locked" if self.settings.vault_file.exists() else "absent"

    @property
    def services(self) -> Services:
        """Raises `VaultLocked`."""
        if self._services is None:
            raise VaultLocked
        return self._services

    @property
    def cluster(self) -> Cluster | None:
        """The running cluster, for the doctor."""
        return self._cluster

    def open(self, on_step: OnStep = _ignore_step) -> None:
        """Checks the directory, takes it for this process, and starts the database if there is one.

        Raises `DataDirectoryInUse`, `NewerDataDirectory`, `DatabaseProblem`, `DiskFull`,
        `EnvironmentProblem("data_directory_unusable" | "vault_file_missing")`.
        """
        on_step("checking")
        run_known_answer_tests()
        self._take_directory()
        try:
            self._check_format()
            if self.state == "absent":
                self._refuse_orphaned_cluster()
                return
            # A crash between the vault file and the marker's removal: the practice is whole.
            self.settings.unfinished_marker.unlink(missing_ok=True)
            self._start_cluster(on_step)
            self.disk.fill_ballast()
        except BaseException:
            self.close()
            raise

    def initialise(
        self, *, practice_name: str, passphrase: str, on_step: OnStep = _ignore_step
    ) -> RecoveryKey:
        """Creates vault, database and practice and leaves them unlocked; the recovery key is shown once.

        Raises `DiskFull`, `InputRefused` (`practice_exists`, `practice_name_missing`,
        `passphrase_too_short`).
        A failure part-way leaves a marker; the next attempt takes up from there with new keys.
        """
        if self.state != "absent":
            raise InputRefused("practice_exists")
        if not practice_name.strip():
            raise InputRefused("practice_name_missing")
        check_passphrase(passphrase)
        self.disk.require_room(_FIRST_CLUSTER_BYTES)
        marker = self.settings.unfinished_marker
        write_atomically(marker, b"")
        # A database that an interrupted first start left is used as it is: nothing readable is in it.
        self._start_cluster(on_step)
        on_step("keys")
        vault, recovery_key = Vault.create(passphrase=passphrase, cost=self.settings.argon2)
        unlocked = vault.unlock(passphrase)
        on_step("records")
        try:
            database, sealer = self._connect(unlocked)
            with database.begin() as session:
                WorkspaceRepository(session, sealer).add(
                    practice_name.strip(), created_on=self._clock().date()
                )
                session.flush()
                AuditLog(sealer, unlocked.user_id, self._clock).record(session, action="practice.create")
            self.disk.fill_ballast()
            services = self._build_services(unlocked, database, sealer)
            # Last: with the vault file the practice exists, and whoever asked must be given the recovery key.
            vault.save(self.settings.vault_file)
            self._services = services
            marker.unlink(missing_ok=True)
        except BaseException:
            self.lock()
            raise
        return recovery_key

    def unlock(self, passphrase: str) -> Services:
        """Raises `WrongPassphrase` after a delay; then nothing has changed."""
        return self._unlock(lambda vault: vault.unlock(passphrase))

    def unlock_with_recovery_key(self, text: str) -> Services:
        """Raises `InputRefused("recovery_key_mistyped")`, or as `unlock`."""
        recovery_key = RecoveryKey.parse(text)
        return self._unlock(lambda vault: vault.unlock_with_recovery_key(recovery_key))

    def revive_database(self, *, patience_s: float = 1.0) -> bool:
        """Starts the database again if it has died; true when it was started. Raises as `open`.

        For whoever met `database_unreachable`: what is unsaved can be saved once it is back. Connections go
        down a moment before the server's process does, so that is waited for up to `patience_s` seconds.
        """
        with self._reviving:
            if self._cluster is None:
                return False
            deadline = time.monotonic() + patience_s
            while self._cluster.running:
                if time.monotonic() >= deadline:
                    return False
                time.sleep(_REVIVAL_LOOK_S)
            _log.error("the database server had died and is started again")
            self._start_cluster(_ignore_step)
            return True

    def lock(self) -> None:
        """Stops the engine, drops the in-memory indexes and every key. Safe to call when locked."""
        services, sealer, database = self._services, self._sealer, self._database
        self._services = self._sealer = self._database = None
        # Run from the last to the first, each whatever became of the others: the keys go in any case.
        with ExitStack() as steps:
            if database is not None:
                steps.callback(database.dispose)
            if services is not None and database is not None:
                # Sealed now and stored last, for the keys go first: nothing that waits may keep them.
                event = services.audit.event(action="lock")
                steps.callback(self._store_lock_event, database, event)
            if services is not None:
                steps.callback(services.engine.stop)
                steps.callback(services.retrieval.close)
                steps.callback(services.index.stop)
            if sealer is not None:
                steps.callback(sealer.keyring.drop)

    def close(self) -> None:
        """Locks, stops the database and gives the directory back. Safe to call twice."""
        with ExitStack() as steps:
            steps.callback(self._instance_lock.release)
            steps.callback(self._stop_logging)
            steps.callback(self._stop_cluster)
            steps.callback(self.lock)

    def _take_directory(self) -> None:
        data_dir = self.settings.data_dir
        try:
            data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._refuse_foreign_directory()
            if os.name != "nt":
                data_dir.chmod(0o700)
            self._instance_lock.acquire(timeout=0)
            self._log_handler = log_to(self.settings.log_dir)
        except Timeout as error:
            raise DataDirectoryInUse("data_directory_in_use", directory=str(data_dir)) from error
        except OSError as error:
            raise EnvironmentProblem(
                "data_directory_unusable", directory=str(data_dir), reason=error.strerror
            ) from error

    def _refuse_foreign_directory(self) -> None:
        # Somebody's home or /tmp, named by mistake, must not be closed to everyone else and filled by us.
        if self.settings.format_file.exists():
            return
        names = (each.name for each in self.settings.data_dir.iterdir())
        strangers = [name for name in names if name not in _FIRST_FILES and not name.startswith(".")]
        if strangers:
            raise EnvironmentProblem("directory_not_empty", path=str(self.settings.data_dir))

    def _check_format(self) -> None:
        path = self.settings.format_file
        if not path.exists():
            write_atomically(path, json.dumps({"format": DATA_DIRECTORY_FORMAT}).encode())
            return
        try:
            found = int(json.loads(path.read_bytes())["format"])
        except (ValueError, KeyError, TypeError) as error:
            raise EnvironmentProblem("format_file_damaged", file=path.name) from error
        if found > DATA_DIRECTORY_FORMAT:
            raise NewerDataDirectory("newer_data_directory", found=found, known=DATA_DIRECTORY_FORMAT)

    def _refuse_orphaned_cluster(self) -> None:
        # Without the marker of an unfinished first start, a database without a vault file means that the file
        # was lost; starting over would destroy charts that a copy of it can still open.
        if self.settings.cluster_dir.exists() and not self.settings.unfinished_marker.exists():
            raise EnvironmentProblem("vault_file_missing", file=self.settings.vault_file.name)

    def _stop_cluster(self) -> None:
        cluster, self._cluster = self._cluster, None
        if cluster is not None:
            cluster.stop()

    def _stop_logging(self) -> None:
        handler, self._log_handler = self._log_handler, None
        if handler is not None:
            stop_logging(handler)

    def _start_cluster(self, on_step: OnStep) -> None:
        on_step("database")
        # A first attempt that failed half-way may have left it running.
        self._stop_cluster()
        cluster = Cluster(
            cluster_dir=self.settings.cluster_dir,
            socket_dir=self.settings.socket_dir,
            secrets_dir=self.settings.secrets_dir,
            log_dir=self.settings.log_dir,
        )
        self._cluster = cluster
        if not cluster.exists:
            cluster.create()
        try:
            cluster.start()
        except AnamnesisError:
            # The likeliest cause that can be mended here is a full disk: the ballast is for this moment.
            if self.disk.free_bytes >= self.settings.ballast_bytes or not self.disk.free_ballast():
                raise
            cluster.start()
        on_step("migrating")
        migrate(cluster)

    def _connect(self, unlocked: Unlocked) -> tuple[Database, Sealer]:
        if self._cluster is None:
            raise EnvironmentProblem("database_problem")
        sealer = Sealer(unlocked.keyring)
        database = Database(
            self._cluster.app_conninfo(),
            workspace_id=sealer.workspace_id,
            data_dir=self.settings.cluster_dir,
        )
        self._database, self._sealer = database, sealer
        return database, sealer

    def _unlock(self, opener: Callable[[Vault], Unlocked]) -> Services:
        if self._services is not None:
            return self._services
        vault = Vault.load(self.settings.vault_file)
        self.revive_database(patience_s=0)
        try:
            unlocked = opener(vault)
        except WrongPassphrase:
            time.sleep(self.settings.wrong_passphrase_delay_s)
            raise
        database, sealer = self._connect(unlocked)
        try:
            with database.begin() as session:
                for key in ClientRepository(session, sealer).wrapped_keys():
                    sealer.keyring.load_client(key)
            self._record_unlock(AuditLog(sealer, unlocked.user_id, self._clock), database)
            self._services = self._build_services(unlocked, database, sealer)
            return self._services
        except BaseException:
            self.lock()
            raise

    def _build_services(self, unlocked: Unlocked, database: Database, sealer: Sealer) -> Services:
        with database.begin() as session:
            practice_name = WorkspaceRepository(session, sealer).name()
        audit = AuditLog(sealer, unlocked.user_id, self._clock)
        models = starter_models(self.settings.models_dir)
        engine = EngineClient(
            embedder=models.embedder,
            generator=models.generator,
            limits=EngineLimits.from_settings(
                embed_timeout_s=self.settings.embed_timeout_s,
                first_token_timeout_s=self.settings.first_token_timeout_s,
            ),
            log_dir=self.settings.log_dir,
        )
        retrieval = build_retrieval(database=database, sealer=sealer, engine=engine)
        clients = ClientService(database=database, sealer=sealer, audit=audit, disk=self.disk)
        if self._background:
            engine.start()
            retrieval.index.start()
        return Services(
            practice_name=practice_name,
            user_id=unlocked.user_id,
            clients=clients,
            sessions=SessionService(
                database=database,
                sealer=sealer,
                audit=audit,
                disk=self.disk,
                user_id=unlocked.user_id,
                clock=self._clock,
            ),
            retrieval=retrieval,
            search=retrieval.search,
            index=retrieval.index,
            assistant=AskService(
                database=database,
                sealer=sealer,
                search=retrieval.search,
                engine=engine,
                audit=audit,
                clock=self._clock,
            ),
            engine=engine,
            audit=audit,
            importer=ChartImporter(
                database=database,
                sealer=sealer,
                audit=audit,
                disk=self.disk,
                user_id=unlocked.user_id,
                clock=self._clock,
            ),
        )

    def _record_unlock(self, audit: AuditLog, database: Database) -> None:
        try:
            with database.begin() as session:
                audit.record(session, action="unlock")
        except DiskFull:
            # The chart must open when the disk is full: only writing is refused then.
            _log.warning("unlock not audited: disk full")

    @staticmethod
    def _store_lock_event(database: Database, event: AuditEvent) -> None:
        try:
            with database.begin() as session:
                session.add(event)
        except AnamnesisError as error:
            # Locking may never fail: the keys go whether or not the event could be written.
            _log.warning("lock not audited: %s", error.code)
