"""The error for an archive that differs from what was written."""

from __future__ import annotations

from core.errors import ImportError_


def damaged(place: str) -> ImportError_:
    """`place`: the file of the archive, or the part of it, with the damage."""
    return ImportError_("archive_damaged", place=place)
