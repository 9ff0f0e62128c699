"""Tags the words of a question by `tables/question_words.txt`: what is asked, of what, in which order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.retrieval.language.folding import folded

_WORD = re.compile(r"[^\W_]+(?:[-'’\"”״׳/][^\W_]+)*")
_PREFIXES = "והבלמשכ"
_MOST_PREFIXES = 3
_LEAST_LEFT = 2
"""Letters of a Hebrew word that are left at least when its prefixes are taken off."""
_FUNCTION = "fn.fn"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question at `[start, end)`, folded."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The characters `[start, end)` of a question and the slots that they fill."""

    start: int
    end: int
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The slots that a question fills, and the words at their places that nothing accounts for."""

    slots: frozenset[str]
    rest: tuple[Word, ...]

    def of(self, slot: str) -> str | None:
        """The value of `slot`; None where it has none, or several."""
        values = [one.removeprefix(slot + ".") for one in self.slots if one.startswith(slot + ".")]
        return values[0] if len(values) == 1 else None


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [Word(found.start(), found.end(), _plain(found[0])) for found in _WORD.finditer(text)]


def tag(text: str, *, taken: Sequence[tuple[int, int]] = (), names: Collection[str] = ()) -> Tagged:
    """`text` by the table. `taken` spans are accounted for already; `names` (folded words) carry nothing."""
    every = [
        one for one in words_of(text) if not any(start < one.end and one.start < end for start, end in taken)
    ]
    found: set[str] = set()
    rest: list[Word] = []
    for first, length, slots in _cut(every):
        if length:
            found.update(slots)
        elif every[first].text.removesuffix("'s") not in names:
            rest.append(every[first])
    found.discard(_FUNCTION)
    return Tagged(frozenset(found), tuple(rest))


def phrases(text: str) -> list[Phrase]:
    """The phrases of the table in `text`, in order; a word that the table lacks is one without slots."""
    every = words_of(text)
    return [
        Phrase(every[first].start, every[first + max(length, 1) - 1].end, slots)
        for first, length, slots in _cut(every)
    ]


def _cut(every: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each phrase begins, of how many words it is (0: a word that the table lacks), and its slots."""
    at = 0
    while at < len(every):
        slots, length = _longest(every, at)
        yield at, length, slots
        at += length or 1


def _longest(every: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    table, most = _table()
    for length in range(min(most, len(every) - at), 0, -1):
        words = [one.text for one in every[at : at + length]]
        for first in _bare(words[0]):
            slots = table.get((first, *words[1:]))
            if slots is not None:
                return slots, length
    return (), 0


def _bare(word: str) -> list[str]:
    """A word as it stands, and of a Hebrew one what is left without one prefix or two."""
    found = [word, word.removesuffix("'s")]
    if "א" <= word[0] <= "ת":
        for count in range(1, _MOST_PREFIXES + 1):
            if len(word) - count < _LEAST_LEFT or word[count - 1] not in _PREFIXES:
                break
            found.append(word[count:])
    return found


def _plain(word: str) -> str:
    return folded(word).replace("’", "'").replace("”", '"').replace("״", '"').replace("׳", "'")


@cache
def _table() -> tuple[dict[tuple[str, ...], tuple[str, ...]], int]:
    """Slots by phrase, and the length of the longest phrase in words."""
    read: dict[tuple[str, ...], tuple[str, ...]] = {}
    text = files("core.lookup.tables").joinpath("question_words.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        slots, _, phrases = line.partition("=")
        named = tuple(one.strip() for one in slots.split("+"))
        for phrase in phrases.replace("|", ",").split(","):
            key = tuple(one.text for one in words_of(phrase))
            if key:
                # The first line that names a phrase keeps it: particular ones stand above general ones.
                read.setdefault(key, named)
    return read, max(map(len, read))
