"""Checks that a sentence has its note's assertion status: negated, ended, planned, doubted, past, a
relative's.

A sentence that drops the status keeps every word of the note: `takes prednisone` of `completed prednisone in
May`, `had an MRI` of `MRI ordered`. So a word with one status in every mention of the note needs it in the
sentence, and vice versa.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Quantity
from core.assistant.verification.reading.telling import Assertion
from core.assistant.verification.reading.words import Word
from core.clinical_language.tables import words_of

_FRAMES = (
    Assertion.ENDED, Assertion.REFUSED, Assertion.PLANNED, Assertion.DOUBTED, Assertion.ASKED,
    Assertion.ADVISED, Assertion.TRIED, Assertion.NOT_TAKEN_UP, Assertion.NEARLY, Assertion.OF_IT,
    Assertion.PARTLY, Assertion.TOLERATED,
)  # fmt: skip
_ORDERED = re.compile(
    r"(?:^|[.;:\n]\s*|[-•*]\s)(?:repeat|start|stop|hold|increase"
    r"|decrease|add|check|recheck|book|arrange|refer|review"
    r"|take|avoid|return|call|order|schedule|give|apply|switch"
    r"|reduce|change|consider|monitor|keep|use|try|restart"
    r"|resume|begin|send|raise|lower|discontinue|follow)\b",
    re.IGNORECASE,
)
_TO_BE = re.compile(
    r"\b(?:should|must|(?:is|are) to|(?:is|are|was|were) (?:recommended|advised|planned|told|asked))\b", re.I
)
"""Orders in a note and their wording in an answer: `repeat potassium` is to be repeated."""
_OF_AN_ORDER = frozenset({Assertion.PLANNED, Assertion.ADVISED, Assertion.ENDED})
_UNDER_A_CONDITION = frozenset(
    {Assertion.PLANNED, Assertion.ADVISED, Assertion.DOUBTED, Assertion.CONSIDERED, Assertion.STOPPED}
)
"""Statuses that already imply a condition."""
_ITEM = re.compile(
    r"[.;:!?](?=\s|$)|\n|,\s|\b(?:and|or|nor|but|since|because|due|at this|after|although|while|as of)\b"
    r"|(?<![א-ת])(?:או|אבל|אך|מאז|בגלל|בשל|עקב)(?![א-ת])|\sו(?=[א-ת]{2})",
    re.IGNORECASE,
)
_ADDS_NOTHING = words_of("frame_words", "of a denial")
"""Words whose omission does not widen a negation."""
_PAST = frozenset({Assertion.PAST, Assertion.LONG_PAST})
_EXCLUSIVE = (
    (Assertion.STARTED, Assertion.CONTINUED),
    (Assertion.CONTINUED, Assertion.STARTED),
    (Assertion.STARTED, Assertion.STOPPED),
)


def telling_problem(stated: Claims, noted: Claims, heading: Claims | None = None) -> str | None:
    """A code for a status that differs from the cited words, which may be under a heading."""
    if _differs(Assertion.DENIED, stated, noted) or _denied_otherwise(stated, noted):
        return "negation_mismatch"
    if _differs(Assertion.STOPPED, stated, noted) or _differs(Assertion.CONSIDERED, stated, noted):
        return "status_mismatch"
    if _begun_otherwise(stated, noted):
        return "status_mismatch"
    for told in (Assertion.FAMILY, Assertion.ALLERGY):
        headed = heading is not None and heading.telling.has(told)
        if (not stated.telling.has(told)) if headed else _differs(told, stated, noted):
            return "subject_mismatch"
    if _differs(Assertion.CONDITIONAL, stated, noted):
        return "status_mismatch"
    if any(_framed_otherwise(told, stated, noted) for told in _FRAMES) or _past_as_present(stated, noted):
        return "status_mismatch"
    return None


def _differs(told: Assertion, stated: Claims, noted: Claims) -> bool:
    """Whether a status occurs in the sentence alone, or a word never has the other text's status."""
    if stated.telling.has(told) and not noted.telling.has(told):
        return True
    return noted.telling.has(told) and _of_a_word(told, stated, noted)


def _framed_otherwise(told: Assertion, stated: Claims, noted: Claims) -> bool:
    if not noted.telling.has(told) and (told is Assertion.ADVISED or not stated.telling.has(told)):
        # A plan may be stated as advice: `colonoscopy in 3 years` is recommended.
        return False
    if told in _OF_AN_ORDER and _ORDERED.search(noted.text) and _TO_BE.search(stated.text):
        return False
    return _of_a_word(told, stated, noted)


def _of_a_word(told: Assertion, stated: Claims, noted: Claims) -> bool:
    """Whether no mention of a word has the status in both texts or in neither."""
    for term in stated.terms:
        here = [stated.telling.of(word) for word in stated.words if word.same_as(term)]
        there = [noted.telling.of(word) for word in noted.words if word.same_as(term)]
        conditional = all(any(Assertion.CONDITIONAL in one for one in each) for each in (here, there))
        alike = not {told in one for one in here}.isdisjoint({told in one for one in there})
        if there and not alike and not (conditional and told in _UNDER_A_CONDITION):
            return True
    return False


def _past_as_present(stated: Claims, noted: Claims) -> bool:
    """Whether the note tells only of the past, the sentence of now; notes omit verbs, answers add them."""
    return any(_only_past(noted, term) and _of_now(stated, term) for term in stated.terms)


def _only_past(noted: Claims, term: Word) -> bool:
    mentions = [noted.telling.of(word) for word in noted.words if word.same_as(term)]
    return bool(mentions) and all(
        Assertion.LONG_PAST in one or (Assertion.PAST in one and Assertion.NOW not in one) for one in mentions
    )


def _of_now(stated: Claims, term: Word) -> bool:
    mentions = [stated.telling.of(word) for word in stated.words if word.same_as(term)]
    return any(Assertion.NOW in one and one.isdisjoint(_PAST) for one in mentions)


def _denied_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a stop or a start is itself negated in one text only, or a negation has lost its object."""
    for told in (Assertion.STOPPED, Assertion.STARTED, Assertion.CONTINUED, Assertion.ALLERGY):
        here, there = _denied_cues(stated, told), _denied_cues(noted, told)
        if here and there and here.isdisjoint(there):
            return True
    if any(_number_denied(stated, noted, quantity) for quantity in stated.quantities):
        return True
    return _denied_as_a_whole(stated, noted) or _denied_as_a_whole(noted, stated)


def _number_denied(stated: Claims, noted: Claims, quantity: Quantity) -> bool:
    there = [one for one in noted.quantities if match(quantity, [one]) is Match.SAME]
    here = Assertion.DENIED in stated.telling.of(quantity)
    return bool(there) and all((Assertion.DENIED in noted.telling.of(one)) is not here for one in there)


def _denied_as_a_whole(one: Claims, other: Claims) -> bool:
    """Whether a negation of frame words alone concerns what the other text asserts: `MRI was not done`."""
    there = list(_denials_of_no_word(other))
    here = list(_denials_of_no_word(one)) if there else []
    for term in one.terms:
        mentions = [word.start for word in other.words if word.same_as(term)]
        denied = mentions and all(any(at in clause for clause in there) for at in mentions)
        said = [word.start for word in one.words if word.same_as(term)]
        if denied and not any(at in clause for clause in here for at in said):
            return True
    return False


def _denials_of_no_word(claims: Claims) -> Iterator[range]:
    """The clauses in which a negation governs nothing but frame words."""
    for told, start, end in claims.telling.spans:
        goes_on = any(
            what is Assertion.CONTINUED and at <= start <= to for what, at, to in claims.telling.cues
        )
        denies = any(start <= word.start < end for word in claims.terms_in_order)
        if told is Assertion.DENIED and not goes_on and not denies:
            yield range(*around(CLAUSE_END, claims.text, max(0, start - 1)))


def _denied_cues(claims: Claims, told: Assertion) -> set[bool]:
    denied = [(start, end) for what, start, end in claims.telling.spans if what is Assertion.DENIED]
    return {
        any(start <= at < end for start, end in denied) for what, at, _ in claims.telling.cues if what is told
    }


def _begun_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether one text says that something began and the other only that it continues."""
    here, there = stated.telling, noted.telling
    return any(
        here.has(said) and not there.has(said) and there.has(against) and not here.has(against)
        for said, against in _EXCLUSIVE
    )


def denied_more_widely(stated: Claims, noted: Claims) -> bool:
    """Whether the sentence negates everything that the cited words only negate in part: `no severe pain`."""
    denied = [word for word in noted.terms_in_order if Assertion.DENIED in noted.telling.of(word)]
    for word in denied:
        here = [Assertion.DENIED in stated.telling.of(one) for one in stated.words if one.same_as(word)]
        if not any(here) or sum(one.same_as(word) for one in noted.words) != 1:
            continue
        item = range(*around(_ITEM, noted.text, word.start))
        beside = [one for one in denied if one.start in item and not _ADDS_NOTHING & {one.text.casefold()}]
        sided = any(one.start in item and Assertion.DENIED in noted.telling.of(one) for one in noted.sides)
        if any(one.forms.isdisjoint(stated.forms) for one in beside) or (sided and not stated.sides):
            return True
    return False
