"""Starts the version that was installed meanwhile, once this one has ended."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.installation import PROGRAM

_log = logging.getLogger(__name__)
_FRESH = {"PYINSTALLER_RESET_ENVIRONMENT": "1"}
"""The starter of a frozen program would else take the other version for a part of this one."""


def start_newest(
    arguments: Sequence[str], environment: Mapping[str, str], *, program: Path = PROGRAM
) -> subprocess.Popen[bytes] | None:
    """With the arguments that this version was started with; None where it does not start.

    It goes on when this process has ended: nobody has to wait for it.
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
