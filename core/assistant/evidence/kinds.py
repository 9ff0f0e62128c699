"""Classifies the words of a question by how informative it is that a chart never mentions them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from core.assistant.evidence.subjects import Subjects, is_amount
from core.clinical_language.months import month_name
from core.clinical_language.statements import statement_of
from core.clinical_language.tables import words_of
from core.language import hebrew
from core.language.stop_words import FUNCTION_WORDS
from core.language.tokens import forms_of, tokens
from core.language.vocabulary.graph import Term, term_of
from core.language.vocabulary.tables import read_table

Kind = Literal["drug", "test", "problem", "specialist", "abbreviation", "body", "word", "frame"]
"""`drug`: a drug or a class. `test`: a test or a measure. `problem`: an illness, or a device for one. `body`:
an organ or a complaint, which have everyday names. `word`: any other. `frame`: only asks for a kind of
answer.
"""
WEIGHTS: dict[Kind, float] = {
    "drug": 3.0,
    "test": 3.0,
    "problem": 3.0,
    "specialist": 3.0,
    "abbreviation": 3.0,
    "body": 1.5,
    "word": 1.0,
    "frame": 0.4,
}
"""The weight of a group in the share of a question that a sentence contains."""

_ABBREVIATION = re.compile(r"(?:ה?-)?(?:[A-Z]{2,}[\w-]*|[A-Z]\w*\d\w*)$")
_BODY = ("symptoms.txt", "anatomy.txt")
_TOLD_BY_ITS_UNIT = frozenset({"weight", "height", "temperature"})
"""Measures that a note may give without naming them: `lost 4 kg`."""
_OF_LEXICON: tuple[tuple[str, Kind], ...] = (
    ("test", "test"),
    ("measure", "test"),
    ("problem", "problem"),
    ("device", "problem"),
    ("specialist", "specialist"),
)


def _readings(word: str) -> frozenset[str]:
    """The possible lexemes of a written word; of a Hebrew one also without its prefixes."""
    forms = forms_of(word)
    if not forms or not hebrew.is_hebrew(forms[0]):
        return frozenset(forms[:1])
    return frozenset(form for form in forms if not form.startswith(hebrew.SKELETON_MARK))


def _lexemes(words: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(_readings, words))


_MONTHS = (month_name(month, "en") for month in range(1, 13))
_TELLING_NOTHING = _lexemes(
    (*words_of("frame_words", "of a question"), *_MONTHS, *words_of("times_of_day", "weekday"))
)
"""Lexemes that ask for a kind of answer or a time: a note can answer without them."""
_FIELDS = _lexemes(words_of("frame_words", "part"))
"""The names of a note's parts, which no note has to mention."""


def kind_of(subjects: Subjects, place: int) -> Kind:
    """The kind of one group of a question."""
    name = subjects.names[place]
    if is_amount(name) or is_of_a_note(name):
        return "frame"
    if subjects.drugs(place):
        return "drug"
    written = [_readings(token.written) for token in tokens(name)]
    if written and all(not one.isdisjoint(_TELLING_NOTHING | FUNCTION_WORDS) for one in written):
        return "frame"
    mentions = statement_of(name).mentions
    found = {one.entry.kind for one in mentions if one.name not in _TOLD_BY_ITS_UNIT}
    for named, kind in _OF_LEXICON:
        if named in found:
            return kind
    if _ABBREVIATION.match(name):
        return "abbreviation"
    return "body" if subjects.term(place) in _terms(_BODY) else "word"


def is_of_a_note(name: str) -> bool:
    """Whether a group of a question is the name of a part of every note: `plan`, `assessment`."""
    written = [_readings(token.written) for token in tokens(name)]
    return bool(written) and all(not one.isdisjoint(_FIELDS) for one in written)


@cache
def _terms(names: tuple[str, ...]) -> frozenset[Term]:
    return frozenset(term_of(text) for name in names for row in read_table(name) for text in row.terms)
