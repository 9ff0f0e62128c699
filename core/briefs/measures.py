"""Values that are measured again and again, and which of them moved between one session and the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.assistant.verification.reading.words import Word
from core.briefs.comparing import About, about, of_another
from core.briefs.cues import AIMED_AT
from core.briefs.said import Said
from core.briefs.scales import UNIT, plain_number, scale

_GAP = (
    r"(?:[^\w\n.;]|\b(?:is|was|of|at|today|in|the|office|clinic|level|value|reading|now|to|measured|fell|rose|down|up"
    r"|has|have|been|come|came|currently|היה|היום|כעת|עמד|עומד|על|ירד|עלה|ל)\b){0,12}?"
)
"""What may stand between a measure's name and its value: any other word would make another measure of it."""
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,5}(?:[.,]\d{1,4})?)"
_END = r"(?!\d|[.,:]\d|\s?[-–—/]\s?\d)"
"""Behind every value: a number is read whole or not at all, and a range is no value."""
_VALUE = rf"({_NUMBER}){_END}(?:\s?(?P<unit>{UNIT}))?(?![^\W_])"
_PRESSURE = rf"(\d{{2,3}}\s?/\s?\d{{2,3}}){_END}(?:\s?(?P<unit>mm\s?Hg))?(?![^\W_])"
_ARC = rf"({_NUMBER}){_END}\s?(?P<unit>°|degrees?\b|מעלות)"
_ALONE = r"(?<![/\w])(?<!\w[-–:])"
"""Before a name: the second half of `albumin/creatinine` is no creatinine."""
_HE = r"(?<![/\u05d0-\u05ea])[והבל]{0,2}"
_NAMES: dict[str, tuple[str, str]] = {
    "blood pressure": (rf'(?:{_ALONE}(?:blood pressure|BP\b)|{_HE}(?:ל["״]ד|לחץ(?: ה)? ?דם))', _PRESSURE),
    "weight": (rf"(?:{_ALONE}(?:weigh(?:t|s|ed|ing)|wt)\b|{_HE}(?:משקל|שוקלת?))", _VALUE),
    "HbA1c": (rf"(?:{_ALONE}(?:h(?:a?e)?moglobin A1c|HbA1c|A1c\b)|{_HE}המוגלובין מסוכרר)", _VALUE),
    "LDL": (rf"{_ALONE}LDL\b", _VALUE),
    "glucose": (
        rf'(?:{_ALONE}(?:fasting )?(?:blood )?(?:glucose|sugar)\b|{_HE}סכ["״]ד(?: בצום)?)',
        _VALUE,
    ),
    "creatinine": (rf"(?:{_ALONE}creatinine|{_HE}קריאטינין)", _VALUE),
    "eGFR": (rf"{_ALONE}e?GFR\b", _VALUE),
    "haemoglobin": (
        rf"(?:{_ALONE}(?:h(?:a?e)?moglobin\b(?! A1c)|Hgb\b|Hb\b)|{_HE}המוגלובין(?! מסוכרר))",
        _VALUE,
    ),
    "ferritin": (rf"(?:{_ALONE}ferritin\b|{_HE}פריטין)", _VALUE),
    "TSH": (rf"{_ALONE}TSH\b", _VALUE),
    "INR": (rf"{_ALONE}INR\b", _VALUE),
    "ejection fraction": (rf"{_ALONE}(?:ejection fraction|(?:LV)?EF)\b", _VALUE),
    "GAD-7": (rf"{_ALONE}GAD-?7\b", rf"(\d{{1,2}}){_END}(?P<unit>)(?![^\W_])"),
    "PHQ-9": (rf"{_ALONE}PHQ-?9\b", rf"(\d{{1,2}}){_END}(?P<unit>)(?![^\W_])"),
    "flexion": (rf"(?:{_ALONE}flexion\b|{_HE}כפיפה)", _ARC),
    "abduction": (rf"(?:{_ALONE}abduction\b|{_HE}הרחקה)", _ARC),
    "extension": (rf"(?:{_ALONE}extension\b|{_HE}יישור)", _ARC),
    "external rotation": (rf"(?:{_ALONE}external rotation\b|{_HE}סיבוב חיצוני)", _ARC),
}
_MEASURES = {name: called + _GAP + value for name, (called, value) in _NAMES.items()}
_MEASURES["pain"] = (
    rf"(?:{_ALONE}(?:pain|VAS)\b|{_HE}כאב)[^\d\n.;]{{0,40}}?(?<![\d.,/-])(\d{{1,2}}(?:\.\d)?\s?/\s?10){_END}"
    r"(?P<unit>)(?![^\W_])"
)
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _MEASURES.items()}
_BY_HOW_MUCH = re.compile(
    r"\b(?:down|up|fell|rose|ירד|עלה)\b(?!.*(?:\b(?:to|at|is|now|today|of|על|עומד|כעת)\b|\bל-?$))",
    re.IGNORECASE | re.DOTALL,
)
"""Before a number: it is the difference, not the value."""
_AIM_BEHIND = re.compile(
    r"\W*(?:(?:is|as|being) )?(?:the |our |his |her |their )?(?:goal|target|aim)\b|\W*(?:הוא )?ה?יעד", re.I
)
_ARCS = frozenset({"flexion", "abduction", "extension", "external rotation"})
_LOCAL = _ARCS | {"pain"}
"""Of a place of the body."""
_FEWEST_ARCS = 2
"""One arc alone may be that of another joint."""
_FARTHEST = Decimal("1.6")
_BEFORE_CHARS = 24
_PLACES = ("objective", "subjective", "assessment", "addendum", "attachment")
"""Where what was measured at a visit is looked for, the surest first; a plan holds targets."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A value with its name and its unit, exactly as noted; `value` without blanks.

    `scale` is its unit spelt one way, "" for none; `about` is of what it is; `around`: its sentence.
    """

    name: str
    value: str
    scale: str
    at: Said
    around: Said
    about: About


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
        if before is not None and _moved(before, value):
            found.append(Move(before, value))
    arcs = [one for one in found if one.now.name in _ARCS]
    return [one for one in found if one.now.name not in _ARCS or len(arcs) >= _FEWEST_ARCS]


def _first(one: Said, name: str, pattern: re.Pattern[str]) -> Measured | None:
    if of_another(one):
        return None
    words = one.words
    for match in pattern.finditer(words):
        before = words[max(0, match.start() - _BEFORE_CHARS) : match.start(1)]
        behind = words[match.end() :]
        if AIMED_AT.search(before) or behind.lstrip().startswith(("to ", "-", "–", "עד ")):
            continue
        if _BY_HOW_MUCH.search(words[match.start() : match.start(1)]) or _AIM_BEHIND.match(behind):
            continue
        value = "".join(match[1].split())
        at = one.part(
            match.start(), match.start("unit") + len(match["unit"]) if match["unit"] else match.end(1)
        )
        return Measured(
            name,
            value,
            scale(name, value, match["unit"]),
            at,
            one,
            about(one, match.start(), match.end(), local=name in _LOCAL),
        )
    return None


def _moved(before: Measured, now: Measured) -> bool:
    """Whether it is another number of the same thing: of one side and one joint, in one unit."""
    if (
        _same_value(before.value, now.value)
        or before.scale != now.scale
        or not before.about.same_as(now.about)
    ):
        return False
    if not now.scale and now.name == "weight":
        # Without a unit it may be kilograms once and pounds the other time.
        low, high = sorted((plain_number(before.value), plain_number(now.value)))
        return high < low * _FARTHEST
    return now.name != "pain" or _same_pain(before, now)


def _same_value(before: str, now: str) -> bool:
    """`7.5` and `7.50` are one number."""
    one, other = (tuple(map(plain_number, value.split("/"))) for value in (before, now))
    return one == other


def _same_pain(before: Measured, now: Measured) -> bool:
    """Pain is of a place: two numbers are one thing only where another word of the sentence agrees."""
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
