"""Tags the words of a question by `tables/question_words.txt`: the request, its object, the order."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from core.clinical_language.lexicon import Lexicon
from core.clinical_language.statements import statement_of
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
_WEAK = "?"
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_NUMBER = frozenset("number no nr מספר מס מס'".split())
_HIGHEST_NUMBER = 99
_BEFORE_LATIN = re.compile("[הבלמשכ]-(?=[a-z])")
"""A Hebrew prefix before a name in Latin letters."""
_TITLES = frozenset("miss master גב גב'".split())
_OF_NAMES = frozenset("בן בת בר דוד אב אם בני son".split())
_LEADING, _SETTING = "fn.lead", "thing.setting"
_VISITS = frozenset({"thing.visit", "thing.appointment"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question at `[start, end)`, folded. `apart`: something else stood before it."""

    start: int
    end: int
    text: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """The characters `[start, end)` of a question and the slots they fill."""

    start: int
    end: int
    slots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tagged:
    """The slots that a question fills, and the words that match nothing.

    `weak` slots are filled by words that may as well say nothing: `on` in "BP on 3 May" takes no drug.
    """

    slots: frozenset[str]
    rest: tuple[Word, ...]
    weak: frozenset[str] = frozenset()

    def of(self, slot: str) -> str | None:
        """The value of `slot`; None if it has none, or several."""
        values = [one.removeprefix(slot + ".") for one in self.slots if one.startswith(slot + ".")]
        return values[0] if len(values) == 1 else None


def words_of(text: str) -> list[Word]:
    """The words of `text` in order."""
    return [Word(found.start(), found.end(), _plain(found[0])) for found in _WORD.finditer(text)]


def tag(text: str, *, taken: Sequence[tuple[int, int]] = (), names: Collection[str] = ()) -> Tagged:
    """`text` tagged by the table. `taken` spans are matched already; `names` (folded words) are ignored."""
    every = _remaining(words_of(text), taken)
    own = _own_words(names)
    found: set[str] = set()
    rest: list[Word] = []
    cuts = list(_cut(every, numbers=True))
    for place, (first, length, slots) in enumerate(cuts):
        follows = cuts[place + 1][2] if place + 1 < len(cuts) else ()
        if slots == (_LEADING,) and first:
            rest.append(every[first])
        elif slots == (_SETTING,) and _VISITS.isdisjoint(follows):
            # Of a visit only directly before it: `plan for dialysis` is about something else.
            rest.append(every[first])
        elif length:
            found.update(slots)
        elif own.isdisjoint(bare_forms(every[first].text)) and not _is_title(every, first, own):
            rest.append(every[first])
    found -= {_FUNCTION, _LEADING}
    weak = {one.removesuffix(_WEAK) for one in found if one.endswith(_WEAK)}
    firm = {one for one in found if not one.endswith(_WEAK)}
    return Tagged(frozenset(firm), tuple(rest), frozenset(weak - firm))


def _remaining(every: Sequence[Word], taken: Sequence[tuple[int, int]]) -> list[Word]:
    """The words that are not taken; no phrase goes over a place where words were."""
    found: list[Word] = []
    apart = False
    for one in every:
        left = _left(one, taken)
        if left is not None:
            found.append(replace(left, apart=apart))
        apart = left is None
    return found


def _own_words(names: Iterable[str]) -> set[str]:
    """The names, their parts and initials: `Prakash-Dunne` is also `dunne`, `p`, `pd` and `p-dunne`."""
    own: set[str] = set()
    for name in map(folded, names):
        parts = [part for part in re.split(r"[-\s]", name) if part and not _is_relation(part)]
        initials = [part[0] for part in parts]
        own.update((name, *parts, *initials, "".join(initials), "-".join(initials)))
        own.update("-".join((*initials[:place], *parts[place:])) for place in range(1, len(parts)))
    return own


def _is_relation(part: str) -> bool:
    """Whether a part of a name is a word for a person: `בן` of `בן-דוד`."""
    return any(one.entry.kind == "person" for one in statement_of(part).mentions) or part in _OF_NAMES


def _is_title(every: Sequence[Word], at: int, names: Set[str]) -> bool:
    """Whether a word is a title before one of the names: `miss` alone is a verb."""
    return (
        every[at].text in _TITLES
        and at + 1 < len(every)
        and not names.isdisjoint(bare_forms(every[at + 1].text))
    )


def names_in(text: str, names: Iterable[str]) -> list[Word]:
    """The words of `text` that are one of `names`, a part of one or its initials."""
    own = _own_words({word.text for name in names for word in words_of(name)})
    return [one for one in words_of(text) if not own.isdisjoint(bare_forms(one.text))]


def phrases(text: str) -> list[Phrase]:
    """The phrases of the table in `text`, in order; an unknown word is one without slots."""
    every = words_of(text)
    return [
        Phrase(
            every[first].start,
            every[first + max(length, 1) - 1].end,
            tuple(slot.removesuffix(_WEAK) for slot in slots),
        )
        for first, length, slots in _cut(every)
    ]


def _cut(every: Sequence[Word], *, numbers: bool = False) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The start of each phrase, its length in words (0: an unknown word), and its slots.

    `numbers`: a number directly after a visit is its number; dates must have been taken out.
    """
    at, of_visit = 0, False
    while at < len(every):
        slots, length = _numbered(every, at, of_visit, alone=numbers) or _longest(every, at)
        yield at, length, slots
        of_visit = "thing.visit" in slots
        at += length or 1


def _numbered(
    every: Sequence[Word], at: int, of_visit: bool, *, alone: bool
) -> tuple[tuple[str, ...], int] | None:
    """The order of `5th`, and behind a visit that of `number 5` and, `alone`, of `5`."""
    ordinal = _ORDINAL.fullmatch(every[at].text)
    if ordinal is not None:
        return (_order(int(ordinal[1])),), 1
    words = int(every[at].text in _NUMBER)
    if not of_visit or at + words >= len(every) or not (words or alone):
        return None
    number = every[at + words].text
    if not number.isdecimal() or not 0 < int(number) <= _HIGHEST_NUMBER:
        return None
    return (_order(int(number)),), words + 1


def _order(number: int) -> str:
    return "order.first" if number == 1 else f"order.{number}"


def _longest(every: Sequence[Word], at: int) -> tuple[tuple[str, ...], int]:
    table, most = _table()
    longest = min(most + 1, len(every) - at)
    together = next((count for count in range(1, longest) if every[at + count].apart), longest)
    for length in range(together, 0, -1):
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
        for bare in bare_forms(first):
            yield (bare, *tail)
            if tail and tail[-1].startswith("ה"):
                # The article of a Hebrew phrase is on its last word.
                yield (bare, *tail[:-1], tail[-1][1:])
    if not others:
        for bare in bare_forms(first):
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


def bare_forms(word: str) -> list[str]:
    """A word unchanged, and a Hebrew one also without one or two prefixes."""
    found = [word, word.removesuffix("'s")]
    if _BEFORE_LATIN.match(word):
        found.append(word[2:])
    if "א" <= word[0] <= "ת" and not Lexicon.built_in().name_of("person", word):
        # `הבעל`, the husband, is not `על` with two prefixes.
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
