"""Starts the newly installed version after this one has ended."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.installation import PROGRAM

_log = logging.getLogger(__name__)
_FRESH = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
"""Otherwise the bootloader of a frozen program treats the other version as a part of this one."""


def start_newest(
    arguments: Sequence[str], environment: Mapping[str, str], *, program: Path = PROGRAM
) -> subprocess.Popen[bytes] | None:
    """Passes on this version's arguments; None if it cannot be started.

    It continues after this process has ended.
    """
    try:
        return subprocess.Popen(
            [str(program), *arguments],
            env=dict(environment) | _FRESH,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        _log.error("the newer version did not start: %s", type(error).__name__)
        return None
