"""Words that ask for the newest, for the oldest, or for a kind of answer.

English and Hebrew. Ambiguous words that may belong to the content ("the first metatarsal", "how long did it
last", "who first saw it") are not included.
"""

from __future__ import annotations

import re
from typing import Literal

Order = Literal["latest", "first"]


def whole_words(english: str, hebrew: str = r"(?!)") -> re.Pattern[str]:
    """Alternatives that match whole words only."""
    return re.compile(
        rf"(?<![\w-])(?:{english})(?![\w-])|(?<![\u05d0-\u05ea])(?:{hebrew})(?![\u05d0-\u05ea])",
        re.IGNORECASE,
    )


_NOT_AFTER_LAST = (
    r"(?:few |couple of |\d+ |two |three |four |five |six )?"
    r"(?:days?|weeks?|months?|years?|nights?|hours?|minutes?|decade)\b|names?\b|resort|menstrual|period|meal"
    r"|for\b|into\b|until\b|through|longer"
)
"""Spans, which are dates, and words that make a term or a verb of it."""
LATEST = whole_words(
    r"(?:(?:at|on|during|as of) )?(?:(?:his|her|their|the|our|my) )?"
    rf"(?:latest|newest|most recent(?:ly)?|last(?! (?:{_NOT_AFTER_LAST})))"
    r"(?: (?:time|visit|session|appointment|check-?up))?(?: on file| on record)?"
    r"|(?:right )?now(?:adays)?|current(?:ly)?|these days|at present|presently|at the moment"
    r"|as of (?:today|now)|still|any ?more",
    r"[ובהלמש]{0,2}אחרונ(?:ה|ים|ות)(?: ביותר)?|[ובהלמש]{0,2}אחרון(?: ביותר)?"
    r"|ה?עדכני(?:ת|ים|ות)?(?: ביותר)?|ה?נוכחי(?:ת|ים|ות)?|לאחרונה|כיום|כעת|עכשיו|כרגע|עדיין"
    r"|נכון להיום|בימים אלה",
)
_NOT_LATEST = re.compile(
    r"\b(?:how long|does|did|do|will|would|can|could|may|it|they|symptoms|pain|attacks?|episodes?)\b"
    r"[^.?]{0,40}\blast\s*[?.]?\s*$"
    r"|\buntil now\b|\bby now\b|\bnow and then\b|\bat last\b",
    re.IGNORECASE,
)
FIRST = whole_words(
    r"(?:(?:at|on|during|in) )?(?:(?:the|his|her|their|our) )?(?:very )?"
    r"(?:first (?:time|visit|session|appointment|note|reading|measurement|consultation|check-?up|evaluation)"
    r"|earliest|baseline)"
    r"|first(?= (?:seen?|diagnos|prescrib|start|note|record|mention|document|present|came|come|complain"
    r"|report|refer|notic|appear|develop|beg[ia]n|took|taken?|given|put|f[io]und|measure|check|tried|try)\w*)"
    r"|initially|originally|at the outset|to begin with|at first",
    r"לראשונה|ב?(?:פעם|ביקור|בדיקה|מדידה|פגישה) ה?ראשו(?:נה|ן)|בתחילה|בהתחלה|מלכתחילה",
)
_STARTS = re.compile(
    r"^\W*(?:when|on (?:what|which) (?:date|day|visit))\b[^?]{0,80}\b(?:start(?:ed)?|beg[iau]n)\b"
    r"|^\W*(?:מתי|באיזה ביקור|באיזה תאריך)\s.{0,60}(?:התחיל|הותחל|החל)",
    re.IGNORECASE,
)
"""The first note on something says when it began."""


_ANOTHER_TIME = re.compile(
    r"\b(?:and|then|but|versus|vs)\s+(?:then\s+)?"
    r"(?:now|today|since(?! when)|later|after(?:wards?)?|before|following|currently|at the end)\b"
    r"|\bbefore\b[^?]{0,40}\bafter\b"
    r"|(?<![א-ת])ו(?:ל?אחר(?:י|יו|יה)?|עכשיו|כיום|היום|כעת|בסוף|לפני|מאז(?! מתי))(?![א-ת])",
    re.IGNORECASE,
)
"""Two times are compared: neither is all that is asked for."""


def order_of(text: str) -> Order | None:
    """Whether the newest or the oldest is asked for; None for neither, and for both."""
    latest = LATEST.search(text) is not None and _NOT_LATEST.search(text) is None
    first = FIRST.search(text) is not None or _STARTS.search(text) is not None
    if latest == first or _ANOTHER_TIME.search(text) is not None:
        return None
    return "latest" if latest else "first"


_EXPECTED = {
    "dose": (
        r"how (?:many|much) (?:of )?(?:milligrams?|micrograms?|mg|mcg|tablets?|pills?|capsules?|puffs?"
        r"|units)\b"
        r"|\b(?:doses?|dosage|strength)\b"
        r"|מינון|כמה (?:מ[\"״]ג|מק[\"״]ג|מיליגרם|מיקרוגרם|כדורים|יחידות)|באיזו כמות"
    ),
    "reading": (
        r"\b(?:blood pressure|bp|pressure|pulse|heart rate|temperature|temp|weight|weigh|bmi|a1c|hba1c"
        r"|levels?|scores?|inr|ef|ejection fraction|readings?|read|saturation|sats?|creatinine|ldl|hdl|tsh"
        r"|glucose|sugar)\b|לחץ ה?דם|דופק|חום|משקל|ערך|רמת|ציון|מדד|סוכר|המוגלובין|תוצא"
    ),
    "date": (
        r"^\W*when\b|\b(?:what|which) (?:date|day|month|year|visit)\b|\bdate of\b|\bhow long ago\b"
        r"|^\W*מתי|באיזה (?:תאריך|ביקור|יום|חודש)|באיזו שנה|תאריך ה"
    ),
    "yes_no": (
        r"^\W*(?:is|are|was|were|has|have|had|does|do|did|can|could|should|any|will)\b"
        r"|^\W*(?:האם|היש|יש ל)"
    ),
    "count": (
        r"\bhow (?:many|much|often|old|long|far|big|wide|large|high|tall|loud)\b|^\W*כמה|בכמה|באיזו תדירות"
    ),
    "reason": (
        r"\bwhy\b|\bwhat (?:for|caused|made|led|brought)\b|\bhow come\b|\breasons?\b"
        r"|מדוע|(?<!\w)למה(?!\w)|בגלל מה|סיבה|סיבת"
    ),
    "drug": (
        r"\b(?:drugs?|medications?|medicines?|meds|pills?|antibiotics?|tablets?|inhalers?|creams?|ointments?"
        r"|statins?|opioids?|painkillers?|antiplatelets?|injections?|patch|drops|supplements?|prescri\w+"
        r"|(?:takes?|taking) for|put (?:him|her) on)\b"
        r"|תרופ|כדור|זריק|משחה|משאף|אנטיביוטיק|נוטל|לוקח|הוחלף"
    ),
    "diagnosis": (
        r"\bdiagnos\w*|\bwhat(?:['’]s| is| was) wrong\b|\b(?:condition|disease)s?\b|אבחנ|אובחן|אובחנה|מחל"
    ),
}
_EXPECTED_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _EXPECTED.items()}


def expected_of(text: str) -> frozenset[str]:
    """The kinds of answer a question may have.

    Of dose, reading, date, yes_no, count, reason, drug and diagnosis. What is taken for the blood pressure is
    a drug, not a measurement.
    """
    kinds = frozenset(kind for kind, pattern in _EXPECTED_PATTERNS.items() if pattern.search(text))
    return kinds - {"reading"} if "drug" in kinds else kinds
