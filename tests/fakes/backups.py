"""Backups without folders or keys, as the window and the command line see them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from core.backup.creating import Made
from core.backup.drill import Drill
from core.backup.manifest import Manifest, Piece, TableContent
from core.backup.proving import Proof
from core.backup.service import BackupInfo
from core.backup.status import BackupStatus
from core.backup.targets import Target
from core.backup.verifying import Verified
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import AnamnesisError, BackupError
from core.ids import UserId, WorkspaceId, new_id

NOW = datetime(2026, 11, 22, 12, 3, tzinfo=UTC)
PRACTICE = WorkspaceId(UUID("5e1f0000-0000-7000-8000-000000000001"))
WHOLE = Proof(rows=5210, values=41230, log_intact=True, asked=5, found=5)


def manifest_of(made_at: datetime, *, rows: int = 5210, size_bytes: int = 340_000_000) -> Manifest:
    piece = Piece("0" * 40, rows, size_bytes, size_bytes)
    return Manifest(
        workspace_id=PRACTICE,
        made_at=made_at,
        made_by=UserId(new_id()),
        program="1",
        schema="0001",
        server="16.4",
        key_version=1,
        vault_sha256="",
        vault_sequence=1,
        checkpoint=None,
        tables=(TableContent("session_version", ("session_id",), (piece,)),),
    )


def info_of(folder: Path, made_at: datetime, *, problem: str | None = None, **manifest: Any) -> BackupInfo:
    path = folder / "backups" / f"{made_at:%Y%m%dT%H%M%SZ}-000000042.anamnesis-backup"
    return BackupInfo(path, None if problem else manifest_of(made_at, **manifest), problem)


@dataclass
class FakeBackups:
    """`fail(name, error)` makes the next call of that method raise; `hold(name)` makes it wait for its
    cancellation or for `release`.
    """

    stored: list[Target] = field(default_factory=list)
    infos: list[BackupInfo] = field(default_factory=list)
    current: BackupStatus = field(default_factory=lambda: BackupStatus(None, None, 0))
    due_now: bool = False
    drill_due_now: bool = False
    calls: list[str] = field(default_factory=list)
    verified: Verified = field(default_factory=lambda: Verified(12, 340_000_000))
    drilled: Drill = field(default_factory=lambda: Drill(WHOLE, 42, {}))

    def __post_init__(self) -> None:
        self._failures: dict[str, AnamnesisError] = {}
        self._gates: dict[str, threading.Event] = {}

    def fail(self, name: str, error: AnamnesisError) -> None:
        self._failures[name] = error

    def hold(self, name: str) -> None:
        self._gates[name] = threading.Event()

    def release(self, name: str) -> None:
        self._gates.pop(name).set()

    def set_up(self, *folders: Path, backups: int = 1, proved: bool = True) -> None:
        """A practice that is backed up to each folder, last just now."""
        self.stored = [Target(uuid4(), folder, last_at=NOW, last_bytes=1_000_000) for folder in folders]
        self.infos = [
            info_of(folder, NOW - timedelta(days=day), rows=5210 - 20 * day)
            for day in range(backups)
            for folder in folders
        ]
        self.current = BackupStatus(NOW, NOW - timedelta(days=2) if proved else None, len(folders))

    def targets(self) -> tuple[Target, ...]:
        return tuple(self.stored)

    def add_target(self, folder: Path) -> Target:
        self._called("add_target")
        target = Target(uuid4(), folder)
        self.stored.append(target)
        self.current = replace(self.current, targets=len(self.stored))
        return target

    def remove_target(self, store_id: UUID) -> None:
        self._called("remove_target")
        self.stored = [each for each in self.stored if each.store_id != store_id]
        self.current = replace(self.current, targets=len(self.stored))

    def create(
        self, target: Target, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> Made:
        on_progress(0, 340_000_000)
        self._called("create", cancel)
        self.current = replace(self.current, last_backup_at=NOW, problem=None)
        self.stored = [
            replace(each, last_at=NOW, problem=None) if each.store_id == target.store_id else each
            for each in self.stored
        ]
        info = info_of(target.folder, NOW)
        self.infos.insert(0, info)
        assert info.manifest is not None
        return Made(info.path, info.manifest, 2_000_000, 3)

    def create_in(self, folder: Path, **options: Any) -> Made:
        return self.create(Target(uuid4(), folder), **options)

    def due(self) -> tuple[Target, ...]:
        return self.targets() if self.due_now else ()

    def run_due(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> tuple[Made, ...]:
        on_progress(1, 4)
        self._called("run_due", cancel)
        self.due_now = False
        return tuple(self.create(each) for each in self.stored)

    def verify(
        self, path: Path, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> Verified:
        self._called("verify", cancel)
        on_progress(self.verified.size_bytes, self.verified.size_bytes)
        return self.verified

    def drill_due(self) -> bool:
        return self.drill_due_now

    def drill(
        self,
        path: Path | None = None,
        *,
        cancel: CancelToken | None = None,
        on_step: Callable[[str], None] = lambda _: None,
        on_progress: OnProgress = ignore_progress,
    ) -> Drill:
        for step in ("database", "loading", "verifying"):
            on_step(step)
        self._called("drill", cancel)
        self.drill_due_now = False
        if self.drilled.passed:
            self.current = replace(self.current, last_proved_at=NOW)
        return self.drilled

    def status(self) -> BackupStatus:
        return self.current

    def made(self, names: Iterable[str]) -> list[str]:
        """Which of `names` were called, in order."""
        wanted = set(names)
        return [each for each in self.calls if each in wanted]

    def list(self, folder: Path | None = None) -> tuple[BackupInfo, ...]:
        return tuple(self.infos)

    def _called(self, name: str, cancel: CancelToken | None = None) -> None:
        self.calls.append(name)
        gate = self._gates.get(name)
        while gate is not None and not gate.wait(0.01):
            if cancel is not None:
                cancel.raise_if_cancelled()
        failure = self._failures.pop(name, None)
        if failure is not None:
            raise failure


def away(folder: str) -> BackupError:
    return BackupError("backup_target_away", folder=folder)
