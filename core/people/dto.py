"""Members as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import UserId
from core.security.roles import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the practice. The sign-in name is not sealed."""

    user_id: UserId
    name: str
    role: Role
    you: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """A sign-in for the lock screen, known before unlocking."""

    user_id: UserId
    name: str
    has_keyring: bool


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """The result of a removal; what the person saw before cannot be undone."""

    user_id: UserId
    rekeyed_clients: int
