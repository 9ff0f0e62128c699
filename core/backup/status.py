"""What is known of the backups of a practice, for whoever only wants to tell how old they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """`last_proved_at`: when a restore was last tried and every row opened. Moments are aware, in UTC.

    `targets` is how many places backups go to; `problem` the code of why the latest one was not made.
    """

    last_backup_at: datetime | None
    last_proved_at: datetime | None
    targets: int
    problem: str | None
