"""Tells a finding about a test, a person or a value from a mere plan."""

from __future__ import annotations

import re

_COMING = re.compile(
    r"\b(?:order(?:ed|ing|s)?|will|would|recommend\w*|obtain|schedul\w+|plan(?:ned|s)?|refer\w*|request\w*|rebook"
    r"|booked|pending|await\w*|consider\w*|should|due|to be|not (?:yet )?(?:back|available|done)|needs?"
    r"|wants?|going to|later|list(?:ed)? for|offered|appt|appointment|repeat (?:a|an|the)?|like to|proceed"
    r"|follow[- ]?up|obtaining|kit|req|arrange\w*|advis\w+)\b"
    r"|הופנ|הפני|להפנות|לבצע|בעוד|הומלץ|מומלץ|לתאם|נקבע|יבוצע|תבוצע|טרם|ממתינ|לשקול|דורש|ייעוץ|הערכת",
    re.IGNORECASE,
)
_FINDING = re.compile(
    r"(?<!\w)(?<!שבוע )(?<!week )\d+(?:[.,/]\d+)*"
    r"(?!\w*[./-]?\d*\s*(?:weeks?|wks?|months?|mo|days?|hours?|h|years?|min|שבוע|ימים|חודש))"
    r"|\b(?:normal|elevated|high|low|negative|neg|positive|pos|unremarkable|abnormal|increased|decreased|reduced"
    r"|raised|mild|moderate|severe|clear|stable|within|none|nad|nl|nil|show(?:s|ed|n|ing)?|reveal\w*"
    r"|demonstrat\w*|consistent|confirmed|found|significant|suggest\w*|evidence|improved|unchanged|benign|malignant"
    r"|intact|good|well|fine)\b|תקינ?|גבוה|נמוך|שלילי|חיובי|מוגבר|ירוד|ללא|הרא[התו]|נמצא|בלט|ממצא|ירידה|עלייה|נמוכ|חסר|שמור|מופחת|מוגבל|מאוזנ"
    r"|(?<![א-ת])(?:קלה?|בינוני\S*|קשה|יציב\S*|נקי\S*|פגוע\S*|גבולי\S*|שיפור|החמרה)(?![א-ת])",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:show(?:s|ed|n)|reveal\w*|demonstrat\w*|found|was (?:normal|negative|positive)|came back|came up)\b"
    r"|:\s*\S*\d|הרא[התו]|נמצא",
    re.IGNORECASE,
)
_IF = re.compile(r"\W*(?:if|once|unless|until|אם)\b", re.IGNORECASE)
_PERSON = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Doctor|Professor|Nurse|Sister)\b\.?\s+[A-Z]"
    r"|(?i:\b(?:wife|husband|spouse|daughters?|sons?|mother|father|mom|dad|mum|sister|brother|niece|nephew"
    r"|partner|friend|neighbou?r|pcp|gp|family|physician|\w+ologist|therapist|midwife|doctor|aunt|uncle|cousin|grand\w+"
    r"|podiatr\w*|physio\w*|orthop\w*|\w+ology|dietiti\w*|clinic|boss|colleague|roommate|caregiver|carers?"
    r"|wife's|parents?|children|relatives?|team|nurse|service)\b)"
    r"|(?<![א-ת])[לבמוהש]?(?:ד[\"״]ר|פרופ|אמ[הו]|אבי[הו]|בת[הו]?|בנ[הו]|אחות\w*"
    r"|אחיו|מטפלת|חברה|שותפה|נכד|בעלה|אשתו)"
)

_NAME = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Prof|Doctor|Professor|Nurse)\b\.?\s+[A-Z]|(?<=[a-z,(:] )[A-Z][a-zé]{2,}"
    r"|(?<![א-ת])[לבמוהש]?(?:ד[\"״]ר|פרופ)|(?<![א-ת])בשם(?![א-ת])"
)


def is_coming(text: str, *, field: str) -> bool:
    """Whether a sentence is about the future, as everything in a plan without a finding is."""
    if _COMING.search(text) is not None or _IF.match(text) is not None:
        return True
    return field == "plan" and _FINDING.search(text) is None


def tells_finding(text: str) -> bool:
    """Whether a sentence reports something although it speaks of the future."""
    return _TOLD.search(text) is not None and _IF.match(text) is None


def names_person(text: str, *, by_name: bool = False) -> bool:
    """Whether a person is mentioned; unless `by_name`, a relative or a profession suffices."""
    return (_NAME if by_name else _PERSON).search(text) is not None
