"""The modules that run as separate processes, and the command that starts one.

An installed package has no separate interpreter: the program itself accepts `-m` and one of these modules
(`app.start`). In a checkout the same command uses the interpreter's own `-m`.
"""

from __future__ import annotations

import sys

CHILD_MODULES = frozenset(
    {
        "core.attachments.confined",
        "core.egress.control",
        "core.engine",
        "core.engine.confinement_probe",
        "core.engine.processor",
        "core.engine.processor.trial_child",
    }
)
"""`core.engine.processor` is started by users and the set-up, the others by this program."""


def program_command(*arguments: str) -> tuple[str, ...]:
    """The command that starts this program as another process: the package's executable, or the interpreter's
    `-m app`.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "app", *arguments)


def child_command(module: str, *arguments: str) -> tuple[str, ...]:
    """The command that runs `module`. Raises `ValueError` for a module that a package cannot start."""
    if module not in CHILD_MODULES:
        raise ValueError(f"{module} is not among the modules that run as processes")
    return (sys.executable, "-m", module, *arguments)
