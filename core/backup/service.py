"""Backups of the unlocked practice: targets and schedule, creation, verification, drills and retention."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from core.backup.creating import BackupMaker, Made
from core.backup.drill import LOG, Drill, RestoreTarget, drill
from core.backup.manifest import Manifest
from core.backup.opened import OpenedBackup, opened_as_member
from core.backup.pruning import is_named_right, position_of, prune
from core.backup.recorded import BACKUP, DRILL, recorded
from core.backup.sealed_rows import open_every_row
from core.backup.status import BackupStatus
from core.backup.store import BackupStore
from core.backup.targets import BackupState, BackupTargets, Target, locate, status_of
from core.backup.verifying import Verified, verify
from core.cancel import CancelToken, Linked, OnProgress, ignore_progress
from core.database.snapshot import hold_snapshot
from core.errors import AnamnesisError, BackupError, Cancelled, InputRefused, VaultLocked
from core.ids import WorkspaceId
from core.integrity.service import IntegrityService
from core.security.open_vault import OpenVault
from core.service_context import ServiceContext
from core.settings import Settings

BACKUP_EVERY = timedelta(days=1)
DRILL_EVERY = timedelta(days=7)
FOLDER = "Anamnesis backups"
_RETRY = timedelta(hours=1)
_DAMAGED = frozenset({"backup_damaged", "backup_piece_missing"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BackupInfo:
    """A backup in a folder. `problem`: the code of why it cannot be opened with today's keys."""

    path: Path
    manifest: Manifest | None
    problem: str | None = None


class BackupService:
    """Creating, reading or changing raises `RoleRefused` for a role that may not read charts, and
    `VaultLocked` after a lock, which ends running operations.

    One backup, verification or drill at a time in one folder; others raise
    `BackupError("backup_folder_in_use")`.
    """

    def __init__(
        self,
        context: ServiceContext,
        *,
        settings: Settings,
        open_vault: OpenVault,
        integrity: IntegrityService,
        log_intact: Callable[[], bool],
        make_place: Callable[[Settings], RestoreTarget],
    ) -> None:
        self._settings = settings
        self._database, self._sealer = context.database, context.sealer
        self._audit, self._clock = context.audit, context.clock
        self._open_vault = open_vault
        self._integrity = integrity
        self._log_intact = log_intact
        self._make_place = make_place
        self._targets = BackupTargets(settings.backups_file)
        self._closed = False
        self._under_way: set[Linked] = set()
        self._place: RestoreTarget | None = None

    def close(self) -> None:
        """Ends running operations and drops the keys of a drill. From any thread."""
        self._closed = True
        for each in tuple(self._under_way):
            each.cancel()
        place = self._place
        if place is not None:
            place.drop_keys()

    @contextmanager
    def _ended_by_lock(self, cancel: CancelToken | None) -> Iterator[CancelToken]:
        if self._closed:
            raise VaultLocked
        linked = Linked(cancel)
        self._under_way.add(linked)
        try:
            yield linked
        except Cancelled:
            if self._closed:
                raise VaultLocked from None
            raise
        finally:
            self._under_way.discard(linked)

    # Targets.

    def targets(self) -> tuple[Target, ...]:
        return self._state().targets

    def add_target(self, folder: Path) -> Target:
        """Keeps backups in `folder` from now on: in a new folder within it, or in this practice's existing
        one. Raises `InputRefused` (`backup_into_data_directory`, `backup_folder_not_allowed`), `BackupError`,
        `DiskFull`.
        """
        store = self._store_below(folder)
        target = next((each for each in self.targets() if each.store_id == store.store_id), None)
        target = Target(store.store_id, store.directory) if target is None else target
        target = replace(target, folder=store.directory)
        self._targets.put(target)
        self._record("settings", {"backup_target": str(store.store_id)})
        return target

    def remove_target(self, store_id: UUID) -> None:
        """Removes a folder from the targets; its content stays."""
        self._open_vault.access.require("chart")
        self._targets.remove(store_id)
        self._record("settings", {"backup_target_removed": str(store_id)})

    # Creating.

    def create(
        self,
        target: Target,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Made:
        """A backup to one target now; older ones are pruned. `on_progress` counts bytes.

        Raises `BackupError`, `DiskFull`, `DatabaseProblem`, `Cancelled`; the target then records why it
        failed.
        """
        # A role without the right is not a problem of the target.
        self._open_vault.access.require("chart")
        try:
            made = self._make(self._within_policy(self._located(target)), cancel, on_progress)
        except (Cancelled, VaultLocked):
            raise
        except AnamnesisError as error:
            self._note(replace(self._current(target), problem=error.code))
            raise
        self._note(
            replace(
                self._current(target),
                folder=made.path.parent.parent,
                last_at=made.manifest.made_at,
                last_position=made.position,
                last_bytes=made.written_bytes,
                problem=None,
            )
        )
        return made

    def create_in(
        self,
        folder: Path,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Made:
        """One backup to a folder that is not a target. Raises as `add_target` and `create`."""
        store = self._store_below(folder)
        known = next((each for each in self.targets() if each.store_id == store.store_id), None)
        if known is not None:
            return self.create(known, cancel=cancel, on_progress=on_progress)
        return self._make(store, cancel, on_progress)

    def due(self) -> tuple[Target, ...]:
        """The targets whose last backup is at least a day old, or dated in the future."""
        now = self._clock()
        return tuple(each for each in self.targets() if _is_due(each.last_at, now, BACKUP_EVERY))

    def run_due(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> tuple[Made, ...]:
        """Makes every backup that is due; an absent or failing target does not affect the others. Raises
        `Cancelled`.
        """
        self._open_vault.access.require("chart")
        made = []
        for target in self.due():
            try:
                made.append(self.create(target, cancel=cancel, on_progress=on_progress))
            except (Cancelled, VaultLocked):
                raise
            except AnamnesisError as error:
                _log.warning("a backup was not made: %s", error.code)
        return tuple(made)

    # Reading.

    def list(self, folder: Path | None = None) -> tuple[BackupInfo, ...]:
        """The backups in a folder, or in all present targets, the newest first."""
        stores = (
            self._stores() if folder is None else (_store_in(folder, self._open_vault.vault.workspace_id),)
        )
        found = [self._info(path) for store in stores for path in store.backups()]
        return tuple(sorted(found, key=lambda each: each.path.name, reverse=True))

    def verify(
        self,
        path: Path,
        *,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Verified:
        """Reads all of one backup; damaged pieces are removed, so that the next backup writes them anew.

        Raises `BackupError` if the backup itself cannot be opened.
        """
        self._open_vault.access.require("chart")
        with self._ended_by_lock(cancel) as linked, opened_as_member(path, self._open_vault) as backup:
            found = _verified(backup, linked, on_progress)
        self._record(
            "backup.verify",
            {"pieces": found.pieces, "missing": found.missing, "damaged": found.damaged},
            outcome="ok" if found.intact else "found",
        )
        return found

    def drill_due(self) -> bool:
        """Whether a week has passed since a restore was verified, and the last try is not recent."""
        state, now = self._state(), self._clock()
        if not any(each.last_at for each in state.targets):
            return False
        return _is_due(state.proved_at, now, DRILL_EVERY) and _is_due(state.proof_tried_at, now, _RETRY)

    def drill(
        self,
        path: Path | None = None,
        *,
        cancel: CancelToken | None = None,
        on_step: Callable[[str], None] = lambda _: None,
        on_progress: OnProgress = ignore_progress,
    ) -> Drill:
        """Restores a backup (None: the newest) beside the practice, verifies it and removes it again.

        Raises `BackupError` (`backup_none`, …), `DiskFull`, `Cancelled`; the state then records why it
        failed.
        """
        self._open_vault.access.require("chart")
        self._targets.change(lambda state: replace(state, proof_tried_at=self._clock()))
        chosen = path
        try:
            chosen = path or self._newest()
            with self._ended_by_lock(cancel) as linked:
                done = drill(
                    chosen,
                    self._open_vault,
                    settings=self._settings,
                    make_place=self._held_place,
                    known=self._known_damage,
                    cancel=linked,
                    on_step=on_step,
                    on_progress=on_progress,
                )
        except (Cancelled, VaultLocked):
            raise
        except AnamnesisError as error:
            self._drilled(None, error.code)
            if error.code in _DAMAGED and chosen is not None:
                # The next backup writes those pieces again.
                self._mend(chosen)
            raise
        finally:
            self._place = None
        self._drilled(done, None if done.passed else "backup_not_proved")
        details = {
            "position": done.position,
            "values": done.proof.values,
            "asked": done.proof.asked,
            "found": done.proof.found,
        }
        self._record(DRILL, details, outcome="ok" if done.passed else "found")
        return done

    def _held_place(self, settings: Settings) -> RestoreTarget:
        place = self._place = self._make_place(settings)
        return place

    def _mend(self, path: Path) -> None:
        try:
            self.verify(path)
        except AnamnesisError as error:
            _log.warning("a damaged backup was not mended: %s", error.code)

    def status(self) -> BackupStatus:
        return status_of(self._state())

    # Internals.

    def _state(self) -> BackupState:
        """Of the file, with no time that the audit log does not have."""
        state = self._targets.read()
        with self._database.begin() as session:
            return recorded(session, self._sealer).confirmed(state, now=self._clock())

    def _make(self, store: BackupStore, cancel: CancelToken | None, on_progress: OnProgress) -> Made:
        self._open_vault.access.require("chart")
        maker = BackupMaker(
            database=self._database,
            open_vault=self._open_vault,
            vault_file=self._settings.vault_file,
            clock=self._clock,
        )
        with self._ended_by_lock(cancel) as linked:
            try:
                made = maker.make(store, cancel=linked, on_progress=on_progress)
            except BackupError as error:
                if error.code != "backup_no_room":
                    raise
                # Backups beyond the retention may occupy all the space there is.
                self._prune(store, None)
                made = maker.make(store, cancel=linked, on_progress=on_progress)
            removed = self._prune(store, made)
        details = {
            "store": str(store.store_id),
            "position": made.position,
            "rows": made.manifest.rows,
            "bytes": made.written_bytes,
            "removed": removed[0],
        }
        self._record(BACKUP, details)
        return made

    def _prune(self, store: BackupStore, made: Made | None) -> tuple[int, int]:
        with store.held():
            return prune(
                store,
                lambda path: self._manifest(path, made),
                newest=None if made is None else made.path,
                now=self._clock(),
            )

    def _manifest(self, path: Path, made: Made | None) -> Manifest:
        if made is not None and path == made.path:
            return made.manifest
        with opened_as_member(path, self._open_vault) as backup:
            return backup.manifest

    def _info(self, path: Path) -> BackupInfo:
        try:
            with opened_as_member(path, self._open_vault) as backup:
                return BackupInfo(path, backup.manifest)
        except BackupError as error:
            return BackupInfo(path, None, error.code)

    def _stores(self) -> Sequence[BackupStore]:
        found = []
        for target in self.targets():
            try:
                found.append(self._located(target))
            except BackupError:
                continue
        return found

    def _newest(self) -> Path:
        """By the signed data of the backups."""
        found = [
            (position_of(info.manifest), info.manifest.made_at, info.path)
            for info in self.list()
            if info.manifest is not None and is_named_right(info.path, info.manifest)
        ]
        if not found:
            raise BackupError("backup_none")
        return max(found)[-1]

    def _located(self, target: Target) -> BackupStore:
        return locate(target, shared=self._settings.shared)

    def _store_below(self, folder: Path) -> BackupStore:
        self._open_vault.access.require("chart")
        folder = folder.expanduser().absolute()
        for closed in (self._settings.data_dir, self._settings.state_dir):
            if closed.resolve() in (folder.resolve(), *folder.resolve().parents):
                raise InputRefused("backup_into_data_directory")
        self._require_allowed(folder)
        if not folder.is_dir():
            raise BackupError("backup_folder_missing", folder=str(folder))
        workspace_id = self._open_vault.vault.workspace_id
        try:
            store = BackupStore.open(folder, shared=self._settings.shared)
        except BackupError as error:
            if error.code != "backup_folder_missing":
                raise
            below = folder / f"{FOLDER} {str(workspace_id)[:8]}"
            self._require_allowed(below)
            store = BackupStore.make(below, workspace_id, shared=self._settings.shared)
        if store.workspace_id != workspace_id:
            raise BackupError("backup_foreign", folder=str(store.directory))
        return store

    def _within_policy(self, store: BackupStore) -> BackupStore:
        """A target chosen before a policy restricted the folders is not used any more."""
        self._require_allowed(store.directory)
        return store

    def _require_allowed(self, folder: Path) -> None:
        """Raises `InputRefused("backup_folder_not_allowed")`; links are resolved."""
        allowed = self._settings.backup_folders
        if allowed is None:
            return
        there = folder.resolve()
        if not any(there.is_relative_to(each.resolve()) for each in allowed):
            folders = ", ".join(map(str, allowed)) or "–"
            raise InputRefused("backup_folder_not_allowed", folder=str(folder), folders=folders)

    def _known_damage(self) -> Mapping[str, int]:
        """The problems of the practice itself."""
        with self._database.begin() as session:
            hold_snapshot(session)
            unreadable = open_every_row(session, self._sealer).damaged
        known = Counter(each.code for each in self._integrity.check_all()) + Counter(unreadable)
        if self._open_vault.access.allows("audit") and not self._log_intact():
            known[LOG] = 1
        return known

    def _drilled(self, done: Drill | None, problem: str | None) -> None:
        def changed(state: BackupState) -> BackupState:
            if done is None or problem is not None:
                return replace(state, proof_problem=problem)
            return replace(state, proved_at=self._clock(), proved_position=done.position, proof_problem=None)

        self._targets.change(changed)

    def _current(self, target: Target) -> Target:
        return next((each for each in self.targets() if each.store_id == target.store_id), target)

    def _note(self, target: Target) -> None:
        self._targets.put(target)

    def _record(self, action: str, details: Mapping[str, object], *, outcome: str = "ok") -> None:
        with self._database.begin() as session:
            self._audit.record(session, action=action, outcome=outcome, details=dict(details))


def _store_in(folder: Path, workspace_id: WorkspaceId) -> BackupStore:
    """The backup store that `folder` is, contains or is in; preferably of this practice."""
    folder = folder.expanduser().absolute()
    found = []
    for candidate in (folder, *sorted(folder.glob(f"{FOLDER} *")), folder.parent):
        try:
            found.append(BackupStore.open(candidate))
        except BackupError as error:
            if error.code == "backup_newer_format":
                raise
    if not found:
        raise BackupError("backup_folder_missing", folder=str(folder))
    return next((each for each in found if each.workspace_id == workspace_id), found[0])


def _verified(backup: OpenedBackup, cancel: CancelToken, on_progress: OnProgress) -> Verified:
    try:
        with backup.store.held():
            return verify(backup, mend=True, cancel=cancel, on_progress=on_progress)
    except BackupError as error:
        if error.code != "backup_not_written":
            raise
        # The medium is read-only.
        return verify(backup, cancel=cancel, on_progress=on_progress)


def _is_due(last: datetime | None, now: datetime, every: timedelta) -> bool:
    return last is None or now - last >= every or last > now
