"""Opens the window on a data directory."""

from __future__ import annotations

import os
import sys

from app.cli.context import Context
from core.workspace import Workspace


def open_window(context: Context) -> int:
    """Runs the window until it is closed; returns the exit code."""
    # Imported here: the command line works on machines without the libraries a window needs.
    from ui.application import run_window

    return run_window(Workspace(context.settings, background=True), sys.argv)


def has_display() -> bool:
    """Whether a window could be shown here."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
