"""Distinguishes an allergy from its denial: both are entries of the same field.

Only an entry that consists of a denial counts as one. "No known allergies but latex" names one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_TO_WHAT = r"(?:drugs?|medications?|medicines?|medicinal|foods?|latex|environmental|seasonal|contact|other)"
_TO_WHATS = rf"{_TO_WHAT}(?:\s*(?:,|/|and|or)\s*{_TO_WHAT})*"
_ALLERGIES = r"(?:allerg(?:y|ies)|sensitivit(?:y|ies))"
_HEBREW_ALLERGIES = "(?:רגישות|רגישויות|אלרגיה|אלרגיות)"
_HEBREW_KNOWN = "(?:ידועה|ידועות|מוכרת|מוכרות|תרופתית|תרופתיות)"
_HEBREW_TO_WHAT = "(?:לתרופות|לתרופה|למזון|למזונות|ללטקס|או|ו?למזון|ו?לתרופות)"
_ENGLISH_FORMS = (
    r"n\.?k\.?[df]?\.?a\.?",
    r"n/?k",
    r"none",
    r"nil",
    r"no",
    r"(?:none|nil|no) (?:known|reported|recorded)",
    rf"(?:no|nil|without|denie[sd]|denying)(?: any)?(?: known)?(?: {_TO_WHATS})? {_ALLERGIES}"
    rf"(?: (?:known|reported|recorded))?(?: to {_TO_WHATS})?",
    r"not allergic(?: to anything)?",
)
_HEBREW_FORMS = (
    "אין|ללא|לא|אין ידוע|לא ידוע|אין ידועות|לא ידועות",
    f"(?:אין|ללא|בלי|שולל|שוללת|מכחיש|מכחישה|לא ידועה|לא ידועות|אין כל|ללא כל) {_HEBREW_ALLERGIES}"
    f"(?: {_HEBREW_KNOWN})*(?: {_HEBREW_TO_WHAT})*(?: {_HEBREW_KNOWN})?",
    f"לא ידוע(?:ה|ות)? (?:על )?(?:כל )?{_HEBREW_ALLERGIES}(?: {_HEBREW_KNOWN})?(?: {_HEBREW_TO_WHAT})*",
    "(?:לא|אינו|אינה) (?:אלרגי|אלרגית|רגיש|רגישה)",
)
_DENIAL = re.compile("|".join(f"(?:{form})" for form in (*_ENGLISH_FORMS, *_HEBREW_FORMS)), re.IGNORECASE)
_LONGEST_CHARS = 120
_AROUND = " \t\r\n.,;:!-–—()[]\"'"


def is_denial(entry: str) -> bool:
    """Whether the entry only says that there is no allergy."""
    words = re.sub(r"\s+", " ", entry[: _LONGEST_CHARS + 1]).strip(_AROUND)
    return len(entry) <= _LONGEST_CHARS and _DENIAL.fullmatch(words) is not None


def names_an_allergy(entries: Iterable[str]) -> bool:
    """Whether one of the entries names an allergy."""
    return any(not is_denial(entry) for entry in entries)
