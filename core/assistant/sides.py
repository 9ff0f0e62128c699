"""Finds left, right and both in a text, each with the word it stands with."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.assistant.words import Word, words

_SIDE = re.compile(
    r"\b(?P<left>left|lt)\b(?![\s-]*over)"
    r"|\b(?P<right>right|rt)\b(?!\s+(?:away|now|after|before))"
    r"|\b(?P<both>bilateral(?:ly)?|both)\b"
    r"|(?<![\u05d0-\u05ea])[ובהלמ]{0,2}(?:(?P<left_he>שמאל(?:י|ית|ה)?)|(?P<right_he>ימין|ימני|ימנית)"
    r"|(?P<both_he>דו[\s-]?צדדי(?:ת)?|שני הצדדים))(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Side:
    """`left`, `right` or `both`; `of` is the word after it in English, before it in Hebrew."""

    name: str
    of: Word | None
    start: int
    end: int


def sides(text: str) -> list[Side]:
    """Every mention of a side in `text`, in order."""
    every = words(text)
    found: list[Side] = []
    for mention in _SIDE.finditer(text):
        group = mention.lastgroup or ""
        near = (
            _word_before(every, mention.start())
            if group.endswith("_he")
            else _word_after(every, mention.end())
        )
        found.append(Side(group.removesuffix("_he"), near, mention.start(), mention.end()))
    return found


def _word_after(every: list[Word], end: int) -> Word | None:
    return next((word for word in every if word.start >= end and not word.frame), None)


def _word_before(every: list[Word], start: int) -> Word | None:
    return next((word for word in reversed(every) if word.end <= start and not word.frame), None)
