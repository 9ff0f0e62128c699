"""What an allergy is told of: `penicillin tolerated; allergic to sulfa` is no allergy to penicillin."""

from __future__ import annotations

import re

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.words import Word
from core.modality import Modality

_BEARS = r"tolerat\w*|takes?|taking|took|given|uses?|using|has|had|is on|was on|currently|no known|well"
_END = re.compile(
    rf"[.;!?](?=\s|$)|\n|,\s(?=[^,.;\n]*\b(?:{_BEARS})\b)|\b(?:but|while|whereas|however|although)\b"
    r"|(?<![א-ת])(?:אבל|אך|נוטל(?:ת)?|לוקח(?:ת)?)(?![א-ת])",
    re.IGNORECASE,
)
_LEADS = re.compile(r"\s*(?:to\b|of\b|against\b|:|-|–)|\w*\s+ל", re.IGNORECASE)
"""After `allergic` or `allergies`: what it is to follows, so that nothing before a comma is meant."""
_LISTED = re.compile(r"[^\n.;]{0,12}:?[ \t]*\n(?=\s*\S)")


def allergic_otherwise(stated: Claims, noted: Claims, *, headed: bool) -> bool:
    """Whether one text tells of an allergy to what the other does not; `headed` by a heading of allergies."""
    here = stated.modalities.has(Modality.ALLERGY)
    there = noted.modalities.has(Modality.ALLERGY)
    if headed:
        return not here
    if not here and not there:
        return False
    if here and not there:
        return True
    return any(_told_otherwise(stated, noted, term) for term in stated.terms)


def _told_otherwise(stated: Claims, noted: Claims, term: Word) -> bool:
    here = {_within(stated, word) for word in stated.words if word.same_as(term)}
    there = {_within(noted, word) for word in noted.words if word.same_as(term)}
    return bool(there) and here.isdisjoint(there)


def _within(claims: Claims, word: Word) -> bool:
    return any(start <= word.start < end for start, end in _regions(claims))


def _regions(claims: Claims) -> list[tuple[int, int]]:
    """Of every allergy the places that it is told in."""
    text = claims.text
    found: list[tuple[int, int]] = []
    for kind, start, end in claims.modalities.cues:
        if kind != Modality.ALLERGY:
            continue
        listed = _LISTED.match(text, end)
        after = _END.search(text, listed.end() if listed else end)
        before = max((one.end() for one in _END.finditer(text, 0, start)), default=0)
        if _LEADS.match(text, end) and (comma := text.rfind(", ", before, start)) >= 0:
            before = comma
        found.append((before, len(text) if listed else after.start() if after else len(text)))
    return found
