"""Values that are measured again and again, and which of them moved between one session and the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.assistant.verification.words import Word
from core.briefs.cues import AIMED_AT
from core.briefs.said import Said

_GAP = (
    r"(?:[^\w\n.;]|\b(?:is|was|of|at|today|in|the|office|clinic|level|value|reading|now|to|measured|fell|rose|down|up"
    r"|has|have|been|come|came|currently|היה|היום|כעת|עמד|עומד|על|ירד|עלה|ל)\b){0,12}?"
)
"""What may stand between a measure's name and its value: any other word would make another measure of it."""
_MEASURES: dict[str, str] = {
    "blood pressure": r'(?:blood pressure|\bBP\b|ל["״]ד|לחץ דם)' + _GAP + r"(\d{2,3}\s?/\s?\d{2,3})",
    "weight": r"(?:\bweigh(?:t|s|ed|ing)\b|\bwt\b|משקל|שוקלת?)"
    + _GAP
    + r'(\d{2,3}(?:\.\d{1,2})?)(?:\s?(?:kg|kilograms?|lbs?|pounds?|ק["״]ג))?',
    "HbA1c": r"(?:h(?:a?e)?moglobin A1c|HbA1c|\bA1c|המוגלובין מסוכרר)"
    + _GAP
    + r"(\d{1,2}(?:\.\d{1,2})?)\s?%?",
    "LDL": r"\bLDL\b" + _GAP + r"(\d{2,3})(?:\s?mg/dl)?",
    "glucose": r'(?:\b(?:fasting )?(?:blood )?(?:glucose|sugar)\b|סכ["״]ד(?: בצום)?)'
    + _GAP
    + r"(\d{2,3})(?:\s?mg/dl)?",
    "creatinine": r"(?:creatinine|קריאטינין)" + _GAP + r"(\d{1,2}(?:\.\d{1,2})?)(?:\s?mg/dl)?",
    "eGFR": r"\be?GFR\b" + _GAP + r"(\d{1,3})",
    "haemoglobin": r"(?:\bh(?:a?e)?moglobin\b(?! A1c)|\bHgb\b|\bHb\b)"
    + _GAP
    + r"(\d{1,2}(?:\.\d)?)(?:\s?g/dl)?",
    "ferritin": r"(?:\bferritin\b|פריטין)" + _GAP + r"(\d{1,4}(?:\.\d)?)",
    "TSH": r"\bTSH\b" + _GAP + r"(\d{1,3}(?:\.\d{1,2})?)",
    "INR": r"\bINR\b" + _GAP + r"(\d(?:\.\d{1,2})?)",
    "ejection fraction": r"(?:\bejection fraction\b|\b(?:LV)?EF\b)" + _GAP + r"(\d{2})\s?%?",
    "GAD-7": r"\bGAD-?7\b" + _GAP + r"(\d{1,2})",
    "PHQ-9": r"\bPHQ-?9\b" + _GAP + r"(\d{1,2})",
    "pain": r"(?:\bpain\b|\bVAS\b|ה?כאב)" + r"[^\d\n.;]{0,40}?" + r"(\d{1,2}(?:\.\d)?\s?/\s?10)",
    "flexion": r"(?:\bflexion\b|כפיפה)" + _GAP + r"(\d{1,3})\s?(?:°|degrees)",
    "abduction": r"(?:\babduction\b|הרחקה)" + _GAP + r"(\d{1,3})\s?(?:°|degrees)",
    "extension": r"(?:\bextension\b|יישור)" + _GAP + r"(\d{1,3})\s?(?:°|degrees)",
    "external rotation": r"(?:\bexternal rotation\b|סיבוב חיצוני)" + _GAP + r"(\d{1,3})\s?(?:°|degrees)",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _MEASURES.items()}
_ARCS = frozenset({"flexion", "abduction", "extension", "external rotation"})
_FEWEST_ARCS = 2
"""One arc alone may be that of another joint."""
_BEFORE_CHARS = 24
_PLACES = ("objective", "subjective", "assessment", "addendum", "attachment")
"""Where what was measured at a visit is looked for, the surest first; a plan holds targets."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its name, exactly as noted; `value` without blanks. `around`: words of its sentence."""

    name: str
    value: str
    at: Said
    around: Said


@dataclass(frozen=True, slots=True)
class Move:
    """What was measured before and what is now, of one thing."""

    before: Measured
    now: Measured


def measured(sentences: Sequence[Said]) -> dict[str, Measured]:
    """By name, the value of one visit: the first one in the surest place."""
    found: dict[str, Measured] = {}
    ranked = sorted(
        (one for one in sentences if one.of.field in _PLACES), key=lambda one: _PLACES.index(one.of.field)
    )
    for one in ranked:
        for name, pattern in _PATTERNS.items():
            if name not in found and (value := _first(one, name, pattern)) is not None:
                found[name] = value
    return found


def moves(now: dict[str, Measured], earlier: Sequence[dict[str, Measured]]) -> list[Move]:
    """What has another value than when it was measured last; `earlier` visits, the latest first."""
    found: list[Move] = []
    for name, value in now.items():
        before = next((one[name] for one in earlier if name in one), None)
        if before is not None and before.value != value.value and _same_thing(before, value):
            found.append(Move(before, value))
    arcs = [one for one in found if one.now.name in _ARCS]
    return [one for one in found if one.now.name not in _ARCS or len(arcs) >= _FEWEST_ARCS]


def _first(one: Said, name: str, pattern: re.Pattern[str]) -> Measured | None:
    words = one.words
    for match in pattern.finditer(words):
        before = words[max(0, match.start() - _BEFORE_CHARS) : match.start(1)]
        if AIMED_AT.search(before) or words[match.end() :].lstrip().startswith(("to ", "-", "–", "עד ")):
            continue
        value = "".join(match[1].split())
        return Measured(name, value, one.part(match.start(), match.end()), one)
    return None


def _same_thing(before: Measured, now: Measured) -> bool:
    """Pain is of a place: two numbers are one thing only where another word of the sentence agrees."""
    if now.name != "pain":
        return True
    shared = [
        term for term in _telling(now.around) if any(term.same_as(other) for other in _telling(before.around))
    ]
    return bool(shared)


def _telling(one: Said) -> list[Word]:
    return [
        word
        for word in one.claims.terms
        if word.text.casefold() not in ("pain", "כאב", "הכאב", "vas", "rates")
    ]
