"""Which words a single cited sentence or clause may contribute to a sentence that cites several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around, pieces
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Quantity
from core.clinical_language.tables import phrases, rows

(_JOINS,) = (phrases(words) for name, words, *_ in rows("small_words") if name == "joins")
_LENDING = re.compile(
    r";\s|,\s(?!who\b|which\b)|\b(?:but|while|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])"
)
_SAID_APART = re.compile(r"[.;!?](?=\s|$)|\n|\b(?:but|while|whereas|and)\b")
_HEAD_AND_MORE = 2
"""A first clause this short has its own subject; a longer one often provides that of the next clauses."""


def lent_astray(stated: Claims, sentences: Sequence[Claims]) -> bool:
    """Whether a cited sentence contributes words that it says of something the checked one omits.

    `Left shoulder pain. Knee surgery in 2019.` contains all of `left shoulder surgery in 2019`.
    """
    held = [{i for i, term in enumerate(stated.terms) if one.holds(term)} for one in sentences]
    for place, one in enumerate(sentences):
        others = set().union(*(terms for other, terms in enumerate(held) if other != place))
        if held[place] - others and one.terms and not stated.holds(one.terms[0]):
            return True
    if any(_number_of_another(stated, quantity, sentences) for quantity in stated.quantities):
        return True
    return any(_joined_only_here(stated, cue, sentences) for cue in _JOINS.finditer(stated.text))


def lent_by_clauses(stated: Claims, noted: Claims) -> bool:
    """Whether a clause contributes words that it says of something the checked sentence omits.

    `Independent in washing, needs help with meals` contains all of `independent in washing and meals`.
    """
    clauses = [noted.of(noted.text[piece.start : piece.stop]) for piece in pieces(noted.text, _LENDING)]
    lenders = []
    for place, one in enumerate(clauses):
        others = [other for at, other in enumerate(clauses) if at != place]
        own = [t for t in stated.terms if one.holds(t) and not any(other.holds(t) for other in others)]
        if own:
            lenders.append(one)
        elif _lends_a_number(stated, one, others) and one.terms and not stated.holds(one.terms[0]):
            return True
    parts = [noted.of(noted.text[piece.start : piece.stop]) for piece in pieces(noted.text, _SAID_APART)]
    if any(_joined_only_here(stated, cue, parts) for cue in _JOINS.finditer(stated.text)):
        return True
    return len(lenders) > 1 and any(
        len(one.terms) > 1
        and not stated.holds(one.terms[0])
        and (
            one is not clauses[0] or (len(one.terms) == _HEAD_AND_MORE and not re.search(r"[:\n]", one.text))
        )
        for one in lenders
    )


def _lends_a_number(stated: Claims, one: Claims, others: Sequence[Claims]) -> bool:
    return any(
        match(quantity, one.quantities) is Match.SAME
        and not any(match(quantity, other.quantities) is Match.SAME for other in others)
        for quantity in stated.quantities
        if not quantity.dated
    )


def _joined_only_here(stated: Claims, cue: re.Match[str], sentences: Sequence[Claims]) -> bool:
    """Whether a word of cause or circumstance joins two things that no cited sentence joins."""
    start, end = around(CLAUSE_END, stated.text, cue.start())
    before = [term for term in stated.terms_in_order if start <= term.start < cue.start()]
    after = [term for term in stated.terms_in_order if cue.end() <= term.start < end]
    if not before or not after:
        return False
    pair = before[-1], after[0]
    return all(any(one.holds(term) for one in sentences) for term in pair) and not any(
        all(one.holds(term) for term in pair) for one in sentences
    )


def _number_of_another(stated: Claims, quantity: Quantity, sentences: Sequence[Claims]) -> bool:
    """Whether the only sentence with a number gives it for a word that the checked one does not have."""
    places = [
        (one, other)
        for one in sentences
        for other in one.quantities
        if match(quantity, [other]) is Match.SAME
    ]
    owners = [[term for term in one.terms_in_order if term.end <= other.start][-1:] for one, other in places]
    return bool(owners) and all(found and not stated.holds(found[0]) for found in owners)
