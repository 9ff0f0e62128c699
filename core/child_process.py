"""The modules that this program starts as processes of their own, and the command that starts one.

An installed package has no interpreter beside the program: there the program itself takes `-m` and the name
of one of these modules (`app.start`). From a checkout the same command means the interpreter's own `-m`.
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
"""`core.engine.processor` is started by people and by the set-up, the others by this program."""


def program_command(*arguments: str) -> tuple[str, ...]:
    """How this program itself is started as another process: the package's executable, or the interpreter's
    `-m app`.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, *arguments)
    return (sys.executable, "-m", "app", *arguments)


def child_command(module: str, *arguments: str) -> tuple[str, ...]:
    """How the process of `module` is started. Raises `ValueError`: a package could not start it."""
    if module not in CHILD_MODULES:
        raise ValueError(f"{module} is not among the modules that run as processes")
    return (sys.executable, "-m", module, *arguments)
