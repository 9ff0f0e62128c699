"""Couples a change of the vault file with its audit event: the file is authoritative, the event follows."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.log import AuditLog
from core.database.access import Database
from core.errors import AnamnesisError

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class VaultEvent:
    """The event of a change; the caller may still set the object."""

    action: str
    user_id: UUID | None = None
    details: dict[str, Any] = field(default_factory=dict)


class VaultRecorder:
    """For `KeyService` and `PeopleService`. Safe across threads, as appending to a list is."""

    def __init__(self, database: Database, audit: AuditLog) -> None:
        self._database = database
        self._audit = audit
        self._late: list[VaultEvent] = []

    @contextmanager
    def recorded(self, action: str) -> Iterator[VaultEvent]:
        """The file is changed within the block. Without a working database the change is not begun.

        If the database fails only at the end, the change has been made and is not reported as failed: its
        event is recorded with the next one.
        """
        event, made = VaultEvent(action), False
        try:
            with self._database.begin() as session:
                session.connection()
                yield event
                made = True
                late = list(self._late)
                for each in (*late, event):
                    self._record(session, each)
                self._audit.checkpoint(session)
            self._late = [each for each in self._late if each not in late]
        except AnamnesisError as error:
            if not made:
                raise
            _log.error("%s was done and could not be recorded yet: %s", action, error.code)
            event.details["late"] = True
            self._late.append(event)

    def _record(self, session: DatabaseSession, event: VaultEvent) -> None:
        self._audit.record(
            session,
            action=event.action,
            object_kind=None if event.user_id is None else "user",
            object_id=event.user_id,
            details=event.details,
        )
