"""Lookups over the practice: number of clients, appointments, unsigned notes, clients not seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session as DatabaseSession

from core.clients.dto import Client
from core.ids import ClientId, WorkspaceId
from core.lookup.dto import Line, Lookup
from core.lookup.wording import day_in_words, line, listed, say
from core.schedule.dto import Booking
from core.sessions.dto import SEARCHABLE_STATES
from models import SessionRow

_MOST_LISTED = 40
_WEEK = 7


def client_count(asked: Lookup, clients: Sequence[Client]) -> list[Line]:
    """The number of clients, and how many of these are archived."""
    archived = sum(each.lifecycle.state == "archived" for each in clients)
    added = say("clients.archived", asked.language, count=archived) if archived else ""
    return [line("clients", asked.language, count=len(clients), archived=added)]


def days_asked(asked: Lookup, today: date) -> tuple[date, int]:
    """The first day asked about, and the number of days."""
    named = asked.value("day")
    if named == "tomorrow":
        return today + timedelta(days=1), 1
    return today, _WEEK if named == "week" else 1


def agenda(asked: Lookup, bookings: Sequence[Booking], day: date) -> list[Line]:
    """The clients with an active appointment, with the time."""
    standing = [each for each in bookings if each.appointment.status in ("scheduled", "attended")]
    names = [
        f"{each.appointment.starts_at.astimezone():%H:%M} {each.client.details.display_name}"
        for each in standing
    ]
    return [_named("agenda", names, asked, [each.client for each in standing], day=day)]


def unsigned(asked: Lookup, drafts: Mapping[ClientId, int], clients: Sequence[Client]) -> list[Line]:
    """The clients with unsigned notes."""
    theirs = [each for each in clients if drafts.get(each.client_id)]
    names = [
        each.details.display_name + (f" ({drafts[each.client_id]})" if drafts[each.client_id] > 1 else "")
        for each in theirs
    ]
    count = sum(drafts[each.client_id] for each in theirs)
    return [_named("unsigned", names, asked, theirs, count=count)]


def overdue(
    asked: Lookup, last_seen: Mapping[ClientId, date], clients: Sequence[Client], since: date
) -> list[Line]:
    """The active clients without a visit since a day."""
    theirs = [
        each
        for each in clients
        if each.lifecycle.state == "active" and last_seen.get(each.client_id, date.min) < since
    ]
    names = [each.details.display_name for each in theirs]
    return [_named("overdue", names, asked, theirs, day=since)]


def seen(asked: Lookup, visits: Mapping[ClientId, Sequence[date]], clients: Sequence[Client]) -> list[Line]:
    """The clients with a visit on the days asked about, with the days if these are several."""
    theirs = [each for each in clients if visits.get(each.client_id)]
    one_day = asked.days is not None and asked.days.since == asked.days.until
    names = [
        each.details.display_name + ("" if one_day else f" ({_days(visits[each.client_id], asked)})")
        for each in theirs
    ]
    return [_named("seen", names, asked, theirs, when=_when(asked))]


def _days(days: Sequence[date], asked: Lookup) -> str:
    return ", ".join(day_in_words(day, asked.language) for day in days)


def _when(asked: Lookup) -> str:
    """The days asked about in words; only questions with a first day are asked."""
    days, language = asked.days, asked.language
    if days is None or days.since is None:
        return ""
    if days.until is None:
        return say("when.since", language, first=days.since)
    code = "when.on" if days.since == days.until else "when.within"
    return say(code, language, day=days.since, first=days.since, last=days.until)


def drafts_of(session: DatabaseSession, workspace_id: WorkspaceId) -> dict[ClientId, int]:
    """The number of unsigned notes of each client."""
    query = (
        select(SessionRow.client_id, func.count())
        .where(SessionRow.workspace_id == workspace_id, SessionRow.state == "draft")
        .group_by(SessionRow.client_id)
    )
    return {ClientId(client_id): count for client_id, count in session.execute(query)}


def visits_within(
    session: DatabaseSession, workspace_id: WorkspaceId, since: date, until: date
) -> dict[ClientId, list[date]]:
    """The days of each client's visits from `since` to `until`, the earliest first."""
    query = (
        select(SessionRow.client_id, SessionRow.day)
        .where(
            SessionRow.workspace_id == workspace_id,
            SessionRow.state.in_(SEARCHABLE_STATES),
            SessionRow.day.between(since, until),
        )
        .order_by(SessionRow.day)
    )
    found: dict[ClientId, list[date]] = {}
    for client_id, day in session.execute(query):
        found.setdefault(ClientId(client_id), []).append(day)
    return found


def last_visits(session: DatabaseSession, workspace_id: WorkspaceId, *, today: date) -> dict[ClientId, date]:
    """The day of each client's last visit."""
    query = (
        select(SessionRow.client_id, func.max(SessionRow.day))
        .where(
            SessionRow.workspace_id == workspace_id,
            SessionRow.state.in_(SEARCHABLE_STATES),
            SessionRow.day <= today,
        )
        .group_by(SessionRow.client_id)
    )
    return {ClientId(client_id): day for client_id, day in session.execute(query)}


def _named(
    code: str,
    names: Sequence[str],
    asked: Lookup,
    clients: Sequence[Client],
    *,
    count: int | None = None,
    day: date | None = None,
    when: str = "",
) -> Line:
    count = len(names) if count is None else count
    ending = ".none" if not count else ".one" if count == 1 else ""
    shown = listed(list(names[:_MOST_LISTED])) + ("; …" if len(names) > _MOST_LISTED else "")
    made = line(code + ending, asked.language, count=count, names=shown, day=day, when=when)
    return replace(made, about=tuple(each.client_id for each in clients[:_MOST_LISTED]))
