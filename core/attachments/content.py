"""Determines the type of a file from its first bytes, never from its name, and a safe name for it."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

from core.attachments.dto import NAME_LIMIT_CHARS, MediaType
from core.errors import InputRefused

_PDF_WITHIN_BYTES = 1_024
"""PDF readers accept a preamble of this length (ISO 32000-1, implementation note 13)."""

_SUFFIXES: dict[MediaType, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/tiff": (".tif", ".tiff"),
    "image/webp": (".webp",),
    "text/plain": (".txt", ".text", ".md", ".csv", ".log"),
}
_KNOWN_SUFFIXES = frozenset(suffix for each in _SUFFIXES.values() for suffix in each)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_UTF32_MARKS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")


def media_type_of(data: bytes) -> MediaType:
    """The kind of file that `data` is.

    Raises `InputRefused` (`attachment_empty`, `attachment_type_unknown`).
    """
    if not data.strip(b"\x00\t\n\r "):
        raise InputRefused("attachment_empty")
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith((b"II*\x00", b"MM\x00*")):
        return "image/tiff"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if b"%PDF-" in data[:_PDF_WITHIN_BYTES]:
        return "application/pdf"
    if _is_text(data):
        return "text/plain"
    raise InputRefused("attachment_type_unknown")


_NOT_IN_NAMES = frozenset('<>:"|?*')
"""Not allowed by Windows; a colon would mean a drive or a second stream of the file."""


def name_for(given: str, media_type: MediaType) -> str:
    """The name to keep: without folders, controls and direction marks, with the right extension."""
    base = PurePosixPath(PureWindowsPath(given).name).name
    # Direction marks could make an extension look like another one.
    marked = (c for c in base if unicodedata.category(c) != "Cf")
    shown = "".join(c if c.isprintable() and c not in _NOT_IN_NAMES else " " for c in marked)
    shown = " ".join(shown.split()).strip(". ") or "attachment"
    stem, dot, ending = shown.rpartition(".")
    suffix = f".{ending}".lower() if dot and stem else ""
    if suffix in _SUFFIXES[media_type]:
        return _shortened(stem, f".{ending}")
    # A wrong extension is replaced; an unknown one is kept as a part of the name.
    return _shortened(stem if suffix in _KNOWN_SUFFIXES else shown, _SUFFIXES[media_type][0])


def _shortened(stem: str, suffix: str) -> str:
    return stem[: NAME_LIMIT_CHARS - len(suffix)].rstrip(". ") + suffix


def _is_text(data: bytes) -> bool:
    if data.startswith(_UTF32_MARKS):
        return False
    return data.startswith(_UTF16_MARKS) or _BINARY.search(data) is None
