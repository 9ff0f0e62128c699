"""Plain text: detects its encoding, and reports when that is a guess."""

from __future__ import annotations

import re

from core.attachments.confined.refusal import Refused
from core.attachments.confined.work import Inspected, cut_pages

_HEBREW_1255 = re.compile(rb"[\xe0-\xfa]+")
_LETTERS_1252 = re.compile(rb"[\xc0-\xff\x8a\x8c\x8e\x9a\x9c\x9e\x9f]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_LINE_END = re.compile("\r\n?|\u2028|\u2029")


def inspect_text(data: bytes) -> Inspected:
    """The words of a text file. Raises `Refused("attachment_text_unreadable")`."""
    text, encoding, guessed = decode(data)
    cleaned = clean_text(text)
    if not cleaned.strip():
        raise Refused("attachment_empty")
    pages, cut = cut_pages([cleaned])
    return Inspected(
        pages=1,
        page_texts=pages,
        unread_pages=0,
        thumbnail=None,
        encoding=encoding,
        encoding_guessed=guessed,
        text_cut=cut,
    )


def decode(data: bytes) -> tuple[str, str, bool]:
    """Text, the name of its encoding, and whether that is a guess."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16"), "UTF-16", False
    try:
        return data.decode("utf-8-sig"), "UTF-8", False
    except UnicodeDecodeError:
        pass
    # A single-byte file does not declare its encoding; Hebrew letters form words, accented ones occur singly.
    runs = _HEBREW_1255.findall(data)
    together = sum(len(run) for run in runs if len(run) > 1)
    hebrew = 2 * together > len(_LETTERS_1252.findall(data))
    first, second = ("cp1255", "cp1252") if hebrew else ("cp1252", "cp1255")
    try:
        return data.decode(first), _shown(first), True
    except UnicodeDecodeError:
        return _decoded(data, second), _shown(second), True


def clean_text(text: str) -> str:
    """Line ends as one character, without controls and lone surrogates."""
    text = _LINE_END.sub("\n", text)
    return _CONTROLS.sub("", text).encode("utf-8", "replace").decode()


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("attachment_text_unreadable") from None


def _shown(codec: str) -> str:
    return f"Windows-{codec.removeprefix('cp')}"
