"""Operations on keys.

Everything that writes the vault file runs in the `io` lane: one after the other, and a rotation of minutes
delays no save.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.ids import ClientId
from core.keys.dto import EraseReport, KeyStatus, PurgeReport
from core.security.recovery import RecoveryKey
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class FreshRecoveryKey:
    """A recovery key that opens nothing yet, and the practice named on its sheet."""

    key: RecoveryKey = field(repr=False)
    practice_name: str


@dataclass(frozen=True, slots=True)
class MyAccess:
    """`keyring`: the name of this computer's keyring, None without a trusted one."""

    user_name: str
    keyring: str | None
    remembered: bool


def change_passphrase(*, current: str, new: str) -> Operation[None]:
    """Changes the passphrase, with a new identity and new practice keys; progress counts clients."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.change_passphrase(
            current=current, new=new, cancel=cancel, on_progress=progress
        ),
    )


def set_passphrase(*, new: str) -> Operation[None]:
    """Sets a passphrase without the old one; only after an unlock with the recovery key."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.set_passphrase(
            new, cancel=cancel, on_progress=progress
        ),
    )


def new_recovery_key() -> Operation[FreshRecoveryKey]:
    """Generates a recovery key in memory; the old one stays valid."""
    return Operation(
        "io",
        lambda services, _cancel, _progress: FreshRecoveryKey(
            services.keys.new_recovery_key(), services.practice_name
        ),
    )


def replace_recovery_key(*, key: RecoveryKey, typed_back: str) -> Operation[None]:
    """Replaces the old recovery key by `key`; `typed_back` is its last group."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.replace_recovery_key(
            key, typed_back=typed_back, cancel=cancel, on_progress=progress
        ),
    )


def my_access() -> Operation[MyAccess]:
    """Who is unlocked and what this computer's keyring supports; querying the keyring may take a moment."""

    def read(services: Services, cancel: CancelToken, _progress: OnProgress) -> MyAccess:
        backend = services.keys.keyring_backend()
        cancel.raise_if_cancelled()
        slots = services.keys.status().slots
        remembered = any(slot.kind == "keyring" and slot.user_id == services.user_id for slot in slots)
        (you,) = (each for each in services.people.list() if each.you)
        return MyAccess(you.name, backend, remembered)

    return Operation("io", read)


def keyring_backend() -> Operation[str | None]:
    """The name of this computer's keyring; None without a trusted one."""
    return Operation("io", lambda services, _cancel, _progress: services.keys.keyring_backend())


def remember_on_this_computer() -> Operation[None]:
    """Lets this computer's keyring unlock the practice."""
    return Operation("io", lambda services, _cancel, _progress: services.keys.remember_on_this_computer())


def forget_on_this_computer() -> Operation[None]:
    """Removes the key from this computer's keyring."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.forget_on_this_computer(
            cancel=cancel, on_progress=progress
        ),
    )


def rotate_keys() -> Operation[KeyStatus]:
    """New keys for future writes; progress counts clients."""
    return Operation(
        "io", lambda services, cancel, progress: services.keys.rotate(cancel=cancel, on_progress=progress)
    )


def finish_pending() -> Operation[bool]:
    """Continues an interrupted rotation or erasure; true when nothing is left."""

    def run(services: Services, cancel: CancelToken, progress: OnProgress) -> bool:
        done: bool = services.keys.finish_pending(cancel=cancel, on_progress=progress)
        return done

    return Operation("io", run)


def purge_due() -> Operation[PurgeReport]:
    """Erases the deleted charts whose grace period is over, without asking, except those that only this
    computer's clock makes due. Progress counts charts.
    """
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.purge_deleted(
            unattended=True, cancel=cancel, on_progress=progress
        ),
    )


def erase_client(*, client_id: ClientId, typed_name: str) -> Operation[EraseReport]:
    """Destroys a client's records and keys permanently; progress counts the remaining clients."""
    return Operation(
        "io",
        lambda services, cancel, progress: services.keys.erase_client(
            client_id, typed_name=typed_name, cancel=cancel, on_progress=progress
        ),
    )
