"""Finds left, right and both in a text, each with the words and numbers it applies to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.assistant.verification.reading.words import Word, words

_SIDE = re.compile(
    r"\b(?P<left>left|lt)\b(?![\s-]*over)"
    r"|\b(?P<right>right|rt)\b(?!\s+(?:away|now|after|before))"
    r"|(?<!\d)(?<!\d )\b(?:(?P<left_letter>(?-i:L))|(?P<right_letter>(?-i:R)))(?=\.?[\s-](?-i:[a-z]{3}))"
    r"|\b(?P<both>bilateral(?:ly)?|both)\b"
    r"|(?<![\u05d0-\u05ea])[ובהלמ]{0,2}(?:(?P<left_he>שמאל(?:י|ית|ה)?)|(?P<right_he>ימין|ימני|ימנית)"
    r"|(?P<both_he>דו[\s-]?צדדי(?:ת)?|שני הצדדים))(?![\u05d0-\u05ea])",
    re.IGNORECASE,
)
_LEFT_BY = re.compile(r"\b(?:I|he|she|they|who)\s+$", re.IGNORECASE)
_LEFT_WHAT = re.compile(r"\s+(?:the|her|his|their|home|work|school|hospital)\b", re.IGNORECASE)
_ON_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
_BOUNDARY = re.compile(
    r"[,;.:\n]|\b(?:and|or|but|while|whereas|than)\b|(?<![\u05d0-\u05ea])ו(?=[\u05d0-\u05ea]{2})"
)
_NUMBER = re.compile(r"\d+(?:[./]\d+)*")


@dataclass(frozen=True, slots=True)
class Side:
    """`left`, `right` or `both`; `of` is the word after it in English, before it in Hebrew.

    `about` are the forms of the words, and the numbers, of the part of the text that the side governs.
    """

    name: str
    of: Word | None
    start: int
    end: int
    about: frozenset[str] = frozenset()


def sides(text: str, every: Sequence[Word] | None = None) -> list[Side]:
    """Every mention of a side in `text`, whose words are `every` if given, in order."""
    mentions = list(_SIDE.finditer(text))
    if all(_may_be_verb(text, mention) for mention in mentions):
        return []
    known = words(text) if every is None else every
    cuts = [0, *(_cut(text, one.end(), two.start()) for one, two in pairwise(mentions)), len(text)]
    found: list[Side] = []
    for mention, (begin, end) in zip(mentions, pairwise(cuts), strict=True):
        group = mention.lastgroup or ""
        hebrew = group.endswith("_he")
        near = _word_before(known, mention.start()) if hebrew else _word_after(known, mention.end())
        about = _about(text, known, begin, end, (mention.start(), mention.end()))
        found.append(
            Side(
                group.removesuffix("_he").removesuffix("_letter"), near, mention.start(), mention.end(), about
            )
        )
    return found


def side_agrees(side: Side, there: Sequence[Side]) -> bool:
    """Whether the same side occurs among `there`, applied to the same words if several sides occur.

    One side does not support both: what is noted of both sides is not said of one.
    """
    names = {other.name for other in there}
    if side.name == "both" and "both" not in names:
        return {"left", "right"} <= names and all(side.about & other.about for other in there)
    if side.name not in names or len(names) == 1:
        return side.name in names
    shared = {other: len(side.about & other.about) for other in there}
    most = max(shared.values())
    return most == 0 or any(shared[other] == most for other in there if other.name == side.name)


def _may_be_verb(text: str, mention: re.Match[str]) -> bool:
    """Whether "left" is what somebody did: "left the bakery".

    Beside another side it stays a side, since notes leave commas out: "numbness left the right is normal".
    """
    if mention.lastgroup != "left" or _ON_THE.search(text, 0, mention.start()):
        return False
    by = _LEFT_BY.search(text, 0, mention.start())
    return by is not None or _LEFT_WHAT.match(text, mention.end()) is not None


def _cut(text: str, start: int, end: int) -> int:
    """Where the scope of one side ends and that of the next begins."""
    boundaries = [found.end() for found in _BOUNDARY.finditer(text, start, end)]
    return boundaries[-1] if boundaries else end


def _about(text: str, every: Sequence[Word], begin: int, end: int, own: tuple[int, int]) -> frozenset[str]:
    found = {
        form
        for word in every
        if begin <= word.start < end and not own[0] <= word.start < own[1] and not word.frame
        for form in word.forms
    }
    return frozenset(found | {number[0] for number in _NUMBER.finditer(text, begin, end)})


def _word_after(every: Sequence[Word], end: int) -> Word | None:
    return next((word for word in every if word.start >= end and not word.frame), None)


def _word_before(every: Sequence[Word], start: int) -> Word | None:
    return next((word for word in reversed(every) if word.end <= start and not word.frame), None)
