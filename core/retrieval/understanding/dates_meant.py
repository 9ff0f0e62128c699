"""The days that limit a question: "since March", "in the last 6 months", "between January and May 2024".

A small grammar defines the positions of such a date and its effect. Other dates are ignored: "for 2 weeks",
"his birthday" and "the surgery of 2019" belong to the subject, and a wrong filter loses the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from core.retrieval.understanding.date_expressions import COUNT, DATE, PAST, THIS, UNIT, days_of, length_of

_END = r"(?=\s*[?.!]*\s*$)"


@dataclass(frozen=True, slots=True)
class DatesMeant:
    """The days from `since` to `until` (either may be open), and their position in the question.

    `firm`: other days are excluded; otherwise they only rank lower. `yearless`: a month was named without its
    year, and the last one was taken.
    """

    since: date | None
    until: date | None
    firm: bool
    yearless: bool
    start: int
    end: int


_FORMS = tuple(
    (form, re.compile(r"(?<![\w-])" + pattern, re.IGNORECASE))
    for form, pattern in (
        ("range", rf"(?:between|from)\s+(?P<a>{DATE})\s+(?:and|to|until|till|through|thru)\s+(?P<b>{DATE})"),
        ("range", rf"(?:בין\s+|מ-?)(?P<a>{DATE})\s+(?:ל-?|ו?עד\s+)(?P<b>{DATE})"),
        ("since", rf"(?:ever\s+)?since\s+(?P<a>{DATE}|{PAST})"),
        ("since", rf"from\s+(?P<a>{DATE})\s+(?:on|onwards?|forward)\b"),
        ("since", rf"(?:מאז\s+|החל\s+מ-?)(?P<a>{DATE}|{PAST})"),
        ("after", rf"(?:after|אחרי|לאחר)\s+(?P<a>{DATE})"),
        ("before", rf"(?:before|prior to|earlier than|לפני)\s+(?P<a>{DATE})"),
        ("until", rf"(?:until|till|up to|עד)\s+(?P<a>{DATE})"),
        (
            "recent",
            r"(?:in|over|during|within|throughout)\s+(?:the\s+|this\s+)?(?:last|past|previous)\s+"
            rf"(?:(?P<n>{COUNT})\s+)?(?P<unit>{UNIT})\b",
        ),
        ("recent", rf"ב(?:מהלך\s+)?ה?(?:(?P<n>{COUNT})[\s-]+)?ה?(?P<unit>{UNIT})\s+ה?אחרונ(?:ים|ות|ה)(?!\w)"),
        ("recent", rf"ב(?:מהלך\s+)?ה?(?P<n>)(?P<unit>{UNIT})\s+ה?אחרון(?!\w)"),
        ("on", rf"(?:in|during|on|dated)\s+(?:the\s+)?(?P<a>{DATE})"),
        ("on", rf"(?:visit|note|session|appointment|seen)\s+(?:of|from|on)\s+(?:the\s+)?(?P<a>{DATE})"),
        (
            "on",
            rf"(?:(?:in|at|from|of|on)\s+)?(?:the\s+)?(?P<a>{DATE})\s+"
            r"(?=(?:visit|review|session|appointment|consultation|check-?up|note)\b)",
        ),
        ("on", rf"(?:in\s+)?(?P<a>{PAST}|{THIS}){_END}"),
        ("on", rf"ב(?:-|תאריך\s+|חודש\s+)?(?P<a>{DATE}|{PAST})"),
        ("on", rf"ב?ה?(?:ביקור|פגישה|רשומה)\s+(?:של|מ|מיום|מתאריך)[\s-]?(?P<a>{DATE}|{PAST})"),
        ("ago", rf"(?P<n>{COUNT})\s+(?P<unit>{UNIT})\s+ago{_END}"),
        ("ago", rf"לפני\s+כ?-?(?:(?P<n>{COUNT})\s+)?(?P<unit>{UNIT}){_END}"),
    )
)
"""Forms of a date in a question; the first of two overlapping ones counts."""

_FIRM = frozenset({"range", "since", "after"})
_FIRM_UNITS = frozenset({"month", "year"})
"""Notes describe complaints by days and weeks ago; questions select notes by months and years."""

_EVENT = re.compile(
    r"\b(?:start|began|begin|begun|fell|fall|broke|hurt|injur|happen|accident|surger|operat|admit|moved?\b|born"
    r"|died?\b|quit|stopp|onset|pain)|התחיל|החל|נפל|נפצע|ניתוח|תאונה|כאב",
    re.IGNORECASE,
)
"""Events that a note dates in the past: then the day is of the event, not of the note."""


def dates_meant(text: str, *, today: date) -> DatesMeant | None:
    """The days that limit a question; None if it names none, or two: then it has parts of its own."""
    found: list[DatesMeant] = []
    taken: list[tuple[int, int]] = []
    for form, pattern in _FORMS:
        for place in pattern.finditer(text):
            if any(start < place.end() and place.start() < end for start, end in taken):
                continue
            taken.append(place.span())
            counted = form in ("recent", "ago")
            meant = _counted(form, place, today) if counted else _dated(form, place, today)
            if meant is not None:
                found.append(meant)
    return found[0] if len(found) == 1 else None


def _dated(form: str, place: re.Match[str], today: date) -> DatesMeant | None:
    """The limit given by a named day, month or year."""
    first = days_of(place["a"], today=today)
    if first is None:
        return None
    since: date | None = first.since
    until: date | None = first.until
    yearless = first.yearless
    if form == "range":
        last = days_of(place["b"], today=today)
        if last is None:
            return None
        # "January and May 2024": a month without a year takes that of the other end.
        begun = days_of(place["a"], today=last.until) if first.yearless else first
        since, until = (begun or first).since, last.until
        yearless = last.yearless
        if since > until:
            return None
    elif form == "since":
        until = None
    elif form == "after":
        since, until = first.until + timedelta(days=1), None
    elif form == "before":
        since, until = None, first.since - timedelta(days=1)
    elif form == "until":
        since = None
    return DatesMeant(since, until, form in _FIRM, yearless, *place.span())


def _counted(form: str, place: re.Match[str], today: date) -> DatesMeant | None:
    """The limit counted back: "in the last 6 months" ends today; "a year ago" is around that day."""
    unit, length = length_of(place["n"] or None, place["unit"])
    if form == "recent":
        return DatesMeant(today - length, None, unit in _FIRM_UNITS, False, *place.span())
    if _EVENT.search(place.string) is not None:
        return None
    _, one = length_of(None, unit)
    return DatesMeant(today - length - one / 2, today - length + one / 2, False, False, *place.span())
