"""Whether a passage contains the kind of value a question asks for: a dose, a measurement, a negation.

Recognised by how such values are written, in English and Hebrew, whatever they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOSE = (
    r"\d[\d.,]*\s*(?:mg|mcg|µg|μg|ug|g|grams?|ml|units?|iu|meq|puffs?|tablets?|tabs?|capsules?|drops|%)(?!\w)",
    r"\b(?:once|twice|(?:two|three|four|\d+) times|every \d+|daily|nightly|bid|tid|qid|prn)\b",
)
_DOSE_HE = (
    r"\d[\d.,]*\s*(?:מ[\"״]ג|מק[\"״]ג|מ[\"״]ל|יח['׳]?|יחידות|כדור(?:ים)?|טיפות)(?!\w)",
    r"(?:ל|ב)יום|ב(?:בוקר|ערב|לילה)|לפני השינה",
)
_READING = (
    r"\d+/\d+|\d+(?:\.\d+)?\s*(?:%|bpm|mm ?hg|degrees|°|kg|lbs?|pounds|cm|mm|mg/dl|mmol)",
    r":\s*(?:[^\s\d]+\s+){0,2}\d",
)
_READING_HE = (r"\d+(?:\.\d+)?\s*(?:ק[\"״]ג|ס[\"״]מ|מ[\"״]מ)",)
_ANSWERED = (
    r"\b(?:no|not|never|none|nor|denie[sd]|without|negative|absent|unremarkable|normal|nkd?a)\b|n['’]t\b",
)
_ANSWERED_HE = (
    r"(?<![א-ת])ו?(?:לא|ללא|אין|בלי|טרם|מעולם|שולל[תי]?[םן]?|שלל[הו]?|מכחיש[הת]?|שלילית?|תקינ?[הי]?|תקין)(?![א-ת])",
)
_NUMBER = (r"\d", r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|once|twice|half)\b")
_NUMBER_HE = (
    r"(?<![א-ת])(?:אחת?|שתי|שניי?ם|שתיים|שלושה?|ארבעה?|חמישה?|שישה?|שבעה?|שמונה|תשעה?|עשרה?|פעמיים|חצי)(?![א-ת])",
)
_LATIN = {"dose": _DOSE, "drug": _DOSE, "reading": _READING, "yes_no": _ANSWERED, "count": _NUMBER}
_HEBREW = {
    "dose": _DOSE_HE,
    "drug": _DOSE_HE,
    "reading": _READING_HE,
    "yes_no": _ANSWERED_HE,
    "count": _NUMBER_HE,
}


def _compiled(patterns: dict[str, tuple[str, ...]]) -> dict[str, tuple[re.Pattern[str], ...]]:
    return {kind: tuple(re.compile(each) for each in of_kind) for kind, of_kind in patterns.items()}


# Two separate patterns over lower-case text, because a search checks dozens of passages: one case-insensitive
# pattern takes four times as long.
_ALWAYS, _BEYOND_ASCII = _compiled(_LATIN), _compiled(_HEBREW)
_FIELDS = {"drug": "plan", "diagnosis": "assessment"}
"""The fields in which the clinician writes treatment and diagnosis."""


def holds_answer(text: str, *, field: str, expects: Iterable[str]) -> bool:
    """Whether `text`, of this field of a note, contains a value of one of the kinds in `expects`.

    For `yes_no` that is a negation or a negative finding: presence is stated by name, absence must be stated
    explicitly. Unknown kinds never match.
    """
    kinds = list(expects)
    if any(_FIELDS.get(kind) == field for kind in kinds):
        return True
    small = text.lower()
    tables = (_ALWAYS,) if small.isascii() else (_ALWAYS, _BEYOND_ASCII)
    return any(
        pattern.search(small) is not None
        for table in tables
        for kind in kinds
        for pattern in table.get(kind, ())
    )
