"""Opens the window on a data directory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from app.cli.context import Context
from app.system_libraries import missing_libraries, uses_x11, x11_answers
from core.errors import EnvironmentProblem
from core.first_imports import collector_paused
from core.ids import ClientId
from core.workspace import Workspace


def open_window(context: Context, *, first_client: ClientId | None = None, bundle: Path | None = None) -> int:
    """Runs the window until it is closed; returns the exit code. Raises as `require_window`.

    `first_client`: the chart opened after the first unlock. `bundle`: models to install after confirmation.
    """
    require_window()
    # Imported here, because the command line works on machines without the window's libraries.
    with collector_paused():
        from ui.application import run_window

    workspace = Workspace(context.settings, background=True)
    return run_window(workspace, sys.argv, first_client=first_client, bundle=bundle)


def require_window() -> None:
    """Raises `EnvironmentProblem` where Qt would abort the program silently.

    `no_display`: there is no display, or none that accepts this program. `window_libraries_missing`, with the
    names and Debian's packages.
    """
    if not has_display():
        raise EnvironmentProblem("no_display")
    if not sys.platform.startswith("linux"):
        return
    x11 = uses_x11(os.environ)
    if missing := missing_libraries(for_screen=x11):
        raise EnvironmentProblem(
            "window_libraries_missing",
            libraries=", ".join(each.name for each in missing),
            packages=" ".join(sorted({each.package for each in missing})),
        )
    if x11 and not x11_answers():
        raise EnvironmentProblem("no_display")


def has_display() -> bool:
    """Whether a window can be shown here."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
