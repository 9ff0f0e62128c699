"""What kind of answer a question asks for, where its wording leaves no doubt, and how that is written.

Each rule is one line that can be read: what asks for it, and what a sentence must hold to be one. A question
that no rule knows is never held to be without an answer for want of a value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOSE_UNIT = (
    r"mg|mcg|µg|μg|ug|g|gm|grams?|ml|units?|iu|meq|puffs?|tablets?|tabs?|capsules?|drops|%"
    r"|מ[\"״]ג|מק[\"״]ג|מ[\"״]ל|יח['׳]?|יחידות|כדור(?:ים)?|טיפות|שאיפות"
)
_NUMBER = (
    r"(?<![\w])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|once|twice)\b"
    r"|(?<![א-ת])(?:אחת?|שתי|שני|שניים|שתיים|שלושה?|ארבעה?|חמישה?|שישה?|שבעה?|שמונה|תשעה?|עשרה?|פעמיים|פעם)(?![א-ת])"
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """`asks` is found in the question, `holds` in a sentence that answers it.

    `about`: which of the question's other words that sentence must be about. `all`: every one that the notes
    hold at all; `any`: one of them; `none`: the value by itself is enough. `close`: the value stands shortly
    after the words, or just before them.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    about: str = "all"
    close: bool = False


_MEASURES = (
    r"cholesterol|ldl|hdl|triglycerides?|(?:vitamin )?(?:b12|d3?)(?= level)|vitamin b12|b12|psa|cd4"
    r"|bmi|body mass index"
    r"|viral load|crp|esr|troponin|albumin|bilirubin|uric acid|magnesium|phosphate|folate|vitamin d|iron"
    r"|oxygen saturation|sats|respiratory rate|height|waist|peak flow|fev1"
    r"|blood pressure|bp|ejection fraction|ef|lvef|tsh|creatinine|e?gfr|potassium|sodium|calcium"
    r"|inr|ferritin|ha?emoglobin|platelets?|hb ?a1c|a1c|glucose|pulse|heart rate|weigh(?:t|s)?"
    r"|temperature|apgar(?: scores?)?|gleason(?: score)?|visual acuity"
)
_MEASURES_HE = (
    r"ה?(?:כולסטרול|טריגליצרידים|המוגלובין(?: ה?מסוכרר)?|קריאטינין|אשלגן|נתרן|פריטין"
    r"|סוכר|דופק|משקל|גובה|חום|סטורציה)"
    r"|לחץ ה?דם"
)
RULES: tuple[Rule, ...] = (
    Rule(
        "blood_group",
        _compiled(r"\bblood (?:group|type)\b|סוג ה?דם"),
        _compiled(r"\bblood (?:group|type)\b|\b(?:a|b|ab|o)\s?(?:\+|rh|pos\w*\b|neg\w*\b)|סוג ה?דם"),
        about="none",
    ),
    Rule(
        "dose",
        _compiled(
            r"\bhow (?:many|much) (?:milligrams?|micrograms?|mg|mcg|tablets?|pills?|puffs?|units)\b"
            r"|^\W*(?:what|which)\b.{0,40}\b(?:dose|doses|dosage|strength)\b"
            r"|how (?:strong|high)\b.{0,20}\bdose\b"
            r"|כמה (?:מ[\"״]ג|מק[\"״]ג|מיליגרם|מיקרוגרם|כדורים)|(?:איזה|באיזה|מה) ה?מינון"
        ),
        _compiled(rf"\d[\d.,]*\s?(?:{_DOSE_UNIT})(?!\w)"),
        about="drug",
        close=True,
    ),
    Rule(
        "share",
        _compiled(r"\bpercent(?:age)?\b|\bwhat % |אחוז"),
        _compiled(r"\d\s?(?:%|percent)"),
    ),
    Rule(
        "mass",
        _compiled(r"\bhow many (?:kilos?|kilograms?|kgs?|pounds|lbs)\b|כמה (?:ק[\"״]ג|קילו)"),
        _compiled(r"\d\s?(?:kg|kgs|kilo\w*|lbs?|pounds?|ק[\"״]ג)(?!\w)"),
        about="none",
    ),
    Rule(
        "measure",
        _compiled(
            r"^\W*(?:what(?:['’]s| is| was| were| are)|how much"
            r"|how (?:tall|heavy)|(?:his|her|the)?\s*(?:last|latest|most recent))"
            rf"\b.{{0,30}}?\b(?P<what>{_MEASURES})\b"
            rf"|^\W*(?:מה|מהו|מהי)\s.{{0,20}}?(?P<what_he>{_MEASURES_HE})(?![א-ת])"
        ),
        _compiled(r"(?<!\w)\d"),
        about="measure",
        close=True,
    ),
    Rule(
        "size",
        _compiled(r"\bhow (?:big|wide|large)\b|מה (?:גודל|קוטר)"),
        _compiled(r"\d\s?-?(?:mm|cm|millimet\w+|centimet\w+|inch\w*|in\b|ס[\"״]מ|מ[\"״]מ)(?!\w)"),
        about="any",
    ),
    Rule(
        "count",
        _compiled(r"^\W*how many\b|^\W*כמה (?!זמן|פעמים|מ[\"״]|מק|מיל)"),
        _compiled(_NUMBER),
        about="first",
    ),
    Rule(
        "age",
        _compiled(r"^\W*(?:how old (?:was|were)|at what age)\b|^\W*באיזה גיל|^\W*בן כמה|^\W*בת כמה"),
        _compiled(_NUMBER),
        about="any",
    ),
    Rule(
        "duration",
        _compiled(r"^\W*how long\b|^\W*(?:מה|כמה) זמן"),
        _compiled(
            r"\b(?:hours?|days?|weeks?|months?|years?|minutes?|since|until|hrs?|min|\d+/(?:7|52|12))\b"
            r"|שעות|שעה|ימים|יום|שבוע|חודש|שנה|שנים|דקות|מאז|עד "
        ),
        about="any",
    ),
    Rule(
        "time_of_day",
        _compiled(r"\b(?:what|which) (?:time|part) of (?:the )?day\b|^\W*(?:at )?what time\b|באיזו שעה"),
        _compiled(
            r"\b(?:morning|night|nightly|evening|noon|afternoon|bedtime|breakfast|dinner|supper|lunch|a\.?m\.?|p\.?m\.?"
            r"|q?hs|qam|qpm)\b|בוקר|ערב|לילה|צהר"
        ),
    ),
    Rule(
        "person",
        _compiled(
            r"^\W*which (?:surgeon|doctor|physician|specialist|consultant|psychiatrist|gp)\b"
            r"|\bname of (?:the|his|her)\b"
            r"|^\W*who (?:operated|performed|put in|inserted|fitted|implanted|delivered|referred)\b"
            r"|^\W*who (?:is|was) (?:his|her|the) (?:gp|pcp|family doctor|surgeon|doctor|\w+ologist)\b"
            r"|^\W*מה (?:שמו|שמה|שם)(?![א-ת])"
        ),
        _compiled(r"\b(?:dr|prof|doctor|professor)\.?\s+(?-i:[A-Z])|(?<![א-ת])[לבמוה]?(?:ד[\"״]ר|פרופ)"),
        about="any",
    ),
    Rule(
        "frequency",
        _compiled(r"^\W*how (?:often|frequently)\b|^\W*(?:באיזו תדירות|כל כמה זמן|כמה פעמים)"),
        _compiled(
            r"\b(?:daily|weekly|monthly|yearly|nightly|hourly|every|each|once|twice|times|per"
            r"|a (?:day|week|month|year)"
            r"|bid|tid|qid|prn|od|bd|tds|packs?|\d+x|x\d+|x ?\d"
            r"|rarely|occasional\w*|seldom|regular\w*)\b|\d+/\d+"
            r"|פעם|פעמיים|פעמים|כל |יומי|שבועי|ליום|ביום|בשבוע"
        ),
    ),
    Rule(
        "place",
        _compiled(
            r"^\W*(?:at |in |to )?(?:which|what)"
            r" (?:hospital|clinic|pharmacy|nursing home|school|university)\b"
        ),
        _compiled(
            r"\b(?-i:[A-Z])\w+ (?:hospital|clinic|pharmacy|school|university|medical)|\bat (?-i:[A-Z])\w+"
        ),
        about="none",
    ),
    Rule(
        "vaccination",
        _compiled(r"\bvaccin\w*|\bimmuni[sz]\w*|\bflu (?:shot|jab)|\bbooster\b|(?<![א-ת])ה?חיסו"),
        _compiled(r"vaccin|immuni[sz]|\bshots?\b|\bjabs?\b|booster|חיסו|מחוסן|חוסן"),
        about="none",
    ),
    Rule(
        "brand",
        _compiled(r"^\W*(?:what|which) (?:brand|make|model|manufacturer)\b"),
        _compiled(r"\b(?:brand|make|model|manufacturer|made by)\b"),
        about="none",
    ),
    Rule(
        "stage",
        _compiled(r"^\W*(?:what|which) (?:stage|grade)\b|(?<![א-ת])באיזה שלב"),
        _compiled(r"\b(?:stage|grade)\b|שלב|דרגה|\bt\d"),
        about="none",
    ),
    Rule(
        "household",
        _compiled(
            r"\b(?:is|was) (?:he|she) (?:married|single|divorced|widowed)\b|\bmarital status\b"
            r"|\bhow many (?:children|kids|siblings)\b|מצב(?:ו|ה)? ה?משפחתי"
        ),
        _compiled(
            r"\b(?:married|single|divorced|widow\w*|wife|husband|spouse|partner|children|kids|sons?|daughters?"
            r"|siblings?)\b|נשוי|נשואה|רווק|גרוש|אלמן|ילדים"
        ),
        about="none",
    ),
    Rule(
        "drug_allergy",
        _compiled(r"לאילו תרופות \S+ (?:אלרגי|רגיש)"),
        _compiled(r"אלרגי\S* ל(?!א )|רגיש\S* ל(?!א )|(?:אין|ללא|שולל\S*) \S*(?:אלרגי|רגיש)|nkd?a\b"),
        about="none",
    ),
    Rule(
        "allergy",
        _compiled(r"\b(?:drug|medication|known|any)\b.{0,12}\ballerg|\ballergic to\b|(?<![א-ת])אלרגי"),
        _compiled(r"allerg|anaphyla|nkd?a\b|intoleran|אלרגי|רגיש"),
        about="none",
    ),
    Rule(
        "complications",
        _compiled(r"\bcomplications?\b|סיבוכים|סיבוך"),
        _compiled(r"complicat|uneventful|without incident|unremarkable|סיבו[כך]|ללא אירוע"),
        about="none",
    ),
    Rule(
        "due_date",
        _compiled(r"\bdue date\b|תאריך (?:ה?לידה )?ה?משוער"),
        _compiled(r"\bdue (?:date|on|in)\b|\bedd\b|expected date|תאריך (?:ה?לידה )?ה?משוער"),
        about="none",
    ),
    Rule(
        "work",
        _compiled(r"\bfor a living\b|\boccupation\b|\bwhat(?:['’]s| is) (?:his|her) job\b"),
        _compiled(
            r"\b(?:works|working|worked|work (?:as|at|in|for)|employ\w*|job|retired|career|occupation"
            r"|profession|business|student|teach\w*|nurse|chef|cook|clerk|driver|engineer|lawyer|mechanic|plumber"
            r"|electrician|carpenter|farmer|builder|cashier|waiter|waitress|secretary|accountant|hairdresser|soldier)\b"
            r"|year[- ]old (?:[\w-]+ ){0,2}"
            r"(?!male|female|man|woman|boy|girl|patient|gentleman|lady|child|who|with)"
            r"(?:\w*(?:er|or|ist|ian|cook|clerk|nurse|driver))\b"
        ),
        about="none",
    ),
)
PENDING = _compiled(
    r"\b(?:pending|await\w*|ordered|will (?:be )?(?:order|obtain|send|check|get)\w*"
    r"|not (?:yet )?(?:back|available)|to follow|outstanding)\b|טרם (?:התקבל|חזר)|ממתינ|בהמתנה|הופנ|נשלח"
)
"""A sentence about a result that there is none yet."""
RESULT = _compiled(
    r"\bwhat (?:did|was|were|is|are)\b.{0,20}\b(?P<what>pathology|biopsy|culture|histology)\b"
    r"|\b(?P<what2>pathology|biopsy|culture|histology) (?:result|report|show)"
)
"""A question after the result of a specimen."""


DOSE = next(rule for rule in RULES if rule.name == "dose")


def rule_of(question: str) -> Rule | None:
    """The first rule that knows what the question asks for."""
    return next((rule for rule in RULES if rule.asks.search(question)), None)
