"""The times of the last backups and restore tests, as far as the audit log has them.

Whoever can write in the data directory, in a shared practice any account, can write any time into
`backups.json`. The entries of the log are sealed, each to its place in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.opening import recent_entries
from core.backup.targets import BackupState
from core.security.sealing import Sealer

BACKUP = "backup"
DRILL = "backup.drill"
WITHIN = 50_000
"""How many of the newest entries of the log are searched: more than a busy practice writes in a month."""
LONG_AGO = timedelta(days=30)
"""An older time is overdue in any case, so it needs no entry."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """When the last backup was made in each folder, by the folder's id, and the last restore proved."""

    made_at: Mapping[str, datetime]
    proved_at: datetime | None

    def confirmed(self, state: BackupState, *, now: datetime) -> BackupState:
        """`state` without times that are newer than the log's."""

        def at_most(told: datetime | None, known: datetime | None) -> datetime | None:
            if told is None or now - told > LONG_AGO:
                return told
            return None if known is None else min(told, known)

        targets = tuple(
            replace(each, last_at=at_most(each.last_at, self.made_at.get(str(each.store_id))))
            for each in state.targets
        )
        return replace(state, targets=targets, proved_at=at_most(state.proved_at, self.proved_at))


def recorded(session: DatabaseSession, sealer: Sealer) -> Recorded:
    """What the newest entries of the log say. Raises `VaultLocked`."""
    made_at: dict[str, datetime] = {}
    proved_at: datetime | None = None
    for entry in recent_entries(session, sealer, (BACKUP, DRILL), within=WITHIN):
        if entry.outcome != "ok" or entry.at is None:
            continue
        if entry.action == BACKUP:
            made_at.setdefault(str(entry.details.get("store")), entry.at)
        else:
            proved_at = proved_at or entry.at
    return Recorded(made_at, proved_at)
