"""Selects the standard library modules to freeze, for the PyInstaller specs (`*.spec`)."""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator

_NOWHERE = {
    *("antigravity", "curses", "dbm", "distutils", "ensurepip", "idlelib", "lib2to3", "msilib", "nis"),
    *("ossaudiodev", "pydoc_data", "spwd", "test", "this", "tkinter", "turtle", "turtledemo", "venv"),
    *("_curses", "_curses_panel", "_dbm", "_gdbm", "_tkinter", "_msi", "readline", "rlcompleter"),
}
_OF_WINDOWS = {"nt", "winreg", "winsound", "_overlapped", "_winapi", "msvcrt"}
_OF_MACOS = {"_scproxy"}
NO_LIBRARY = ("setuptools", "pkg_resources", "packaging", "altgraph", "PyInstaller", "pip")
"""Packages needed by the freezer itself only."""


def left_out(platform: str = sys.platform) -> set[str]:
    """Modules that the program does not need on this system, or that belong to another one."""
    of_other_systems = {
        "win32": _OF_MACOS,
        "darwin": _OF_WINDOWS,
    }
    return _NOWHERE | of_other_systems.get(platform, _OF_WINDOWS | _OF_MACOS)


def standard_library() -> Iterator[str]:
    """Every other module, including submodules."""
    for name in sorted(sys.stdlib_module_names - left_out()):
        yield name
        try:
            module = __import__(name)
        except ImportError:
            continue
        for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{name}."):
            if not {"test", "tests", "__main__"} & set(found.name.split(".")):
                yield found.name
