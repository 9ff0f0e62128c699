"""The days that limit a question: "since March", "in the last 6 months", "between January and May 2024".

A small grammar defines the positions of such a date and its effect. Other dates are ignored: "for 2 weeks",
"his birthday" and "the surgery of 2019" belong to the subject, and a wrong filter loses the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from core.retrieval.understanding.date_expressions import (
    COUNT,
    DATE,
    DAY_AND_MONTH,
    FULL_DAY,
    MONTH,
    MONTH_AND_YEAR,
    MONTHS_TOGETHER,
    PAST,
    THIS,
    UNIT,
    days_of,
    length_of,
    of_short_year,
)

_END = r"(?=\s*(?:,?\s*(?:please|pls|plz|thanks|בבקשה|תודה))?\s*[?.!]*\s*$)"
_YEAR_ALONE = r"\d{4}\b"
"""Behind a word a year alone is its own: `surgery 2019`."""
_PART_OF = r"(?:the\s+)?(?:(?:start|beginning|end|middle)\s+of\s+)?"
_PART_OF_HE = r"(?:(?:תחילת|אמצע|סוף)\s+)?"
"""Before a month that limits a range, taken as the whole month."""
_NOT_A_PERSON = "".join(
    rf"(?<!\b{word}\s)"
    for word in (
        "by who is was are were does did he she know knows name named called with and or for to the her his"
        " my daughter son wife sister mother partner friend"
    ).split()
)
"""Behind these a month is a name, or part of more words."""
_VERB = r"(?:may|march)\b(?!\s+\d)"


@dataclass(frozen=True, slots=True)
class DatesMeant:
    """The days from `since` to `until` (either may be open), and their position in the question.

    `firm`: other days are excluded; otherwise they only rank lower. `yearless`: a month was named without its
    year, and the last one was taken. `guessed`: `aug 25` was taken as a month of that year, and may be a day.
    """

    since: date | None
    until: date | None
    firm: bool
    yearless: bool
    start: int
    end: int
    guessed: bool = False


_FORMS = tuple(
    (form, re.compile(r"(?<![\w-])" + pattern, re.IGNORECASE))
    for form, pattern in (
        (
            "range",
            rf"(?:between|from)\s+{_PART_OF}(?P<a>{DATE})\s+(?:and|to|until|till|through|thru)\s+"
            rf"{_PART_OF}(?P<b>{DATE})",
        ),
        ("range", rf"(?P<a>{DATE})\s*(?:through|thru|until|till|–)\s*(?P<b>{DATE})"),
        (
            "range",
            rf"(?:בין\s+|מ-?){_PART_OF_HE}(?P<a>{DATE})\s+(?:ל-?|ו?עד\s+){_PART_OF_HE}(?P<b>{DATE})",
        ),
        ("on", rf"(?:(?:in|from|of|on)\s+)?(?P<a>{MONTHS_TOGETHER})"),
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
            r"(?=(?:visit|review|session|appointment|consultation|check-?up|note|attendance|contact|encounter)s?\b)",
        ),
        ("on", rf"(?:in\s+)?(?P<a>{PAST}|{THIS}){_END}"),
        ("on", rf"(?:בתאריך\s+|[במ]?ה?ביקור\s+(?:של\s+)?(?:ה-)?)(?P<a>{DAY_AND_MONTH})"),
        ("on", rf"ו?ב(?:-|תאריך\s+|חודש\s+|מהלך\s+(?:חודש\s+)?|שנת\s+)?(?P<a>{DATE}|{PAST})"),
        ("on", rf"[במלש]?ה?(?:ביקור|פגישה|רשומה)\s+(?:של|מ|מיום|מתאריך)[\s-]?(?P<a>{DATE}|{PAST})"),
        ("on", rf"from\s+(?P<a>{DATE}){_END}"),
        ("on", rf"(?:(?:in|at|from|of|on)\s+|ו?[במלש]-)?(?:the\s+)?(?P<a>{FULL_DAY})"),
        ("on", rf"(?:(?:in|at|from|of|on)\s+)?(?:the\s+)?(?P<a>{MONTH_AND_YEAR})"),
        ("on", rf"(?:in|at)\s+the\s+(?:end|beginning|start|middle)\s+of\s+(?P<a>{DATE})"),
        ("on", rf"(?<=\w\s){_NOT_A_PERSON}(?!{_YEAR_ALONE}|{_VERB})(?P<a>{DATE}){_END}"),
        ("ago", rf"(?P<n>{COUNT})\s+(?P<unit>{UNIT})\s+ago{_END}"),
        ("ago", rf"לפני\s+כ?-?(?:(?P<n>{COUNT})\s+)?(?P<unit>{UNIT}){_END}"),
    )
)
"""Forms of a date in a question; the first of two overlapping ones counts."""

_FIRM = frozenset({"range", "since", "after"})
_FIRM_UNITS = frozenset({"month", "year"})
"""Notes describe complaints by days and weeks ago; questions select notes by months and years."""

_MONTH_ELSEWHERE = re.compile(
    rf"\b(?:(?:{MONTH})\s+(?:and|or|to|vs|versus)\b|(?:and|or|to|vs|versus)\s+(?:{MONTH}))", re.IGNORECASE
)
"""A second time, which no form covers: `jan and feb 2024`."""
_ACRONYM = re.compile(r"^(?:OCT|MAR|DEC|JAN|MAY|SEP)$")
"""`OCT` is a scan of the eye, `MAR` a chart of medicines."""
_HEBREW = re.compile("[א-ת]")
_LETTER = re.compile(r"[^\W\d_]")
_ON = re.compile(r"(?:on|dated|visit|note|session|appointment|seen)\b", re.IGNORECASE)
"""Before a day."""
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
    if len(found) != 1:
        return None
    others = text[: found[0].start] + "|" + text[found[0].end :]
    return None if _MONTH_ELSEWHERE.search(others) else found[0]


def _dated(form: str, place: re.Match[str], today: date) -> DatesMeant | None:
    """The limit given by a named day, month or year."""
    if _ACRONYM.search(place["a"]) and not place.string.isupper():
        return None
    named = [place[name] for name in ("a", "b") if name in place.groupdict()]
    short = [None if _ON.match(place[0]) else of_short_year(one, today=today) for one in named]
    guessed = all(short)
    hebrew = len(_HEBREW.findall(place.string))
    # A Hebrew name alone does not make the question Hebrew.
    read = partial(days_of, day_first=2 * hebrew > len(_LETTER.findall(place.string)))
    first = (guessed and short[0]) or read(named[0], today=today)
    if first is None:
        return None
    since: date | None = first.since
    until: date | None = first.until
    yearless = first.yearless
    if form == "range":
        last = (guessed and short[1]) or read(named[1], today=today)
        if last is None:
            return None
        # "January and May 2024": a month without a year takes that of the other end.
        begun = read(named[0], today=last.until) if first.yearless and not guessed else first
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
    firm = form in _FIRM and not guessed
    return DatesMeant(since, until, firm, yearless, *place.span(), guessed=guessed)


def _counted(form: str, place: re.Match[str], today: date) -> DatesMeant | None:
    """The limit counted back: "in the last 6 months" ends today; "a year ago" is around that day."""
    unit, length = length_of(place["n"] or None, place["unit"])
    if form == "recent":
        return DatesMeant(today - length, None, unit in _FIRM_UNITS, False, *place.span())
    if _EVENT.search(place.string) is not None:
        return None
    _, one = length_of(None, unit)
    return DatesMeant(today - length - one, today - length + one, False, False, *place.span())
