"""The running version, and a version installed over it since the start."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import version as metadata_version
from pathlib import Path

PROGRAM = Path("/usr/bin/anamnesis")
"""Installed by a package; starts the newest version."""
_VERSIONS = Path("/usr/lib/anamnesis")
_REPLACED_BY = "replaced-by"
_REPLACED = ".replaced"
"""Suffix of the file that names the replacing version."""
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+~-]{0,63}")


@dataclass(frozen=True, slots=True)
class Installation:
    """`home` is the folder of this version of an installed package; None for a checkout."""

    version: str
    home: Path | None = None

    @property
    def packaged(self) -> bool:
        """Whether it was installed by, and can be updated by, the system's package manager."""
        return self.home is not None

    @property
    def replaced_by(self) -> str | None:
        """The version installed while this one ran; its package leaves a file in the older folder.

        None if there is none or its name is not a version.
        """
        if self.home is None:
            return None
        try:
            with (self.home / _REPLACED_BY).open("rb") as file:
                said = file.read(80).decode("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return said if _VERSION.fullmatch(said) and said != self.version else None

    @property
    def newest(self) -> str:
        """The version of the next start: the replacement, else this one."""
        return self.replaced_by or self.version


def this_installation() -> Installation:
    """The running installation. A package may have another version than the program's metadata: that of its
    folder.
    """
    # Not resolved: after a replacement the folder is a link to the kept one, which has the file.
    home = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and home.parent == _VERSIONS:
        return Installation(home.name.removesuffix(_REPLACED), home)
    return Installation(metadata_version("anamnesis"))
