"""Validates a text of the practice before it is stored."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable

from core.errors import InputRefused
from core.sessions.dto import SOAP_FIELDS
from core.templates.dto import (
    NAME_LIMIT_CHARS,
    SNIPPET_NAME_LIMIT_CHARS,
    TEXT_LIMIT_CHARS,
    PracticeText,
)
from core.templates.fields import unknown_fields

SNIPPET_NAME = re.compile(r"[^\W\d_][\w-]*")
"""Begins with a letter: `/5` after a number is part of a value."""


def checked(text: PracticeText) -> PracticeText:
    """`text` with its name tidied. Raises `InputRefused` (`text_name_missing`, `text_name_too_long`,
    `snippet_name_unfit`, `text_empty`, `text_too_long`, `letter_fields_unknown`).
    """
    name = " ".join(unicodedata.normalize("NFC", text.name).split())
    if text.kind == "snippet":
        name = name.removeprefix("/")
    _check_name(name, snippet=text.kind == "snippet")
    for field, part in _parts(text):
        if len(part) > TEXT_LIMIT_CHARS:
            raise InputRefused("text_too_long", field=field, length=len(part), limit=TEXT_LIMIT_CHARS)
    if not any(part.strip() for _field, part in _parts(text)):
        raise InputRefused("text_empty")
    if text.kind == "letter_template" and (unknown := unknown_fields(text.text)):
        # Counted, not named: the text in braces is the user's.
        raise InputRefused("letter_fields_unknown", count=len(unknown))
    return dataclasses.replace(text, name=name)


def check_unique(text: PracticeText, others: Iterable[PracticeText]) -> None:
    """Raises `InputRefused("text_name_taken")`. A session template may share its name with another kind."""
    taken = {name_key(each.name) for each in others if not _same(each, text)}
    if name_key(text.name) in taken:
        raise InputRefused("text_name_taken")


def name_key(name: str) -> str:
    """Names that differ in case only are one name."""
    return unicodedata.normalize("NFC", name).casefold()


def _same(one: PracticeText, other: PracticeText) -> bool:
    return one.text_id == other.text_id or (bool(one.builtin) and one.builtin == other.builtin)


def _check_name(name: str, *, snippet: bool) -> None:
    limit = SNIPPET_NAME_LIMIT_CHARS if snippet else NAME_LIMIT_CHARS
    if not name:
        raise InputRefused("text_name_missing")
    if len(name) > limit:
        raise InputRefused("text_name_too_long", length=len(name), limit=limit)
    if snippet and not SNIPPET_NAME.fullmatch(name):
        raise InputRefused("snippet_name_unfit")


def _parts(text: PracticeText) -> list[tuple[str, str]]:
    if text.kind == "template":
        return [(name, text.soap.field(name)) for name in SOAP_FIELDS]
    return [("text", text.text)]
