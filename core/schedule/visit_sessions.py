"""The session of an appointment within one transaction: existing, continued, or new."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, tzinfo

from sqlalchemy.orm import Session as DatabaseSession

from core.errors import NotFound
from core.ids import SessionId, UserId, new_id
from core.schedule.dto import Appointment
from core.schedule.local_time import local_day
from core.security.sealing import Sealer
from core.sessions.dto import Session, SoapText
from core.sessions.repository import SessionRepository


class VisitSessions:
    """Reads and writes within the caller's transaction; `now` is the moment of it."""

    def __init__(
        self,
        session: DatabaseSession,
        sealer: Sealer,
        *,
        now: datetime,
        zone: Callable[[], tzinfo | None],
    ) -> None:
        self._session = session
        self._sessions = SessionRepository(session, sealer)
        self._now = now
        self._zone = zone

    def begun(self, appointment: Appointment) -> Session | None:
        """The appointment's session, unless it was deleted."""
        if appointment.session_id is None:
            return None
        found = self._sessions.get(appointment.session_id)
        return None if found.state == "deleted" else found

    def unfinished(self, appointment: Appointment) -> Session | None:
        """Of the drafts of the same client and day, one with text, then the last saved."""
        day = self._day(appointment)
        drafts = [
            each
            for each in self._sessions.list_with_unreadable(appointment.client_id)
            if each.state == "draft" and each.date == day
        ]
        return max(drafts, key=lambda each: (not each.text.is_empty, each.saved_at), default=None)

    def draft(self, appointment: Appointment, *, author: UserId) -> Session:
        """A new draft for it, stored."""
        made = Session(
            session_id=SessionId(new_id()),
            client_id=appointment.client_id,
            date=self._day(appointment),
            state="draft",
            version=1,
            text=SoapText(),
            saved_at=self._now,
            kind=appointment.kind,
        )
        self._sessions.add(made, author=author)
        # The appointment refers to the session, whose row must exist first.
        self._session.flush()
        return made

    def one_to_continue(self, appointment: Appointment, session_id: SessionId) -> Session:
        """Raises `NotFound("session_not_found")` also for one of another client, or a deleted one."""
        found = self._sessions.get(session_id)
        if found.client_id != appointment.client_id or found.state == "deleted":
            raise NotFound("session_not_found", session_id=session_id)
        return found

    def attended(self, appointment: Appointment, session: Session) -> Appointment:
        """The appointment once it has this session."""
        return dataclasses.replace(
            appointment,
            status="attended",
            session_id=session.session_id,
            row_version=appointment.row_version + 1,
            changed_at=self._now,
        )

    def _day(self, appointment: Appointment) -> date:
        """Today, or the day of an appointment that is past."""
        zone = self._zone()
        return min(local_day(appointment.starts_at, zone), local_day(self._now, zone))
