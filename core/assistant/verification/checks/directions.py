"""Checks order, comparison and cause of two things: `X led to Y` has the same words as `Y led to X`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around
from core.assistant.verification.reading.telling import Assertion
from core.assistant.verification.reading.words import Word
from core.clinical_language.lexicon import Lexicon
from core.clinical_language.tables import phrases, rows, spellings, words_of
from core.clinical_language.words import words

_SENTENCE = re.compile(r"[.;!?](?=\s|$)|\n|\b(?:but|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])")
_ORDERS = ("straight", "turned")
_BY_A_VERB = tuple(
    (name, phrases(verbs), phrases(links)) for name, verbs, links in rows("relations") if verbs not in _ORDERS
)
_BY = re.compile(r"\bby\b|(?<![א-ת])(?:על ידי|ע[\"״]י)(?![א-ת])", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b(?:{'|'.join(sorted(words_of('verb_forms', 'was', 'be')))})\s$")
_IS = re.compile(r"\b(?:is|was|are|were)\b(?! (?:not|no|to|\w+(?:ed|en|wn))\b)", re.IGNORECASE)
"""Says what something is; before a participle it says what was done to it."""
_STATUSES = (Assertion.STARTED, Assertion.STOPPED, Assertion.CONTINUED)
_TO_A_COMMA = frozenset({"greater", "circumstance"})
_COMPARED = ("greater", "instead")
_SMALL = frozenset("the a an her his in on at of it its she he was is were are to during that with".split())


class _Relation(NamedTuple):
    """The words `first` precede (exceed, replace, cause) the words `second`."""

    name: str
    first: tuple[Word, ...]
    second: tuple[Word, ...]
    after: range


def directed_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a relation of two things is reversed, or one is tied to what belongs to another."""
    here, there = list(_relations(stated)), list(_relations(noted))
    return (
        any(_turned(one, there) for one in here if one.name != "circumstance")
        or any(one.name == "cause" and not _caused(one, there) for one in here)
        or any(one.name == "circumstance" and _caused_it(one, there) for one in here)
        or _left_over(stated, here, noted, there)
        or _given_up(stated, here, there)
        or _turned_about_a_verb(stated, noted)
        or _identified(stated, noted)
    )


def _relations(claims: Claims) -> Iterator[_Relation]:
    text_words = words(claims.text)
    for one in _lexicon().mentions(text_words):
        begin, stop = text_words[one.first].start, text_words[one.last - 1].end
        start, end = around(_SENTENCE, claims.text, begin)
        before, after = range(start, begin), range(stop, end)
        comma = claims.text.find(", ", stop, end)
        if not claims.text[start:begin].strip(" \t-•*") and comma > 0:
            before, after = range(comma, end), range(stop, comma)
        elif one.name in _TO_A_COMMA and comma > 0:
            after = range(stop, comma)
        left, right = _words(claims, before), _words(claims, after)
        if one.name != "none":
            yield _Relation(
                one.name, *((right, left) if one.entry.data == ("turned",) else (left, right)), after
            )
    for name, verbs, links in _BY_A_VERB:
        for verb in verbs.finditer(claims.text):
            start, end = around(_SENTENCE, claims.text, verb.start())
            if (link := links.search(claims.text, verb.end(), end)) is not None:
                first = _words(claims, range(verb.end(), link.start()))
                first = first or _words(claims, range(start, verb.start()))
                after = range(link.end(), end)
                yield _Relation(name, first, _words(claims, after), after)


@cache
def _lexicon() -> Lexicon:
    made = Lexicon()
    for name, order, column in rows("relations"):
        for phrase in spellings(column) if order in _ORDERS else ():
            # One kind for relations that exclude each other: `rather than` is not `than`.
            kind = name if name in ("first", "circumstance") else "relation"
            made.add(kind, name, phrase, (order,))
    return made


def _words(claims: Claims, region: range) -> tuple[Word, ...]:
    sides = {side.start for side in claims.sides}
    known = {word.start for word in claims.terms_in_order} | sides
    return tuple(word for word in claims.words if word.start in region and word.start in known)


def _turned(here: _Relation, there: list[_Relation]) -> bool:
    """Whether a word on one side of a relation occurs in the cited words on the other side only."""
    first = [word for one in there if one.name == here.name for word in one.first]
    second = [word for one in there if one.name == here.name for word in one.second]
    return any(_has(second, word) and not _has(first, word) for word in here.first) or any(
        _has(first, word) and not _has(second, word) for word in here.second
    )


def _caused(here: _Relation, there: list[_Relation]) -> bool:
    """Whether the cited words tie an effect to the stated cause, if only by `for`."""
    if not here.first or not here.second:
        return True
    return any(
        any(_has(one.first, word) for word in here.first)
        and any(_has(one.second, word) for word in here.second)
        for one in there
        if one.name in ("cause", "circumstance")
    )


def _caused_it(here: _Relation, there: list[_Relation]) -> bool:
    """Whether something is stated as given for what it causes."""
    return any(
        any(_has(one.second, word) for word in here.first)
        and any(_has(one.first, word) for word in here.second)
        for one in there
        if one.name == "cause"
    )


def _left_over(stated: Claims, here: list[_Relation], noted: Claims, there: list[_Relation]) -> bool:
    """Whether a sentence states what something was only compared with, without comparing."""
    said = {word.text.casefold() for word in stated.words}
    names = [name for name in _COMPARED if all(one.name != name for one in here)]
    for one in (each for each in there if each.name in names):
        own = [word for word in noted.words if word.start not in one.after]
        left = [word for word in one.second if not _has(own, word)]
        tail = {word.text.casefold() for word in noted.words if word.start in one.after} - _SMALL
        dates = [each for each in noted.quantities if each.dated and each.start in one.after]
        if (
            any(_has(left, term) for term in stated.terms)
            or tail & said - {word.text.casefold() for word in own}
            or any(not one.values.isdisjoint(other.values) for one in dates for other in stated.quantities)
        ):
            return True
    return False


def _given_up(stated: Claims, here: list[_Relation], there: list[_Relation]) -> bool:
    """Whether a drug is stated as taken that was replaced by another."""
    switched = [one for one in there if one.name == "switch"]
    told = any(stated.telling.has(status) for status in _STATUSES)
    if told or not switched or any(one.name == "switch" for one in here):
        return False
    return any(
        any(_has(one.first, drug) for one in switched) and not any(_has(one.second, drug) for one in switched)
        for drug in stated.drugs
    )


def _turned_about_a_verb(stated: Claims, noted: Claims) -> bool:
    """Whether two things have swapped places around the same verb: `anxiety worsens her asthma`."""
    if _BY.search(stated.text) or _BY.search(noted.text):
        return False
    for verb in stated.terms_in_order:
        told = _words(stated, range(*around(CLAUSE_END, stated.text, verb.start)))
        before = [word for word in told if word.end <= verb.start]
        after = [word for word in told if word.start >= verb.end]
        if before and after and _is_verb(stated, verb):
            places = [
                [w.start for w in noted.words if w.same_as(one)] for one in (after[0], verb, before[-1])
            ]
            if all(len(each) == 1 for each in places) and sorted(places) == places:
                return True
    return False


def _identified(stated: Claims, noted: Claims) -> bool:
    """Whether `X is Y` replaces what the cited words say between the two: `X calls her by Y`."""
    for cue in _IS.finditer(stated.text):
        start, end = around(CLAUSE_END, stated.text, cue.start())
        before = [term for term in stated.terms_in_order if start <= term.start < cue.start()]
        after = [term for term in stated.terms_in_order if cue.end() <= term.start < end]
        if before and after:
            between = list(_between(before[-1], after[0], stated, noted))
            if between and all(between):
                return True
    return False


def _between(first: Word, second: Word, stated: Claims, noted: Claims) -> Iterator[list[Word]]:
    """For each clause of the cited words with both: the words between them that the sentence lacks.

    Empty if they are in the other order: `left knee pain` is a pain in the knee.
    """
    for one in (term for term in noted.terms_in_order if term.same_as(first)):
        start, end = around(CLAUSE_END, noted.text, one.start)
        for other in noted.terms_in_order:
            if not other.same_as(second) or not start <= other.start < end:
                continue
            yield [
                term
                for term in noted.terms_in_order
                if one.end <= term.start < other.start and not stated.holds(term)
            ]


def _is_verb(claims: Claims, word: Word) -> bool:
    """Whether a word may be a verb with its subject before it and its object after it."""
    if not word.text.isascii():
        return claims.text[word.end :].lstrip().startswith("את ")
    passive = _PASSIVE.search(claims.text[: word.start]) is not None
    return (not passive and word.text.endswith(("s", "ed"))) or word.text.casefold() == "make"


def _has(found: tuple[Word, ...] | list[Word], word: Word) -> bool:
    return any(one.same_as(word) for one in found)
