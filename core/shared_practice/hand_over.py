"""Who has a shared practice open, and who asks for it: two empty files beside its records.

The owner of a file says who made it, so nothing is read from what another account wrote. The instance lock
decides who may open the practice; these files only tell people about each other. They are private: who moves
another account's file into the place of one of them cannot renew its time.
"""

from __future__ import annotations

import logging
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from core.atomic_file import PRIVATE_FILE, write_atomically
from core.directory_account import account_name
from core.errors import AnamnesisError
from core.settings import Settings

REQUEST_LASTS_S = 15.0
"""A request that was not renewed for so long is over: the program that asked was closed."""
_log = logging.getLogger(__name__)
_HOLDER = "opened-by"
_REQUEST = "asked-for-by"


class HandOver:
    """For both sides: the account that has the practice open, and the one that asks for it."""

    def __init__(self, settings: Settings) -> None:
        self._holder = settings.data_dir / _HOLDER
        self._request = settings.data_dir / _REQUEST

    def hold(self) -> None:
        """Notes that this account has the practice open; call it with the instance lock."""
        try:
            self._request.unlink(missing_ok=True)
            write_atomically(self._holder, b"", mode=PRIVATE_FILE)
        except (AnamnesisError, OSError) as error:
            # A chart must open when the disk is full; the others are not told who has it.
            _log.warning("the holder was not noted: %s", type(error).__name__)

    def end_holding(self) -> None:
        """Before the instance lock is released."""
        with suppress(OSError):
            self._holder.unlink(missing_ok=True)

    @property
    def holder(self) -> str | None:
        """The account that noted last that it has the practice open."""
        found = _found(self._holder)
        return None if found is None else account_name(found.st_uid)

    def ask(self) -> None:
        """Asks the holder for the practice, or renews the request. Raises `OSError`."""
        write_atomically(self._request, b"", mode=PRIVATE_FILE)

    @property
    def asked_by(self) -> str | None:
        """Who asks for the practice now."""
        found = _found(self._request)
        if found is None or abs(time.time() - found.st_mtime) > REQUEST_LASTS_S:
            return None
        return account_name(found.st_uid)

    def decline(self) -> None:
        """The holder goes on; the side that asked sees that its request is gone."""
        with suppress(OSError):
            self._request.unlink(missing_ok=True)

    @property
    def asking(self) -> bool:
        """Whether this account's request is still there: neither declined nor replaced by another's."""
        try:
            return self._request.lstat().st_uid == os.geteuid()
        except OSError:
            return False

    def withdraw(self) -> None:
        """Ends a request of this account."""
        if self.asking:
            self.decline()


def _found(path: Path) -> os.stat_result | None:
    """None for anything but what `HandOver` writes: its owner would be told to have made it."""
    try:
        found = path.lstat()
    except OSError:
        return None
    ours = stat.S_ISREG(found.st_mode) and stat.S_IMODE(found.st_mode) == PRIVATE_FILE
    return found if ours and found.st_nlink == 1 and found.st_size == 0 else None
