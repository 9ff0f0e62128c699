"""The state of the keys, as text and JSON."""

from __future__ import annotations

from typing import Any

from core.keys.dto import KeyStatus, SlotStatus
from core.people.dto import Member

UNFINISHED = "Begun and not finished: finish it in the window, or with anamnesis keys rotate."


def status_document(found: KeyStatus, members: tuple[Member, ...]) -> dict[str, Any]:
    """The status as JSON; `members` provides names."""
    pending = found.pending
    return {
        "workspace_key_version": found.workspace_key_version,
        "epoch": found.epoch,
        "client_keys": found.client_keys,
        "vault_sequence": found.vault_sequence,
        "weak_cost": found.weak_cost,
        "outdated": list(found.outdated),
        "pending": None
        if pending is None
        else {"kind": pending.kind, "done": pending.done, "total": pending.total},
        "slots": [_slot_document(slot, members) for slot in found.slots],
    }


def _slot_document(slot: SlotStatus, members: tuple[Member, ...]) -> dict[str, Any]:
    cost = slot.cost
    return {
        "kind": slot.kind,
        "user": _name_of(slot, members),
        "made_on": None if slot.made_on is None else slot.made_on.isoformat(),
        "argon2id": None
        if cost is None
        else {"iterations": cost.iterations, "memory_kib": cost.memory_kib, "lanes": cost.lanes},
    }


def status_text(found: KeyStatus, members: tuple[Member, ...], backend: str | None) -> str:
    """The status as text; `backend` is the name of this computer's keyring."""
    lines = [
        f"Keys of the practice: version {found.workspace_key_version}, epoch {found.epoch}, "
        f"{found.client_keys} charts. Vault file number {found.vault_sequence}.",
        "Ways in:",
    ]
    for slot in found.slots:
        made = "" if slot.made_on is None else f", since {slot.made_on.isoformat()}"
        cost = slot.cost
        dear = (
            ""
            if cost is None
            else f", Argon2id t={cost.iterations} m={cost.memory_kib // 1024} MiB p={cost.lanes}"
        )
        lines.append(f"  {slot.kind} of {_name_of(slot, members)}{made}{dear}")
    if found.weak_cost:
        lines.append("A passphrase costs too little to guess: set it again with change-passphrase.")
    if found.outdated:
        lines.append(
            f"Made by an earlier version: your {', '.join(found.outdated)}. Until it is replaced\n"
            "(new-recovery), what you replaced before still opens the practice with an old vault file."
        )
    if found.pending is not None:
        lines.append(
            f"{found.pending.kind}: {found.pending.done} of {found.pending.total} charts. {UNFINISHED}"
        )
    lines.append(f"Keyring of this computer: {backend or 'none that is trusted'}.")
    return "\n".join(lines)


def _name_of(slot: SlotStatus, members: tuple[Member, ...]) -> str:
    return next((member.name for member in members if member.user_id == slot.user_id), str(slot.user_id))
