"""What a question's wording asks for, and how a note writes it: one line that can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """`asks` is found in the question, `holds` in a sentence that answers it.

    `about`: which of the question's other words that sentence must be about. `all`: every one that the notes
    hold at all; `any`: one of them; `none`: the value by itself is enough. `close`: the value stands shortly
    after the words, or just before them. `hint`: what it asks for is written in more ways than `holds` knows,
    so that it never suffices alone for saying that the record does not tell.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    about: str = "all"
    close: bool = False
    hint: bool = False


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of a rule: case does not matter."""
    return re.compile(pattern, re.IGNORECASE)
