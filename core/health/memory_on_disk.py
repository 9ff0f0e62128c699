"""Where this computer may write memory to disk: swap, hibernation and crash files."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from core.health.finding import Finding

_PR_GET_DUMPABLE = 3
_NOTHING_LIMIT_BYTES = 1
"""With a limit of one byte crash images are not piped to a program either; with zero they are."""


def swap(root: Path = Path("/")) -> Finding:
    """Memory with keys and notes can be written to swap, which is safe if it is encrypted or in memory."""
    lines = _read(root / "proc/swaps").splitlines()[1:]
    areas = [line.split()[0].replace("\\040", " ") for line in lines if line.strip()]
    plain = [area for area in areas if not _is_safe(_device_of(area, root), root)]
    return Finding("swap", "warning" if plain else "ok", {"areas": plain})


def hibernation(root: Path = Path("/")) -> Finding:
    """Hibernation writes all memory to disk, which is safe only if that is encrypted."""
    possible = "disk" in _read(root / "sys/power/state").split()
    device = _read(root / "sys/power/resume").strip()
    named = next((word for word in _read(root / "proc/cmdline").split() if word.startswith("resume=")), "")
    if not possible or (device in ("", "0:0") and not named):
        return Finding("hibernation", "ok", {"possible": possible})
    block = root / "sys/dev/block" / device
    safe = device not in ("", "0:0") and block.exists() and _is_safe(block.resolve(), root)
    return Finding("hibernation", "ok" if safe else "warning", {"possible": True, "place": named or device})


def crash_files(root: Path = Path("/")) -> Finding:
    """Whether this process, and those it starts, can leave core dumps."""
    if sys.platform == "win32":
        return Finding("crash_files", "ok")
    import resource

    limit = resource.getrlimit(resource.RLIMIT_CORE)[1]
    piped = _read(root / "proc/sys/kernel/core_pattern").startswith("|")
    dumpable = sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_GET_DUMPABLE, 0, 0, 0, 0) != 0
    params = {"limit_bytes": limit, "piped": piped, "dumpable": dumpable}
    if dumpable or not 0 <= limit <= _NOTHING_LIMIT_BYTES:
        return Finding("crash_files", "problem", params)
    return Finding("crash_files", "warning" if piped and limit != _NOTHING_LIMIT_BYTES else "ok", params)


def _device_of(area: str, root: Path) -> Path | None:
    """The block device, below /sys, of a swap area."""
    path = root / area.lstrip("/")
    if area.startswith("/dev/"):
        return root / "sys/class/block" / path.resolve().name
    try:
        number = path.stat().st_dev
    except OSError:
        return None
    return root / "sys/dev/block" / f"{os.major(number)}:{os.minor(number)}"


def _is_safe(device: Path | None, root: Path) -> bool:
    """Encrypted by the kernel, or in memory. Several devices are safe if all of them are."""
    if device is None:
        return False
    device = device.resolve()
    if device.name.startswith("zram"):
        return _read(device / "backing_dev").strip() in ("", "none")
    if _read(device / "dm/uuid").startswith("CRYPT-"):
        return True
    below = device / "slaves"
    names = sorted(each.name for each in below.iterdir()) if below.is_dir() else []
    return bool(names) and all(_is_safe(root / "sys/class/block" / name, root) for name in names)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
