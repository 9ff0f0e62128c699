"""A practice for one evaluation: in a directory of its own, sealed as any, and gone afterwards.

It never meets the person's practice: another data directory, another database, another vault, whose random
passphrase nobody knows. A run that is killed outright leaves ciphertext behind, and no key to it.
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
    """The services of an empty practice with the models of `settings`; removed again whatever happens.

    Raises `EnvironmentProblem` (`evaluation_no_directory`, `evaluation_left_behind`), and as
    `Workspace.open` and `Workspace.initialise`.
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
    """A folder for a practice that is thrown away. Raises `EnvironmentProblem` (`evaluation_no_directory`,
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
