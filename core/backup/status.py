"""The state of the backups, for the status bar, the doctor and the health page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """`last_proved_at`: when a restore was last proved. `problem`: why the last try failed, a code."""

    last_backup_at: datetime | None
    last_proved_at: datetime | None
    targets: int
    problem: str | None = None
