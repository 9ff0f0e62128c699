"""The fields of a letter, such as `{client_name}`, filled in when it is drafted."""

from __future__ import annotations

import re

from core.clients.dto import CLIENT_SCHEMA

LETTER_FIELDS = (
    "client_name",
    "age",
    *(name for name, field in CLIENT_SCHEMA.items() if field.in_letters),
    "today",
    "session_date",
    "session_kind",
    "subjective",
    "objective",
    "assessment",
    "plan",
    "addenda",
    "practice_name",
    "author_name",
    "recipient",
)
"""`client_name` is first and last name as written in a sentence; the SOAP fields and `session_…` are those of
the session the letter is about; `author_name` is the letter's author.
"""

_FIELD = re.compile(r"\{([A-Za-z_]{1,40})\}")


def used_fields(text: str) -> tuple[str, ...]:
    """The fields `text` names, each once, in order."""
    return tuple(dict.fromkeys(match[1] for match in _FIELD.finditer(text) if match[1] in LETTER_FIELDS))


def unknown_fields(text: str) -> tuple[str, ...]:
    """Unknown names in braces: typing errors that would appear in every letter."""
    return tuple(dict.fromkeys(match[1] for match in _FIELD.finditer(text) if match[1] not in LETTER_FIELDS))
