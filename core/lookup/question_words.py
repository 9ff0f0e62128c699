"""Tags the words of a question by `tables/question_words.txt`: the request, its object, the order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.language.folding import folded

_WORD = re.compile(r"[^\W_]+(?:[-'’\"”״׳/][^\W_]+)*")
_PREFIXES = "והבלמשכ"
_MOST_PREFIXES = 3
_LEAST_LEFT = 2
"""The least letters that remain of a Hebrew word without its prefixes."""
_LEAST_STEM = 3
"""The least letters that remain without an ending."""
_ENDINGS = (
    ("ies", "y"),
    ("s", ""),
    ("ימ", ""),
    ("ימ", "ה"),
    ("ות", "ה"),
    ("ות", ""),
    ("י", "ימ"),
    ("י", ""),
    ("ת", "ה"),
)
"""Plural endings and endings of Hebrew construct forms, with their replacements."""
_INSIDE = frozenset("the her his their my our this".split())
"""Words that may occur within a phrase of the table without changing it: `on her chart`."""
_FUNCTION = "fn.fn"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question at `[start, end)`, folded."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """The characters `[start, end)` of a question and the slots they fill."""

    start: int
    end: int
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The slots that a question fills, and the words that match nothing."""

    slots: frozenset[str]
    rest: tuple[Word, ...]

    def of(self, slot: str) -> str | None:
        """The value of `slot`; None if it has none, or several."""
        values = [one.removeprefix(slot + ".") for one in self.slots if one.startswith(slot + ".")]
        return values[0] if len(values) == 1 else None


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [Word(found.start(), found.end(), _plain(found[0])) for found in _WORD.finditer(text)]


def tag(text: str, *, taken: Sequence[tuple[int, int]] = (), names: Collection[str] = ()) -> Tagged:
    """`text` tagged by the table. `taken` spans are matched already; `names` (folded words) are ignored."""
    every = [left for one in words_of(text) if (left := _left(one, taken)) is not None]
    own = {folded(name) for name in names}
    found: set[str] = set()
    rest: list[Word] = []
    for first, length, slots in _cut(every):
        if length:
            found.update(slots)
        elif own.isdisjoint(_bare(every[first].text)):
            rest.append(every[first])
    found.discard(_FUNCTION)
    return Tagged(frozenset(found), tuple(rest))


def phrases(text: str) -> list[Phrase]:
    """The phrases of the table in `text`, in order; an unknown word is one without slots."""
    every = words_of(text)
    return [
        Phrase(every[first].start, every[first + max(length, 1) - 1].end, slots)
        for first, length, slots in _cut(every)
    ]


def _cut(every: Sequence[Word]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The start of each phrase, its length in words (0: an unknown word), and its slots."""
    at = 0
    while at < len(every):
        slots, length = _longest(every, at)
        yield at, length, slots
        at += length or 1


def _longest(every: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    table, most = _table()
    for length in range(min(most + 1, len(every) - at), 0, -1):
        words = [one.text for one in every[at : at + length]]
        for candidate in _readings(words):
            slots = table.get(candidate)
            if slots is not None:
                return slots, length
    return (), 0


def _readings(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The phrases that `words` may be forms of, the likeliest first."""
    first, *others = words
    inner = [one for one in others[:-1] if one not in _INSIDE] + others[-1:]
    tails = [others] if len(inner) == len(others) else [others, inner]
    for tail in tails:
        for bare in _bare(first):
            yield (bare, *tail)
            if tail and tail[-1].startswith("ה"):
                # The article of a Hebrew phrase is on its last word.
                yield (bare, *tail[:-1], tail[-1][1:])
    if not others:
        for bare in _bare(first):
            for stem in _stems(bare):
                yield (stem,)


def _stems(word: str) -> Iterator[str]:
    """A word without each ending it may have."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            yield word[: len(word) - len(ending)] + instead


def _left(word: Word, taken: Sequence[tuple[int, int]]) -> Word | None:
    """The part of a word outside the taken spans: of `penicillin-allergic` its second part."""
    for start, end in taken:
        if start < word.end and word.start < end:
            tail = word.text[end - word.start :] if word.start <= start and end < word.end else ""
            if tail.startswith("-") and len(tail) > _LEAST_STEM:
                return Word(end + 1, word.end, tail[1:])
            return None
    return word


def _bare(word: str) -> list[str]:
    """A word unchanged, and a Hebrew one also without one or two prefixes."""
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
                # The first line of a phrase wins: particular ones precede general ones.
                read.setdefault(key, named)
    return read, max(map(len, read))
