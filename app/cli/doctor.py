"""`anamnesis doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import argparse
import os

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT, UsageError
from app.cli.context import Context
from app.cli.passphrase import ENVIRONMENT_VARIABLE, read_passphrase
from core.backup.targets import status_in
from core.errors import TooManyAttempts
from core.health.doctor import examine
from core.health.finding import Check, Finding
from core.security.attempts import AttemptLimiter
from core.services import Services

_MARKS = {"ok": "ok     ", "warning": "warning", "problem": "PROBLEM"}
_SLOW = (
    "Close other programs; anamnesis metrics shows since when. A slower disk, less memory than before or a "
    "larger model are the usual causes."
)
_REMEDIES: dict[Check, str] = {
    "backup": "Make a backup, and look at why the last one was not made.",
    "restore_drill": "Try a restore: only then is it certain that the backup can be read.",
    "audit_chain": "The log is not as it was written: run anamnesis audit verify, and restore a backup.",
    "server_version": "The database server is not of a version this program was tried with: use the one that "
    "came with it.",
    "extension": "pgvector is missing or not of a version this program was tried with: use the one that came "
    "with it.",
    "checksums": "The database does not check its pages for damage: a practice restored from a backup into a "
    "new directory does.",
    "speed_ask": _SLOW,
    "speed_find": _SLOW,
    "speed_save": _SLOW,
    "speed_unlock": _SLOW,
    "errors": "More than 5 of 100 operations failed: anamnesis metrics lists them by code.",
    "crashes": "Anamnesis did not end by itself, by a power cut or a crash: look at logs/anamnesis.log.",
    "policy": "Others than an administrator can change a policy: let root own the file and its folders, and "
    "nobody else write to them.",
    "update": "A newer version waits, was installed meanwhile, or was found and not taken: anamnesis update "
    "check says which. A window that is open goes on with its own version until it is closed.",
    "versions": "Run the set-up again: python3 packaging/dev.py setup",
    "disk": "Free some disk space; 10 GB leave room for backups and models.",
    "memory": "4 GB or more are advised; close other programs before asking questions.",
    "data_directory": "Others can read the data directory: run chmod 700 on it. Or files in it belong to "
    "another account, as a command run by root leaves them: let an administrator run chown on those named.",
    "placement": "Move the data directory to a disk of this computer that no program synchronises.",
    "swap": "Swap is not encrypted: encrypt it or turn it off, since memory may be written there.",
    "hibernation": "Hibernating writes keys and notes to disk: turn it off (systemctl mask hibernate.target "
    "hybrid-sleep.target, no resume= for the kernel), or encrypt the swap it uses.",
    "crash_files": "Crash files can hold keys and notes: let the system keep none (kernel.core_pattern, or "
    "Storage=none for systemd-coredump).",
    "clock": "Set the computer's clock; notes and waits go by it.",
    "vault": "A passphrase costs too little to guess: set it again with anamnesis keys change-passphrase. A "
    "vault file that cannot be read: restore it from a backup.",
    "keys": "Work on the keys was begun and not finished: run anamnesis keys rotate.",
    "attempts": "Somebody tried to unlock, or the count of attempts was lost: look at anamnesis audit show "
    "--action unlock.failed.",
    "journal": "Unsaved words are kept encrypted in the folder journal: unlock in the window to store them. "
    "Damaged files are kept there: restore a backup of that folder, or ask their author.",
    "keyring": "The passphrase unlocks without it.",
    "integrity": "Records were changed outside Anamnesis: run anamnesis audit verify, and restore a backup.",
    "model_embedder": "Run the set-up again to fetch the starter models; searching by words still works.",
    "model_generator": "Run the set-up again to fetch and check the starter models; evidence is still shown.",
    "trial_embedder": "Run anamnesis models check with its name: it computes once. If it does not run here, "
    "notes are found by their words; choose another one with anamnesis models use.",
    "trial_generator": "Run anamnesis models check with its name: it computes once. If it does not run here, "
    "answers are quotes; choose another one with anamnesis models use.",
    "processor": "The processor announces instructions that it does not run (usual in virtual machines), so "
    "slower ones are used: choose another processor type for the machine, and run anamnesis models check.",
    "engine_confinement": "The system does not hold back native code in the engine. Linux does from kernel "
    "5.13 on, with landlock among its security modules (the kernel's option lsm=).",
    "database": "Create a practice with anamnesis init; if there is one, look at logs/postgres.log.",
    "database_memory": "Other programs of this user can read the memory of the database while the practice "
    "is unlocked. Linux prevents it for an ordinary user if the data directory may hold programs.",
    "upgrade": "The database of before the last upgrade is kept: anamnesis upgrade status says whether every "
    "record opens. If so, anamnesis upgrade confirm removes it; if not, anamnesis upgrade undo goes back.",
    "index": "Run anamnesis index run: until then some notes are not found.",
}


def doctor(context: Context, _arguments: argparse.Namespace) -> int:
    """Checks everything possible without a passphrase, and the records too with one."""
    with context.workspace() as workspace:
        services: Services | None = None
        failed: int | None = None
        if workspace.state == "locked" and _can_unlock(context):
            # Unlocking resets the count, so it is read before.
            failed = AttemptLimiter(context.settings.attempts_file).failures
            try:
                services = context.sign_in(workspace, read_passphrase(context.passphrase_file))
            except TooManyAttempts as wait:
                # The checks without a passphrase still run.
                context.console.error(wait)
        findings = list(
            examine(
                workspace,
                services=services,
                failed_attempts=failed,
                backup=status_in(workspace.settings.backups_file),
            )
        )
    document = {
        "findings": [
            {
                "check": finding.check,
                "status": finding.status,
                **({"remedy": _REMEDIES[finding.check]} if finding.status != "ok" else {}),
                "details": finding.params,
            }
            for finding in findings
        ],
        "unlocked": services is not None,
    }
    context.console.result(document, "\n".join(_line(finding) for finding in findings))
    failed = any(finding.status == "problem" for finding in findings)
    return EXIT_ENVIRONMENT if failed else EXIT_DONE


def _can_unlock(context: Context) -> bool:
    if context.passphrase_file is None and ENVIRONMENT_VARIABLE not in os.environ:
        return False
    try:
        read_passphrase(context.passphrase_file)
    except UsageError:
        return False
    return True


def _line(finding: Finding) -> str:
    details = ", ".join(
        f"{name} {value}" for name, value in finding.params.items() if value not in (None, [], "")
    )
    line = f"{_MARKS[finding.status]}  {finding.check}: {details}"
    return line if finding.status == "ok" else f"{line}\n         {_REMEDIES[finding.check]}"
