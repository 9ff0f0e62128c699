"""Operations on the health of the open practice; each is given to `Jobs.run_workspace`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.health.finding import Finding
from core.health.log_lines import LogLine
from core.health.service import Examined
from core.metrics.summary import Figures
from ui.crash_report import program_version

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.workspace import Workspace


def examine_practice(workspace: Workspace, cancel: CancelToken, progress: OnProgress) -> Examined:
    """Runs every check; progress counts them."""
    return workspace.health.examine(cancel=cancel, on_progress=progress)


def pressing_findings(
    workspace: Workspace, _cancel: CancelToken, _progress: OnProgress
) -> tuple[Finding, ...]:
    """The findings for the status bar, the most urgent first."""
    return workspace.health.alerts()


def usage_figures(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> Figures:
    """The counts of the last weeks."""
    return workspace.health.figures()


def log_lines(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> tuple[LogLine, ...]:
    """The newest lines of the log, newest first."""
    return workspace.health.log()


def report_of(findings: Sequence[Finding]) -> Callable[[Workspace, CancelToken, OnProgress], str]:
    """A support report of the latest findings."""
    return lambda workspace, _cancel, _progress: workspace.health.report(findings, program=program_version())


def write_file(path: Path, content: bytes) -> Callable[[Workspace, CancelToken, OnProgress], None]:
    """Writes a report or a picture to the chosen path."""
    return lambda workspace, _cancel, _progress: workspace.health.write_file(path, content)


def close_directory(workspace: Workspace, _cancel: CancelToken, _progress: OnProgress) -> None:
    """Denies other users access to the practice's folder."""
    workspace.health.close_directory()
