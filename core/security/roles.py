"""Access control of a practice: three roles, a few rights, and the check that every service makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from core.errors import RoleRefused
from core.ids import UserId

Role = Literal["owner", "clinician", "auditor"]
ROLES: tuple[Role, ...] = ("owner", "clinician", "auditor")

Right = Literal["chart", "audit", "people", "keys", "own_keys"]
"""`chart`: read, write, find and ask. `keys`: rotate, erase, replace the recovery key. `own_keys`: one's own
passphrase and this computer's keyring. `people`: add and remove members. `audit`: read the audit log."""

_RIGHTS: dict[Role, frozenset[Right]] = {
    "owner": frozenset({"chart", "audit", "people", "keys", "own_keys"}),
    "clinician": frozenset({"chart", "own_keys"}),
    "auditor": frozenset({"audit", "own_keys"}),
}


@dataclass(frozen=True, slots=True)
class Access:
    """The user who unlocked, and their role in the signed membership."""

    user_id: UserId
    role: Role

    def allows(self, right: Right) -> bool:
        return right in _RIGHTS[self.role]

    def require(self, right: Right) -> None:
        """Raises `RoleRefused`."""
        if not self.allows(right):
            raise RoleRefused("role_refused", role=self.role, right=right)
