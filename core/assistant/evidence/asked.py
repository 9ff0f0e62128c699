"""The kinds of value that a question asks for unambiguously, and how notes write them.

A question that matches no rule is never considered unanswered for lack of a value. Of some fifty kinds these
are the ones whose absence was informative on held-out questions (decision 0047).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from core.assistant.dto import Sought, SoughtKind
from core.assistant.evidence.subjects import Subjects
from core.clinical_language.lexicon import Lexicon
from core.clinical_language.words import words

RuleName = Literal["dose", "count", "age", "duration", "time_of_day", "person", "place", "side"]


@dataclass(frozen=True, slots=True)
class Rule:
    """`asks` matches the question, `holds` a sentence that answers it.

    `about`: which of the question's other words that sentence must contain. `all`: every one that the notes
    contain; `any`: one of them; `first`: the first; `drug`: the drug; `none`: the value suffices. `close`:
    the value follows shortly after the words, or directly precedes them.
    """

    name: RuleName
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    about: str = "all"
    close: bool = False


def compiled(pattern: str) -> re.Pattern[str]:
    """Compiles a pattern of a rule, ignoring case."""
    return re.compile(pattern, re.IGNORECASE)


_DOSE_UNIT = (
    r"mg|mcg|µg|μg|ug|g|gm|grams?|ml|units?|iu|meq|puffs?|tablets?|tabs?|capsules?|drops|%"
    r"|מ[\"״]ג|מק[\"״]ג|מ[\"״]ל|יח['׳]?|יחידות|כדור(?:ים)?|טיפות|שאיפות"
)
_NUMBER = (
    r"(?<![\w])\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|once|twice)\b"
    r"|(?<![א-ת])(?:אחת?|שתי|שני|שניים|שתיים|שלושה?|ארבעה?|חמישה?|שישה?|שבעה?|שמונה|תשעה?|עשרה?|פעמיים"
    r"|פעם)(?![א-ת])"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "dose",
        compiled(
            r"\bhow (?:many|much) (?:milligrams?|micrograms?|mg|mcg|tablets?|pills?|puffs?|units)\b"
            r"|^\W*(?:what|which)\b.{0,40}\b(?:dose|doses|dosage|strength)\b"
            r"|how (?:strong|high)\b.{0,20}\bdose\b"
            r"|כמה (?:מ[\"״]ג|מק[\"״]ג|מיליגרם|מיקרוגרם|כדורים)|(?:איזה|באיזה|מה) ה?מינון"
        ),
        compiled(rf"\d[\d.,]*\s?(?:{_DOSE_UNIT})(?!\w)"),
        about="drug",
        close=True,
    ),
    Rule(
        "count",
        compiled(r"^\W*how many\b|^\W*כמה (?!זמן|פעמים|מ[\"״]|מק|מיל)"),
        compiled(
            rf"{_NUMBER}|\b(?:first|second|third|fourth|fifth|both|several|single|no|none|only)\b"
            rf"|\b(?:never|non|denies|denied|a pack)\b|ראשו|שלישי|רביעי|אין"
        ),
        about="first",
    ),
    Rule(
        "age",
        compiled(r"^\W*(?:how old (?:was|were)|at what age)\b|^\W*באיזה גיל|^\W*(?:בן|בת|בני|בנות) כמה"),
        compiled(
            r"\b(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|\bage[ds]?\b"
            r"|years? old|\byears? ago\b|\b(?:at|since|from|when|was|were|is|are|to|until|by"
            r"|turned)\b[^.,;\n]{0,25}"
            r"(?<![\w/.])\d{1,2}(?![\w/%]|\.\d| ?(?:mg|ml|cm|kg|days?|weeks?|times?|mm))|\b\d\ds\b"
            r"|\d ?[- ]?y(?:o|/o|rs?|ears?)?\b"
            r"|[(,] ?\d{1,2} ?[),]|\b(?:child|teen|adolescen|infan|bab|birth|born|puberty|college)\w*"
            r"|\b(?:19|20)\d\d\b"
            r"|(?<![א-ת])(?:ב?גיל|בן|בת|מגיל|ילד\S*|נעור\S*|לפני)(?![א-ת])|\b(?:19|20)\d\d"
        ),
        about="any",
    ),
    Rule(
        "duration",
        compiled(
            r"^\W*how long\b(?! (?:is|was) (?:the|his|her) (?:scar|wound|lesion|cut|laceration|incision)\b)"
            r"|^\W*(?:מה|כמה) זמן"
        ),
        compiled(
            r"(?<!\ba )(?<!per )(?<!each )(?<!every )(?<!/)\b(?:hours?|days?|weeks?|months?|years?|minutes?"
            r"|seconds?|secs?"
            r"|s|since|until|hrs?|min"
            r"|\d+/(?:7|52|12))\b"
            r"(?!\s+(?:after|post|later|old|gestation))"
            r"|(?:שעות|שעה|ימים|יום|שבועות|שבועיים|שבוע(?! \d)|חודש\w*|שנה|שנים|דקות|שניות)(?! (?:אחרי"
            r"|לאחר))|מאז|עד |\b(?:19|20)\d\d\b|\bnever\b"
        ),
        about="any",
    ),
    Rule(
        "time_of_day",
        compiled(r"\b(?:what|which) (?:time|part) of (?:the )?day\b|^\W*(?:at )?what time\b|באיזו שעה"),
        compiled(
            r"\b(?:morning|night|nightly|evening|noon|afternoon|bedtime|breakfast|dinner|supper|lunch"
            r"|a\.?m\.?|p\.?m\.?"
            r"|q?hs|qam|qpm)\b|בוקר|ערב|לילה|צהר"
        ),
    ),
    Rule(
        "person",
        compiled(
            r"^\W*which (?:surgeon|doctor|physician|specialist|consultant|psychiatrist|gp"
            r"|\w+ologist"
            r"|\w*therapist|dietiti\w+|nutritionist|midwife|counsel\w+|dentist)s?\b"
            r"|\bname of (?:the|his|her) (?:[\w-]+ ){0,2}(?:surgeon|doctor|physician|specialist|consultant|gp"
            r"|\w+ologist|\w*therapist|psychiatrist|dentist|midwife|counsel\w+)\b"
            r"|^\W*who (?:operated|performed|put in|inserted|fitted|implanted|delivered)\b"
            r"|^\W*who (?:is|was) (?:his|her|the) (?:\w+ )?(?:gp|pcp|family doctor|surgeon|doctor"
            r"|\w+ologist|primary care \w+|\w*therapist|counsel\w+|psychiatrist|dentist|trainer|midwife"
            r"|social worker)\b"
            r"|^\W*מה (?:שמו|שמה|שם)(?![א-ת])|^\W*מי (?:הרופאה?|המנתח|הפסיכיאטר\S*|הפסיכולוג\S*|רופאת?"
            r"|המטפלת?)(?![א-ת])"
            r"|^\W*מי (?:ה?פיזיותרפיסט\S*|ה?קרדיולוג\S*|ה?נוירולוג\S*|ה?אורתופד\S*|ניתח\S*|ביצע\S*|הרדי[מם])"
        ),
        compiled(
            r"\b(?:dr|prof|doctor|professor|mrs?|ms|nurse|sister)\.?\s+(?-i:[A-Z])"
            r"|\b(?:with|by|sees?|saw|under|from|to|is|was|named|called)\s+(?-i:[A-Z][a-z]+ [A-Z][a-z]+)"
            r"|(?<![א-ת])[לבמוה]?(?:ד[\"״]ר|פרופ)"
            r"|(?<![א-ת])(?:בשם|ששמ[הו]|ושמ[הו])(?![א-ת])"
        ),
        about="any",
    ),
    Rule(
        "place",
        compiled(
            r"^\W*(?:at |in |to |from )?(?:which|what) (?:\w+ )?"
            r"(?:hospital|clinic|pharmacy|nursing home|school|university|college|restaurant|company"
            r"|employer)\b"
            r"|^\W*[בלמ]?(?:איזה|איזו|אילו) (?:בית[- ](?:ה?חולים|ה?ספר|ה?מרקחת)|מרפאה|אוניברסיטה|מכללה"
            r"|חברה)(?![א-ת])"
        ),
        compiled(
            r"\b(?-i:[A-Z])[\w'’.]+ (?:\w+ )?(?:hospital|infirmary|clinic|pharmacy|school|university|college"
            r"|medical cent(?:er|re))\b|\b(?:hospital|clinic|university|college) (?:of|in) (?-i:[A-Z])"
            r"|\b(?:operated|fitted|admitted|seen|done|surgery|scan\w*|works?|treated|delivered|placed"
            r"|studies|studying"
            r"|fills?)\b[^.\n]{0,40}\bat (?:the )?(?-i:[A-Z])(?!\d)\w{2,}"
            r"|(?<![א-ת])[בלמהו]?(?:איכילוב|תל[- ]השומר|שיבא|הדסה|סורוקה|רמב[\"״]ם|בילינסון|וולפסון"
            r"|(?<![א-ת])ב?מאיר|קפלן"
            r"|ברזילי|שניידר"
            r"|לניאדו|העמק|השרון|אסף הרופא|שמיר|שערי צדק|כרמל|פוריה|זיו|נהריה|אסותא|הרצליה|בני ציון"
            r"|הלל יפה|יוספטל)(?![א-ת])"
            r"|טכניון|ה?עברית|בן[- ]גוריון|בר[- ]אילן|אוניברסיטת [א-ת]|בי(?:ת|״ח|\"ח)[- ](?:חולים"
            r"|ספר) (?!ל|ב|ו|מ|ש|כ)[א-ת]{3,}"
        ),
        about="none",
    ),
    Rule(
        "side",
        compiled(
            r"^\W*(?:(?:on|in|from|at) )?(?:which|what) (?:side|arm|leg|knee|hip|eye|ear|foot|hand|shoulder"
            r"|ankle|breast"
            r"|kidney|wrist|elbow|lung|ovary|nostril|testicle|heel|calf|thigh)\b"
            r"(?= (?:is|was|did|does|has|had|hurts?|it|were|gives?|bothers?|she|he|the)\b)"
            r"|\bleft or (?:the )?right\b|\bright or (?:the )?left\b"
            r"|^\W*[בלמ]?(?:איזה|איזו) (?:צד|יד|רגל|עין|אוזן|ברך|כתף|ירך|קרסול|שד)(?![א-ת])"
        ),
        compiled(
            r"\bleft|\bright|bilateral|\bboth\b|\b(?-i:[LR](?:t|[A-Z]{1,3})?)\b|\b(?-i:OD|OS|OU)\b|ימין|ימני|שמאל"
            r"|דו[- ]?צדד|שתי"
        ),
        about="any",
    ),
)

DOSE = next(rule for rule in RULES if rule.name == "dose")
NUMERIC: frozenset[RuleName] = frozenset({"dose", "count", "age"})
_VALUE_ASKED = compiled(r"\W*(?:what|which|last|latest|how (?:much|high|low)|מה|מהו|מהי|כמה)(?!\w)")
_NAMED: dict[RuleName, SoughtKind] = {
    "count": "count",
    "age": "age",
    "duration": "duration",
    "person": "person",
    "place": "place",
}


def rule_of(question: str) -> Rule | None:
    """The first rule that matches the question."""
    return next((rule for rule in RULES if rule.asks.search(question)), None)


def sought_in(question: str, subjects: Subjects) -> Sought | None:
    """The kind of value asked for, and of what, to report that none is recorded; None if no name fits."""
    rule = rule_of(question)
    if rule is not None and rule.name == "dose":
        drugs = (name for place, name in enumerate(subjects.names) if subjects.drugs(place))
        return Sought("dose", next(drugs, ""))
    if rule is not None and rule.name in _NAMED:
        return Sought(_NAMED[rule.name])
    if _VALUE_ASKED.match(question) is None:
        return None
    asked = words(question)
    for one in Lexicon.built_in().mentions(asked):
        if one.entry.kind == "measure":
            written = question[asked[one.first].start : asked[one.last - 1].end]
            return Sought("value", written.removesuffix(" level"))
    return None
