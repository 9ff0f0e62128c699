"""Where releases are searched: the policy's folder, and connected sticks."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from core.updates.release import SUMS

_STICKS = (Path("/media"), Path("/run/media"))
"""The desktop mounts removable media below these."""
_MOST_FOLDERS = 200
"""How many folders of a level are searched; a stick may hold thousands of pictures."""


def sticks() -> tuple[Path, ...]:
    """Where the desktop has mounted something."""
    found = (Path(each.mountpoint) for each in psutil.disk_partitions(all=False))
    return tuple(each for each in found if any(each.is_relative_to(below) for below in _STICKS))


def releases_below(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders with a list of checksums: each of `folders` itself, and its direct subfolders.

    Unreadable folders are skipped: a stick may be removed at any time.
    """
    found: dict[Path, None] = {}
    for folder in folders:
        for each in (folder, *_inside(folder)):
            try:
                if (each / SUMS).is_file():
                    found[each] = None
            except OSError:
                continue
    return tuple(found)


def _inside(folder: Path) -> list[Path]:
    try:
        inner = [each for each in folder.iterdir() if each.is_dir() and not each.name.startswith(".")]
    except OSError:
        return []
    return sorted(inner)[:_MOST_FOLDERS]
