"""The system libraries the window needs, checked before Qt, which aborts the program if one is missing.

Standard library only: the launcher uses the same table before anything is installed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """A system requirement; `package` provides it on Debian. `for_screen`: only needed by Qt's X11 plugin."""

    name: str
    package: str
    for_screen: bool = False


# The `ldd` output of the platform plugins and QtWidgets, without what every Debian has.
WINDOW_LIBRARIES = (
    Need("libEGL.so.1", "libegl1"),
    Need("libGL.so.1", "libgl1"),
    Need("libxkbcommon.so.0", "libxkbcommon0"),
    Need("libdbus-1.so.3", "libdbus-1-3"),
    Need("libfontconfig.so.1", "libfontconfig1"),
    Need("libfreetype.so.6", "libfreetype6"),
    Need("libgthread-2.0.so.0", "libglib2.0-0"),
    Need("libX11-xcb.so.1", "libx11-xcb1", for_screen=True),
    Need("libxcb-cursor.so.0", "libxcb-cursor0", for_screen=True),
    Need("libxcb-icccm.so.4", "libxcb-icccm4", for_screen=True),
    Need("libxcb-image.so.0", "libxcb-image0", for_screen=True),
    Need("libxcb-keysyms.so.1", "libxcb-keysyms1", for_screen=True),
    Need("libxcb-render-util.so.0", "libxcb-render-util0", for_screen=True),
    Need("libxcb-shape.so.0", "libxcb-shape0", for_screen=True),
    Need("libxcb-xkb.so.1", "libxcb-xkb1", for_screen=True),
    Need("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", for_screen=True),
)


def loads(name: str) -> bool:
    """Whether the dynamic linker finds a library and all its dependencies."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def missing_libraries(*, for_screen: bool, loads: Callable[[str], bool] = loads) -> list[Need]:
    """The libraries of the table missing on this system."""
    wanted = [each for each in WINDOW_LIBRARIES if for_screen or not each.for_screen]
    return [each for each in wanted if not loads(each.name)]


def uses_x11(environ: Mapping[str, str]) -> bool:
    """Whether Qt will take its X11 plugin here."""
    chosen = environ.get("QT_QPA_PLATFORM", "")
    if chosen:
        return chosen.startswith("xcb")
    return bool(environ.get("DISPLAY")) and not environ.get("WAYLAND_DISPLAY")


def x11_answers() -> bool:
    """Whether the display in the environment accepts this program."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
