"""Reads secrets: from a file or a terminal, never from an argument or the environment."""

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


def read_new_passphrase(file: Path | None) -> str:
    """As `read_passphrase`, for a new one: the environment is ignored, and it is typed twice."""
    if file is not None:
        return _first_line(file)
    _need_terminal("a new passphrase", "--new-passphrase-file FILE")
    typed = getpass.getpass("New passphrase: ")
    if getpass.getpass("Once more: ") != typed:
        raise InputRefused("passphrases_differ")
    return typed


def read_archive_passphrase(file: Path | None, *, confirm: bool) -> str:
    """The passphrase of an archive, independent of members: a file's first line, or typed (twice for a new
    one).
    """
    if file is not None:
        return _first_line(file)
    _need_terminal("the passphrase of the archive", "--archive-passphrase-file FILE")
    typed = getpass.getpass("Passphrase of the archive: ")
    if confirm and getpass.getpass("Once more: ") != typed:
        raise InputRefused("passphrases_differ")
    return typed


def read_identities(file: Path) -> str:
    """The text of an age key file."""
    return _text(file)


def read_recovery_key(file: Path | None) -> str:
    """The typed text, or the last non-empty line, where `init` writes the key."""
    if file is None:
        _need_terminal("the recovery key", "--recovery-file FILE")
        return getpass.getpass("Recovery key: ")
    lines = [line.strip() for line in _text(file).splitlines()]
    return next((line for line in reversed(lines) if line), "")


def read_age_identity(file: Path) -> str:
    """An age key, as `age-keygen` writes it: the whole file."""
    return _text(file)


def read_confirmation(file: Path | None) -> str:
    """A client's name; not an argument, because arguments are visible to every user of this computer."""
    if file is not None:
        return _first_line(file)
    _need_terminal("the client's name", "--confirm-file FILE")
    return input('Type the client\'s name as shown ("Last, First") to erase the chart: ')


def _need_terminal(what: str, option: str) -> None:
    if not sys.stdin.isatty():
        raise UsageError(f"{what} is needed and there is no terminal to ask: give {option}")


def _first_line(path: Path) -> str:
    return _text(path).split("\n", 1)[0].rstrip("\r")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused("passphrase_file_unreadable", file=str(path)) from error
