"""Words that mean exactly the same, so that one may replace the other in a checked sentence.

Search may guess (`sad` finds depression); a check may not. Three sources are used: the names of one drug, an
abbreviation and its expansion, and a short list of phrases that clinicians treat as equal. Drug names must be
of the same substance: another drug of the class is a different drug.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache

from core.assistant.verification.reading.words import Word, has_hebrew, words
from core.clinical_language.tables import rows, spellings, words_of
from core.language.folding import folded
from core.language.vocabulary.tables import DRUGS, Row, read_table
from core.language.vocabulary.transliteration import spelled_in_hebrew
from core.language.vocabulary.vocabulary import OwnMeaning

_ABBREVIATIONS = ("abbreviations.txt", "hebrew_abbreviations.txt")
_DRUG = "drug:"
_MOST_GAP = 2
"""Characters between the words of one term: a blank, `/` or a hyphen."""

_SHORTEST_IN_HEBREW = 6
"""A shorter name, spelt in Hebrew letters, may be another word."""

_COMMON = words_of("frame_words", "short")
"""Words that are abbreviations in capitals only."""


Terms = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """The words `[first, last)` of a text name something; mentions that share a mark name the same."""

    first: int
    last: int
    marks: frozenset[str]

    @property
    def is_drug(self) -> bool:
        return any(mark.startswith(_DRUG) for mark in self.marks)


class Meanings:
    """The known equivalences; immutable."""

    def __init__(self, drugs: Iterable[Terms], short: Iterable[Row], sayings: Iterable[Terms]) -> None:
        self._marks: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for terms in drugs:
            self._add_drug(terms)
        for row in short:
            for meaning in row.terms[1:]:
                if not _spells(row.terms[0], meaning):
                    continue
                mark = f"means:{folded(meaning)}"
                self._marks[_key(row.terms[0])].add(mark)
                self._marks[_key(meaning)].add(mark)
        for terms in sayings:
            for term in terms:
                self._marks[_key(term)].add(f"says:{terms[0]}")
        self._marks.pop((), None)
        self._exactly: dict[tuple[str, ...], str] = {}
        self._arrange()

    def _arrange(self) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for key in sorted(self._marks, key=lambda key: (-len(key), key)):
            self._by_first[key[0]].append(key)

    @staticmethod
    @cache
    def built_in() -> Meanings:
        """The ones shipped with the program; read once."""
        short = [row for name in _ABBREVIATIONS for row in read_table(name) if row.abbreviates]
        drugs = [row.terms for row in read_table(DRUGS)]
        drugs += [spellings(line, "=") for (line,) in rows("more_drugs")]
        return Meanings(drugs, short, [spellings(line, "=") for (line,) in rows("sayings")])

    def with_own(self, own: Iterable[OwnMeaning]) -> Meanings:
        """These and the practice's unambiguous abbreviations.

        Unambiguous means one meaning, unknown to the program otherwise, in exactly the letters that the
        practice writes: a check may accept a true expansion, never a false one.
        """
        made = copy(self)
        made._marks = defaultdict(set, {key: set(marks) for key, marks in self._marks.items()})
        made._exactly = {}
        for each in own:
            key, meaning = _key(each.short), _key(each.meanings[0]) if len(each.meanings) == 1 else ()
            if len(key) != 1 or not meaning or key in self._marks or key == meaning or key in made._exactly:
                continue
            made._marks[meaning].add(f"own:{folded(each.meanings[0])}")
            made._marks[key] |= made._marks[meaning]
            made._exactly[key] = each.short
        if not made._exactly:
            return self
        made._arrange()
        return made

    def mentions(self, text: str, every: Sequence[Word]) -> list[Mention]:
        """The known terms among the words `every` of `text`; a shorter one may be inside a longer."""
        return [mention for at in range(len(every)) for mention in self._at(text, every, at)]

    def _at(self, text: str, every: Sequence[Word], at: int) -> list[Mention]:
        word = every[at]
        return [
            Mention(at, at + len(key), frozenset(self._marks[key]))
            for form in word.forms
            for key in self._by_first.get(form, ())
            if _stands(key, text, every, at) and self._exactly.get(key, word.text) == word.text
        ]

    def _add_drug(self, terms: Terms) -> None:
        if len(terms) < 2:
            return
        mark = _DRUG + folded(terms[0])
        for term in terms:
            self._marks[_key(term)].add(mark)
            if term.isascii() and term.isalpha() and len(term) >= _SHORTEST_IN_HEBREW:
                for spelt in spelled_in_hebrew(folded(term)):
                    for each in (spelt, spelt.removesuffix("ה")):
                        self._marks.setdefault(_key(each), {mark})


def with_meanings(text: str, every: Sequence[Word], mentions: Iterable[Mention]) -> list[Word]:
    """The words of `text`, those of a mention with its marks among their forms."""
    marks: dict[int, frozenset[str]] = {}
    for mention in mentions:
        for place in range(mention.first, mention.last):
            at_an_end = place in (mention.first, mention.last - 1) and mention.last - mention.first > 1
            if at_an_end and every[place].frame:
                continue
            marks[place] = marks.get(place, frozenset()) | mention.marks
    return [
        Word(word.text, word.start, word.end, word.forms | marks[place]) if place in marks else word
        for place, word in enumerate(every)
    ]


def _spells(short: str, meaning: str) -> bool:
    """Whether an abbreviation stands for exactly these words: `LDL` is a kind of cholesterol, not its name.

    Its letters occur in them in order, the first at the beginning; a final `x` (`Hx`) stands for any letters.
    A Hebrew abbreviation may have an English expansion.
    """
    if has_hebrew(short):
        return True
    letters = [char for char in folded(short) if char.isalnum()]
    if letters[-1:] == ["x"]:
        letters.pop()
    rest = iter(folded(meaning))
    return folded(meaning)[:1] == letters[0] and all(letter in rest for letter in letters)


def _key(term: str) -> tuple[str, ...]:
    return tuple(min(word.forms, key=lambda form: (-len(form), form)) for word in words(term))


def _stands(key: tuple[str, ...], text: str, every: Sequence[Word], at: int) -> bool:
    if at + len(key) > len(every):
        return False
    if len(key) == 1:
        written = every[at].text
        return not ((every[at].frame or written.casefold() in _COMMON) and not written.isupper())
    for step in range(1, len(key)):
        before, word = every[at + step - 1], every[at + step]
        gap = text[before.end : word.start]
        if key[step] not in word.forms or len(gap) > _MOST_GAP or gap.strip(" /-&"):
            return False
    return True
