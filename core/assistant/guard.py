"""The first step of asking: a question as typed becomes plain, bounded text, or is refused."""

from __future__ import annotations

import unicodedata

from core.errors import InputRefused
from core.retrieval.dto import QUESTION_LIMIT_CHARS

_REMOVED_CATEGORIES = frozenset({"Cf", "Cs", "Co", "Cn"})
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0") | {
    chr(point) for point in range(0xFE00, 0xFE10)
}
"""Letters and marks that show nothing and could hide words from whoever reads the question."""


def clean_question(raw: str) -> str:
    """`raw` without control, zero-width and direction-override characters, white space made single spaces.

    Raises `InputRefused` with `empty_question` when no letter or digit is left, `question_too_long` (with
    `limit` and `length` in characters) when too much is.
    """
    question = " ".join(_visible(unicodedata.normalize("NFC", raw)).split())
    if not any(char.isalnum() for char in question):
        raise InputRefused("empty_question")
    if len(question) > QUESTION_LIMIT_CHARS:
        raise InputRefused("question_too_long", limit=QUESTION_LIMIT_CHARS, length=len(question))
    return question


def _visible(text: str) -> str:
    return "".join(_kept(char) for char in text)


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        # Newlines and tabs part words; the other controls never stand inside one on purpose.
        return " " if char.isspace() else ""
    return "" if category in _REMOVED_CATEGORIES or char in _UNSEEN else char
