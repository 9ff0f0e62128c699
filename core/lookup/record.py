"""Lookups in the client's record: personal data, contact, consent, alerts, files, letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from core.letters.dto import Letter
from core.lookup.chart import LookupChart
from core.lookup.dto import Line, Lookup
from core.lookup.stated import ClientFacts
from core.lookup.visits import years_between
from core.lookup.wording import day_in_words, line, listed, say
from core.schedule.dto import Appointment

_RETURN = "follow-up"
_CONTACTS = ("phone", "email", "address", "emergency")
_FIELDS = {"phone": "phone", "email": "email", "address": "address", "emergency": "emergency_contact"}


def born(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The date of birth and the age."""
    birth = chart.client.details.birth_date
    if birth is None:
        return [line("birth.none", asked.language)]
    return [line(asked.frame, asked.language, day=birth, age=years_between(birth, chart.today))]


def contact(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The recorded contact data; for `contact` all of it."""
    wanted = _CONTACTS if asked.frame == "contact" else (asked.frame,)
    told = [
        line(name, asked.language, value=" ".join(value.split()))
        for name in wanted
        if (value := getattr(chart.client.details, _FIELDS[name]))
    ]
    return told or [line(f"{asked.frame}.none", asked.language)]


def sex(asked: Lookup, chart: LookupChart) -> list[Line]:
    recorded = chart.client.details.sex
    if recorded == "unknown":
        return [line("sex.none", asked.language)]
    return [line("sex", asked.language, value=say(f"sex.{recorded}", asked.language))]


def consent(asked: Lookup, chart: LookupChart) -> list[Line]:
    day = chart.client.details.consent_on
    code = "consent.none" if day is None else "consent"
    return [line(code, asked.language, day=day)]


def alerts(asked: Lookup, chart: LookupChart) -> list[Line]:
    quotes = tuple(chart.record_lines("alerts"))
    return [line("alerts" if quotes else "alerts.none", asked.language, quotes)]


def attachments(asked: Lookup, chart: LookupChart) -> list[Line]:
    """The files of the chart by name, the newest first."""
    return [_named("attachments", [each.name for each in chart.attachments], asked)]


def letters(asked: Lookup, every: Sequence[Letter]) -> list[Line]:
    """The letters of the chart with their days, the newest first."""
    named = [
        f"{each.title} ({day_in_words(each.day, asked.language)})"
        for each in every
        if asked.days is None or asked.days.hold(each.day)
    ]
    if asked.days is not None and not named:
        return [line("letters.none_then", asked.language)]
    return [_named("letters", named, asked)]


def next_appointment(asked: Lookup, booked: Sequence[Appointment], now: datetime) -> list[Line]:
    """The next active appointment and the following ones; of days gone by, all with their outcome."""
    of_days = [each for each in booked if asked.days is None or asked.days.hold(_day_of(each))]
    if asked.days is not None and of_days and of_days[-1].ends_at <= now:
        return [Line(_appointment("appointment.then", each, asked)) for each in of_days]
    ahead = [each for each in of_days if each.status == "scheduled" and each.ends_at > now]
    if not ahead:
        return [line("appointment.none" if asked.days is None else "appointment.none_then", asked.language)]
    told = [Line(_appointment("appointment.next", ahead[0], asked))]
    if len(ahead) > 1:
        days = [day_in_words(each.starts_at.astimezone().date(), asked.language) for each in ahead[1:]]
        told.append(line("appointment.more", asked.language, days=listed(days)))
    return told


def planned_return(asked: Lookup, told: ClientFacts) -> list[Line]:
    """The words with which the last note that plans a return does so; empty if none does."""
    planned = told.quotes(*told.of("plan", (_RETURN,)))
    if not planned:
        return []
    last = max(planned, key=lambda quote: quote.day or date.min)
    return [line("appointment.planned", asked.language, (last,), day=last.day or date.min)]


def last_appointment(asked: Lookup, booked: Sequence[Appointment], now: datetime) -> list[Line]:
    """The last appointment and its outcome."""
    past = [each for each in booked if each.ends_at <= now]
    if not past:
        return [line("appointment.none_past", asked.language)]
    return [Line(_appointment("appointment.last", past[-1], asked))]


def _day_of(one: Appointment) -> date:
    return one.starts_at.astimezone().date()


def _appointment(code: str, one: Appointment, asked: Lookup) -> str:
    begins = one.starts_at.astimezone()
    return say(
        code,
        asked.language,
        day=begins.date(),
        time=f"{begins:%H:%M}",
        status=say(f"status.{one.status}", asked.language),
    )


def _named(code: str, names: Sequence[str], asked: Lookup) -> Line:
    ending = ".none" if not names else ".one" if len(names) == 1 else ""
    return line(code + ending, asked.language, count=len(names), names=listed(list(names)))
