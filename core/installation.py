"""Which version this process runs from, and which one was installed over it since it was started."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import version as metadata_version
from pathlib import Path

PROGRAM = Path("/usr/bin/anamnesis")
"""What a package installs; it starts the newest version."""
_VERSIONS = Path("/usr/lib/anamnesis")
_REPLACED_BY = "replaced-by"
_REPLACED = ".replaced"
"""Ends the name of the folder of a version that was replaced while it ran."""
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+~-]{0,63}")


@dataclass(frozen=True, slots=True)
class Installation:
    """`home` is the folder of this version of an installed package; None for a checkout."""

    version: str
    home: Path | None = None

    @property
    def packaged(self) -> bool:
        """Whether the system's package manager installed it, and can therefore update it."""
        return self.home is not None

    @property
    def replaced_by(self) -> str | None:
        """The version that was installed while this one ran; its package leaves a file in the older folder.

        None while there is none; a name that is no version counts as none.
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
        """What the next start is: the version that replaced this one, else this one."""
        return self.replaced_by or self.version


def this_installation() -> Installation:
    """What runs now. A package may have another version than the program's metadata: that of its folder."""
    # Not resolved: once it is replaced the folder is a link to the kept one, where the note lies.
    home = Path(sys.executable).parent
    if getattr(sys, "frozen", False) and home.parent == _VERSIONS:
        return Installation(home.name.removesuffix(_REPLACED), home)
    return Installation(metadata_version("anamnesis"))
