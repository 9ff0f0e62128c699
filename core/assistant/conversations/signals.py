"""The words by which a follow-up is known: how it begins, what it points back with, what it asks in passing.

English and Hebrew. Pronouns of people are not among them: in a chart `he` and `she` are the client.
"""

from __future__ import annotations

import re


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


LEAD = _compiled(
    r"^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|or)\b[,\s]+)*(?:(?:what|how)\s+about\s+)"
    r"|^\W*(?:(?:and|but|so|ok(?:ay)?|also|then|or)\b[,\s]+)+"
    r"|^\W*ו?(?:מה|איך)\s+(?:עם|לגבי|בנוגע ל-?|בקשר ל-?)\s*"
    r"|^\W*ו(?=(?:מה|מי|מתי|ממתי|כמה|למה|מדוע|איך|כיצד|איפה|היכן|איזה|איזו|האם|לאן|עד|על|עם)(?![א-ת]))"
    r"|^\W*ו(?=[הבלמכ][א-ת]{3})"
)
"""How a question begins that goes on from the one before; what follows is asked."""

CLAUSE = _compiled(
    r"\b(?:what|which|when|where|who|whom|whose|why|how|is|are|was|were|does|do|did|has|have|had|can|could"
    r"|will|would|should|isn't|wasn't|didn't|doesn't|hasn't)\b"
    r"|(?<![א-ת])(?:מה|[לבמ]מה|מי|[למב]מי|מתי|ממתי|כמה|מדוע|איך|כיצד|איפה|היכן|ב?איז[הו]|אילו|האם|יש|היה|הייתה"
    r"|היו)(?![א-ת])"
)
"""What makes a whole question of some words."""

_TIME = r"(?:year|month|week|weekend|morning|afternoon|evening|time|date|spring|summer|autumn|fall|winter)s?"
POINTS = _compiled(
    r"\b(?P<all>it|them|they)\b"
    r"(?!['’]s? (?:true|possible|documented)|\s+(?:true|possible|documented|recorded|noted|the case|clear)\b"
    r"|\s+(?:been|is|was|has)\s+(?:\w+\s+){0,2}since\b|\s+says?\b|\s+mention|\s+hurts?\b)"
    rf"|\b(?P<this>this|that|these|those)\b(?!\s+(?:{_TIME}|visit|session|practice|chart|client|patient|point)\b)"
    r"|\b(?P<one>(?:the|that|this|which|other|new|old|left|right|last|first)\s+ones?)\b"
    r"|\b(?P<same>the same(?: (?:one|thing|drug|medicine|medication|tablet|problem))?)\b"
)
"""What stands for a thing that was named before; `this` also before a word of its own."""

JOINS = _compiled(
    r"that\s+(?:he|she|we|they|you|i|it|his|her|their|the|there|any|no|some|an?|is|was|are|were)\b"
)
"""A `that` which begins a clause of its own."""

POINTS_HEBREW = _compiled(
    r"(?<![א-ת])(?:[לבמש]?(?:זה|זאת|זו)(?!\s+(?:היום|השנה|השבוע|החודש|מקרוב))"
    r"|ה(?:זה|זאת|זו|הוא|היא|אלה|אלו)|אותו דבר)(?![א-ת])"
    r"|(?:נוטלת?|לוקחת?|מפסיקה?|הפסיקה?|התחילה?|קיבלה?|ממשיכה?|ממשיך)\s+(?:אות[וה]|אית[וה]|בו|בה)(?![א-ת])"
)

AT_THE_END = _compiled(r"\b(?:for|with|of|from|after|about|in|on|by)\s+(?:it|that|this|these|those|them)\W*$")
"""`Any bleeding with that?`: what is named before is not what is pointed at."""
SECOND_CLAUSE = _compiled(r"[,;]|\b(?:and|but|or)\b|\?\s*\w")

AT_THAT_TIME = _compiled(
    r"\b(?:back then|(?:at|on|during) (?:that|the same) (?:time|visit|appointment|session|day)"
    r"|(?:that|the same) (?:day|visit|appointment)|at the time|then)\s*[?.!]*$"
    r"|(?<![א-ת])(?:באות[וה] (?:ביקור|פגישה|יום|זמן|מועד|הזדמנות)|אז)\s*[?.!]*$"
)
"""The day that the answer before was about."""

BEFORE_THAT = _compiled(
    r"\b(?P<side>before|after|since) (?:that|then)\s*[?.!]*$"
    r"|(?<![א-ת])(?P<side_he>לפני|אחרי) (?:זה|כן)\s*[?.!]*$"
)

FAR = _compiled(
    r"\s*\b(?:(?:that|which) )?(?:we|you|i) (?:just |already |once |also )?"
    r"(?:(?:talked|spoke|were talking|chatted) about|discussed|mentioned|(?:asked|was asking) (?:you )?about"
    r"|looked (?:at|up))\b"
    r"(?:[\s,]*(?:(?:the )?(?:last|other) (?:time|week|month|day)|yesterday|earlier|before|recently|already"
    r"|a while (?:ago|back)|in (?:our|the) (?:last|earlier|previous) (?:chat|conversation)"
    r"|this (?:morning|week)"
    r"|(?:a few|\d+|two|three) (?:days|weeks) ago))*"
    r"|\s*(?<![א-ת])ש(?:דיברנו|דברנו|שוחחנו|הזכרת|הזכרנו|שאלתי|ציינת)"
    r"(?:\s+(?:עלי[הו]|עליהן|עליהם|על זה|קודם|אתמול|בשבוע שעבר|בפעם הקודמת|לפני (?:כמה ימים|שבוע|יומיים)))*"
)
"""A relative clause that points to an earlier conversation, with when that was."""

FAR_BEFORE = _compiled(r"\b(?:the|that|this|those|these|what|which)\b|(?<![א-ת])ה[א-ת]{2}")
"""What stands before such a clause: a thing that was talked about, not what people talk about."""

OWN = _compiled(
    r"\bvisits?\b|\bseen\b|\bhere\b|\bnew\b|\bdoing\b|\bfeel(?:s|ing)?\b|\bcame? (?:in|to see)\b"
    r"|\bwho (?:is|was) (?:he|she)\b"
    r"|\bhow (?:is|are|was|were) (?:he|she|they|the (?:patient|client))\b(?!\s+(?:tak|us|giv|treat|manag))"
    r"|\bwhat (?:does|did) (?:he|she) do\b|\b(?:he|she) live\b"
    r"|\bhow\s+\w+\s+(?:is|was)\s+(?:he|she)\b(?!\s+(?:tak|us|giv|treat|manag|prescri))"
    r"|\b(?:is|was) (?:he|she) (?:any )?(?:better|worse|well|fine|ok(?:ay)?)\W*$"
    r"|ביקור|שלומ|חדש|מה נשמע|במה (?:הוא|היא) עוסק|מה עשה"
)
"""What is asked of the client, not of a thing, although no thing is named."""

RELATIVE = _compiled(
    r"\b(?:(?:his|her|their|the (?:patient|client)['’]s)\s+)?(?:(?:maternal|paternal|older|younger)\s+)?"
    r"(?:(?:grand)?(?:mother|father|son|daughter|parent)s?|mom|mum|dad|brothers?|sisters?|siblings?|aunts?|uncles?"
    r"|cousins?|child(?:ren)?|kids?|wife|husband|spouse|partner|family|nieces?|nephews?)\b(?:['’]s)?"
    r"|(?<![א-ת])(?:(?:אצל|של)\s+)?[ולש]{0,2}"
    r"(?:אי?מ[והא]|אבי[וה]|אבא|אחי[וה]|אחות[וה]|סב[וה]|סבא|סבת[וה]|סבתא|דוד[וה]|דודת[וה]|בת[וה]|ילדי[וה]|הורי[וה]"
    r"|אשתו|בעלה|בן זוג[וה]|בת זוג[וה]|משפחת[וה])(?![א-ת])"
    r"|(?<![א-ת])(?:בנו|בנה)(?![א-ת])"
    r"|(?<![א-ת])(?:אצל|של) ה?(?:אם|אב|אח|אחות|סבא|סבתא)(?![א-ת])"
)
"""Somebody of the client's family, with whose they are."""

THE_CLIENT = _compiled(r"\b(?:he|she)\b|(?<![א-ת])(?:הוא|היא|ל[וה]|ב[וה]|אצל[וה])(?![א-ת])")
"""Who is no relative, unless they are named."""

THEM = _compiled(
    r"\b(?:they|them|their|those|these)\b|(?<![א-ת])[ולבמש]?(?:הם|הן|מהם|מהן|להם|להן|אלה|אלו)(?![א-ת])"
)
"""In a question about the practice: the clients that an answer told."""

ASKS_WHO = _compiled(
    r"^\W*(?:who\b|(?:which|what|how many)\s+(?:of\s+)?(?:(?:the|my|our)\s+)?(?:patients|clients|people)\b"
    r"|(?:מי|למי|(?:אילו|כמה) (?:מטופלים|מטופלות|אנשים))(?![א-ת]))"
)

NEGATED = _compiled(
    r"\b(?:no|not|never|without|avoid\w*|den(?:y|ied|ies)|rule[ds]? out)\b|n['’]t\b"
    r"|(?<![א-ת])(?:לא|אין|ללא|בלי|שלל\w*)(?![א-ת])"
)

HAPPENED = _compiled(
    r"\b(?:stop|start|beg[aiu]n|chang|increas|rais|reduc|decreas|lower|switch|continu|replac|resum|prescri|discontinu"
    r"|refer|diagnos|repeat|remov)\w*"
    r"|(?<![א-ת])(?:הופסק|הפסיק|התחיל|הוחלפ|הוחלף|הועל|הורד|שונ|הופנ|אובחנ|אובחן)[א-ת]*"
)
"""What was done to a thing: without it `when was that?` would ask something else."""

ONLY_THAT = _compiled(
    r"^\W*(?:when|why|how|where|who)\s+(?:is|was|did|does)\s+(?:it|that|this)(?:\s+happen)?\W*$"
    r"|^\W*(?:when|why|how)(?:\s+(?:so|come|exactly))?\W*$|^\W*(?:מתי|למה|מדוע|איך)(?:\s+(?:זה|זאת)(?:\s+(?:היה|קרה))?)?\W*$"
)
"""Asks of what was said before as a whole."""

TOLD_TO = _compiled(r"\b(?:avoid|hold|skip)\w*\b")
"""Verbs that the tables would take for things."""

WITHIN = _compiled(r"^\W*(?:in|on|at)\b|^\W*ב[א-ת]{2}")

GIVEN = _compiled(
    r"\b(?:on for|give|gave|given|prescrib\w+|start(?:ed)?|put (?:him|her|them) on"
    r"|was (?:he|she) put on|add(?:ed)?"
    r"|switch\w*|replac\w+|tak(?:e|es|en|ing)|recommend\w*|advis\w+|use[sd]?|get(?:s|ting)?|rubs?"
    r"|told to (?:take|do))\b"
    r"|קיבל|נוטל|לוקח|התחיל|הוחלף|ניתן|נרשם|רשמ"
)
"""A question that a drug answers, although it asks for none by that word."""

TAKES = _compiled(r"\b(?:tak(?:e|es|en|ing)|took|swallow\w*|inject\w*|appl(?:y|ied))\b")

TAKES_IT = _compiled(rf"{TAKES.pattern}\s+(?:it|that|this|them|those|these)\b")
"""What is taken is a drug, not what was said of it."""

POSSESSED = _compiled(r"\b(?:his|her|their|(?:the )?(?:patient|client)['’]s)\b|(?<![א-ת])של(?:ו|ה)(?![א-ת])")

SIDE = _compiled(r"\b(?:left|right)\b|(?<![א-ת])ה?(?:שמאל(?:ית)?|ימ(?:ין|נית|ני))(?![א-ת])")

BEFORE_NOUN = _compiled(
    r"^\W*(?:(?:for|in|on|at|of|with|to|from|by|during|after|before)\s+)?(?:(?:the|his|her|their|a|an|that|this)\s+)?"
)
OF = _compiled(
    r"\b(?:for|about|of|with|to|from|after|during|against)\s+(?:(?:the|his|her|their|a|an|that|this)\s+)?(?:\w+\s+)?$"
)
"""What stands before the thing that something was done about."""
PREPOSITION = _compiled(r"^\W*(?P<word>for|in|on|at|with|to|from|by|during|after|before|against)\b")
