"""Checks the available memory before an index is built, and returns freed memory to the system after a
load.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_MEMINFO = Path("/proc/meminfo")
_UNKNOWN_BYTES = 4 * 1024**3


def available_memory_bytes() -> int:
    """Memory available without swapping; where the system does not report it, a typical laptop's."""
    if sys.platform == "linux":
        for line in _MEMINFO.read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            if name == "MemAvailable":
                return int(value.split()[0]) * 1024
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 2
    return _UNKNOWN_BYTES


def give_back_memory() -> None:
    """Returns freed memory to the system, which glibc would keep; does nothing elsewhere."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
