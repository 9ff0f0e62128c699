"""Who does what: `the patient stopped the diuretic` is not so because Dr Levin did.

Notes mostly leave the patient unnamed as the one who does or has something; an act is held against a
sentence only where the cited words name another for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.assistant.verification.reading.claims import Claims
from core.assistant.verification.reading.words import Word

_PATIENT = "patient"
_PERSON = re.compile(
    r"(?<![\w'’-])(?:(?P<patient>she|he|(?P<we>we|i)(?=\s)|(?:the |this )?(?:patient|pt|client)(?!['’]s))"
    r"|(?:dr|prof)\.? (?P<name>[A-Z][\w-]+)"
    r"|(?:(?:the|his|her|an?|their)\s+)?(?P<other>(?:grand|step|god)?(?:mother"
    r"|father|son|daughter|child)(?:[- ]in[- ]law)?|brother|sister|aunt|uncle"
    r"|cousin|niece|nephew|wife|husband|spouse|partner|friend"
    r"|girlfriend|boyfriend|neighbou?r|colleague|carer|caregiver"
    r"|parents|children|family|baby|infant|newborn|toddler|twin|twin brother"
    r"|twin sister|ex-husband|ex-wife|roommate|teacher|employer|boss|manager"
    r"|doctor|physician|surgeon|gp|nurse|dentist|pharmacist"
    r"|dietiti?cian|dietitian|midwife|consultant|specialist"
    r"|resident|registrar|hospital|clinic|team|social worker|therapist|physiotherapist|psychotherapist|lawyer"
    r"|\w+ologist|\w+iatrist|\w+ologists)"
    r"|(?:the|his|her|an?|their|this)\s+(?P<thing>(?!left\b|right\b|both\b"
    r"|same\b|other\b|first\b|last\b|next\b)[a-z]{2,}))(?!['’]s)(?!\w)"
    r"|(?<![א-ת])ו?ש?(?:(?P<patient_he>היא|הוא|המטופלת?|החולה)"
    r"|(?P<other_he>אם המטופלת?|אבי המטופלת?|אחי המטופלת?|אחות המטופלת?|בעלה|אשתו"
    r"|א[י]?מו|א[י]?מה|אביו|אביה|אחיו|אחיה|אחותו|אחותה|בנו|בנה|בתו|בתה|סבו|סבתו|סבה|סבתה"
    r"|ילדיו|ילדיה|הוריו|הוריה|חברו|חברתו|חברתה|בן זוגה|בת זוגו|תאומתו"
    r"|תאומתה|תאומו|התינוקת?|המשפחה|הרופאה?|המנתחת?|האחות|הרוקחת?|המטפלת?"
    r"|הקרדיולוגי?ת?|הפסיכיאטרי?ת?|הנוירולוגי?ת?|רופאת? המשפחה|ד[\"״]ר [א-ת]+))(?![א-ת])",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s+(?:(?:also|then|who|recently|currently|still|often"
    r"|just|has|have|had|will|would|did|does|not|never|already"
    r"|again|now|once|strongly|both|initially|גם|כבר|עדיין)\s+)*"
    r"(?P<be>(?:is|are|was|were|been|be)\s+(?:not\s+|also\s+"
    r"|very\s+|still\s+|quite\s+)*)?(?P<verb>[^\W\d_]{2,})",
    re.IGNORECASE,
)
_AS_NAMED = {
    name: names.split()[0]
    for names in ("אם אמו אמה אימו אימה", "אבי אביו אביה", "אחי אחיו אחיה", "אחות אחותו אחותה")
    for name in names.split()
}
"""`אם המטופלת` and `אמה` are one."""
_NO_ACT = frozenset(
    """
    and or with in on at of to for from by who has have had is are was were be the a an been
    """.split()
)
"""Words that are no act: what is had is compared as the patient's or a relative's elsewhere."""

_TOLD = frozenset(
    """
    found made gave took told said felt saw began went came became led left kept lost got ran fell hit hurt
    grew broke met spoke wrote thought brought
    """.split()
)
"""Verbs of the past that do not end in `ed`."""

Act = tuple[str, bool, Word]


def done_by_another(stated: Claims, noted: Claims) -> bool:
    """Whether an act of the sentence is in the cited words that of others alone."""
    here = list(_acts(stated))
    if not here:
        return False
    there = list(_acts(noted))
    for who, passive, act in here:
        doers = {other for other, as_passive, one in there if as_passive is passive and one.same_as(act)}
        if doers and who not in doers and not re.search(rf"\b{who} ?(?:,|and|or|&)", noted.text, re.I):
            return True
    return False


def _acts(claims: Claims) -> Iterator[Act]:
    starts = {word.start: word for word in claims.words}
    for person in _PERSON.finditer(claims.text):
        found = _BETWEEN.match(claims.text, person.end())
        if found is None or found["verb"].casefold() in _NO_ACT:
            continue
        if person["thing"] and (person["thing"].casefold() in _NO_ACT or not _told(found)):
            continue
        word = starts.get(found.start("verb"))
        if word is not None:
            yield _key(person), found["be"] is not None, word
    for drug in claims.drugs:
        found = _BETWEEN.match(claims.text, drug.end)
        if found is None or found["be"] is not None or not found["verb"].endswith(("s", "ed")):
            continue
        if (word := starts.get(found.start("verb"))) is not None:
            yield min(drug.forms, key=lambda form: (":" not in form, form)), False, word


def _told(found: re.Match[str]) -> bool:
    """Whether the word after a thing is a verb, not the thing itself: `the rash spreads`, `a severe rash`."""
    return found["be"] is not None or found["verb"].endswith(("s", "ed")) or found["verb"].casefold() in _TOLD


def _key(person: re.Match[str]) -> str:
    if person["we"]:
        return "we"
    if person["other_he"] and (named := _AS_NAMED.get(person["other_he"].split()[0])):
        return named
    if person["patient"] or person["patient_he"]:
        return _PATIENT
    return (person["name"] or person["other"] or person["other_he"] or person["thing"]).casefold()
