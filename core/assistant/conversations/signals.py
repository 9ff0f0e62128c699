"""Patterns that identify a follow-up: its beginnings, its references, and its elliptic questions.

English and Hebrew. Personal pronouns are not included: in a chart `he` and `she` are the client.
"""

from __future__ import annotations

import re


def _compiled(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives), re.IGNORECASE)


_AND = r"^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|or)\b[,\s]+)"
_ASKS_HE = r"(?:מה|מי|מתי|ממתי|כמה|למה|מדוע|איך|כיצד|איפה|היכן|איזה|איזו|האם|לאן|עד|על|עם)(?![א-ת])"
LEAD = _compiled(
    rf"{_AND}*(?:what|how)\s+about\s+",
    rf"{_AND}+",
    r"^\W*ו?(?:מה|איך)\s+(?:עם|לגבי|בנוגע ל-?|בקשר ל-?)\s*",
    rf"^\W*ו(?={_ASKS_HE}|[הבלמכ][א-ת]{{3}})",
)
"""Beginnings that continue the question before; the rest is what is asked."""

CLAUSE = _compiled(
    r"\b(?:what|which|when|where|who|whom|whose|why|how|is|are|was|were|does|do|did|has|have|had|can|could)\b",
    r"\b(?:will|would|should|isn't|wasn't|didn't|doesn't|hasn't)\b",
    r"(?<![א-ת])(?:מה|[לבמ]מה|מי|[למב]מי|מתי|ממתי|כמה|מדוע|איך|כיצד|איפה|היכן|ב?איז[הו]|אילו)(?![א-ת])",
    r"(?<![א-ת])(?:האם|יש|היה|הייתה|היו)(?![א-ת])",
)
"""Words that make a phrase a complete question."""

_TIME = r"(?:year|month|week|weekend|morning|afternoon|evening|time|date|spring|summer|autumn|fall|winter)s?"
POINTS = _compiled(
    r"\b(?P<all>it|them|they)\b(?!\s+(?:documented|recorded|noted|true|possible|says?|hurts?)\b)",
    rf"\b(?P<this>this|that|these|those)\b(?!\s+(?:{_TIME}|visit|session|practice|chart|client|patient)\b)",
    r"\b(?P<one>(?:the|that|this|which|other|new|old|left|right|last|first)\s+ones?)\b",
    r"\b(?P<same>the same(?: (?:one|thing|drug|medicine|medication|tablet|problem))?)\b",
)
"""Pronouns for something named before; `this` also before a word of its own."""

JOINS = _compiled(
    r"that\s+(?:he|she|we|they|you|i|it|his|her|their|the|there|any|no|some|an?|is|was|are|were)\b"
)
"""A `that` which begins a subordinate clause."""

AT_THE_END = _compiled(
    r"^[^,;?]*\b(?:for|with|of|from|after|about|in|on|by)\s+(?:it|that|this|these|those|them)\W*$"
)
"""`Any bleeding with that?`: a noun before the pronoun in the same clause is not what it refers to."""

TAKES = _compiled(r"\b(?:tak(?:e|es|en|ing)|took)\b", "נוטל|לוקח")
"""The object of these verbs is a drug."""

AT_THAT_TIME = _compiled(
    r"\b(?:back then|at the time|then)\s*[?.!]*$",
    r"\b(?:(?:at|on|during) )?(?:that|the same) (?:time|visit|appointment|session|day)\s*[?.!]*$",
    r"(?<![א-ת])(?:באות[וה] (?:ביקור|פגישה|יום|זמן|מועד|הזדמנות)|אז)\s*[?.!]*$",
)
"""Refers to the day that the answer before was about."""

BEFORE_THAT = _compiled(
    r"\b(?P<side>before|after|since) (?:that|then)\s*[?.!]*$",
    r"(?<![א-ת])(?P<side_he>לפני|אחרי) (?:זה|כן)\s*[?.!]*$",
)

_WE_SPOKE = (
    r"(?:(?:talked|spoke|were talking|chatted) about|discussed|mentioned"
    r"|(?:asked|was asking) (?:you )?about|looked (?:at|up))\b"
)
_WHEN = (
    r"(?:(?:the )?(?:last|other) (?:time|week|month|day)|yesterday|earlier|before|recently|already"
    r"|a while (?:ago|back)|in (?:our|the) (?:last|earlier|previous) (?:chat|conversation)"
    r"|this (?:morning|week)|(?:a few|\d+|two|three) (?:days|weeks) ago)"
)
_WHEN_HE = r"(?:עלי[הו]|עליהן|עליהם|על זה|קודם|אתמול|בשבוע שעבר|בפעם הקודמת|לפני (?:כמה ימים|שבוע|יומיים))"
FAR = _compiled(
    rf"\s*\b(?:(?:that|which) )?(?:we|you|i) (?:just |already |once |also )?{_WE_SPOKE}(?:[\s,]*{_WHEN})*",
    rf"\s*(?<![א-ת])ש(?:דיברנו|דברנו|שוחחנו|הזכרת|הזכרנו|שאלתי|ציינת)(?:\s+{_WHEN_HE})*",
)
"""A relative clause that refers to an earlier conversation, with its time."""

FAR_BEFORE = _compiled(r"\b(?:the|that|this|those|these|what|which)\b", r"(?<![א-ת])ה[א-ת]{2}")
"""Determiners before such a clause: something discussed, not what people discuss in general."""

OWN = _compiled(
    r"\b(?:visits?|seen|here|new|doing|feel(?:s|ing)?|came? (?:in|to see)|(?:he|she) live)\b",
    r"\bwho (?:is|was) (?:he|she)\b|\bwhat (?:does|did) (?:he|she) do\b",
    r"\bhow (?:\w+ )?(?:is|are|was|were) (?:he|she|they|the (?:patient|client))\b"
    r"(?!\s+(?:tak|us|giv|treat|manag|prescri))",
    r"\b(?:is|was) (?:he|she) (?:any )?(?:better|worse|well|fine|ok(?:ay)?)\W*$",
    r"ביקור|שלומ|חדש|מה נשמע|במה (?:הוא|היא) עוסק|מה עשה",
)
"""Questions about the client rather than a thing, although nothing is named."""

THE_CLIENT = _compiled(r"\b(?:he|she)\b", r"(?<![א-ת])(?:הוא|היא|ל[וה]|ב[וה]|אצל[וה])(?![א-ת])")
"""Pronouns that do not mean a relative, unless one is named."""

THEM = _compiled(
    r"\b(?:they|them|their|those|these)\b",
    r"(?<![א-ת])[ולבמש]?(?:הם|הן|מהם|מהן|להם|להן|אלה|אלו)(?![א-ת])",
)
"""In a question about the practice: the clients named in an answer."""

ASKS_WHO = _compiled(
    r"^\W*(?:who\b|(?:which|what|how many)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?(?:patients|clients|people)\b)",
    r"^\W*(?:מי|למי|(?:אילו|כמה) (?:מטופלים|מטופלות|אנשים))(?![א-ת])",
)

ONLY_THAT = _compiled(
    r"^\W*(?:when|why|how|where|who)\s+(?:is|was|did|does)\s+(?:it|that|this)(?:\s+happen)?\W*$",
    r"^\W*(?:when|why|how)(?:\s+(?:so|come|exactly))?\W*$",
    r"^\W*(?:מתי|למה|מדוע|איך)(?:\s+(?:זה|זאת)(?:\s+(?:היה|קרה))?)?\W*$",
)
"""Asks about the previous statement as a whole."""

WITHIN = _compiled(r"^\W*(?:in|on|at)\b", r"^\W*ב[א-ת]{2}")

POSSESSED = _compiled(
    r"\b(?:his|her|their|(?:the )?(?:patient|client)['’]s)\b", r"(?<![א-ת])של(?:ו|ה)(?![א-ת])"
)

BEFORE_NOUN = _compiled(
    r"^\W*(?:(?:for|in|on|at|of|with|to|from|by|during|after|before)\s+)?"
    r"(?:(?:the|his|her|their|a|an|that|this)\s+)?"
)
