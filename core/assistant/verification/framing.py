"""How a note frames what it tells: ended, planned, doubted, asked about, told of as a target.

A sentence that drops the frame keeps every word of the note: `takes prednisone` of `completed prednisone in
May`, `had an MRI` of `MRI ordered`. So what stands in such a frame in the note must stand in one of the same
kind in the sentence, and the other way round. Which words make a frame is read generously: one too many
withholds a sentence, one too few shows a false one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from core.assistant.verification.claims import Claims
from core.assistant.verification.words import Word


class Reach(Enum):
    """Which words of its clause a cue frames."""

    BEFORE = "before"
    AFTER = "after"
    CLAUSE = "clause"
    LIST = "list"
    """All that follows it in its sentence."""
    WITHIN = "within"
    """The words of the cue itself."""


_END = re.compile(
    r"[.;!](?=\s|$)|\n|,\s|\b(?:but|while|whereas|however|although|because|due to|yet continues)\b"
    r"|\band (?=(?:she|he|they|it|is|was|has|had|takes?|reports?|denies|continues?)\b)"
    r"|(?<![א-ת])(?:אבל|אך|ואילו|בגלל|עקב)(?![א-ת])",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!](?=\s|$)|\n")
_CHANGE = (
    r"start(?:ed|ing)?|begin|begun|stop(?:ped)?|discontinu\w+|initiat\w+|add(?:ed)?|increas\w+|decreas\w+"
    r"|switch\w*|hold|held|done|performed|given|undergo|have|get|see|attend|repeat\w*|taken"
)


def _frame(english: str, hebrew: str = "") -> re.Pattern[str]:
    alternative = rf"|(?<![א-ת])[וש]?(?:{hebrew})(?![א-ת])" if hebrew else ""
    return re.compile(rf"(?<!\w)(?:{english})(?!\w){alternative}", re.IGNORECASE)


_FRAMES: dict[str, tuple[tuple[Reach, re.Pattern[str]], ...]] = {
    "ended": (
        (
            Reach.AFTER,
            _frame(
                r"(?:(?<=^)|(?<=[.;,:]\s)|(?<=\bis )|(?<=\bnow )|(?<=\bbeen )|(?<=\bweaned )|(?<=\btapered )"
                r"|(?<=\btaken )|(?<=\bwas )|(?<=\bcame )|(?<=\bwent )|(?<=\bstays ))"
                r"off(?! (?:work|duty|label))"
                r"|complet(?:ed|es|ing)|finish(?:ed|es|ing)|weaned|tapered off|(?:was|were|had been) on"
                r"|last dose of|failed|withdr[ae]wn?|prior|took|old",
                "סיימה|סיים|סיימו",
            ),
        ),
        (
            Reach.CLAUSE,
            _frame(
                r"previously(?! (?:noted|described|mentioned|seen|reported|documented|(?:at )?\d))"
                r"|in the past|on hold|paused|suspended"
                r"|formerly|no longer|not tolerated|unable to tolerate|until(?= \w+ ?\d{0,4}\s*(?:[.,;]|$))",
                r"בעבר|לשעבר|עד(?= ?ל?-?\d{4})",
            ),
        ),
        (
            Reach.BEFORE,
            _frame(
                r"(?:complet|finish|end|fail|laps|expir)ed|tapered off|weaned|abandoned|given up"
                r"|(?<=: )(?:stopped|discontinued|ceased)"
                r"|held(?! up| in)|withdrawn|failed|d/c['’]?e?d?|never (?:filled|started|taken|collected)"
                r"|(?:stopped|discontinued) in the past",
                "הסתיים|הסתיימה|הושלם|הושלמה",
            ),
        ),
    ),
    "refused": (
        (
            Reach.CLAUSE,
            _frame(r"refus\w+|declin(?:e[sd]?|ing)|turned down|denied by|rejected|not approved"
                r"|not authori[sz]ed", "סירב|סירבה|מסרב|מסרבת|סרב|סרבה|נמנע|נמנעת"),
        ),
    ),
    "planned": (
        (
            Reach.CLAUSE,
            _frame(
                r"await\w*|scheduled|order(?:ed|ing)|request(?:ed|ing)|pending|cancel\w+|postpon\w+"
                r"|deferred|delayed|booked|overdue"
                r"|wait(?:ing)? (?:list )?for|waiting list|proposes?|proposed"
                r"|due (?:in|on|for|next|this)|would like|referred|referral"
                rf"|(?:will|shall|should|would|must|to|can|could) (?:not )?(?:be )?(?:{_CHANGE})"
                rf"|(?:advis|recommend|suggest|propos|plan|hop|intend)\w* (?:to )?(?:be )?(?:{_CHANGE})"
                rf"|plann(?:ed|ing)|going to"
                r"|(?:start|begin|stop|hold|add|increase|decrease|switch)\b[^.;,\n]{0,60}"
                r"\b(?:if|after|when|once|unless|tomorrow|next)",
                "ממתין|ממתינה|ממתינים|הוזמן|הוזמנה|נקבע|נקבעה|נדחה|נדחתה|בוטל|בוטלה|מתוכנן|מתוכננת"
                "|תתחיל|יתחיל|נתחיל|יעבור|תעבור|ייקח|תיקח|ייטול|תיטול|יופסק|תופסק|מיועד|מיועדת|הוצע|הוצעה|מוצע|מוצעת",
            ),
        ),
    ),
    "doubted": (
        (
            Reach.CLAUSE,
            _frame(
                r"unlikely|possibilit\w+|(?:less|not|very|most|more) likely|improbable"
                r"|not (?:thought|felt|believed) to be|doubt(?:ful|ed|s)?"
                r"|query|r/o|exclud(?:e|ed|es|ing)|ruled out|disprove[dn]|refuted|label removed"
                r"|de-?label\w*|equivocal|uncertain|unclear|versus|vs",
                "לא סביר|ספק|נשלל|נשללה|שלילת|הוסר|הוסרה|במידה",
            ),
        ),
        (Reach.CLAUSE, re.compile(r"\?")),
        (Reach.LIST, _frame(r"d\.?dx|differential(?: diagnos[ie]s)?", "אבחנה מבדלת")),
        (Reach.AFTER, _frame(r"(?:in case|if)(?! needed| necessary| required| possible| any| tolerated)")),
    ),
    "asked": (
        (
            Reach.AFTER,
            _frame(
                r"ask(?:s|ed|ing)? (?:about|whether|if|for)|inquir\w+|wonder\w*"
                r"|warn(?:ed|s|ing)? (?:of|about)"
                r"|(?:counsel\w+|educat\w+|advised) (?:about|on|of|regarding|against)|worr\w+|afraid",
                "שואל|שואלת|שאל|שאלה|הוזהר|הוזהרה",
            ),
        ),
        (Reach.CLAUSE, _frame(r"discuss(?:ed|es|ing)?|offered", "נדון|נידון")),
    ),
    "advised": (
        (Reach.AFTER, _frame(r"needs?(?! (?:help|assist\w*|support))|recommend\w*", "זקוק ל|מומלץ|מומלצת")),
        (Reach.BEFORE, _frame(r"(?:is |are |was |were )?(?:recommended|needed|advised)", "מומלץ|מומלצת")),
    ),
    "nearly": ((Reach.CLAUSE, _frame(r"almost|nearly|barely|hardly|scarcely|not quite", "כמעט|בקושי")),),
    "of it": (
        (
            Reach.WITHIN,
            re.compile(
                r"\b(?:[^\W\d_]+(?:,| and| or|/) ?)?[^\W\d_]+ "
                r"(?=(?:vaccin\w*|immuni[sz]ation|markers?|prophylaxis"
                r"|precautions?|antibod\w+|label)\b)|(?<![א-ת])(?:חיסון|חוסן|חוסנה)(?![א-ת])[^.;,\n]*",
                re.IGNORECASE,
            ),
        ),
    ),
    "partly": (
        (Reach.AFTER, _frame(r"gestational|borderline|latent|subclinical|probable|possible")),
    ),
}  # fmt: skip


_MAY_BE_ADDED = frozenset({"advised"})
"""Frames that a sentence may put around a plan: `colonoscopy in 3 years` is a recommendation."""


def framed_otherwise(stated: Claims, noted: Claims) -> bool:
    """Whether what one text tells as ended, planned, doubted or asked is told plainly in the other."""
    for name, frames in _FRAMES.items():
        there, here = list(_regions(frames, noted.text)), list(_regions(frames, stated.text))
        if not there and (not here or name in _MAY_BE_ADDED):
            continue
        if any(_differs(stated, noted, term, here, there) for term in stated.terms):
            return True
    return False


def _differs(stated: Claims, noted: Claims, term: Word, here: list[range], there: list[range]) -> bool:
    """Whether no mention of a word is framed alike in both texts."""
    mentions = {any(word.start in one for one in there) for word in noted.words if word.same_as(term)}
    said = {any(word.start in one for one in here) for word in stated.words if word.same_as(term)}
    return bool(mentions) and mentions.isdisjoint(said)


def _regions(frames: tuple[tuple[Reach, re.Pattern[str]], ...], text: str) -> Iterator[range]:
    for reach, pattern in frames:
        for cue in pattern.finditer(text):
            yield _reached(reach, cue, text)


def _reached(reach: Reach, cue: re.Match[str], text: str) -> range:
    if reach is Reach.WITHIN:
        return range(*cue.span())
    ends = _SENTENCE if reach is Reach.LIST else _END
    start = max((one.end() for one in ends.finditer(text, 0, cue.start())), default=0)
    stop = ends.search(text, cue.end())
    end = stop.start() if stop else len(text)
    if reach in (Reach.AFTER, Reach.LIST):
        return range(cue.start(), end)
    return range(start, cue.end()) if reach is Reach.BEFORE else range(start, end)
