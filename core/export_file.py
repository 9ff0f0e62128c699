"""Writes an export: completely or not at all, readable by its owner only, never in the data directory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.atomic_file import write_atomically
from core.errors import DiskFull, EnvironmentProblem, InputRefused


class ExportFiles:
    """`closed` are the program's own directories, into which nothing is exported; unless `allowed`, every
    export is refused.
    """

    def __init__(self, closed: Sequence[Path], *, allowed: bool = True) -> None:
        self._allowed = allowed
        self._closed = tuple(path.resolve() for path in closed)

    def check(self, path: Path, *, overwrite: bool) -> None:
        """Raises `InputRefused` (`export_forbidden`, `export_into_data_directory`, `export_file_exists`,
        `export_no_folder`), `EnvironmentProblem("file_not_written")` for an invalid file name.
        """
        self._require_allowed()
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
        """Raises `InputRefused("export_forbidden")`, `DiskFull`, `EnvironmentProblem("file_not_written")`."""
        self._require_allowed()
        target = path.expanduser().absolute()
        try:
            write_atomically(target, content, mode=0o600)
        except DiskFull:
            raise
        except OSError as error:
            raise _not_written(path, error) from error

    def _require_allowed(self) -> None:
        if not self._allowed:
            raise InputRefused("export_forbidden")


def _not_written(path: Path, error: OSError) -> EnvironmentProblem:
    return EnvironmentProblem("file_not_written", file=path.name, reason=error.strerror)
