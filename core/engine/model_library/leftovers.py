"""What the library clears away: copies half made, models half deleted, and nothing else.

Never a folder that is called as a model's is: it may be of a record that was lost.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

STAGING = ".adding-"
_LEAVING = ".removed-"


def take_away(folder: Path) -> None:
    """Deletes a model's folder, first calling it what the next `sweep` clears away."""
    leaving = folder.with_name(_LEAVING + folder.name)
    with suppress(OSError):
        folder.replace(leaving)
    for each in (leaving, folder):
        shutil.rmtree(each, ignore_errors=True)


def sweep(added: Path) -> None:
    """Clears away what an interruption left in the directory of what was added."""
    for path in added.iterdir():
        if path.name.startswith((STAGING, _LEAVING)) and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
