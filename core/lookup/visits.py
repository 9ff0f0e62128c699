"""Lookups over the visits of a chart: which, when, how many, by whom, and the text of a part."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from core.clinical_language.days import moved
from core.ids import UserId
from core.lookup.chart import LookupChart
from core.lookup.dto import Days, Line, Lookup
from core.lookup.wording import ago, day_in_words, line, listed, say
from core.schedule.dto import Appointment
from core.sessions.dto import SOAP_FIELDS, Session

NameOf = Callable[[UserId], str | None]
"""The name of a member of the practice; None if unknown."""
_MOST_LISTED = 24
_DAY = timedelta(days=1)
_WEEK = 7
_TWO = 2
_NUMBERS = {"first": 1, "last": -1, "previous": -2}
"""The number of a visit from the beginning, or from the end."""
_LAST_TWO = ("last", "previous")
_Which = tuple[str, int | None]
"""Code of a visit's position (`last`, `first`, `previous`, `nth`, `on`), and its number."""


def visit_when(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The date of the visit."""
    found = chosen(asked, chart)
    if isinstance(found, Line):
        return [found]
    (which, number), visits = found
    return [
        line(
            f"visit.{which}",
            asked.language,
            chart.opening(each),
            day=each.date,
            count=number,
            ago=ago(each.date, chart.today, asked.language),
        )
        for each in visits
    ]


def visit_count(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The number of visits, over all days or those asked for."""
    days = [each.date for each in within(chart.visits, asked.days)]
    if not days:
        return [line("no_visits_then" if asked.days else "count.none", asked.language)]
    code = "count.one" if len(days) == 1 else "count.many"
    return [line(code, asked.language, count=len(days), first=days[0], last=days[-1])]


def visit_list(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The days of the visits, the latest first."""
    days = [each.date for each in within(chart.visits, asked.days)]
    if len(days) < 2:
        return visit_count(asked, chart)
    named = [day_in_words(day, asked.language) for day in reversed(days)][:_MOST_LISTED]
    return [line("visit.list", asked.language, count=len(days), days=listed(named))]


def visit_gap(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The days between two visits; without two named, between the last and the one before it."""
    if len(chart.visits) < 2:
        return visit_count(asked, chart)
    orders = asked.values("order")
    places = sorted(place for one in orders if (place := _place(one, chart.visits)) is not None)
    if len(orders) > len(places):
        return [line("visit.no_nth", asked.language, count=len(chart.visits))]
    if len(orders) == 1 or len(places) > _TWO or len(set(places)) < len(places):
        return []
    if not places:
        places = [len(chart.visits) - 2, len(chart.visits) - 1]
    first, last = (chart.visits[place] for place in places)
    days = (last.date - first.date).days
    weeks, rest = divmod(days, _WEEK)
    about = "" if rest or not weeks else say("gap.weeks", asked.language, count=weeks)
    quotes = (*chart.opening(first), *chart.opening(last))
    return [line("gap", asked.language, quotes, count=days, weeks=about, first=first.date, last=last.date)]


def visit_after(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The first visit of the days asked about, which begin after a named one."""
    visits = within(chart.visits, asked.days)
    if not visits:
        return [line("no_visits_then", asked.language)]
    return [line("visit.next", asked.language, chart.opening(visits[0]), day=visits[0].date)]


def visit_author(asked: Lookup, chart: LookupChart, name_of: NameOf) -> list[Line]:
    """The author of a visit's note and whether it is signed."""
    found = chosen(asked, chart)
    if isinstance(found, Line):
        return [found]
    return [_author(each, asked, chart, name_of) for each in found[1]]


def visit_part(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The requested parts of the selected visits, word for word.

    None for days without a visit: a later note may report on them.
    """
    found = chosen(asked, chart)
    if isinstance(found, Line):
        happened = asked.days is not None and asked.values("part") in ((), ("all",))
        return [] if happened else [found]
    if "next" in asked.values("order") and asked.values("part") != ("plan",):
        return []
    if asked.frame == "visit_diagnosis" and asked.days is not None and asked.days.since != asked.days.until:
        return []
    which, visits = found
    parts = asked.values("part") or (("assessment",) if asked.frame == "visit_diagnosis" else ("all",))
    if "all" in parts and len(parts) > 1:
        parts = tuple(part for part in parts if part != "all")
    return [told for visit in visits for told in _parts(visit, which, parts, asked, chart)]


def chosen(asked: Lookup, chart: LookupChart) -> tuple[_Which, list[Session]] | Line:
    """The visits meant, or the sentence why there are none. The last one by default."""
    visits = within(chart.visits, asked.days)
    if not visits:
        code = "no_visits_then" if asked.days and chart.visits else "no_visits"
        return line(code, asked.language)
    order = asked.value("order")
    if order is None and asked.days is not None:
        return ("on", None), visits
    if asked.values("order") == _LAST_TWO:
        return ("on", None), visits[-2:]
    place = _place(order or "last", visits)
    if place is None and order == "previous":
        return line("visit.one", asked.language, chart.opening(visits[0]), day=visits[0].date)
    if place is None and order is not None and order.isdigit():
        return line("visit.no_nth", asked.language, count=len(visits))
    if place is None:
        return ("last", None), visits[-1:]
    named = "nth" if order is not None and order.isdigit() else order or "last"
    return (named, place + 1 if named == "nth" else None), [visits[place]]


def _place(order: str, visits: Sequence[Session]) -> int | None:
    """The place of the visit of an order; None if there is no such visit."""
    number = int(order) if order.isdigit() else _NUMBERS.get(order)
    if number is None or abs(number) > len(visits):
        return None
    return number - 1 if number > 0 else len(visits) + number


def _parts(
    visit: Session, which: _Which, parts: Sequence[str], asked: Lookup, chart: LookupChart
) -> list[Line]:
    named = say(f"the.{which[0]}", asked.language, count=which[1])
    told: list[Line] = []
    for part in parts:
        fields = (*SOAP_FIELDS, "addendum") if part == "all" else (part,)
        quotes = tuple(quote for name in fields if (quote := chart.part(visit, name)) is not None)
        code = f"part.{part}" if quotes else f"part.none.{part}"
        told.append(line(code, asked.language, quotes, visit=named, day=visit.date))
    return told


def _author(visit: Session, asked: Lookup, chart: LookupChart, name_of: NameOf) -> Line:
    signed = visit.state == "signed"
    by = visit.signature.by if signed and visit.signature is not None else visit.author
    name = name_of(by) if by is not None else None
    code = "author.unknown" if name is None else "author.signed" if signed else "author.wrote"
    return line(code, asked.language, chart.opening(visit), name=name, day=visit.date)


def within(visits: Sequence[Session], days: Days | None) -> list[Session]:
    """The visits of these days; all if none are given."""
    return [each for each in visits if days is None or days.hold(each.date)]


def of_appointments(asked: Lookup, booked: Sequence[Appointment], today: date) -> Lookup:
    """A question for appointments or the visit after a day, by what its days mean.

    Days without a year, and those that are not over, are of what is booked: they limit nothing. Of days gone
    by without a booking the visits are meant.
    """
    days = asked.days
    if days is None or asked.frame not in ("next_appointment", "visit_after"):
        return asked
    ahead = "next" in asked.values("order") or "now.now" in asked.slots
    begun = days.since is not None and days.since <= today
    if ahead and days.until is None and begun and not days.yearless:
        return dataclasses.replace(asked, frame="visit_after")
    if ahead or days.yearless or days.until is None or days.until >= today:
        future = days.since is not None and days.since > today
        return dataclasses.replace(asked, frame="next_appointment", days=days if future else None)
    if any(days.hold(each.starts_at.astimezone().date()) for each in booked):
        return asked
    return dataclasses.replace(asked, frame="visit_list")


def of_recorded_year(asked: Lookup, chart: LookupChart) -> Lookup:
    """The question with resolved days; `in July` is the last July with a visit, of any year."""
    days = asked.days
    if days is None or not days.yearless or days.since is None or days.until is None:
        return asked
    since, until = days.since, days.until
    while chart.visits and until >= chart.visits[0].date:
        tried = Days(since, until)
        if within(chart.visits, tried):
            return dataclasses.replace(asked, days=tried)
        since, until = moved(since, -1, "year"), moved(until + _DAY, -1, "year") - _DAY
    return asked


def years_between(birth: date, day: date) -> int:
    """Whole years from `birth` to `day`."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
