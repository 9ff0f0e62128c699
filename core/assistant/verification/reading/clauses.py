"""Where a sentence and a clause of a note begin and end, for words that belong to their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

SENTENCE_END = re.compile(r"[.;!?](?=\s|$)|\n")
CLAUSE_END = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas|and)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])"
)
PART_END = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas|and|then)\b"
    r"|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])|\s(?=ו[א-ת]{3})"
)


def around(boundary: re.Pattern[str], text: str, at: int) -> tuple[int, int]:
    """Start and end of the text between two boundaries around `at`."""
    ends = [(one.start(), one.end()) for one in boundary.finditer(text)]
    start = max((end for _, end in ends if end <= at), default=0)
    return start, min((begin for begin, _ in ends if begin >= at), default=len(text))


def pieces(text: str, boundary: re.Pattern[str] = CLAUSE_END) -> Iterator[range]:
    """The ranges of every clause of `text`."""
    ends = [0, *(one.end() for one in boundary.finditer(text)), len(text)]
    return (range(start, end) for start, end in pairwise(ends))
