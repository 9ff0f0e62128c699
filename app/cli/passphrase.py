"""How the command line learns the passphrase: a file or a terminal, never an argument or the environment."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from app.cli.console import UsageError
from core.errors import InputRefused

ENVIRONMENT_VARIABLE = "ANAMNESIS_PASSPHRASE_FILE"


def read_passphrase(file: Path | None, *, confirm: bool = False) -> str:
    """The first line of the file, or what is typed (twice with `confirm`).

    Raises `UsageError` when there is neither, `InputRefused` (`passphrase_file_unreadable`,
    `passphrases_differ`).
    """
    from_environment = os.environ.get(ENVIRONMENT_VARIABLE)
    chosen = file or (Path(from_environment) if from_environment else None)
    if chosen is not None:
        return _first_line(chosen)
    if not sys.stdin.isatty():
        raise UsageError(
            f"no passphrase and no terminal to ask: give --passphrase-file FILE or set {ENVIRONMENT_VARIABLE}"
        )
    typed = getpass.getpass("Passphrase: ")
    if confirm and getpass.getpass("Once more: ") != typed:
        raise InputRefused("passphrases_differ")
    return typed


def _first_line(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused("passphrase_file_unreadable", file=str(path)) from error
    return text.split("\n", 1)[0].rstrip("\r")
