"""Installs a verified package with the system's package manager.

A normal user's process never installs. It asks polkit (`pkexec`) to run the installed program as an
administrator, which copies the package into its own folder, verifies that copy, and calls apt, so that later
changes on the stick have no effect.
"""

from __future__ import annotations

import errno
import os
import shlex
import tempfile
from dataclasses import dataclass
from pathlib import Path

from core.cancel import CancelToken, OnProgress, ignore_progress
from core.errors import DiskFull, EnvironmentProblem
from core.installation import PROGRAM
from core.updates.release import Release
from core.updates.tools import SystemTools

_PKEXEC_DISMISSED = 126
_PKEXEC_IMPOSSIBLE = 127
_STAGING = Path("/var/tmp")  # noqa: S108 - on disk, in a folder that only we can enter
_LONGEST_REASON_CHARS = 300
_KEEP = ("--force-confdef", "--force-confold")
"""Configuration that was changed on this computer."""


@dataclass(frozen=True, slots=True)
class Installed:
    """The version of the next start."""

    version: str


def is_administrator() -> bool:
    """Whether this process may install."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def administrators_command(release: Release) -> str:
    """The equivalent command for an administrator's terminal."""
    return shlex.join(["sudo", str(PROGRAM), "update", "install", "--from", str(release.folder)])


def install_here(
    release: Release,
    *,
    tools: SystemTools,
    staging: Path = _STAGING,
    cancel: CancelToken | None = None,
    on_progress: OnProgress = ignore_progress,
) -> Installed:
    """Copies, verifies the copy, installs it with apt, without a network; for an administrator's process.

    Raises `InputRefused` as `Release.copy_package`, `DiskFull`, `EnvironmentProblem("update_not_installed")`
    with the `reason` of the package manager, `Cancelled`.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="anamnesis-update-", dir=staging) as name:
            copy = release.copy_package(Path(name), cancel=cancel, on_progress=on_progress)
            release.check_package(copy, tools)
            done = tools.run(_command(copy, tools), timeout_s=None)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull from error
        raise EnvironmentProblem("update_not_installed", reason=error.strerror) from error
    if done.returncode:
        raise EnvironmentProblem("update_not_installed", reason=_reason(done.stderr or done.stdout))
    return Installed(release.version)


def install_as_administrator(release: Release, *, tools: SystemTools, at_window: bool) -> Installed:
    """Runs `install_here` in a process that polkit authorises.

    Raises `EnvironmentProblem`: `update_not_allowed` if authorisation is refused,
    `update_needs_administrator` with the `command` if polkit cannot ask, `update_not_installed`.
    """
    by_hand = administrators_command(release)
    pkexec = tools.find("pkexec")
    if pkexec is None:
        raise EnvironmentProblem("update_needs_administrator", command=by_hand)
    # A window has no terminal for polkit's own prompt.
    options = ["--disable-internal-agent"] if at_window else []
    command = [pkexec, *options, str(PROGRAM), "update", "install", "--quiet", "--from", str(release.folder)]
    done = tools.run(command, timeout_s=None)
    if done.returncode == _PKEXEC_DISMISSED:
        raise EnvironmentProblem("update_not_allowed", command=by_hand)
    if done.returncode == _PKEXEC_IMPOSSIBLE:
        raise EnvironmentProblem("update_needs_administrator", command=by_hand)
    if done.returncode:
        raise EnvironmentProblem("update_not_installed", reason=_reason(done.stderr))
    return Installed(release.version)


def _command(package: Path, tools: SystemTools) -> list[str]:
    """Silent; configuration that IT changed stays; nothing is removed and nothing fetched."""
    if apt := tools.find("apt-get"):
        # Without sources nothing can be fetched (--no-download would also exclude the given file); apt's
        # caches, which describe the sources, stay unchanged.
        settings = (
            *("Dir::Etc::sourcelist=/dev/null", "Dir::Etc::sourceparts=/dev/null"),
            *("Dir::Cache::pkgcache=", "Dir::Cache::srcpkgcache="),
            *(f"Dpkg::Options::={each}" for each in _KEEP),
            "DPkg::Lock::Timeout=60",
        )
        options = [word for each in settings for word in ("-o", each)]
        return [apt, "install", "--yes", "--quiet", "--no-remove", *options, str(package)]
    return [tools.require("dpkg"), "--refuse-downgrade", *_KEEP, "--install", str(package)]


def _reason(said: str) -> str:
    """The last line of a program's output, on one line."""
    lines = [" ".join(each.split()) for each in said.splitlines() if each.strip()]
    told = next((each for each in reversed(lines) if not each.startswith("W: ")), "")
    return told.removeprefix("E: ")[:_LONGEST_REASON_CHARS]
