"""Makes the report: runs a control, then the journey, each in an observed process."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from core.cancel import CancelToken
from core.child_processes.modules import child_command
from core.clock import Clock, utc_now
from core.egress.dto import Observed, Step
from core.egress.observing import Ways
from core.egress.report import Report, step_from
from core.errors import EnvironmentProblem
from core.evaluation.practice import temporary_directory
from core.installation import Installation, this_installation

DIRECTORY_PREFIX = "anamnesis-egress-"


def make_report(
    journey: Callable[[Path], Sequence[str]],
    *,
    on_step: Callable[[Step], None] = lambda _step: None,
    cancel: CancelToken | None = None,
    clock: Clock = utc_now,
    installation: Installation | None = None,
) -> Report:
    """Everything is done in a folder that is removed afterwards. `journey` returns the command that runs the
    program in an empty folder and prints one step per line.

    Raises `EnvironmentProblem` (`egress_not_here`, `egress_journey_failed`, as `temporary_directory`),
    `Cancelled`.
    """
    if not sys.platform.startswith("linux"):
        raise EnvironmentProblem("egress_not_here")
    steps: list[Step] = []

    def take(line: str) -> None:
        step = _step_of(line)
        if step is not None:
            steps.append(step)
            on_step(step)

    with temporary_directory(DIRECTORY_PREFIX) as root:
        ways = Ways.of_this_computer(root)
        control = _observed(ways, child_command("core.egress.control"), root / "control", cancel=cancel)
        practice = root / "practice"
        practice.mkdir()
        observed = _observed(ways, journey(practice), root / "journey", on_line=take, cancel=cancel)
    if not steps:
        raise EnvironmentProblem("egress_journey_failed", reason=observed.exit_code)
    made_by = installation or this_installation()
    return Report(
        at=clock(),
        program=made_by.version,
        packaged=made_by.packaged,
        computer=platform.node(),
        system=_system(),
        steps=tuple(steps),
        journey=observed,
        control=control,
    )


def _observed(
    ways: Ways,
    command: Sequence[str],
    folder: Path,
    *,
    on_line: Callable[[str], None] = lambda _line: None,
    cancel: CancelToken | None,
) -> Observed:
    folder.mkdir()
    return ways.observe(command, scratch=folder, on_line=on_line, cancel=cancel)


def _step_of(line: str) -> Step | None:
    """None for another line: libraries may print."""
    try:
        return step_from(json.loads(line))
    except (ValueError, KeyError, TypeError):
        return None


def _system() -> str:
    try:
        name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    except OSError:
        name = "Linux"
    return f"{name}, {platform.system()} {platform.release()}, {platform.machine()}"
