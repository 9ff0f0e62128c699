"""What was and no longer is: `has asthma` is not so because she had it as a child.

Notes are written without verbs, and answers add them; so only a note that says in words that something is
past is held against a sentence that tells it of today.
"""

from __future__ import annotations

import re

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.clauses import around, cue
from core.assistant.verification.reading.words import Word

_CLAUSE = re.compile(
    r"[.;!?](?=\s|$)|\n|,\s|\b(?:but|while|whereas|now|until|till)\b"
    r"|\band (?=(?:she|he|they|it|is|was|has|had|now|takes?"
    r"|the)\b)|(?<![א-ת])(?:אבל|אך|ואילו|כעת|היום)(?![א-ת])",
    re.IGNORECASE,
)
_LONG_PAST = cue(
    r"as an? (?:small |young |little )?(?:child|baby|infant"
    r"|toddler|teen(?:ager)?|adolescent|student|boy|girl|kid)"
    r"|as children|when (?:she|he) was (?:young|little|small"
    r"|a \w+|\d+)|during (?:childhood|pregnancy|the war)"
    r"|in (?:early |late )?(?:childhood|infancy|adolescence"
    r"|youth|(?:her|his) (?:youth|teens|twenties|thirties))"
    r"|history of|h/o|hx of|resolved|in remission|recovered from"
    r"|got over|remote|used to|back then|at that time|has since cleared"
    r"|(?:past|former|previous|prior|ex-?) ?(?:smoker|drinker|user|alcoholic|addict|athlete|nurse|soldier)"
    r"|(?:was|were|been) cured|outgrew|outgrown|no longer",
    r"בילדות[הו]?|בצעירות[הו]?|בנעורי[הו]|בעבר|לשעבר|חלף|חלפה|חלפו|החלים|החלימה|בהיותו|בהיותה",
)
_BEGUN = (
    r"(?:re)?(?:start|switch|chang|add|increas|decreas|reduc"
    r"|rais|put|plac|prescrib|diagnos|found|commenc|initiat"
    r"|begun|continu|advis|told|born)"
)
"""What was begun may go on."""
_PAST = cue(
    rf"(?<!has )(?<!have )(?<!ve )had(?! (?:been|not|no))|(?:was"
    rf"|were)(?! (?:\w+ly )?{_BEGUN})|suffered|took|smoked|drank|lived|worked|used(?! to)"
    rf"|(?<!has )(?<!have )had been(?! {_BEGUN})|previous(?:ly)?|former(?:ly)?|prior|past(?! (?:few"
    rf"|month|week|year|day|night|\d|two|three|four|six|several|hour))|ex-\w+|did|received",
    "סבל|סבלה|נטל|נטלה|לקח|לקחה|עישן|עישנה|שתה|שתתה|היה"
    "|היתה|הייתה|היו|חלתה|עבד|עבדה|התגורר|התגוררה|טופל|טופלה",
)
_PRESENT = cue(
    r"(?:has|have)(?! (?:had|been treated|been diagnosed"
    r"|undergone|a (?:\w+ )?(?:history|past)))|is|are|takes?|uses?"
    r"|suffers?|smokes?|drinks?|lives?|works?|experiences|needs?|requires?|currently|now|presently|continues?"
    r"|remains?|today|reports?|complains?|denies",
    "סובל|סובלת|נוטל|נוטלת|לוקח|לוקחת|מעשן|מעשנת|שותה|עובד"
    "|עובדת|מתגורר|מתגוררת|חולה|כיום|כעת|היום|מטופל ב|מטופלת ב|יש",
)
_BEING = cue(
    r"(?:has|have)(?! (?:had|been|undergone|a (?:\w+ )?(?:history"
    r"|past)))|is|are|takes?|uses?|suffers?|smokes?"
    r"|drinks?|lives?|works?|current(?:ly)?|now|presently",
    "סובל|סובלת|נוטל|נוטלת|לוקח|לוקחת|מעשן|מעשנת|שותה|עובד|עובדת|מתגורר|מתגוררת|חולה|כיום|כעת",
)
_ENDED = cue(
    r"not|no|never|stopped|quit|ago|ended|gone|in \d{4}|at age|at \d+|aged?", "לא|אין|הפסיק|הפסיקה|לפני|בגיל"
)
_PERFECT = cue(r"(?:has|have) (?:had|been|undergone|a (?:\w+ )?(?:history|past))", "")


def past_told_as_present(stated: Claims, noted: Claims) -> bool:
    """Whether what the cited words tell as past only is told of now."""
    return any(
        _only_past(noted, term) and (_of_now(stated, term) or _never_of_then(stated, noted, term))
        for term in stated.terms
    )


def _never_of_then(stated: Claims, noted: Claims, term: Word) -> bool:
    """Whether what is told as long past is told without a word of that."""
    long_past = all(
        _LONG_PAST.search(noted.text, *around(_CLAUSE, noted.text, word.start))
        for word in noted.words
        if word.same_as(term)
    )
    then = (_LONG_PAST, _PAST, _PERFECT, _ENDED)
    return long_past and not any(pattern.search(stated.text) for pattern in then)


def _only_past(noted: Claims, term: Word) -> bool:
    mentions = [word for word in noted.words if word.same_as(term)]
    return bool(mentions) and all(_past(noted.text, word.start) for word in mentions)


def _past(text: str, at: int) -> bool:
    start, end = around(_CLAUSE, text, at)
    if _LONG_PAST.search(text, start, end):
        return True
    return bool(_PAST.search(text, start, end)) and not _PRESENT.search(text, start, end)


def _of_now(stated: Claims, term: Word) -> bool:
    """Whether any mention of a word stands in a clause that tells of now and not of then."""
    for word in stated.words:
        if word.same_as(term):
            start, end = around(_CLAUSE, stated.text, word.start)
            then = any(pattern.search(stated.text, start, end) for pattern in (_LONG_PAST, _PAST, _PERFECT))
            if _BEING.search(stated.text, start, end) and not then:
                return True
    return False
