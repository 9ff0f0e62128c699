"""What a follow-up took over from the questions before it, thing by thing, so that one can be left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.assistant.conversations.kinds import Word, nouns_of
from core.assistant.conversations.swapping import with_its_side
from core.retrieval.language.hebrew import is_hebrew

_WORD = re.compile(r"\w+")
_LEFT_HANGING = re.compile(r"(?:\s+(?:for|and|or|או|עם)|\s*[,—–-])+(?=\s*\?*\s*$)", re.IGNORECASE)
_SMALL_CHARS = 3
_SPACE_BEFORE_SIGN = re.compile(r"\s+(?=[?,.;])")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A thing that was not typed, with its side, and the understood question without it."""

    thing: str
    without: str


def taken_over(question: str, understood: str) -> tuple[TakenOver, ...]:
    """What `understood` names and `question`, as it was typed, does not, in order.

    Empty where that is only one thing: without it there is the typed question alone.
    """
    typed = {word.casefold() for word in _WORD.findall(question)}
    places: list[tuple[int, int]] = []
    ended = 0
    for word in nouns_of(understood):
        if _is_small(word) or {part.casefold() for part in _WORD.findall(word.text)} <= typed:
            continue
        start, end = with_its_side(understood, word)
        if places and start < places[-1][1]:
            # A side between two things: in Hebrew it stands after its own.
            if is_hebrew(understood[start : places[-1][1]]):
                start = word.start
            else:
                places[-1] = (places[-1][0], ended)
        places.append((start, end))
        ended = word.end
    found = tuple(TakenOver(understood[start:end], _without(understood, start, end)) for start, end in places)
    return found if len(found) > 1 else ()


def _is_small(word: Word) -> bool:
    """A particle of a verb (`taken off`), which names nothing of its own."""
    return word.kind == "other" and word.text.isascii() and len(word.text) <= _SMALL_CHARS


def _without(text: str, start: int, end: int) -> str:
    left = " ".join(f"{text[:start].rstrip()} {text[end:].lstrip()}".split())
    return _SPACE_BEFORE_SIGN.sub("", _LEFT_HANGING.sub("", left))
