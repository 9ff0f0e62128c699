"""Verifies a backup by a test restore beside the practice, which is then removed."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from core.backup.opened import open_backup_as_member
from core.backup.proving import Proof
from core.backup.restoring import Restored, cluster_of
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import EnvironmentProblem
from core.security.open_vault import OpenVault
from core.settings import Settings

LOG = "audit_log"
"""The key under which a damaged log is counted."""


class RestoreTarget(Protocol):
    """The target of a restore: `core.workspace.Workspace`, which this package may not import."""

    def open(self) -> None: ...

    def close(self) -> None: ...

    def drop_keys(self) -> None: ...

    @property
    def restore(self) -> Callable[..., Restored]: ...


@dataclass(frozen=True, slots=True)
class Drill:
    """`known`: findings and unreadable values that the practice itself has too, and that are not the backup's
    fault.
    """

    proof: Proof
    position: int
    known: Mapping[str, int]

    @property
    def passed(self) -> bool:
        return self.proof.found == self.proof.asked and not wrong_with(self.proof) - Counter(self.known)


def wrong_with(proof: Proof) -> Counter[str]:
    """Every problem, counted by its kind."""
    counted = Counter(proof.findings) + Counter(proof.unreadable)
    if proof.log_intact is False:
        counted[LOG] = 1
    return counted


def discard_scratch(settings: Settings) -> None:
    """Removes the remains of an interrupted drill. Raises `DatabaseProblem`,
    `EnvironmentProblem("data_directory_unusable")`.
    """
    if not settings.scratch_dir.exists():
        return
    try:
        cluster_of(_scratch(settings)).discard()
        shutil.rmtree(settings.scratch_dir)
    except OSError as error:
        raise _unusable(settings, error) from error


def drill(
    path: Path,
    opened: OpenVault,
    *,
    settings: Settings,
    make_place: Callable[[Settings], RestoreTarget],
    known: Callable[[], Mapping[str, int]],
    cancel: CancelToken | None = None,
    on_step: Callable[[str], None] = lambda _: None,
    on_progress: OnProgress = ignore_progress,
) -> Drill:
    """Restores the backup and verifies it. `known` returns the problems of the practice itself; it is called
    only if the restored copy has any. Raises as `Workspace.restore` and `open_backup_as_member`.
    """
    discard_scratch(settings)
    with _place(settings, make_place) as (place, there):
        backup = open_backup_as_member(path, opened, vault_file=there.vault_file)
        restored = place.restore(backup, cancel=cancel, on_step=on_step, on_progress=on_progress)
    return Drill(restored.proof, restored.position, known() if wrong_with(restored.proof) else {})


@contextmanager
def _place(
    settings: Settings, make_place: Callable[[Settings], RestoreTarget]
) -> Iterator[tuple[RestoreTarget, Settings]]:
    there = _scratch(settings)
    try:
        settings.scratch_dir.mkdir(mode=0o700)
        there.data_dir.mkdir(mode=0o700)
    except OSError as error:
        raise _unusable(settings, error) from error
    place = make_place(there)
    try:
        place.open()
        yield place, there
    finally:
        try:
            place.close()
        finally:
            discard_scratch(settings)


def _unusable(settings: Settings, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem(
        "data_directory_unusable", directory=str(settings.scratch_dir), reason=error.strerror
    )


def _scratch(settings: Settings) -> Settings:
    place = settings.scratch_dir
    # Not compared with this computer's newer state of the practice: the backup may be older.
    return replace(settings, data_dir=place / "data", state_dir=place / "state", ballast_bytes=0)
