"""What may be asked of anything the chart mentions, and how a note tells it beside the thing's name.

A chart that lists a drug at every visit may never say since when, what for, or how it was borne. Each row is
held against the sentences that name the thing and their neighbours, which often go on about it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.assistant.evidence.kinds import Kind
from core.assistant.evidence.signs import Asked
from core.assistant.evidence.subjects import SURE

_TIME = (
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[/.-]\d{1,4}\b|\bago\b|\bsince\b|\blast (?:week|month|year|night|spring"
    r"|summer|fall|autumn|winter|visit)\b"
    r"|\b(?:yesterday|today|recently|childhood|teen\w*|birth|age|aged)\b|\d\s?[-–]?(?:day|week|month|year"
    r"|hour)s?\b|\b(?:for|in|over) the (?:last|past)\b"
    r"|\b(?:jan|feb|mar|apr|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b|\bmay\b \d|\d/(?:7|52|12)\b"
    r"|\bweeks?\b|\bmonths?\b|\byears?\b"
    r"|(?<![א-ת])[ולבמהשכ]{0,3}(?:לפני|מאז|מזה|גיל|שנ[הת]|שנים|שנתיים|חודש|חודשים|חודשיים|שבוע|שבועות"
    r"|שבועיים|היום"
    r"|אתמול|לאחרונה|לידה|ילדות[וה]?|ינואר|פברואר|מרץ|מרס|אפריל|מאי(?! נקיט| שקט| ספיק| סביל| שליט)|יוני"
    r"|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר)(?![א-ת])"
)
_FAMILY = (
    r"\bfamil|\bmother|\bfather|\bmom\b|\bdad\b|\bmum\b|\bparent|\bbrother|\bsister|\bsibling|\bgrand"
    r"|\baunt|\buncle|\bcousin|\bson\b|\bsons\b"
    r"|\bdaughter|\bchild|\bmaternal|\bpaternal|\brelative|\bhereditary|\bfhx?\b|\bgenetic|\badopted"
    r"|\bniece|\bnephew|\btwin|\bgran\b|\bnan\b|\b(?:m|p)g[mf]\b"
    r"|משפח|(?<![א-ת])\S?(?:אי?מ[והא]|אבי[וה]|אבא|אם|אב|אח[יו]\S*|אחות\S*|סב[אוה]|סבת[אוה]|דוד\S*|הור\S+"
    r"|בנ[וה]|בת[וה]|ילד\S*)(?![א-ת])"
)


@dataclass(frozen=True, slots=True)
class Told:
    """`asks` is found in the question; `holds` beside the thing that is asked about, where it is told.

    `kinds`: what the thing has to be. `alone`: in the sentence that names it, not in one beside it.
    `beside`: what a sentence beside it must hold instead, which may speak of something else. `hint`: it is
    told in more ways than `holds` knows, so that it never suffices alone.
    """

    name: str
    asks: re.Pattern[str]
    holds: re.Pattern[str]
    kinds: frozenset[Kind] = frozenset({"drug", "term", "body"})
    alone: bool = False
    beside: re.Pattern[str] | None = None
    hint: bool = False


def _told(
    name: str,
    asks: str,
    holds: str,
    *kinds: Kind,
    alone: bool = False,
    beside: str | None = None,
    hint: bool = False,
) -> Told:
    return Told(
        name,
        re.compile(asks, re.IGNORECASE),
        re.compile(holds, re.IGNORECASE),
        frozenset[Kind](kinds or ("drug", "term", "body")),
        alone,
        re.compile(beside, re.IGNORECASE) if beside else None,
        hint,
    )


TOLD: tuple[Told, ...] = (
    _told(
        "family",
        r"^\W*(?:does|do|did|is|was|has|have|any)\b.*\b(?:anyone|anybody|someone|family|relatives?)\b"
        r"|^\W*(?:any )?family history of\b|^\W*(?:האם|יש)(?![א-ת]).*(?:במשפחה|משפחתי|קרוב)",
        _FAMILY,
        "term",
        alone=True,
        hint=True,
    ),
    _told(
        "diagnosed",
        r"^\W*(?:when|how long ago|in (?:what|which) (?:year|month))\b.*\b(?:diagnos|born|die|retire"
        r"|divorc|widow|immigra|quit|gave up|first found|first noticed"
        r"|give up)\w*|^\W*(?:ממתי|מאז מתי)|^\W*(?:מתי|באיזו שנה).*(?:אוב?ח[נן]|אבחנ|נולד|נפטר|פרש|התגרש"
        r"|התחתנ?|עלה|עלתה)",
        _TIME + r"|\bnew(?:ly)?\b|diagnos|confirm|\bshow|reveal|found"
        r"|result|positive|elevated|presents|x-?ray|\bmri\b|\bct\b|biops"
        r"|\btests?\b|suspect|likely|consistent|suggest|אובחן|אבחנ|נמצא|חדש|הראה|תוצא|חשד",
        beside=_TIME + r"|diagnos|אוב?חנ|אובחן|אבחנ",
    ),
    _told(
        "begun",
        r"^\W*(?:when|how long ago|in (?:what|which) (?:year|month))\b.*\b(?:start|begin|begun|began"
        r"|first (?:take|given|prescri|put)|put on"
        r"|initiat)\w*|^\W*(?:מתי|באיזו שנה).*(?:התחיל|החל)",
        _TIME + r"|start|initiat|begin|began|begun|prescri"
        r"|\badd|placed on|put on|switch|chang|trial|recommend|\bgive|gave|\bwill\b"
        r"|\bnew\b|\btry\b|restart|resum|increas|commenc|replace|instead|first|onset|התחיל|החל|נרשמ?|הוספ"
        r"|הוסיפ|מתחיל|ניתנ?|הומלצ?|החלפ"
        r"|הוחל|העל|חדש|→|->",
    ),
    _told(
        "confirmed",
        r"^\W*how (?:was|were|did)\b.*\b(?:confirm|diagnos|found|discover|detect|picked up)\w*"
        r"|^\W*איך (?:אובחנ?|התגל)",
        r"confirm|diagnos|biops|x-?ray|\bmri\b|\bct\b|ultraso|echo|\bscan|imag|film|test|\blab|level"
        r"|\bshow|reveal|result|exam|found|discover|scope"
        r"|scopy|swab|culture|antibod|screen|titer|criteria|\bon (?:palpation|auscult)|palpat|report|\d"
        r"|אובחן|אבחנ|ביופס|צילום|בדיק|תוצא|הראה|נמצא|התגל",
        hint=True,
    ),
    _told(
        "where_done",
        r"^\W*(?:where|in (?:which|what) (?:place|city|town|country))\b(?!.*\b(?:pain|hurt|rash|lump"
        r"|lesion|inject|mole|ulcer|biops|ache|numb|swell|stand"
        r"|live|work|feel|stent|mass|nodule|stone|tumou?r|bleed)\w*)"
        r".*\b(?:done|performed|taken|treated|operated|admitted|hospitali[sz]ed|seen|carried out|surgery"
        r"|operation|delivered|born|vaccinated)\b"
        r"|^\W*(?:איפה|היכן).*(?:נותח|בוצע|נעש|אושפז|ילדה|נולד|טופל|צולמ?)",
        r"\b(?:at|in|to|from|by|with) (?:the |an? |our |his |her |outside |another "
        r"|local )*(?-i:[A-Z])\w{2,}|hospital|clinic|\boffice\b|\ber\b|\bed\b|emergency"
        r"|urgent|outside|center|centre|\bhome\b|abroad|theat|\bward\b|infirmary|\bhere\b|universit"
        r"|pharmacy|surgical|\bicu\b|facility|department|gp\b"
        r"|בית|ביה|מרפא|חו\"ל|מיון|מכון|קופ|איכילוב|שיבא|הדסה|סורוקה|רמב|בילינסון|וולפסון|אסותא|מלר|טר\"?ם",
        hint=True,
    ),
    _told(
        "next_visit",
        r"^\W*when (?:is|are|does|will|should|do)\b.{0,40}\b(?:next|follow[- ]?up|return|come back|due"
        r"|see(?:n|ing)? .* again|appointment)\b"
        r"|^\W*מתי .{0,25}(?:הבא|ביקורת|תור|המעקב|לחזור)",
        r"\d|\bweeks?\b|\bmonths?\b|\bdays?\b|\byear|tomorrow|\bnext\b|annual|once|after|when|if|monday"
        r"|tuesday|wednesday|thursday|friday"
        r"|שבוע|חודש|יום|ימים|שנה|מחר|בעוד|לאחר",
    ),
    _told(
        "effect",
        r"^\W*(?:does|did|do|is|has|have|was|were|how (?:well|much|effective))\b.*\b(?:help|helping|helped"
        r"|work|working|worked|effective|reliev\w*"
        r"|relief|any good|mak\w* a difference)\W*$|^\W*האם .*(?:עזר|הועיל|השפיע)\S*\W*$",
        r"help|reliev|relief|improv|better|worse|effect|benefi|respon|control|resolv|no longer|\bless"
        r"|without|work|well|good|success|fail"
        r"|persist|contin|still|no change|same|stopp|reduc|decreas|increas|minimal|success|עזר|הקל|שיפור"
        r"|השתפר|הוט[בי]|השפע|החמר|ללא שינוי|חלף|חלפ|ירד|מאוזן|טוב",
        hint=True,
    ),
    _told(
        "severity",
        r"\bout of (?:10|ten)\b|\b(?:pain (?:score|scale|level|rating)|rate[sd]? (?:his|her|the) pain)\b"
        r"|\bon a scale\b|מ-?10|בסולם|ציון ה?כאב",
        r"\d ?/ ?10|out of|\bscale\b|\bvas\b|\bnrs\b|\b\d{1,2} to \d|\brates?\b|severity|mild|moderate"
        r"|severe|worst|/10|מתוך",
    ),
    _told(
        "mechanism",
        r"^\W*how did (?:he|she)\b.*\b(?:injur|hurt|break|broke|fractur|sprain|strain|tear|tore|cut|burn"
        r"|twist|dislocat|fall)\w*|^\W*איך (?:נפצע|נפל|שבר|נשבר)",
        r"\bfell|\bfall|acciden|\bhit\b|twist|slip|trip|while|when|after|playing|lift|struck|mva|mvc|crash"
        r"|collision|jump|runn|caught|from|step|roll|injur|door|stair"
        r"|\bwork|sport|bik|throw|push|pull|carry|landed|נפל|תאונ|החליק|בזמן|כאשר|תוך|לאחר|מכה|סובב|הרמ",
        hint=True,
    ),
)


def is_untold(asked: Asked) -> Told | None:
    """What is asked and nowhere told of the thing; None where it is told, or no row is asked."""
    row = next((row for row in TOLD if row.asks.search(asked.question)), None)
    if row is None:
        return None
    named = [
        place for place, kind in enumerate(asked.kinds)
        if kind in row.kinds
        and place not in asked.absent
        and not row.asks.search(asked.subjects.names[place])
        and not row.holds.search(asked.subjects.names[place])
    ]  # fmt: skip
    said = asked.said
    about = [n for n, one in enumerate(said) if any(one.held.get(place, 0.0) >= SURE for place in named)]
    if not about:
        return None
    steps = (0,) if row.alone else (0, -1, 1)
    near = {
        n + step for n in about for step in steps
        if 0 <= n + step < len(said) and said[n + step].passage == said[n].passage
    }  # fmt: skip
    beside = row.beside or row.holds
    told = any((row.holds if n in about else beside).search(said[n].text) for n in near)
    return None if told else row
