"""Types of key management for the window and the command line."""

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
    """One slot. `cost` is None for slots without stretching; `made_on` None for an old vault."""

    kind: SlotKind
    user_id: UserId
    made_on: date | None
    cost: Argon2Cost | None


@dataclass(frozen=True, slots=True)
class PendingWork:
    """An unfinished rotation or erase; `done` and `total` count clients."""

    kind: WorkKind
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class KeyStatus:
    """Versions count from 1. `weak_cost`: a passphrase slot costs less than the recommended floor.

    `outdated`: the user's slots made by an earlier version of the program. Until they are renewed, a secret
    replaced before still leads to the user's keys.
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
    """The result of an erase: counts of rows, and of practice-wide answers that quoted the client.

    `along`: the names of the charts merged into this one, whose counts are included.
    """

    client_id: ClientId
    sessions: int
    answers: int
    along: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurgeReport:
    """One entry for each purged chart.

    `in_doubt`: charts due by this computer's clock that were kept, because the clock may be wrong.
    """

    purged: tuple[EraseReport, ...]
    in_doubt: tuple[ClientId, ...] = ()
