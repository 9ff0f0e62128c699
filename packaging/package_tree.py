"""Trees of files as they will lie in a package: linked, written, and with one time and one set of modes."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path


def link_tree(source: Path, target: Path) -> None:
    """The same files under another name, where the file system allows; their bytes are not written again."""

    def link(origin: str, copied: str) -> str:
        try:
            os.link(origin, copied)
        except OSError:
            shutil.copyfile(origin, copied)
            shutil.copymode(origin, copied)
        return copied

    shutil.copytree(source, target, symlinks=True, copy_function=link)


def write_text(tree: Path, name: str, text: str) -> None:
    """A file of the tree, with the directories above it."""
    path = tree / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def copy_file(source: Path, target: Path) -> None:
    """The bytes of a file, with the directories above it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def normalise(tree: Path, epoch_s: int) -> None:
    """Modes that do not depend on the builder's umask, and one time for everything."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (epoch_s, epoch_s), follow_symlinks=False)
