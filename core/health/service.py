"""Health of an open practice for the window: findings, alerts, figures, the log, the report."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clock import Clock, utc_now
from core.errors import EnvironmentProblem
from core.export_file import ExportFiles
from core.health.alerts import alerts
from core.health.doctor import examine
from core.health.finding import CHECKS, Finding
from core.health.log_lines import LogLine, read_log
from core.health.support_report import support_report
from core.metrics.summary import Figures, figures

if TYPE_CHECKING:
    from core.health.examined_workspace import ExaminedWorkspace

FIGURE_DAYS = 28


@dataclass(frozen=True, slots=True)
class Examined:
    """The findings and their time; `may_audit`: whether the user may open the audit log."""

    findings: tuple[Finding, ...]
    at: datetime
    may_audit: bool


class HealthService:
    """For an unlocked practice; any thread."""

    def __init__(self, workspace: ExaminedWorkspace, *, clock: Clock = utc_now) -> None:
        self._workspace = workspace
        self._clock = clock

    def examine(
        self, *, cancel: CancelToken | None = None, on_progress: OnProgress = ignore_progress
    ) -> Examined:
        """Every check; progress counts them. Raises `VaultLocked`, `Cancelled`, `DatabaseProblem`."""
        services = self._workspace.services
        findings: list[Finding] = []
        backup = services.backups.status()
        for each in examine(self._workspace, services=services, clock=self._clock, backup=backup):
            findings.append(each)
            on_progress(len(findings), len(CHECKS))
            if cancel is not None:
                cancel.raise_if_cancelled()
        return Examined(tuple(findings), self._clock(), services.access.allows("audit"))

    def alerts(self) -> tuple[Finding, ...]:
        """Urgent findings, the most urgent first; also saves the counts if due."""
        services = self._workspace.services
        self._workspace.metrics.save_if_due()
        return alerts(self._workspace, services)

    def figures(self) -> Figures:
        """The counts of the last `FIGURE_DAYS` days."""
        return figures(self._workspace.metrics.days(FIGURE_DAYS), today=self._clock().astimezone().date())

    def log(self) -> tuple[LogLine, ...]:
        """The newest lines of the log, newest first."""
        return read_log(self._workspace.settings.log_dir)

    def report(self, findings: Sequence[Finding], *, program: str) -> str:
        """A support report of displayed findings; `program` is the installed version."""
        return support_report(
            made_at=self._clock(), program=program, findings=findings, usage=self.figures(), lines=self.log()
        )

    def write_file(self, path: Path, content: bytes) -> None:
        """Writes a report or a picture, replacing an existing file, which the user confirmed.

        Raises `InputRefused` and `EnvironmentProblem` as `ExportFiles`, `DiskFull`.
        """
        settings = self._workspace.settings
        files = ExportFiles((settings.data_dir, settings.state_dir))
        files.check(path, overwrite=True)
        files.write(path, content)

    def close_directory(self) -> None:
        """Closes the directory to others that the check looks at: this account's own.

        Raises `EnvironmentProblem("system_refused")`.
        """
        directory = self._workspace.settings.own_dir
        if os.name == "nt":
            return
        try:
            directory.chmod(0o700)
        except OSError as error:
            raise EnvironmentProblem("system_refused", path=str(directory), reason=error.strerror) from error

    def note_bug(self) -> None:
        """Counts a program error that was shown to a user."""
        self._workspace.metrics.count("bugs")
