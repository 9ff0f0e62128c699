"""Removes unfinished copies and half deleted models, and nothing else.

A folder with a model's name is never removed: it may belong to a record that was lost.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

STAGING = ".adding-"
_LEAVING = ".removed-"


def take_away(folder: Path) -> None:
    """Deletes a model's folder, after renaming it so that the next `sweep` can finish the deletion."""
    leaving = folder.with_name(_LEAVING + folder.name)
    with suppress(OSError):
        folder.replace(leaving)
    for each in (leaving, folder):
        shutil.rmtree(each, ignore_errors=True)


def sweep(added: Path) -> None:
    """Removes what an interruption left in the directory of added models."""
    for path in added.iterdir():
        if path.name.startswith((STAGING, _LEAVING)) and path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
