"""The system's own programs for verifying, comparing and installing, independent of PATH."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import EnvironmentProblem

_SYSTEM_FOLDERS = "/usr/bin:/bin:/usr/sbin:/sbin"
_QUICK_S = 60.0


@dataclass(frozen=True, slots=True)
class SystemTools:
    """`folders` as in PATH, which the user controls."""

    folders: str = _SYSTEM_FOLDERS

    def find(self, name: str) -> str | None:
        """The absolute path of a program; None if it is missing."""
        return shutil.which(name, path=self.folders)

    def require(self, name: str) -> str:
        """As `find`. Raises `EnvironmentProblem("update_tool_missing")`."""
        found = self.find(name)
        if found is None:
            raise EnvironmentProblem("update_tool_missing", tool=name)
        return found

    def run(
        self, command: Sequence[str], *, timeout_s: float | None = _QUICK_S
    ) -> subprocess.CompletedProcess[str]:
        """Runs to completion, without input and with English messages.

        Raises `EnvironmentProblem("update_tool_failed")` if it does not start or does not end.
        """
        environment = {
            "PATH": _SYSTEM_FOLDERS,
            "LC_ALL": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
        }
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                env=environment,
                timeout=timeout_s,
                check=False,
                # This program's files are private; installed files are for everybody.
                umask=0o022,
            )
        except subprocess.TimeoutExpired as error:
            raise EnvironmentProblem("update_tool_failed", tool=command[0], reason="timeout") from error
        except OSError as error:
            raise EnvironmentProblem("update_tool_failed", tool=command[0], reason=error.strerror) from error


_KEPT = ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "XDG_RUNTIME_DIR")
"""Needed for the system's password prompt."""
