"""The keys that may sign a release: the package maker's, or those of an organisation that signs its own."""

from __future__ import annotations

import sys
from pathlib import Path

from core.configuration.sources import is_administered
from core.errors import EnvironmentProblem

FILE = "release-keys.gpg"
"""An OpenPGP keyring, as `gpg --export` writes it."""
_ETC_DIR = Path("/etc")


def release_keys(prefix: Path | None = None) -> Path:
    """The keyring in force: the one in `/etc/anamnesis`, else the one inside of the installed package.

    The first replaces the second, so that an organisation can withdraw the makers' key. It must be writable
    by administrators only; otherwise it is refused, not ignored. Raises `EnvironmentProblem`
    (`update_no_key`, `update_key_open`).
    """
    own = _ETC_DIR / "anamnesis" / FILE
    if _may_be_there(own):
        if not is_administered(own):
            raise EnvironmentProblem("update_key_open", file=str(own))
        return own
    shipped = (prefix or Path(sys.prefix)) / "share" / "anamnesis" / FILE
    if not shipped.is_file():
        raise EnvironmentProblem("update_no_key", file=str(own))
    return shipped


def _may_be_there(path: Path) -> bool:
    """True for a dangling link and for an inaccessible file, so that neither is ignored."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
