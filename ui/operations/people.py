"""Operations on the members of the practice."""

from __future__ import annotations

from core.ids import UserId
from core.people.dto import Member, RemovalReport
from core.security.roles import Role
from ui.operations.operation import Operation


def add_person(*, name: str, role: Role, passphrase: str) -> Operation[Member]:
    """Adds a member, who signs in with the passphrase they just typed."""
    return Operation(
        "io",
        lambda services, _cancel, _progress: services.people.add(name=name, role=role, passphrase=passphrase),
    )


def change_person(*, user_id: UserId, name: str, role: Role) -> Operation[Member]:
    """Changes a member's name, role, or both."""
    return Operation(
        "io",
        lambda services, _cancel, _progress: services.people.change(user_id, name=name, role=role),
    )


def remove_person(*, user_id: UserId) -> Operation[RemovalReport]:
    """Removes a member's keys and rotates all others; progress counts clients."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.people.remove(
            user_id, cancel=cancel, on_progress=progress
        ),
    )
