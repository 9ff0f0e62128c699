"""Whether a passage holds the kind of thing that a question asks for: a dose, a reading, a denial.

Told by how such things are written, in English and Hebrew, whatever they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DOSE = re.compile(
    r"\d[\d.,]*\s*(?:mg|mcg|µg|μg|ug|g|grams?|ml|units?|iu|meq|puffs?|tablets?|tabs?|capsules?|drops|%|מ[\"״]ג|מק[\"״]ג"
    r"|מ[\"״]ל|יח['׳]?|יחידות|כדור(?:ים)?|טיפות)(?!\w)"
    r"|\b(?:once|twice|(?:two|three|four|\d+) times|every \d+|daily|nightly|bid|tid|qid|prn)\b"
    r"|(?:ל|ב)יום|ב(?:בוקר|ערב|לילה)|לפני השינה",
    re.IGNORECASE,
)
_READING = re.compile(
    r"\d+/\d+|\d+(?:\.\d+)?\s*(?:%|bpm|mm ?hg|degrees|°|kg|lbs?|pounds|cm|mm|mg/dl|mmol)"
    r"|\d+(?:\.\d+)?\s*(?:ק[\"״]ג|ס[\"״]מ|מ[\"״]מ)"
    r"|:\s*(?:[^\s\d]+\s+){0,2}\d",
    re.IGNORECASE,
)
_ANSWERED = re.compile(
    r"\b(?:no|not|never|none|nor|denie[sd]|without|negative|absent|unremarkable|normal|nkd?a)\b|n['’]t\b"
    r"|(?<![א-ת])ו?(?:לא|ללא|אין|בלי|טרם|מעולם|שולל[תי]?[םן]?|שלל[הו]?|מכחיש[הת]?|שלילית?|תקינ?[הי]?|תקין)(?![א-ת])",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|once|twice|half)\b"
    r"|(?<![א-ת])(?:אחת?|שתי|שניי?ם|שתיים|שלושה?|ארבעה?|חמישה?|שישה?|שבעה?|שמונה|תשעה?|עשרה?|פעמיים|חצי)(?![א-ת])",
    re.IGNORECASE,
)
_PATTERNS = {"dose": _DOSE, "drug": _DOSE, "reading": _READING, "yes_no": _ANSWERED, "count": _NUMBER}
_FIELDS = {"drug": "plan", "diagnosis": "assessment"}
"""Where the clinician says what is given, and what it is."""


def holds_answer(text: str, *, field: str, expects: Iterable[str]) -> bool:
    """Whether `text`, of this field of a note, holds anything of one of the kinds in `expects`.

    For `yes_no` that is a denial or a finding of nothing: what is so is said by its own name, what is not
    has to be said in so many words. Kinds that cannot be told are never held.
    """
    return any(
        _FIELDS.get(kind) == field or (kind in _PATTERNS and _PATTERNS[kind].search(text) is not None)
        for kind in expects
    )
