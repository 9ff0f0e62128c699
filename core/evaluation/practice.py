"""A temporary practice for one evaluation: in its own directory, sealed like any other, then deleted.

It has its own data directory, database and vault, whose random passphrase is never stored. A killed run
leaves ciphertext without a key.
"""

from __future__ import annotations

import dataclasses
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.errors import EnvironmentProblem
from core.security.kdf import Argon2Cost
from core.services import Services
from core.settings import Settings
from core.workspace import Workspace

DIRECTORY_PREFIX = "anamnesis-eval-"
_BALLAST_BYTES = 1024 * 1024
_PASSPHRASE_BYTES = 32


@contextmanager
def temporary_practice(settings: Settings) -> Iterator[Services]:
    """The services of an empty practice with the models of `settings`; always removed afterwards.

    Raises `EnvironmentProblem` (`evaluation_no_directory`, `evaluation_left_behind`), and as `Workspace.open`
    and `Workspace.initialise`.
    """
    with temporary_directory(DIRECTORY_PREFIX) as root:
        own = dataclasses.replace(
            settings,
            data_dir=root / "data",
            state_dir=root / "state",
            # The passphrase is too long to be guessed at any cost.
            argon2=Argon2Cost.floor(),
            ballast_bytes=_BALLAST_BYTES,
        )
        workspace = Workspace(own)
        try:
            workspace.open()
            workspace.initialise(
                practice_name="Evaluation", passphrase=secrets.token_urlsafe(_PASSPHRASE_BYTES)
            )
            yield workspace.services
        finally:
            workspace.close()


@contextmanager
def temporary_directory(prefix: str) -> Iterator[Path]:
    """A folder for a temporary practice. Raises `EnvironmentProblem` (`evaluation_no_directory`,
    `evaluation_left_behind`).
    """
    try:
        root = Path(tempfile.mkdtemp(prefix=prefix)).resolve()
    except OSError as error:
        raise EnvironmentProblem("evaluation_no_directory", reason=error.strerror) from error
    try:
        yield root
    finally:
        shutil.rmtree(root, ignore_errors=True)
    if root.exists():
        raise EnvironmentProblem("evaluation_left_behind", directory=str(root))
