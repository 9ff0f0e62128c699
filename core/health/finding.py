"""The result of one check, and the table of checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, get_args

Status = Literal["ok", "warning", "problem"]
Group = Literal["backup", "records", "database", "models", "access", "computer", "program"]


@dataclass(frozen=True, slots=True)
class CheckEntry:
    """A check: its group on the page *Health*, and what to do about it at a terminal.

    The window has words of its own (`ui.health.check_words`), for clinicians and without commands.
    """

    group: Group
    remedy: str


_SLOW = (
    "Close other programs; anamnesis metrics shows since when. A slower disk, less memory than before or a "
    "larger model are the usual causes."
)
Check = str
"""A name in `CHECKS`."""
CHECKS: dict[Check, CheckEntry] = {
    "backup": CheckEntry("backup", "Make a backup, and look at why the last one was not made."),
    "restore_drill": CheckEntry(
        "backup", "Try a restore: only then is it certain that the backup can be read."
    ),
    "integrity": CheckEntry(
        "records", "Records were changed outside Anamnesis: run anamnesis audit verify, and restore a backup."
    ),
    "audit_chain": CheckEntry(
        "records", "The log is not as it was written: run anamnesis audit verify, and restore a backup."
    ),
    "journal": CheckEntry(
        "records",
        "Unsaved words are kept encrypted in the folder journal: unlock in the window to store them. "
        "Damaged files are kept there: restore a backup of that folder, or ask their author.",
    ),
    "clock": CheckEntry("records", "Set the computer's clock; notes and waits go by it."),
    "disk": CheckEntry("database", "Free some disk space; 10 GB leave room for backups and models."),
    "data_directory": CheckEntry(
        "database",
        "Others can read the data directory: run chmod 700 on it. Or files in it belong to another "
        "account, as a command run by root leaves them: let an administrator run chown on those "
        "named.",
    ),
    "shared_practice": CheckEntry(
        "database",
        "Let an administrator restore the owners and rights of the shared practice: anamnesis shared status "
        "names what is not as anamnesis shared create made it.",
    ),
    "placement": CheckEntry(
        "database", "Move the data directory to a disk of this computer that no program synchronises."
    ),
    "database": CheckEntry(
        "database", "Create a practice with anamnesis init; if there is one, look at logs/postgres.log."
    ),
    "server_version": CheckEntry(
        "database",
        "The database server is not of a version this program was tried with: use the one that came with it.",
    ),
    "extension": CheckEntry(
        "database",
        "pgvector is missing or not of a version this program was tried with: use the one that came with it.",
    ),
    "checksums": CheckEntry(
        "database",
        "The database does not check its pages for damage: a practice restored from a backup into a "
        "new directory does.",
    ),
    "database_memory": CheckEntry(
        "database",
        "Other programs of this user can read the memory of the database while the practice is "
        "unlocked. Linux prevents it for an ordinary user if the data directory may hold programs.",
    ),
    "upgrade": CheckEntry(
        "database",
        "The database of before the last upgrade is kept: anamnesis upgrade status says whether every "
        "record opens. If so, anamnesis upgrade confirm removes it; if not, anamnesis upgrade undo "
        "goes back. In a practice that accounts share an administrator does that, as the server's account.",
    ),
    "index": CheckEntry("models", "Run anamnesis index run: until then some notes are not found."),
    "model_embedder": CheckEntry(
        "models", "Run the set-up again to fetch the starter models; searching by words still works."
    ),
    "trial_embedder": CheckEntry(
        "models",
        "Run anamnesis models check with its name: it computes once. If it does not run here, notes "
        "are found by their words; choose another one with anamnesis models use.",
    ),
    "model_generator": CheckEntry(
        "models", "Run the set-up again to fetch and check the starter models; evidence is still shown."
    ),
    "trial_generator": CheckEntry(
        "models",
        "Run anamnesis models check with its name: it computes once. If it does not run here, answers "
        "are quotes; choose another one with anamnesis models use.",
    ),
    "processor": CheckEntry(
        "models",
        "The processor announces instructions that it does not run (usual in virtual machines), so "
        "slower ones are used: choose another processor type for the machine, and run anamnesis "
        "models check.",
    ),
    "vault": CheckEntry(
        "access",
        "A passphrase costs too little to guess: set it again with anamnesis keys change-passphrase. "
        "A vault file that cannot be read: restore it from a backup.",
    ),
    "keys": CheckEntry("access", "Work on the keys was begun and not finished: run anamnesis keys rotate."),
    "attempts": CheckEntry(
        "access",
        "Somebody tried to unlock, or the count of attempts was lost: look at anamnesis audit show "
        "--action unlock.failed.",
    ),
    "keyring": CheckEntry("access", "The passphrase unlocks without it."),
    "swap": CheckEntry(
        "computer", "Swap is not encrypted: encrypt it or turn it off, since memory may be written there."
    ),
    "hibernation": CheckEntry(
        "computer",
        "Hibernating writes keys and notes to disk: turn it off (systemctl mask hibernate.target "
        "hybrid-sleep.target, no resume= for the kernel), or encrypt the swap it uses.",
    ),
    "crash_files": CheckEntry(
        "computer",
        "Crash files can hold keys and notes: let the system keep none (kernel.core_pattern, or "
        "Storage=none for systemd-coredump).",
    ),
    "engine_confinement": CheckEntry(
        "computer",
        "The system does not hold back native code in the engine. Linux does from kernel 5.13 on, "
        "with landlock among its security modules (the kernel's option lsm=).",
    ),
    "update": CheckEntry(
        "program",
        "A newer version waits, was installed meanwhile, or was found and not taken: anamnesis update "
        "check says which. A window that is open goes on with its own version until it is closed.",
    ),
    "policy": CheckEntry(
        "program",
        "Others than an administrator can change a policy: let root own the file and its folders, and "
        "nobody else write to them.",
    ),
    "versions": CheckEntry("program", "Run the set-up again: python3 packaging/dev.py setup"),
    "memory": CheckEntry(
        "program", "4 GB or more are advised; close other programs before asking questions."
    ),
    "speed_ask": CheckEntry("program", _SLOW),
    "speed_find": CheckEntry("program", _SLOW),
    "speed_save": CheckEntry("program", _SLOW),
    "speed_unlock": CheckEntry("program", _SLOW),
    "errors": CheckEntry(
        "program", "More than 5 of 100 operations failed: anamnesis metrics lists them by code."
    ),
    "crashes": CheckEntry(
        "program", "Anamnesis did not end by itself, by a power cut or a crash: look at logs/anamnesis.log."
    ),
}
"""Every check, in display order."""
GROUPS: dict[Group, tuple[Check, ...]] = {
    group: tuple(name for name, entry in CHECKS.items() if entry.group == group) for group in get_args(Group)
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check. `params` are counts, versions and names."""

    check: Check
    status: Status
    params: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.check not in CHECKS:
            raise ValueError(f"{self.check} has no row in CHECKS")
