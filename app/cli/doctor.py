"""`anamnesis doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import argparse
import os

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT, UsageError
from app.cli.context import Context
from app.cli.passphrase import ENVIRONMENT_VARIABLE, read_passphrase
from core.health.doctor import Finding, examine

_MARKS = {"ok": "ok     ", "warning": "warning", "problem": "PROBLEM"}
_REMEDIES = {
    "versions": "Run the set-up again: python3 packaging/dev.py setup",
    "disk": "Free some disk space; 10 GB leave room for backups and models.",
    "memory": "4 GB or more are advised; close other programs before asking questions.",
    "data_directory": "Others can read the data directory: run chmod 700 on it.",
    "swap": "Swap is not encrypted: encrypt it or turn it off, since memory may be written there.",
    "model_embedder": "Run the set-up again to fetch the starter models; searching by words still works.",
    "model_generator": "Run the set-up again to fetch and check the starter models; evidence is still shown.",
    "database": "Create a practice with anamnesis init; if there is one, look at logs/postgres.log.",
    "index": "Run anamnesis index run: until then some notes are not found.",
}


def doctor(context: Context, _arguments: argparse.Namespace) -> int:
    """Examines everything that can be without a passphrase, and the index too when one is given."""
    with context.workspace() as workspace:
        index = None
        if workspace.state == "locked" and _can_unlock(context):
            index = workspace.unlock(read_passphrase(context.passphrase_file)).index.status()
        findings = list(examine(workspace, index=index))
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
        "unlocked": index is not None,
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
