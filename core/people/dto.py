"""Members as the rest of the program sees them."""

from __future__ import annotations

from dataclasses import dataclass

from core.ids import UserId
from core.security.roles import Role


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the practice. The name is the one they sign in with; it is not sealed."""

    user_id: UserId
    name: str
    role: Role
    you: bool


@dataclass(frozen=True, slots=True)
class SignIn:
    """Whom the lock screen can offer: known before anything is unlocked."""

    user_id: UserId
    name: str
    has_keyring: bool


@dataclass(frozen=True, slots=True)
class RemovalReport:
    """What a removal did; what the person saw before it stays seen."""

    user_id: UserId
    rekeyed_clients: int
