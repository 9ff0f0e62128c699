"""How telling it is that a chart never mentions a word of the question: what kind of word it is."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from core.assistant.evidence.clinical_words import FIELDS, NAMED, TELLING_NOTHING, readings
from core.assistant.evidence.subjects import Subjects, is_amount
from core.retrieval.language.stop_words import FUNCTION_WORDS
from core.retrieval.language.tokens import tokens
from core.retrieval.language.vocabulary.graph import Term, term_of
from core.retrieval.language.vocabulary.tables import read_table

Kind = Literal["drug", "term", "body", "word", "frame"]
"""`drug`: a drug or a class. `term`: a test, a procedure, a condition, an abbreviation. `body`: an organ or a
complaint, which have everyday names. `word`: any other. `frame`: it only says what kind of answer is wanted.
"""
WEIGHTS: dict[Kind, float] = {"drug": 3.0, "term": 3.0, "body": 1.5, "word": 1.0, "frame": 0.4}
"""How much a group counts in how much of a question a sentence holds."""

_ABBREVIATION = re.compile(r"(?:ה?-)?(?:[A-Z]{2,}[\w-]*|[A-Z]\w*\d\w*)$")
_NAMED_TEST = re.compile(
    r"(?P<name>[A-Z][a-z]{2,}(?:['’]s)?) "
    r"(?:tests?|blot|antibod\w+|scores?|index|signs?|syndrome|level|titers?|scan|criteria)\b"
)
"""A test that is called after somebody or something."""
_TERMS = ("measures.txt", "procedures.txt", "conditions.txt")
_LIFE = ("everyday.txt",)
"""What also stands here has everyday names: `ילדה` is a girl as well as a birth."""
_BODY = ("symptoms.txt", "anatomy.txt")


def kind_of(subjects: Subjects, place: int) -> Kind:
    """The kind of one group of a question."""
    name = subjects.names[place]
    if is_amount(name) or is_of_a_note(name):
        return "frame"
    if subjects.drugs(place):
        return "drug"
    if _ABBREVIATION.match(name):
        return "term"
    words = [readings(token.written) for token in tokens(name)]
    if words and all(not one.isdisjoint(TELLING_NOTHING | FUNCTION_WORDS) for one in words):
        return "frame"
    if any(found["name"] == name for found in _NAMED_TEST.finditer(subjects.question)):
        return "term"
    return _of_tables(subjects.term(place), words)


def is_of_a_note(name: str) -> bool:
    """Whether a group of a question is what a part of every note is called: `plan`, `assessment`."""
    words = [readings(token.written) for token in tokens(name)]
    return bool(words) and all(not one.isdisjoint(FIELDS) for one in words)


def _of_tables(term: Term | None, words: list[frozenset[str]]) -> Kind:
    if any(not one.isdisjoint(NAMED) for one in words):
        return "term"
    if term is not None and term in _terms(_TERMS) and term not in _terms(_LIFE):
        return "term"
    return "body" if term is not None and term in _terms(_BODY) else "word"


@cache
def _terms(names: tuple[str, ...]) -> frozenset[Term]:
    return frozenset(term_of(text) for name in names for row in read_table(name) for text in row.terms)
