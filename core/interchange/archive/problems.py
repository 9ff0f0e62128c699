"""The one way to say that an archive is not what was written."""

from __future__ import annotations

from core.errors import ImportError_


def damaged(place: str) -> ImportError_:
    """`place`: the file of the archive, or the part of it, where the damage shows."""
    return ImportError_("archive_damaged", place=place)
