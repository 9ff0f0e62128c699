"""All that a brief is made of, read in one snapshot: the chart as it stood at one moment."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import Attachment
from core.attachments.storing import AttachmentStore
from core.briefs.sentences import MadeFacts
from core.clients.dto import HIDDEN_STATES, STATE_CODES, Client, ClientDetails
from core.errors import InputRefused, TamperedRecord
from core.ids import ClientId
from core.integrity.dto import ChartMismatch
from core.repositories.chart_reads import mismatches
from core.repositories.clients import ClientRepository
from core.repositories.sessions import SessionRepository
from core.retrieval.dto import Coverage
from core.security.sealing import Sealer
from core.sessions.dto import SEARCHABLE_STATES, Session

_FILES_READ = 6
"""Of the files that came since, so many newest ones are read; the others are only named."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that came since the last session, with its words, if any could be read."""

    attachment: Attachment
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChartRead:
    """The client; sessions before `today` with words, newest first; what came or was taken back since.

    `retracted` are sessions that were retracted after the day of the last one that stands. `facts` are those
    that are made already, by source and version.
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
        """What was read for it."""
        days = [each.date for each in self.sessions]
        return Coverage(
            sessions=len(days),
            since=min(days, default=None),
            until=max(days, default=None),
            unread=self.unread,
            mismatched=self.mismatched,
        )


def read_chart(session: DatabaseSession, sealer: Sealer, client_id: ClientId, *, today: date) -> ChartRead:
    """Within the caller's transaction. What was retracted or deleted is not among the sessions; what is not
    as it was written is nowhere in it.

    Raises `NotFound`, `TamperedRecord`, and `InputRefused` for a chart that is deleted or merged.
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
    """The name alone: nothing else of a record that is not as it was written is quoted."""
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
        # A damaged file is told by its name; the checks of integrity say what is wrong with it.
        return ""


def _after(moment: datetime, since: date | None) -> bool:
    """Whether it was later than that day; nothing is after a session that never was."""
    return since is not None and moment.astimezone().date() > since
