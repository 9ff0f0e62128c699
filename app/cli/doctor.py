"""`anamnesis doctor`: what is well, what is not, and what to do about it."""

from __future__ import annotations

import argparse
import os

from app.cli.console import EXIT_DONE, EXIT_ENVIRONMENT, UsageError
from app.cli.context import Context
from app.cli.passphrase import ENVIRONMENT_VARIABLE, read_passphrase
from core.backup.status import BackupStatus
from core.backup.targets import status_in
from core.errors import TooManyAttempts
from core.health.doctor import examine
from core.health.finding import CHECKS, Finding
from core.security.attempts import AttemptLimiter
from core.services import Services

_MARKS = {"ok": "ok     ", "warning": "warning", "problem": "PROBLEM"}


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
                backup=_backup_status(context, services),
            )
        )
    document = {
        "findings": [
            {
                "check": finding.check,
                "status": finding.status,
                **({"remedy": CHECKS[finding.check].remedy} if finding.status != "ok" else {}),
                "details": finding.params,
            }
            for finding in findings
        ],
        "unlocked": services is not None,
    }
    context.console.result(document, "\n".join(_line(finding) for finding in findings))
    failed = any(finding.status == "problem" for finding in findings)
    return EXIT_ENVIRONMENT if failed else EXIT_DONE


def _backup_status(context: Context, services: Services | None) -> BackupStatus:
    """Locked it is what the file says, which nothing proves."""
    return status_in(context.settings.backups_file) if services is None else services.backups.status()


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
    return line if finding.status == "ok" else f"{line}\n         {CHECKS[finding.check].remedy}"
