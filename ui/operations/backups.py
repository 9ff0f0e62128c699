"""Operations on backups, and the backup work done automatically while the user is idle.

All of it runs in the `backup` lane: minutes of reading and writing delay no note, file or key.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from core.backup.targets import Target, locate
from core.errors import AnamnesisError, BackupError, Cancelled, VaultLocked
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.backup.creating import Made
    from core.backup.drill import Drill
    from core.backup.service import BackupInfo
    from core.backup.status import BackupStatus
    from core.backup.verifying import Verified
    from core.cancel import CancelToken, OnProgress
    from core.services import Services

_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of backups. `here`: it is reachable now. `due_at`: when the next backup is due; None for
    now.
    """

    target: Target
    here: bool
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Overview:
    """All that the backup page shows."""

    status: BackupStatus
    folders: tuple[Folder, ...]
    backups: tuple[BackupInfo, ...]


@dataclass(frozen=True, slots=True)
class MadeNow:
    """The result of backing up to every folder: each folder has either a backup or a reason."""

    made: tuple[Made, ...]
    problems: tuple[AnamnesisError, ...]


@dataclass(frozen=True, slots=True)
class DueWork:
    """What was done because it was due. `drilled` is None when no restore test was due."""

    made: int
    drilled: Drill | None


def overview() -> Operation[Overview]:
    """The folders, the backups and the current state."""

    def read(services: Services, cancel: CancelToken, _progress: OnProgress) -> Overview:
        backups = services.backups
        due = {each.store_id for each in backups.due()}
        folders = []
        for target in backups.targets():
            cancel.raise_if_cancelled()
            folders.append(Folder(target, _is_here(target), _next_at(target, is_due=target.store_id in due)))
        return Overview(backups.status(), tuple(folders), backups.list())

    return Operation("backup", read)


def add_target(*, folder: Path) -> Operation[Target]:
    """Adds a folder for backups."""
    return Operation("backup", lambda services, _cancel, _progress: services.backups.add_target(folder))


def remove_target(*, store_id: UUID) -> Operation[None]:
    """Removes a folder from the list; its files stay."""
    return Operation("backup", lambda services, _cancel, _progress: services.backups.remove_target(store_id))


def back_up_now() -> Operation[MadeNow]:
    """Makes a backup in every folder; progress counts megabytes. A failure affects only its own folder."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> MadeNow:
        made: list[Made] = []
        problems: list[AnamnesisError] = []
        for target in services.backups.targets():
            try:
                made.append(
                    services.backups.create(target, cancel=cancel, on_progress=in_megabytes(progress))
                )
            except (Cancelled, VaultLocked):
                raise
            except AnamnesisError as error:
                problems.append(error)
        return MadeNow(tuple(made), tuple(problems))

    return Operation("backup", run)


def verify_backup(*, path: Path) -> Operation[Verified]:
    """Reads a whole backup; progress counts megabytes."""
    return Operation(
        "backup",
        lambda services, cancel, progress: services.backups.verify(
            path, cancel=cancel, on_progress=in_megabytes(progress)
        ),
    )


def try_restore(*, path: Path | None, on_step: Callable[[str], None]) -> Operation[Drill]:
    """Restores a backup (None: the newest) beside the practice, checks it and removes it again.

    `on_step` is called in the lane's thread. Progress counts megabytes, then opened values.
    """

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> Drill:
        steps = StepProgress(on_step, progress)
        return services.backups.drill(path, cancel=cancel, on_step=steps.begin, on_progress=steps.report)

    return Operation("backup", run)


def do_what_is_due() -> Operation[DueWork]:
    """Makes the due backups, then the due restore test; for when the user is idle."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> DueWork:
        backups = services.backups
        made = backups.run_due(cancel=cancel, on_progress=progress) if backups.due() else ()
        cancel.raise_if_cancelled()
        drilled = backups.drill(cancel=cancel, on_progress=progress) if backups.drill_due() else None
        return DueWork(len(made), drilled)

    return Operation("backup", run)


def due_here() -> Operation[int]:
    """How many folders are due and reachable now; 0 for a person who may not read charts."""

    def count(services: Services, _cancel: CancelToken, _progress: OnProgress) -> int:
        if not services.access.allows("chart"):
            return 0
        return sum(_is_here(each) for each in services.backups.due())

    return Operation("backup", count)


def make_due() -> Operation[int]:
    """Makes the due backups; progress counts megabytes. Returns how many were made."""
    return Operation(
        "backup",
        lambda services, cancel, progress: len(
            services.backups.run_due(cancel=cancel, on_progress=in_megabytes(progress))
        ),
    )


class StepProgress:
    """Passes on steps, and progress in the unit of the step: bytes as megabytes."""

    def __init__(self, on_step: Callable[[str], None], on_progress: OnProgress) -> None:
        self._on_step = on_step
        self._on_progress = on_progress
        self._report = on_progress

    def begin(self, step: str) -> None:
        self._report = in_megabytes(self._on_progress) if step == "loading" else self._on_progress
        self._on_step(step)

    def report(self, done: int, total: int) -> None:
        self._report(done, total)


def in_megabytes(on_progress: OnProgress) -> OnProgress:
    """A listener for bytes that reports megabytes to `on_progress`; never 0 of 0, which would mean
    "unknown".
    """
    return lambda done, total: on_progress(done // _MB, max(total // _MB, 1))


def _is_here(target: Target) -> bool:
    try:
        locate(target)
    except BackupError:
        return False
    return True


def _next_at(target: Target, *, is_due: bool) -> datetime | None:
    return None if is_due or target.last_at is None else target.last_at + timedelta(days=1)
