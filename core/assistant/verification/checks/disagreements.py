"""Finds contradictions between a sentence and the words it cites, and names them by a code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.verification.checks.additions import unbounded
from core.assistant.verification.checks.directions import directed_otherwise
from core.assistant.verification.checks.numbers import bound_otherwise
from core.assistant.verification.checks.parts import said_of_another_part
from core.assistant.verification.checks.people import done_by_another, of_another_relative
from core.assistant.verification.checks.telling import denied_more_widely
from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.sides import side_agrees

_DOUBLE = re.compile(
    r"\b(?:not|never|n['’]t|cannot|does not|did not)\s+(?:\w+\s+)?(?:den(?:y|ies|ied|ying)|without|absent"
    r"|negative|free of|rule[ds]? out|excluded?)\b|n['’]t den(?:y|ied)"
    r"|\bden(?:y|ies|ied)\s+(?:no|not|having no|never)\b|\b(?:no|without) (?:absence|lack|denial) of\b"
    r"|(?<![א-ת])לא (?:שולל|שוללת|מכחיש|מכחישה|נשלל|נשללה)(?![א-ת])",
    re.IGNORECASE,
)


def relation_problem(stated: Claims, noted: Claims) -> str | None:
    """The first code of a claim attached to another person, part or direction; None if there is none."""
    if (_DOUBLE.search(stated.text) is None) != (_DOUBLE.search(noted.text) is None):
        return "negation_mismatch"
    if denied_more_widely(stated, noted):
        return "negation_mismatch"
    if of_another_relative(stated, noted) or done_by_another(stated, noted):
        return "subject_mismatch"
    if said_of_another_part(stated, noted):
        return "number_of_another"
    if directed_otherwise(stated, noted) or unbounded(stated, noted):
        return "unsupported_words"
    return "number_of_another" if bound_otherwise(stated, noted) else None


def side_problem(stated: Claims, noted: Sequence[Claims]) -> str | None:
    """A side must occur in a text that also contains its word; no other source can support it."""
    for side in stated.sides:
        about = [claims for claims in noted if side.of is None or claims.holds(side.of)]
        if about and not any(side_agrees(side, claims.sides) for claims in about):
            return "side_mismatch"
    return None


def other_drug(stated: Claims, noted: Claims) -> bool:
    """Whether the cited words lack a drug of the sentence and name one that it does not."""
    lacking = any(not noted.holds(drug) for drug in stated.drugs)
    return lacking and any(not stated.holds(drug) for drug in noted.drugs)
