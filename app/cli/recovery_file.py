"""The file for a recovery key: created before the key, removed if that fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.atomic_file import flush_directory
from core.errors import InputRefused
from core.security.recovery import RecoveryKey


class RecoveryFile:
    """A file of our own; removed at the end unless `keep` was called."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor
        self.kept = False

    def write(self, key: RecoveryKey) -> None:
        """Puts the key on the disk. Raises `InputRefused("recovery_file_unwritable")`."""
        content = f"Anamnesis recovery key\n{key.text}\n".encode()
        try:
            if os.write(self._descriptor, content) != len(content):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(self._descriptor)
            flush_directory(self._path.parent)
        except OSError as error:
            raise _unwritable(self._path, error) from error

    def keep(self) -> None:
        """The key in it is now valid."""
        self.kept = True


@contextmanager
def recovery_file(path: Path) -> Iterator[RecoveryFile]:
    """A new file, mode 0600: no key is made that cannot be written down.

    Raises `InputRefused` (`recovery_file_exists`, `recovery_file_unwritable`).
    """
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise InputRefused("recovery_file_exists", file=str(path)) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    file = RecoveryFile(path, descriptor)
    try:
        yield file
    finally:
        os.close(descriptor)
        if not file.kept:
            path.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> InputRefused:
    return InputRefused("recovery_file_unwritable", file=str(path), reason=error.strerror)
