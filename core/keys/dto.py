"""What the window and the command line show of the keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.ids import ClientId, UserId
from core.security.kdf import Argon2Cost

SlotKind = Literal["passphrase", "recovery", "keyring", "escrow"]
WorkKind = Literal["rotate", "erase"]


@dataclass(frozen=True, slots=True)
class SlotStatus:
    """One way in. `cost` is None for slots that need no stretching; `made_on` None for a vault of old."""

    kind: SlotKind
    user_id: UserId
    made_on: date | None
    cost: Argon2Cost | None


@dataclass(frozen=True, slots=True)
class PendingWork:
    """A rotation or an erase that was begun and is not finished; `done` and `total` count clients."""

    kind: WorkKind
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Versions count from 1. `weak_cost`: a passphrase slot costs less than the recommended floor.

    `outdated`: those of the user's own slots that an earlier version of the program made. Until they are made
    anew, a secret that was replaced before still leads to the user's keys.
    """

    workspace_key_version: int
    epoch: int
    client_keys: int
    slots: tuple[SlotStatus, ...]
    pending: PendingWork | None
    vault_sequence: int
    weak_cost: bool
    outdated: tuple[SlotKind, ...] = ()


@dataclass(frozen=True, slots=True)
class EraseReport:
    """What an erase removed: counts of rows, and of practice-wide answers that quoted the client.

    `along`: the names of the charts that had been merged into this one; the counts are with theirs.
    """

    client_id: ClientId
    sessions: int
    answers: int
    along: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """One entry for each chart that was destroyed.

    `in_doubt`: those that are due by this computer's clock and were left, as the clock may be wrong.
    """

    purged: tuple[EraseReport, ...]
    in_doubt: tuple[ClientId, ...] = ()
