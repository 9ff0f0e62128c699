"""What one sentence, or one clause, of the cited words may lend to a sentence checked against several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around, pieces
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Quantity
from core.assistant.verification.reading.words import Word

_JOINS = re.compile(
    r"\b(?:on|from|after|due to|because of|secondary to|caused by|causes?|caused"
    r"|following|despite|since|with|for)\b"
    r"|(?<![א-ת])(?:בגלל|עקב|בעקבות|אחרי|לאחר|תחת)(?![א-ת])",
    re.IGNORECASE,
)
_LENDING = re.compile(
    r";\s|,\s(?!who\b|which\b)|\b(?:but|while|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])"
)
_HEAD_AND_MORE = 2
"""A first clause of so few words has its own subject; a longer one often gives those that follow theirs."""


def lent_astray(stated: Claims, sentences: Sequence[Claims]) -> bool:
    """Whether one of several sentences lends words that it says of something the checked one leaves out.

    `Left shoulder pain. Knee surgery in 2019.` holds all of `left shoulder surgery in 2019`.
    """
    held = [{i for i, term in enumerate(stated.terms) if _stands(term, one)} for one in sentences]
    for place, one in enumerate(sentences):
        others = set().union(*(terms for other, terms in enumerate(held) if other != place))
        if held[place] - others and one.terms and not _stands(one.terms[0], stated):
            return True
    if _undated(stated, sentences, held) or _turned_under_another(stated, sentences, held):
        return True
    if any(_number_lent_astray(stated, quantity, sentences) for quantity in stated.quantities):
        return True
    return any(_joined_only_here(stated, cue, sentences) for cue in _JOINS.finditer(stated.text))


def lent_by_clauses(stated: Claims, noted: Claims) -> bool:
    """Whether a clause of one sentence lends words that it says of something the checked one leaves out.

    `Independent in washing, needs help with meals` holds all of `independent in washing and meals`.
    """
    clauses = [noted.of(noted.text[piece.start : piece.stop]) for piece in pieces(noted.text, _LENDING)]
    lenders = []
    for place, one in enumerate(clauses):
        others = [other for at, other in enumerate(clauses) if at != place]
        own = [t for t in stated.terms if _stands(t, one) and not any(_stands(t, other) for other in others)]
        if own:
            lenders.append(one)
        elif _lends_a_number(stated, one, others) and one.terms and not _stands(one.terms[0], stated):
            return True
    return len(lenders) > 1 and any(
        len(one.terms) > 1
        and not _stands(one.terms[0], stated)
        and (
            one is not clauses[0] or (len(one.terms) == _HEAD_AND_MORE and not re.search(r"[:\n]", one.text))
        )
        for one in lenders
    )


def _turned_under_another(stated: Claims, sentences: Sequence[Claims], held: Sequence[set[int]]) -> bool:
    """Whether what one sentence tells of itself is told as done to it by what another names.

    `Started duloxetine. Sleep is better.` is not `duloxetine improved her sleep`.
    """
    for place, one in enumerate(sentences):
        own = held[place] - set().union(*(terms for other, terms in enumerate(held) if other != place))
        told = [stated.terms[index] for index in sorted(own)]
        for first, second in pairwise(told):
            at = [word.start for word in one.words if word.same_as(first)]
            then = [word.start for word in one.words if word.same_as(second)]
            before = [term for term in stated.terms if term.start < first.start and not _stands(term, one)]
            if at and then and max(then) < min(at) and before:
                return True
    return False


def _lends_a_number(stated: Claims, one: Claims, others: Sequence[Claims]) -> bool:
    return any(
        match(quantity, one.quantities) is Match.SAME
        and not any(match(quantity, other.quantities) is Match.SAME for other in others)
        for quantity in stated.quantities
        if not quantity.dated
    )


def _undated(stated: Claims, sentences: Sequence[Claims], held: Sequence[set[int]]) -> bool:
    """Whether two sentences are told as one without the date that only one of them has."""
    lenders = [
        one
        for place, one in enumerate(sentences)
        if held[place] - set().union(*(terms for other, terms in enumerate(held) if other != place))
    ]
    if len(lenders) < 2:
        return False
    dates = [[quantity for quantity in one.quantities if _of_time(quantity)] for one in lenders]
    return any(
        found and not any(match(one, stated.quantities) is Match.SAME for one in found) for found in dates
    ) and not all(dates)


def _of_time(quantity: Quantity) -> bool:
    year = quantity.unit is None and any(re.fullmatch(r"(?:19|20)\d\d", value) for value in quantity.values)
    return quantity.dated or year


def _joined_only_here(stated: Claims, cue: re.Match[str], sentences: Sequence[Claims]) -> bool:
    """Whether a word of cause or circumstance joins two things that no cited sentence tells together."""
    start, end = around(CLAUSE_END, stated.text, cue.start())
    before = [term for term in stated.terms_in_order if start <= term.start < cue.start()]
    after = [term for term in stated.terms_in_order if cue.end() <= term.start < end]
    if not before or not after:
        return False
    pair = before[-1], after[0]
    return all(any(_stands(term, one) for one in sentences) for term in pair) and not any(
        all(_stands(term, one) for term in pair) for one in sentences
    )


def _number_lent_astray(stated: Claims, quantity: Quantity, sentences: Sequence[Claims]) -> bool:
    """Whether the only sentence with a number gives it of a word that the checked one does not have."""
    places = [
        (one, other)
        for one in sentences
        for other in one.quantities
        if match(quantity, [other]) is Match.SAME
    ]
    owners = [[term for term in one.terms_in_order if term.end <= other.start][-1:] for one, other in places]
    return bool(owners) and all(found and not _stands(found[0], stated) for found in owners)


def _stands(term: Word, claims: Claims) -> bool:
    return not term.forms.isdisjoint(claims.forms)
