"""Checks who acts and who is affected: `the patient stopped the diuretic` does not follow if Dr Levin did.

Notes mostly omit the patient as the subject; an act, or an illness, contradicts a sentence only if the cited
words name another person for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, SENTENCE_END, around
from core.assistant.verification.reading.telling import Assertion
from core.assistant.verification.reading.words import Word
from core.clinical_language.statements import statement_of
from core.clinical_language.tables import words_of

_WORDS = {kind: words_of("people", kind) for kind in ("between", "no act", "told")}
_NAMED = re.compile(
    r"\b(?:dr|prof)\.? (?P<name>[A-Z][\w-]+)|ד[\"״]ר (?P<name_he>[א-ת]+)"
    r"|\b(?P<kind>\w+(?:ologist|iatrist))\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\s+(?:(?:{'|'.join(_WORDS['between'])})\s+)*"
    r"(?P<be>(?:is|are|was|were|been|be)\s+(?:(?:not|also|very|still|quite)\s+)*)?(?P<verb>[^\W\d_]{2,})",
    re.IGNORECASE,
)
_AND = re.compile(r"\s?(?:,|and|or|,? and)?\s(?:(?:her|his|both|a|the|maternal|paternal) )*", re.IGNORECASE)


class Person(NamedTuple):
    """A person at `[start, end)`; illnesses are attributed to relatives only."""

    name: str
    is_relative: bool
    start: int
    end: int


class _Act(NamedTuple):
    who: str
    passive: bool
    verb: Word


def done_by_another(stated: Claims, noted: Claims) -> bool:
    """Whether an act of the sentence is attributed only to others in the cited words."""
    there = list(_acts(noted))
    for here in _acts(stated):
        doers = {one.who for one in there if one.passive is here.passive and one.verb.same_as(here.verb)}
        beside = re.search(rf"\b{re.escape(here.who)} ?(?:,|and|or|&)", noted.text, re.IGNORECASE)
        if doers and here.who not in doers and not beside:
            return True
    return False


def of_another_relative(stated: Claims, noted: Claims) -> bool:
    """Whether a word is said of one relative here and only of others there, or of a relative only there."""
    there = [one for one in _people(noted.text) if one.is_relative]
    if not there:
        return False
    here = [one for one in _people(stated.text) if one.is_relative]
    for term in stated.terms:
        if any(one.start <= term.start < one.end for one in here):
            continue
        whose = _whose(stated.text, here, term)
        same = [word for word in noted.words if word.same_as(term)]
        owners = [_whose(noted.text, there, word) for word in same]
        if (
            whose is not None
            and owners
            and not any(whose in _beside(noted.text, there, one) for one in owners)
        ):
            return True
        if whose is not None and whose not in owners:
            continue
        denied = [(one, _denied(noted, word)) for one, word in zip(owners, same, strict=True)]
        if len(set(owners)) > 1 and (whose, _denied(stated, term)) not in denied:
            return True
        if whose is None and owners and not term.text.isascii() and None not in owners:
            return True
    return False


def _people(text: str) -> list[Person]:
    said, found = statement_of(text), []
    for one in said.of_kind("person"):
        first, last = said.words[one.first], said.words[one.last - 1]
        if not last.written.endswith(("'s", "’s")):
            found.append(Person(one.name, one.entry.data == ("relative",), first.start, last.end))
    known = {one.start for one in found}
    found += [
        Person((one[one.lastgroup or ""]).casefold(), False, *one.span())
        for one in _NAMED.finditer(text)
        if one.start() not in known
    ]
    return sorted(found, key=lambda one: one.start)


def _acts(claims: Claims) -> Iterator[_Act]:
    starts = {word.start: word for word in claims.words}
    people = _people(claims.text)
    drugs = [(min(drug.forms, key=lambda form: (":" not in form, form)), drug.end) for drug in claims.drugs]
    done = [(one.name, one.end, False) for one in people]
    done += [(name, end, True) for name, end in drugs]
    for who, end, is_drug in done:
        found = _BETWEEN.match(claims.text, end)
        if found is None or found["verb"].casefold() in _WORDS["no act"] or (is_drug and not _told(found)):
            continue
        if (verb := starts.get(found.start("verb"))) is not None:
            yield _Act(who, found["be"] is not None, verb)


def _told(found: re.Match[str]) -> bool:
    """Whether the word after a drug is a verb: `omeprazole protects the stomach`."""
    verb = found["verb"].casefold()
    return found["be"] is not None or verb.endswith(("s", "ed")) or verb in _WORDS["told"]


def _beside(text: str, people: Sequence[Person], name: str | None) -> set[str | None]:
    """A relative with those named together: `her father and her uncle`."""
    found: set[str | None] = {name}
    for one, other in pairwise(people):
        if _AND.fullmatch(text, one.end, other.start) and {one.name, other.name} & found:
            found |= {one.name, other.name}
    return found


def _denied(claims: Claims, word: Word) -> bool:
    return Assertion.DENIED in claims.telling.of(word)


def _whose(text: str, people: Sequence[Person], word: Word) -> str | None:
    """The relative named last before a word in its sentence; in Hebrew else first after it in its clause."""
    start, _ = around(SENTENCE_END, text, word.start)
    before = [one.name for one in people if start <= one.start <= word.start]
    if before or word.text.isascii():
        return before[-1] if before else None
    _, end = around(CLAUSE_END, text, word.start)
    return next((one.name for one in people if word.start < one.start < end), None)
