"""Small words that a sentence may not add, and exceptions and limits that it may not leave out.

`All vaccines given except for shingles` holds every content word of `all vaccines were given` and of
`shingles vaccine was given`. The words that make such a sentence false belong to its frame, so they are
compared here: one that is added needs a counterpart in the cited words, one that bounds what is cited has
to stay with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import SENTENCE_END, around, cue

_RHYTHM = (
    r"(?! (?:days?|weeks?|mornings?|evenings?|nights?|months?"
    r"|years?|hours?|meals?|other|few|visit|\d|two|three))"
)
_ADDED: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...] = (
    (
        cue(
            rf"all(?! (?:over|right))|every{_RHYTHM}|everything"
            rf"|everyone|each{_RHYTHM}|always|entire(?:ly)?|whole"
            r"|completely|fully|totally|throughout",
            r"[בלמ]?כל(?! יום| שבוע| חודש| בוקר| ערב| לילה| ארוחה| \d)|תמיד|לגמרי|לחלוטין",
        ),
        cue(
            r"all|every\w*|each|always|entire(?:ly)?|whole|complete(?:ly)?|full(?:y)?|total(?:ly)?|throughout"
            r"|both|diffuse(?:ly)?|constant(?:ly)?|100 ?%",
            r"[בלמ]?כל|תמיד|לגמרי|לחלוטין|מלא|מלאה|שני|שתי",
        ),
    ),
    (
        cue(
            r"because|due to|owing to|caused by|secondary to"
            r"|(?:as a|the) (?:result|consequence)|led to|leads to"
            r"|leading to|resulted|resulting|therefore|thus"
            r"|thereby|consequently|so that|in order to|thanks to"
            r"|attribut\w+|related to|triggered|induced|for this reason",
            "בגלל|בשל|עקב|בעקבות|כתוצאה|מפני|משום|לכן|כדי",
        ),
        cue(
            r"because|due|owing|caus\w+|secondary|results?|resulted|resulting|consequen\w+|leads?|led|leading"
            r"|therefore|thus|so|thanks|attribut\w+|related"
            r"|trigger\w*|induced|for|from|since|given|as|reasons?"
            r"|d/t|2/2|b/c|in view of|in light of|to|provok\w+"
            r"|brought on|precipitat\w+|\w+-(?:related|induced)",
            "בגלל|בשל|עקב|בעקבות|כתוצאה|מפני|משום|לכן|כדי|כי|גרם"
            "|גרמה|גורם|גורמת|הוביל|הובילה|על רקע|לאור|ל[א-ת]+",
        ),
    ),
    (
        cue(r"until|till", "עד"),
        cue(r"until|till|through|thru|to|up to|ended|stopped|quit|last|by|before|pending", "עד|הופסק|הופסקה"),
    ),
    (
        cue(r"since", "מאז"),
        cue(
            r"since|from|start\w*|began|begun|onset|ago|x|after|last|past|for|as|because|following",
            r"מאז|החל|החלה|התחיל|התחילה|לפני|מ[א-ת0-9-]*|מזה",
        ),
    ),
    (
        cue(r"after|afterwards|following|subsequently", "אחרי|לאחר"),
        cue(
            r"after\w*|follow\w*|subsequent\w*|post\w*|then|later|s/p|status post|once|when|since|upon"
            r"|before|on|if",
            "אחרי|לאחר|בעקבות|ואז|מאז|לפני|כאשר|אם",
        ),
    ),
    (
        cue(r"before|prior to", "לפני|טרם"),
        cue(
            r"before|prior|pre\w*|pre-\w+|ahead|until|then|after|by|ago|earlier|followed",
            "לפני|קודם|טרם|עד|אחרי|לאחר",
        ),
    ),
    (
        cue(r"unchanged|no change", "ללא שינוי"),
        cue(
            r"unchanged|same|stable|no (?:\w+ )?change|not changed|continu\w+|persist\w+|as before|static",
            "ללא שינוי|יציב|יציבה|המשך|ממשיך|ממשיכה",
        ),
    ),
    (
        cue(r"underwent|undergone"),
        cue(
            r"underwent|undergone|had|has had|done|performed|post\w*"
            r"|s/p|show(?:ed|s)|reveal(?:ed|s)|demonstrated|normal"
            r"|negative|positive|abnormal|ago|removed|replaced|repaired"
            r"|last|was|were|complicated|previous|prior|history"
            r"|(?:19|20)\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?|after|following",
        ),
    ),
    (
        cue(r"than|compared", "מאשר|לעומת"),
        cue(
            r"than|compar\w*|vs|versus|over|below|above|from|since|[<>]",
            r"מאשר|לעומת|יותר|פחות|בהשוואה|מ[א-ת-]+",
        ),
    ),
    (
        cue(r"again|another|still|already|repeatedly", "שוב|עדיין|כבר"),
        cue(
            r"again|another|still|already|re[a-z]{3,}|second"
            r"|further|additional|other|more|remain\w*|continu\w+"
            r"|persist\w+|yet|ongoing|since|not|no|since",
            "שוב|עדיין|כבר|נוסף|נוספת|חוזר|חוזרת|ממשיך|ממשיכה|לא|נותר|נותרה",
        ),
    ),
)
"""What a sentence adds, and what in the cited words bears it out."""

_EXCEPT = cue(
    r"except(?:ing)?(?: for| that| when| in)?|apart from|aside from|other than|besides|with the exception of"
    r"|excluding|save(?: for)?(?= (?:for|the|a|an|his|her|one)\b)|barring|all but"
    r"|but not|(?:(?<=day )|(?<=thing )|(?<=one )|(?<=body ))but(?= \w+\s*(?:[.,;]|$))",
    r"למעט|פרט ל[א-ת]*|חוץ מ[א-ת]*|מלבד|להוציא|זולת|אך לא",
)
_PLAIN_BUT = re.compile(
    r"\b(?:no|not|nothing|none|normal|unremarkable|negative|clear|intact|well|stable|healthy|denies|benign)\b"
    r"|(?<![א-ת])(?:ללא|אין|לא|תקין|תקינה|תקינים|שולל|שוללת|בריא|בריאה)(?![א-ת])",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?P<part>one|two|three|four|five|six|seven|eight|nine|\d+|some|most|half|part|few) (?:out )?of "
    r"(?:the |her |his |these |those |all )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"(?<!\w)(?:half|quarter|½|¼|(?<![א-ת])(?:חצי|רבע))(?: of)?(?: an?| the)?\s*(?P<of>[^\W\d_]+)", re.I
)
_NOT_ALL = cue(
    r"(?:not|n['’]t) (?:all|every\w*|always|entirely|completely|fully)",
    "לא (?:את )?(?:כל|תמיד|לגמרי|לחלוטין)",
)
_UNTIL = cue(r"until|till", r"עד(?! \d| ל?-?\d| (?:בינוני|קשה|חמור))")
_BORNE_END = cue(
    r"to|through|by|ended|stopped|quit|last(?:ed)?|before|pending|when|if|had|was|were", "הפסיק|הפסיקה|לפני"
)
_SELDOM = cue(
    r"sometimes|occasional(?:ly)?|some|few|most|often|usually"
    r"|mostly|intermittent(?:ly)?|now and then|at times"
    r"|frequent(?:ly)?|rare(?:ly)?|several",
    "לפעמים|לעיתים|לעתים|מדי פעם|לרוב|רוב|חלק|חלקית",
)
_ALWAYS = cue(
    r"every|each|(?<!once )(?<!twice )(?<!times )daily|nightly"
    r"|weekly|always|all|constant(?:ly)?|continuous(?:ly)?",
    "[בלמ]?כל|תמיד|יומיומי",
)
_ONLY = cue(r"only|solely|exclusively|nothing but|alone(?= when)", "רק|בלבד|אך ורק")
_SEGMENT = re.compile(r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas)\b|(?<![א-ת])(?:אבל|אך|ואילו)(?![א-ת])")


def added_otherwise(stated: Claims, noted: Sequence[Claims]) -> bool:
    """Whether a sentence adds a small word of extent, cause, time or comparison that no cited words bear."""
    text = " \n".join(claims.text for claims in noted)
    return any(added.search(stated.text) and not borne.search(text) for added, borne in _ADDED)


def unbounded(stated: Claims, noted: Claims) -> bool:
    """Whether a sentence leaves out, or moves, what the cited words except or to what they limit it."""
    return (
        _exception_lost(stated, noted)
        or _limit_lost(stated, noted)
        or _share_lost(stated, noted)
        or _end_lost(stated, noted)
        or bool(_NOT_ALL.search(noted.text)) != bool(_NOT_ALL.search(stated.text))
        or bool(_ALWAYS.search(stated.text) and _SELDOM.search(noted.text) and not _ALWAYS.search(noted.text))
    )


def _end_lost(stated: Claims, noted: Claims) -> bool:
    """Whether what went on until something is told as if it went on."""
    if _UNTIL.search(stated.text) or _BORNE_END.search(stated.text):
        return False
    regions = [range(*around(_SEGMENT, noted.text, found.start())) for found in _UNTIL.finditer(noted.text)]
    return any(True for region in regions for _ in _touched(stated, noted, region))


def _share_lost(stated: Claims, noted: Claims) -> bool:
    """Whether `two of four` is told as all of them, or half of a thing as the thing."""
    for found in _PART_OF.finditer(noted.text):
        _, end = around(_SEGMENT, noted.text, found.end())
        kept = re.search(rf"\b{re.escape(found['part'])}\b", stated.text, re.IGNORECASE)
        if not kept and any(_touched(stated, noted, range(found.start(), end))):
            return True
    whole = {word.casefold() for word in re.findall(r"[^\W\d_]+", stated.text)}
    if _FRACTION.search(stated.text) or any("0.5" in one.values for one in stated.quantities):
        return False
    return any(found["of"].casefold() in whole for found in _FRACTION.finditer(noted.text))


def _exception_lost(stated: Claims, noted: Claims) -> bool:
    here = list(_parted(stated))
    for rest, excepted in _parted(noted):
        of_rest = any(_touched(stated, noted, rest))
        of_excepted = list(_touched(stated, noted, excepted))
        if not here:
            plain = _PLAIN_BUT.search(noted.text[rest.start : rest.stop])
            if of_rest if not of_excepted else not plain or _PLAIN_BUT.search(stated.text):
                return True
        elif of_excepted and not any(place in one for place in of_excepted for _, one in here):
            return True
    return False


def _parted(claims: Claims) -> Iterator[tuple[range, range]]:
    """Of every exception the places of what it is made from and of what is excepted."""
    for found in _EXCEPT.finditer(claims.text):
        start, _ = around(SENTENCE_END, claims.text, found.start())
        _, end = around(_SEGMENT, claims.text, found.end())
        rest = range(start, found.start())
        if not claims.text[start : found.start()].strip(" \t-•*"):
            rest = range(end, around(SENTENCE_END, claims.text, found.start())[1])
        yield rest, range(found.end(), end)


def _touched(stated: Claims, noted: Claims, region: range) -> Iterator[int]:
    """Where in the sentence stand the words that the cited words have in `region` alone."""
    for term in stated.terms_in_order:
        mentions = [word for word in noted.words if word.same_as(term)]
        if mentions and all(word.start in region for word in mentions):
            yield term.start


def _limit_lost(stated: Claims, noted: Claims) -> bool:
    only_here = _ONLY.search(stated.text) is not None
    for found in _ONLY.finditer(noted.text):
        start, end = around(_SEGMENT, noted.text, found.start())
        limit = _limit(noted, range(found.end(), end))
        if not limit:
            limit = _limit(noted, range(start, found.start()))[-1:]
        if only_here:
            limit = limit[:1]
        kept = any(words <= stated_forms for words in limit for stated_forms in [_forms(stated)])
        if limit and not kept and any(_touched(stated, noted, range(start, end))):
            return True
    return False


def _forms(claims: Claims) -> frozenset[str]:
    numbers = {value for one in claims.quantities for value in one.values}
    return claims.forms | numbers | {side.name for side in claims.sides}


def _limit(claims: Claims, region: range) -> list[frozenset[str]]:
    """What is told in `region`, in order: of each word its plainest form, the numbers, the sides."""
    found = [
        (word.start, frozenset({min(word.forms, key=lambda form: (":" in form, -len(form), form))}))
        for word in claims.terms_in_order
    ]
    found += [(one.start, frozenset({min(one.values)})) for one in claims.quantities]
    found += [(side.start, frozenset({side.name})) for side in claims.sides]
    return [forms for at, forms in sorted(found, key=lambda one: one[0]) if at in region]
