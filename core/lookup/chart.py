"""The chart for a lookup, read in one snapshot, and quotes of its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.dto import Attachment
from core.attachments.storing import AttachmentStore
from core.audit.findings import ChartMismatch
from core.clients.dto import HIDDEN_STATES, STATE_CODES, Client
from core.clients.record_fields import record_text
from core.clients.repository import ClientRepository
from core.database.chart_reads import mismatches
from core.errors import InputRefused
from core.facts.quoting import Quote
from core.ids import ClientId
from core.language.sentences import sentences
from core.security.sealing import Sealer
from core.sessions.dto import SEARCHABLE_STATES, SOAP_FIELDS, Session
from core.sessions.repository import SessionRepository
from core.sources.dto import Coverage

Allowed = Callable[[date], bool]
"""Whether a day is within the scope the user chose."""


@dataclass(frozen=True, slots=True)
class LookupChart:
    """A client and the findable visits, the earliest first.

    `record`: whether the client's record may be used. A draft of today does not count as a visit if there is
    an earlier one: the user who asks for the last visit is writing it. `unreadable` and `mismatched` count
    entries omitted because they do not open, or do not match the manifest.
    """

    client: Client
    visits: tuple[Session, ...]
    attachments: tuple[Attachment, ...]
    today: date
    record: bool = True
    mismatched: int = 0
    unreadable: int = 0

    @property
    def searched(self) -> Coverage:
        days = [each.date for each in self.visits]
        return Coverage(
            sessions=len(days),
            since=min(days, default=None),
            until=max(days, default=None),
            unread=self.unreadable,
            mismatched=self.mismatched,
        )

    def part(self, visit: Session, name: str) -> Quote | None:
        """A whole field of a visit, stripped; None if it is empty."""
        text = visit.field_text(name)
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return quote_of(visit, name, start, end) if start < end else None

    def opening(self, visit: Session) -> tuple[Quote, ...]:
        """The first sentence of a visit, to identify it."""
        for name in SOAP_FIELDS:
            found = sentences(visit.field_text(name))
            if found:
                return (quote_of(visit, name, found[0].start, found[0].end),)
        return ()

    def record_lines(self, name: str) -> list[Quote]:
        """The entries of a list of the client's record, each as a quote."""
        text = record_text(self.client.details, name)
        found, start = [], 0
        for entry in text.split("\n"):
            if entry.strip():
                found.append(record_quote(self.client, name, start, start + len(entry)))
            start += len(entry) + 1
        return found


def read_lookup_chart(
    session: DatabaseSession, sealer: Sealer, client_id: ClientId, *, today: date, allowed: Allowed
) -> LookupChart:
    """Within the caller's transaction; without entries that are retracted, deleted, or do not match the
    manifest.

    Raises `NotFound`, `TamperedRecord`, and `InputRefused` for a deleted or merged chart.
    """
    client = ClientRepository(session, sealer).get_or_unreadable(client_id)
    if client.lifecycle.state in HIDDEN_STATES:
        raise InputRefused(STATE_CODES[client.lifecycle.state], client_id=client_id)
    mismatch = mismatches(session, [client_id]).get(client_id)
    every = SessionRepository(session, sealer).list_with_unreadable(client_id)
    shown = [
        each
        for each in every
        if not _covers(mismatch, each.session_id)
        and each.state in SEARCHABLE_STATES
        and not each.text.is_empty
        and each.date <= today
        and allowed(each.date)
    ]
    begun = [each for each in shown if each.state == "draft" and each.date == today]
    visits = [each for each in shown if each not in begun] or shown
    files = [
        each
        for each in AttachmentStore(session, sealer).list(client_id)
        if not _covers(mismatch, each.attachment_id)
    ]
    return LookupChart(
        client=client,
        visits=tuple(reversed(visits)),
        attachments=tuple(files),
        today=today,
        record=client.readable and not _covers(mismatch, client_id),
        mismatched=0 if mismatch is None else len(mismatch.findings),
        unreadable=sum(each.state == "unreadable" for each in every),
    )


def quote_of(visit: Session, field: str, start: int, end: int) -> Quote:
    """Words of the current version of a session."""
    return Quote(
        client_id=visit.client_id,
        kind="session",
        source_id=visit.session_id,
        version=visit.version,
        field=field,
        start=start,
        end=end,
        text=visit.field_text(field)[start:end],
        day=visit.date,
        author=visit.author,
    )


def record_quote(client: Client, field: str, start: int, end: int) -> Quote:
    """Words of the client's record."""
    return Quote(
        client_id=client.client_id,
        kind="client",
        source_id=client.client_id,
        version=client.row_version,
        field=field,
        start=start,
        end=end,
        text=record_text(client.details, field)[start:end],
        day=None,
    )


def _covers(mismatch: ChartMismatch | None, row_id: object) -> bool:
    return mismatch is not None and mismatch.covers(row_id)  # type: ignore[arg-type]
