"""What a number is bound to by the words beside it: a stage, a thing counted, a change, a target.

`Lost 8 kg, now 88 kg` holds every word of `lost 88 kg`, and `stage 2 disease, seen 3 times` of `stage 3`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import CLAUSE_END, around
from core.assistant.verification.reading.comparing import Match, match
from core.assistant.verification.reading.quantities import Kind, Quantity

_LABEL = re.compile(
    r"\b(?P<label>stage|grade|type|class|category|phase|degree"
    r"|week|day|step|cycle|level|score|line)\s(?:of\s)?$"
    r"|(?<![א-ת])(?P<label_he>שלב|דרגה|סוג|שבוע|יום|מחזור)\s$",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?P<loss>los[est]+|losing|dropped|fell)\b|\b(?P<gain>gain\w*|rose)\b"
    r"|(?<![א-ת])(?P<loss_he>ירד|ירדה|איבד|איבדה)(?![א-ת])|(?<![א-ת])(?P<gain_he>עלה|עלתה)(?![א-ת])",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?:goals?|targets?|targeting|aim(?:s|ed|ing)?|keep|maintain|ideal(?:ly)?"
    r"|should be (?:under|below|above|over|at|between|around))\b|(?<![א-ת])ה?יעד(?![א-ת])",
    re.IGNORECASE,
)
_AGO = re.compile(r"\s+(?:ago|earlier|back)\b", re.IGNORECASE)
_BEGAN = re.compile(r"\b(?:beg[aiu]n|start\w*|onset|since|first|appeared|commenced)\b", re.IGNORECASE)
_ONE_BEFORE = re.compile(r"\b(?:one|a single)\s+$", re.IGNORECASE)
_COUNTED_FRAME = frozenset({"session", "sessions", "visit", "visits", "reports", "notes", "sessions,"})
"""Words of the frame of a report that are also counted."""
_NEAR = 24
"""Characters before a number in which its label is looked for."""


def bound_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether a number of the sentence is bound to another thing in the cited words."""
    for quantity in (one for one in stated.quantities if not one.dated):
        places = [one for one in noted.quantities if match(quantity, [one]) is Match.SAME]
        if not places:
            continue
        if (
            _other_label(stated, quantity, noted, places)
            or _other_count(stated, quantity, noted, places)
            or _other_change(stated, quantity, noted, places)
            or _lasting(stated, quantity, noted, places)
            or _target_only(stated, quantity, noted, places)
        ):
            return True
    return False


def _label(text: str, one: Quantity) -> str | None:
    found = _LABEL.search(text, max(0, one.start - _NEAR), one.start)
    return (found["label"] or found["label_he"]).casefold() if found else None


def _other_label(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    label = _label(stated.text, one)
    if label is None:
        return False
    return label not in {_label(noted.text, place) for place in places}


def _other_count(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether what is counted is counted otherwise: `two falls` of `one fall in two years`."""
    if one.unit is not None or any("/" in value or ":" in value for value in one.values):
        return False
    after = next((word for word in stated.words if word.start >= one.end), None)
    if after is not None and after.frame and after.text.casefold() not in _COUNTED_FRAME:
        after = None
    if after is None or stated.text[one.end : after.start] != " ":
        return False
    mentions = [word for word in noted.words if word.same_as(after)]
    if not mentions or any(
        noted.text[place.end : word.start].isspace() for place in places for word in mentions
    ):
        return False
    if all(place.unit is not None for place in places):
        return True
    numbered = [other for other in noted.quantities if other not in places and not other.dated]
    counted = any(noted.text[other.end : word.start] == " " for other in numbered for word in mentions)
    alone = any(_ONE_BEFORE.search(noted.text, max(0, word.start - _NEAR), word.start) for word in mentions)
    return counted or alone


def _other_change(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether what was lost or gained here is not what was there."""
    said = _change(stated.text, one)
    return said is not None and said not in {_change(noted.text, place) for place in places}


def _change(text: str, one: Quantity) -> str | None:
    if one.role == "to":
        return None
    start, _ = around(CLAUSE_END, text, one.start)
    found = [each.lastgroup or "" for each in _CHANGE.finditer(text, start, one.start)]
    return found[-1].removesuffix("_he") if found else None


def _target_only(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether a number is aimed at in one text and reached in the other."""
    if one.kind in (Kind.TIME, Kind.TIMES):
        return False
    aimed = {_aimed_at(noted, place) for place in places}
    return _aimed_at(stated, one) not in aimed


def _lasting(stated: Claims, one: Quantity, noted: Claims, places: Sequence[Quantity]) -> bool:
    """Whether how long ago something was is told as how long it has gone on."""
    if one.kind is not Kind.TIME or one.role != "during" or _BEGAN.search(noted.text):
        return False
    return all(_AGO.match(noted.text, place.end) for place in places)


def _aimed_at(claims: Claims, one: Quantity) -> bool:
    start, end = around(CLAUSE_END, claims.text, one.start)
    for cue in _TARGET.finditer(claims.text, start, end):
        follow = any(start <= other.start < end and other.start >= cue.end() for other in claims.quantities)
        if (cue.end() <= one.start) if follow else (one.end <= cue.start()):
            return True
    return False
