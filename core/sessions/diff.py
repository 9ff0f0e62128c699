"""Word differences between two versions of a text."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq, Levenshtein

DiffKind = Literal["same", "removed", "added"]

# Numbers with their decimals, fractions and times are one word: 2.5 must not appear as an edited 25. Vowel
# signs and accents belong to their letter, an apostrophe or geresh to its word.
_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*"
    r"|[^\W\d](?:[^\W\d]|[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7]|['’׳״\-](?=[^\W\d]))*"
    r"|[^\S\n]+|\n|.",
    re.DOTALL,
)
_PAIRS_LIMIT = 500_000_000
"""Above this many pairs of tokens the common subsequence needs too much memory (a bit a pair)."""


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A run of text. `same` and `removed` runs form the old text, `same` and `added` the new one."""

    kind: DiffKind
    text: str


def diff_words(old: str, new: str) -> tuple[DiffPart, ...]:
    """The parts in reading order; removed text precedes added text in the same place.

    Exact for any input up to a field's limit: two texts of 50,000 characters with nothing in common take tens
    of millions of steps in C, not the billions of a comparison of all pairs in Python.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    return tuple(_merged(_without_islands(_runs(before, after))))


def _runs(before: list[str], after: list[str]) -> Iterator[DiffPart]:
    numbers: dict[str, int] = {}
    left = [numbers.setdefault(token, len(numbers)) for token in before]
    right = [numbers.setdefault(token, len(numbers)) for token in after]
    distance = LCSseq if len(left) * len(right) <= _PAIRS_LIMIT else Levenshtein
    for step in distance.opcodes(left, right):
        removed = "".join(before[step.src_start : step.src_end])
        if step.tag == "equal":
            yield DiffPart("same", removed)
            continue
        if removed:
            yield DiffPart("removed", removed)
        if step.dest_end > step.dest_start:
            yield DiffPart("added", "".join(after[step.dest_start : step.dest_end]))


def _without_islands(parts: Iterable[DiffPart]) -> Iterator[DiffPart]:
    """Treats spaces and stops that two rewritten phrases happen to share as changed: otherwise every second
    word of a rewritten sentence would be struck out separately.
    """
    listed = list(parts)
    for place, part in enumerate(listed):
        between = 0 < place < len(listed) - 1
        if part.kind == "same" and between and not any(character.isalnum() for character in part.text):
            before, after = _replaced(listed, place - 1, -1), _replaced(listed, place + 1, 1)
            if before and after and "\n" not in part.text:
                yield DiffPart("removed", part.text)
                yield DiffPart("added", part.text)
                continue
        yield part


def _replaced(parts: list[DiffPart], place: int, step: int) -> bool:
    """Whether something was both removed and added on this side of an island."""
    beside = parts[place : place + 2] if step > 0 else parts[max(0, place - 1) : place + 1]
    return {part.kind for part in beside} == {"removed", "added"}


def _merged(parts: Iterable[DiffPart]) -> Iterator[DiffPart]:
    """Merges runs: unchanged text, and between that all removed before all added text."""
    for stayed, run in itertools.groupby(parts, key=lambda part: part.kind == "same"):
        listed = list(run)
        kinds: tuple[DiffKind, ...] = ("same",) if stayed else ("removed", "added")
        for kind in kinds:
            text = "".join(part.text for part in listed if part.kind == kind)
            if text:
                yield DiffPart(kind, text)
