"""The assertion status of each word of a text: negated, ended, planned, doubted, past, of another person.

The cues are those of the clinical-language tables, and the scope engine there determines what each governs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Protocol

from core.assistant.verification.reading.clauses import CLAUSE_END, around, pieces
from core.assistant.verification.reading.words import Word
from core.clinical_language.lexicon import Lexicon, Mention
from core.clinical_language.scope import Cues, Target
from core.clinical_language.tables import rows, spellings
from core.clinical_language.words import Word as KernelWord
from core.clinical_language.words import words


class Assertion(StrEnum):
    """The status that a cue gives the words it governs; the category of the cue in its table."""

    DENIED = "negated"
    STOPPED = "stopped"
    CONSIDERED = "considered"
    STARTED = "started"
    CONTINUED = "continued"
    ALLERGY = "allergy"
    FAMILY = "family"
    ENDED = "ended"
    REFUSED = "refused_it"
    PLANNED = "planned"
    CONDITIONAL = "condition"
    DOUBTED = "doubted"
    ASKED = "asked"
    ADVISED = "advised"
    TRIED = "tried"
    NOT_TAKEN_UP = "not_taken_up"
    NEARLY = "nearly"
    PARTLY = "partly"
    OF_IT = "of_it"
    LONG_PAST = "long_past"
    PAST = "told_past"
    NOW = "told_now"
    TOLERATED = "tolerated"
    TARGET = "target"
    LOST = "lost"
    GAINED = "gained"


_TOLD_BY = {told.value: told for told in Assertion} | {
    "refused": Assertion.DENIED,
    "suspected": Assertion.CONSIDERED,
    "spoken_of": Assertion.ASKED,
    "conditional": Assertion.CONDITIONAL,
    "family_of": Assertion.FAMILY,
}
"""By category of a cue; categories not listed are irrelevant here."""

_COMPARED_AS_SUCH = frozenset(
    {
        Assertion.DENIED,
        Assertion.STOPPED,
        Assertion.CONSIDERED,
        Assertion.STARTED,
        Assertion.CONTINUED,
        Assertion.ALLERGY,
        Assertion.CONDITIONAL,
    }
)
_ANYWHERE = 2
"""Columns of a cue that may occur anywhere: its direction and its reach."""
_LINE_END = re.compile(r"(?<![:\n])(?<![A-Z]{4})\n+")
"""A heading, in capitals or with a colon, is read with the text below it."""
_PERIOD = re.compile(
    r"(?<![\d/.-])(?:19|20)\d\d\s*(?:to|through|thru|[-–—])\s*(?:19|20)\d\d(?!\d|[/.-]\d)", re.I
)
"""A range of years: what lasted so long is over."""
_BEGINS = "begins"
_VERBS = frozenset("is are was were has have had will".split())
_NO_CUE = "not "
"""Prefix of the category of words that prevent a cue: `not planned`."""


class Placed(Protocol):
    """Anything with a start offset in a text."""

    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Telling:
    """The statuses found in one text. `cues` are the ranges of the cue words themselves."""

    spans: tuple[tuple[Assertion, int, int], ...]
    cues: tuple[tuple[Assertion, int, int], ...]

    def of(self, word: Placed) -> frozenset[Assertion]:
        """Every status that applies where the item starts."""
        return frozenset(told for told, start, end in self.spans if start <= word.start < end)

    def has(self, told: Assertion) -> bool:
        return any(cue == told for cue, _, _ in self.cues)

    def is_cue(self, word: Word) -> bool:
        """True for the words of a negation, a stop or an allergy: compared as cues, not as words."""
        return any(start <= word.start < end for told, start, end in self.cues if told in _COMPARED_AS_SUCH)


def telling(text: str, content: Sequence[Word]) -> Telling:
    """Every cue of `text` with what it governs; `content` are the words that cues may apply to."""
    spans: list[tuple[Assertion, int, int]] = []
    places: list[tuple[Assertion, int, int]] = []
    for line in pieces(text, _LINE_END):
        text_words = words(text, line.start, line.stop)
        cues = _cues(text_words)
        breaks = [one.first for one in cues if one.name == _BEGINS] + _second_clauses(text_words)
        found = Cues(text_words, cues, breaks).scopes(_targets(text_words, cues, content))
        spans += [
            (_TOLD_BY[one.category], text_words[one.first].start, text_words[one.last - 1].end)
            for one in found
            if one.category in _TOLD_BY and one.first < one.last
        ]
        governing = {(one.category, one.cue_first) for one in found}
        places += [
            (_TOLD_BY[one.name], text_words[one.first].start, text_words[one.last - 1].end)
            for one in cues
            # A cue bound to one position in a clause does not count elsewhere.
            if one.name in _TOLD_BY
            and (len(one.entry.data) == _ANYWHERE or (one.name, one.first) in governing)
        ]
    for period in _PERIOD.finditer(text):
        spans.append((Assertion.LONG_PAST, *around(CLAUSE_END, text, period.start())))
    return Telling(tuple(spans), tuple(places))


def _cues(text_words: list[KernelWord]) -> list[Mention]:
    """The cues of either lexicon, in order."""
    own = _lexicon().mentions(text_words)
    shared = [one for one in Lexicon.built_in().mentions(text_words) if one.entry.kind == "cue"]
    no_cues = [one for one in own if one.name.startswith(_NO_CUE)]
    found = [one for one in own if one not in no_cues and not _within(one, no_cues, longer=True)]
    found += [one for one in shared if not _within(one, no_cues, longer=False)]
    return sorted(found, key=lambda one: one.first)


def _within(cue: Mention, no_cues: list[Mention], *, longer: bool) -> bool:
    return any(
        each.name == _NO_CUE + cue.name
        and each.first <= cue.first
        and cue.last <= each.last
        and (not longer or each.last - each.first > cue.last - cue.first)
        for each in no_cues
    )


def _second_clauses(text_words: Sequence[KernelWord]) -> list[int]:
    """The position after each `and` followed by another verb: `taken and the result is pending`."""
    return [
        at + 1
        for at, word in enumerate(text_words)
        if word.text == "and" and any(each.text in _VERBS for each in text_words[at + 1 : at + 6])
    ]


def _targets(
    text_words: Sequence[KernelWord], cues: Sequence[Mention], content: Sequence[Word]
) -> list[Target]:
    """The targets of cues: between two cues or marks, from the first content word to the last."""
    starts = {word.start for word in content}
    taken = {at for one in cues for at in range(one.first, one.last)}
    found: list[Target] = []
    bound = True
    for at, word in enumerate(text_words):
        if at in taken or word.is_mark:
            bound = True
        elif word.start in starts:
            first = at if bound else found.pop().first
            found.append(Target(first, at + 1))
            bound = False
    return found


@cache
def _lexicon() -> Lexicon:
    made = Lexicon()
    for phrases, category, direction, reach, *place in rows("cues_checked"):
        for phrase in spellings(phrases):
            made.add(f"{category} {direction}", category, phrase, (direction, reach, *place))
    return made
