"""The drugs usually given for a condition, when a question asks what is taken for it.

A note says "Start midodrine 2.5 mg" without the indication, which readers know. So if a question asks what is
taken for something, the usual drugs for it count as an answer, under any of their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from core.language.lexemes import note_lexemes
from core.language.query import Query
from core.language.stop_words import FUNCTION_WORDS
from core.language.vocabulary.graph import term_of
from core.language.vocabulary.tables import DRUGS, USES, read_table
from core.retrieval.understanding.question_words import expected_of

_CLASSES = "drug_classes.txt"
_WORD = re.compile(r"[^\W_]+")
_SURE = 0.5
"""A word that only possibly means a condition does not name it."""
_TREATED = re.compile(
    r"\b(?:treat\w*|replac\w+|relie[fv]\w*|control(?:led|s)?|manag(?:ed?|ing))\b"
    r"|\bwhat (?:else )?(?:is|was|are|were|has|have|did|do|does|had)\b[^?]{0,40}"
    r"\b(?:on|add(?:ed)?|start(?:ed)?|beg[aiu]n|g[ai]ven?|put|us(?:e|es|ed|ing)|tak(?:e|en|es|ing)|took|tr(?:y|ied)"
    r"|had|rub\w*|inject\w*|swallow\w*)\b[^?]{0,30}\b(?:for|against|to|in)\b"
    r"|(?<![א-ת])(?:טופל|מטופל|טיפול|מקבל|קיבל|קיבלה|נרשם|ניתן|התחל|התחיל)[א-ת]{0,2}(?![א-ת])",
    re.IGNORECASE,
)

_LOW = r"(?:low(?:ered|ering)?|high|raised|elevated|over|under|(?:over|under)active|reduced|falling)"
_TURNED = re.compile(
    rf"\b{_LOW}[\s-]+(?P<after>[^\W\d_]+(?:\s+(?:sugars?|pressure|glucose|count))?)"
    r"|(?P<before>[א-ת]+(?: דם)?) (?:נמוכה?|גבוהה?)(?![א-ת])",
    re.IGNORECASE,
)
_TURNS = re.compile(rf"\b{_LOW}\b|נמוכ?|גבוה", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Drugs by the words of their names, in lower case: single-word names, and longer ones."""

    single: frozenset[str] = frozenset()
    several: tuple[frozenset[str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.single or self.several)

    def stand_in(self, text: str) -> bool:
        """Whether `text` names one of them. Compares written words, fast enough for many passages."""
        there = frozenset(_read(text))
        return not self.single.isdisjoint(there) or any(one <= there for one in self.several)


NO_DRUGS = Named()


def _read(text: str) -> Iterator[str]:
    """The words of `text`, each also without a possible plural letter or Hebrew prefix."""
    for word in _WORD.findall(text.casefold()):
        yield word
        yield word.removesuffix("s") if word.isascii() else word[1:]


def usual_drugs(question: str, query: Query) -> Named:
    """The usual drugs for the condition in `question`; none if it does not ask for a drug.

    `query` are its words with their synonyms.
    """
    if not expected_of(question) & {"drug", "dose"} and _TREATED.search(question) is None:
        return NO_DRUGS
    return _usual(_meant(question, query))


def _meant(question: str, query: Query) -> frozenset[str]:
    """The conditions of the table that the question names, directly or by synonyms.

    Of nested names only the longest counts, and none that an adjacent word changes: "low blood sugar" is not
    diabetes.
    """
    turned = _turned_around(question)
    own = frozenset(note_lexemes(question))
    split = [frozenset(name.split(" ")) for name in _uses()]
    long = [one for one in split if len(one) > 1 and one <= own]
    surely = {
        other.lexeme
        for group in query.groups
        if turned.isdisjoint(note_lexemes(group.source)) or _TURNS.search(group.source)
        if not any(one > frozenset(note_lexemes(group.source)) for one in long)
        for other in group.alternatives
        if other.weight >= _SURE
    }
    words = surely | own
    named = {name for name in _uses() if name in surely or words.issuperset(name.split(" "))}
    held = {name: frozenset(name.split(" ")) for name in named}
    return frozenset(
        name
        for name, there in held.items()
        if not any(there < other for other in long)
        and (turned.isdisjoint(there) or _TURNS.search(name) is not None or not there <= own)
    )


def _turned_around(question: str) -> frozenset[str]:
    """The words that `question` qualifies as low or high, which changes their meaning."""
    return frozenset(
        lexeme
        for found in _TURNED.finditer(question)
        for lexeme in note_lexemes(found["after"] or found["before"])
    )


@cache
def _uses() -> dict[str, Named]:
    """The drugs for each condition, by the condition's words as lexemes separated by blanks."""
    found: dict[str, list[str]] = {}
    for row in read_table(USES):
        for text in row.terms:
            told = " ".join(word for word in term_of(text) if word not in FUNCTION_WORDS)
            found.setdefault(told, []).extend(row.narrower)
    return {told: _named(drugs) for told, drugs in found.items()}


def _usual(conditions: Iterable[str]) -> Named:
    of_each = [_uses()[one] for one in conditions]
    return Named(
        frozenset[str]().union(*(one.single for one in of_each)),
        tuple(dict.fromkeys(drug for one in of_each for drug in one.several)),
    )


def _named(drugs: Iterable[str]) -> Named:
    """Every name of these drugs and of the members of these classes."""
    wanted, names = list(drugs), set[str]()
    while wanted:
        name = wanted.pop().casefold()
        if name not in names:
            names.add(name)
            wanted += _others().get(name, ())
    read = [frozenset(_WORD.findall(name)) - FUNCTION_WORDS for name in names]
    return Named(
        frozenset[str]().union(*(one for one in read if len(one) == 1)),
        tuple(one for one in read if len(one) > 1),
    )


@cache
def _others() -> dict[str, list[str]]:
    """The other names of each drug and class, and the members of a class; by the name in lower case."""
    found: dict[str, list[str]] = {}
    for table in (DRUGS, _CLASSES):
        for row in read_table(table):
            for text in row.terms:
                found.setdefault(text.casefold(), []).extend((*row.terms, *row.narrower))
    return found
