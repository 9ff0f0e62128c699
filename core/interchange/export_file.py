"""Writing an export: whole or not at all, readable by its owner only, and never among the sealed records."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.atomic_file import write_atomically
from core.errors import DiskFull, EnvironmentProblem, InputRefused


class ExportFiles:
    """`closed` are the directories of the program's own, into which nothing is exported."""

    def __init__(self, closed: Sequence[Path]) -> None:
        self._closed = tuple(path.resolve() for path in closed)

    def check(self, path: Path, *, overwrite: bool) -> None:
        """Raises `InputRefused` (`export_into_data_directory`, `export_file_exists`, `export_no_folder`),
        `EnvironmentProblem("file_not_written")` for a name that no file can have.
        """
        target = path.expanduser().absolute()
        folder = target.parent.resolve()
        if any(folder == closed or closed in folder.parents for closed in self._closed):
            raise InputRefused("export_into_data_directory")
        try:
            if not folder.is_dir():
                raise InputRefused("export_no_folder", folder=str(folder))
            if target.is_dir() or (target.exists() and not overwrite):
                raise InputRefused("export_file_exists", file=path.name)
        except OSError as error:
            raise _not_written(path, error) from error

    def write(self, path: Path, content: bytes) -> None:
        """Raises `DiskFull`, `EnvironmentProblem("file_not_written")`."""
        target = path.expanduser().absolute()
        try:
            write_atomically(target, content, mode=0o600)
        except DiskFull:
            raise
        except OSError as error:
            raise _not_written(path, error) from error


def _not_written(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem("file_not_written", file=path.name, reason=error.strerror)
