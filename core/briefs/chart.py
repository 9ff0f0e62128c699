"""The data of a brief, read in one snapshot."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import Attachment
from core.attachments.storing import AttachmentStore
from core.audit.findings import ChartMismatch
from core.briefs.sentences import MadeFacts
from core.clients.dto import HIDDEN_STATES, STATE_CODES, Client, ClientDetails
from core.clients.repository import ClientRepository
from core.database.chart_reads import mismatches
from core.errors import InputRefused, TamperedRecord
from core.ids import ClientId
from core.security.sealing import Sealer
from core.sessions.dto import SEARCHABLE_STATES, Session
from core.sessions.repository import SessionRepository
from core.sources.dto import Coverage

_FILES_READ = 6
"""At most so many of the newest files are read; the others are only named."""


@dataclass(frozen=True, slots=True)
class File:
    """A file added since the last session, with its text, if any."""

    attachment: Attachment
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChartRead:
    """The client; sessions before `today` with text, newest first; additions and retractions since.

    `retracted` are sessions retracted after the day of the last valid one. `facts` are the existing ones, by
    source and version.
    """

    client: Client
    today: date
    sessions: tuple[Session, ...] = ()
    retracted: tuple[Session, ...] = ()
    files: tuple[File, ...] = ()
    unread: int = 0
    mismatched: int = 0
    facts: MadeFacts = field(default_factory=dict)

    @property
    def last(self) -> Session | None:
        return self.sessions[0] if self.sessions else None

    @property
    def since(self) -> date | None:
        return self.sessions[0].date if self.sessions else None

    @property
    def searched(self) -> Coverage:
        """The search coverage of the brief."""
        days = [each.date for each in self.sessions]
        return Coverage(
            sessions=len(days),
            since=min(days, default=None),
            until=max(days, default=None),
            unread=self.unread,
            mismatched=self.mismatched,
        )


def read_chart(session: DatabaseSession, sealer: Sealer, client_id: ClientId, *, today: date) -> ChartRead:
    """Within the caller's transaction. Retracted and deleted sessions are excluded; so is everything that
    does not match the manifest.

    Raises `NotFound`, `TamperedRecord`, and `InputRefused` for a deleted or merged chart.
    """
    client = ClientRepository(session, sealer).get_or_unreadable(client_id)
    if client.lifecycle.state in HIDDEN_STATES:
        raise InputRefused(STATE_CODES[client.lifecycle.state], client_id=client_id)
    mismatch = mismatches(session, [client_id]).get(client_id)
    every = SessionRepository(session, sealer).list_with_unreadable(client_id)
    if mismatch is not None:
        every = [each for each in every if not mismatch.covers(each.session_id)]
        client = _without_record(client) if mismatch.covers(client_id) else client
    before = [
        each
        for each in every
        if each.date < today and each.state in SEARCHABLE_STATES and not each.text.is_empty
    ]
    since = before[0].date if before else None
    retracted = [each for each in every if each.state == "retracted" and _after(each.saved_at, since)]
    files, unread = _files(AttachmentStore(session, sealer), client_id, since, mismatch)
    mismatched = 0 if mismatch is None else len(mismatch.findings)
    return ChartRead(client, today, tuple(before), tuple(retracted), files, unread, mismatched)


def _without_record(client: Client) -> Client:
    """Only the name: nothing else of a record that does not match the manifest is quoted."""
    known = client.details
    details = ClientDetails(first_name=known.first_name, last_name=known.last_name)
    return dataclasses.replace(client, details=details)


def _files(
    store: AttachmentStore, client_id: ClientId, since: date | None, mismatch: ChartMismatch | None
) -> tuple[tuple[File, ...], int]:
    listed: list[Attachment] = store.list(client_id)
    if mismatch is not None:
        listed = [each for each in listed if not mismatch.covers(each.attachment_id)]
    unread = sum(each.unread_pages > 0 or each.text_state in ("unread", "pending") for each in listed)
    came = [each for each in listed if _after(each.added_at, since)]
    return tuple(
        File(each, _words(store, each) if place < _FILES_READ else "") for place, each in enumerate(came)
    ), unread


def _words(store: AttachmentStore, attachment: Attachment) -> str:
    if attachment.text_state != "read":
        return ""
    try:
        return store.text(store.record(attachment.attachment_id)).text
    except TamperedRecord:
        # A damaged file is named; the integrity checks report the damage.
        return ""


def _after(moment: datetime, since: date | None) -> bool:
    """Whether it was later than that day; False without a session."""
    return since is not None and moment.astimezone().date() > since
