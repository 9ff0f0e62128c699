"""How long a medicine is prescribed for, where a plan says so: `amoxicillin 500 mg for 7 days`, `x 5/7`."""

from __future__ import annotations

import re

from core.clinical_language.lexicon import Mention
from core.facts.note_statement import NoteStatement

_DAYS_OF = {"day": 1, "week": 7}
_PARTS = re.compile(r"(\d{1,2})/(7|52)")
"""Days as parts of a week, weeks as parts of a year."""
_DAYS_OF_PART = {"7": 1, "52": 7}
_LEADS = frozenset({"for", "x", "×", "למשכ", "במשכ"})
_NO_COURSE = frozenset({"ago", "then", "later", "before", "review", "לפני", "אחר", "כך"})
LONGEST_DAYS = 21
"""A longer time is mostly a supply, or the next look at a treatment that goes on."""
_A_WEEK = 7
_OF_PLANS = frozenset({"plan"})


def course_of(said: NoteStatement, drug: Mention, zone: int) -> tuple[int, tuple[int, int]] | None:
    """The days of a course and its words; None if none is given, if it is tapered or tells the past."""
    one = said.statement
    if one.section not in _OF_PLANS:
        return None
    words = [word.text for word in one.words[drug.last : zone]]
    if _NO_COURSE.intersection(words):
        return None
    held = {at for each in one.of_kind("frequencies", "routes") for at in range(each.first, each.last)}
    held |= {at for each in one.amounts for at in range(each.first, each.last) if each.kind == "dose"}
    for amount in one.amounts:
        if not drug.last < amount.first < zone:
            continue
        days = days_of(amount.value, amount.unit if amount.kind == "time" else "")
        before = amount.first - 1
        led = one.words[before].text in _LEADS
        # Weeks without `for` are as often those until the next visit.
        joined = led or (days <= _A_WEEK and (before in held or bool(one.words[before].number)))
        if days and joined and days <= LONGEST_DAYS:
            return days, (amount.first, amount.last)
    return None


def days_of(value: str, unit: str) -> int:
    """The days of `4 days`, `2 weeks` or `5/7`; 0 for anything else. Hours count as a day."""
    parts = _PARTS.fullmatch(value)
    if parts is not None and not unit:
        return int(parts[1]) * _DAYS_OF_PART[parts[2]]
    if unit == "hour" and value.isdigit():
        return max(1, int(value) // 24)
    return int(value) * _DAYS_OF.get(unit, 0) if value.isdigit() else 0
