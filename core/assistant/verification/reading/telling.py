"""How each word of a text is told: denied, ended, planned, doubted, in the past, of somebody else.

The cues are those of the clinical-language tables, and its scope engine says what each of them governs.
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
    """What a cue says of the words that it governs; the category of the cue in its table."""

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
"""By category of a cue; those that are missing are of no concern here."""

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
"""Columns of a cue that may stand anywhere: its direction and its reach."""
_LINE_END = re.compile(r"(?<![:\n])(?<![A-Z]{4})\n+")
"""A heading, in capitals or with a colon, is told with what it stands above."""
_PERIOD = re.compile(
    r"(?<![\d/.-])(?:19|20)\d\d\s*(?:to|through|thru|[-–—])\s*(?:19|20)\d\d(?!\d|[/.-]\d)", re.I
)
"""Years from and to: what lasted so long is over."""
_BEGINS = "begins"
_VERBS = frozenset("is are was were has have had will".split())
_NO_CUE = "not "
"""Begins the category of words that are no cue of another: `not planned`."""


class Placed(Protocol):
    """Whatever begins somewhere in a text."""

    @property
    def start(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Telling:
    """What was found in one text. `cues` are the places of the cue words themselves."""

    spans: tuple[tuple[Assertion, int, int], ...]
    cues: tuple[tuple[Assertion, int, int], ...]

    def of(self, word: Placed) -> frozenset[Assertion]:
        """All that governs what begins there."""
        return frozenset(told for told, start, end in self.spans if start <= word.start < end)

    def has(self, told: Assertion) -> bool:
        return any(cue == told for cue, _, _ in self.cues)

    def is_cue(self, word: Word) -> bool:
        """True for the words of a denial, a stop or an allergy: compared as such, not as words."""
        return any(start <= word.start < end for told, start, end in self.cues if told in _COMPARED_AS_SUCH)


def telling(text: str, content: Sequence[Word]) -> Telling:
    """Every cue of `text` with what it governs; `content` are the words that cues may be said of."""
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
            # A cue of one place of a clause is none elsewhere.
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
    """Behind each `and` that another verb follows: `taken and the result is pending`."""
    return [
        at + 1
        for at, word in enumerate(text_words)
        if word.text == "and" and any(each.text in _VERBS for each in text_words[at + 1 : at + 6])
    ]


def _targets(
    text_words: Sequence[KernelWord], cues: Sequence[Mention], content: Sequence[Word]
) -> list[Target]:
    """What cues may be said of: between two cues or marks, from the first content word to the last."""
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
