"""Where releases are looked for: the folder of the policy, and sticks that are connected."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from core.updates.release import SUMS

_STICKS = (Path("/media"), Path("/run/media"))
"""Below these the desktop mounts what is plugged in."""
_MOST_FOLDERS = 200
"""How many folders on one level are looked into; a stick may hold thousands of pictures."""


def sticks() -> tuple[Path, ...]:
    """Where the desktop has mounted something."""
    found = (Path(each.mountpoint) for each in psutil.disk_partitions(all=False))
    return tuple(each for each in found if any(each.is_relative_to(below) for below in _STICKS))


def releases_below(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders that hold a list of checksums: each of `folders` itself, and those right below it.

    What cannot be read holds none: a stick may be pulled at any moment.
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
