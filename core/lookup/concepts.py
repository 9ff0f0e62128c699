"""Finds the drugs, measures and illnesses in a question, by the concept names of facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.clinical_language.lexicon import Mention, problem_in_hebrew
from core.clinical_language.statements import statement_of
from core.facts.dto import ANYTHING
from core.lookup.dto import Language
from core.lookup.question_words import tag

_KINDS = {
    "drug": "drugs",
    "allergen": "drugs",
    "measure": "measures",
    "problem": "problems",
    "sufferer": "problems",
    "test": "tests",
    "drug_class": "classes",
}
_PREFIXES = "והבלמשכ"
_MOST_PREFIXES = 3
_OF_COMPLAINTS = "pain score"
"""A measure that notes give with the complaint alone; a question that names only it asks for more."""


@dataclass(frozen=True, slots=True)
class Named:
    """A concept named in a question at `[start, end)`; `kind` is one of `frames.CONCEPT_KINDS`."""

    kind: str
    concept: str
    start: int
    end: int


def concepts_in(text: str, first: str = "drug") -> Iterator[Named]:
    """The concepts of a question, the longest of overlapping ones; of the same words the one of kind
    `first`.
    """
    asked = statement_of(text)
    every = asked.words
    found = [
        one
        for one in asked.mentions
        if one.entry.kind in _KINDS
        and one.name != ANYTHING
        and not _is_asking(asked.written(one.first, one.last), one)
    ]
    order = sorted(_KINDS, key=lambda kind: kind != first)
    found.sort(key=lambda one: (one.first - one.last, order.index(one.entry.kind), one.first))
    taken: set[int] = set()
    for one in found:
        places = range(one.first, one.last)
        if not taken.isdisjoint(places) or (one.name == _OF_COMPLAINTS and len(places) == 1):
            continue
        taken.update(places)
        start, end = every[one.first].start, every[one.last - 1].end
        yield Named(_KINDS[one.entry.kind], one.name, start, end)


def in_words(written: str, concept: str, language: Language) -> str:
    """A concept as a sentence names it: as `written` in the question, but without a Hebrew prefix, and the
    illness for those who have it (`diabetics`).
    """
    if statement_of(written).of_kind("sufferer"):
        return (problem_in_hebrew(concept) if language == "he" else "") or concept
    shorter = [
        written[count:]
        for count in range(1, _MOST_PREFIXES + 1)
        if all(letter in _PREFIXES for letter in written[:count])
    ]
    named = [one for one in shorter if any(each.name == concept for each in statement_of(one).mentions)]
    return (named or [written])[-1]


def _is_asking(written: str, one: Mention) -> bool:
    """Whether an apparent concept is a word of the question: `allergy`, or `Mr`, which is not an MRI."""
    tagged = tag(written)
    return not tagged.rest and (one.entry.kind == "problem" or not tagged.slots)
