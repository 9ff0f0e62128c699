"""One entry of a client's timeline."""

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
    session, the status of the appointment, else empty, and `UNREADABLE` for an unreadable entry. `title` is
    its name, `detail` the beginning of its text on one line.
    """

    kind: TimelineKind
    entry_id: UUID
    day: date
    at: datetime | None
    """The time, if known; aware."""
    sort: str
    title: str
    detail: str
    state: str
