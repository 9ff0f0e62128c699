"""Backup targets and the results of the last backups: a small file in the data directory, readable while
locked.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psutil  # type: ignore[import-untyped]

from core.atomic_file import write_shared
from core.backup.status import BackupStatus
from core.backup.store import BackupStore
from core.bounded_files import SMALL_BYTES, read_bounded
from core.errors import BackupError

_FORMAT = 1
_DEEPEST = 4
"""How many of the last parts of a folder's path are searched on other drives."""


@dataclass(frozen=True, slots=True)
class Target:
    """A folder of backups. `last_*` are of the newest backup made there; `problem` is the error code of the
    last try.
    """

    store_id: UUID
    folder: Path
    last_at: datetime | None = None
    last_position: int = 0
    last_bytes: int = 0
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class BackupState:
    """`proved_at`: when a restore of a backup was last verified; `proof_problem`: the error code of the last
    try.
    """

    targets: tuple[Target, ...] = ()
    proved_at: datetime | None = None
    proved_position: int = 0
    proof_tried_at: datetime | None = None
    proof_problem: str | None = None
    damaged: bool = field(default=False, compare=False)


class BackupTargets:
    """Reads and writes the file. Safe across threads. A damaged file counts as empty, and is reported."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def read(self) -> BackupState:
        try:
            said = json.loads(read_bounded(self._path, SMALL_BYTES))
            if int(said["format"]) != _FORMAT:
                raise ValueError("format")
            return BackupState(
                targets=tuple(_target(each) for each in said["targets"]),
                proved_at=_moment(said["proved_at"]),
                proved_position=int(said["proved_position"]),
                proof_tried_at=_moment(said["proof_tried_at"]),
                proof_problem=said["proof_problem"],
            )
        except FileNotFoundError:
            return BackupState()
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return BackupState(damaged=True)

    def change(self, change: Callable[[BackupState], BackupState]) -> BackupState:
        """Raises `DiskFull`, `OSError`."""
        with self._lock:
            state = change(self.read())
            document = {
                "format": _FORMAT,
                "targets": [_said(each) for each in state.targets],
                "proved_at": _text(state.proved_at),
                "proved_position": state.proved_position,
                "proof_tried_at": _text(state.proof_tried_at),
                "proof_problem": state.proof_problem,
            }
            write_shared(self._path, json.dumps(document, indent=1).encode())
            return state

    def put(self, target: Target) -> None:
        """Adds a target, or replaces the one with its id."""

        def changed(state: BackupState) -> BackupState:
            if any(each.store_id == target.store_id for each in state.targets):
                targets = [target if each.store_id == target.store_id else each for each in state.targets]
                return replace(state, targets=tuple(targets))
            return replace(state, targets=(*state.targets, target))

        self.change(changed)

    def remove(self, store_id: UUID) -> None:
        self.change(
            lambda state: replace(
                state, targets=tuple(each for each in state.targets if each.store_id != store_id)
            )
        )


def status_in(path: Path) -> BackupStatus:
    """From the file at `path` alone, for a locked practice: nothing proves its times."""
    return status_of(BackupTargets(path).read())


def status_of(state: BackupState) -> BackupStatus:
    """The status of the backups."""
    made = [each.last_at for each in state.targets if each.last_at is not None]
    problems = [each.problem for each in state.targets if each.problem is not None]
    if state.damaged:
        problems.append("backup_state_damaged")
    if state.proof_problem is not None:
        problems.append(state.proof_problem)
    return BackupStatus(
        last_backup_at=max(made, default=None),
        last_proved_at=state.proved_at,
        targets=len(state.targets),
        problem=problems[0] if problems else None,
    )


def locate(
    target: Target, *, shared: bool = False, drives: Callable[[], Iterable[Path]] | None = None
) -> BackupStore:
    """The target's folder, at its path or on a drive mounted elsewhere, recognised by its identity.

    Raises `BackupError("backup_target_away")`.
    """
    for folder in (target.folder, *_elsewhere(target.folder, (drives or _drives)())):
        try:
            store = BackupStore.open(folder, shared=shared)
        except BackupError:
            continue
        if store.store_id == target.store_id:
            return store
    raise BackupError("backup_target_away", folder=str(target.folder))


def _elsewhere(folder: Path, drives: Iterable[Path]) -> Iterator[Path]:
    parts = folder.parts[1:]
    for drive in drives:
        for count in range(1, min(len(parts), _DEEPEST) + 1):
            yield drive.joinpath(*parts[-count:])


def _drives() -> list[Path]:
    return [Path(each.mountpoint) for each in psutil.disk_partitions(all=False)]


def _target(said: dict[str, Any]) -> Target:
    return Target(
        store_id=UUID(said["store_id"]),
        folder=Path(said["folder"]),
        last_at=_moment(said["last_at"]),
        last_position=int(said["last_position"]),
        last_bytes=int(said["last_bytes"]),
        problem=said["problem"],
    )


def _said(target: Target) -> dict[str, object]:
    return {
        "store_id": str(target.store_id),
        "folder": str(target.folder),
        "last_at": _text(target.last_at),
        "last_position": target.last_position,
        "last_bytes": target.last_bytes,
        "problem": target.problem,
    }


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("moment")
    return moment


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
