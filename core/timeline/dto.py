"""One line of a client's timeline, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

TimelineKind = Literal["session", "appointment", "attachment", "letter"]
TIMELINE_KINDS: tuple[TimelineKind, ...] = ("session", "appointment", "attachment", "letter")


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What a list shows of a session, appointment, attachment or letter.

    `sort` is a session's or an appointment's kind and an attachment's media type; `state` that of the
    session, the status of the appointment, empty else, and `UNREADABLE` of whatever does not open. `title` is
    a name somebody gave, `detail` the beginning of what it says, on one line.
    """

    kind: TimelineKind
    entry_id: UUID
    day: date
    at: datetime | None
    """When in the day, where that is known; aware."""
    sort: str
    title: str
    detail: str
    state: str
