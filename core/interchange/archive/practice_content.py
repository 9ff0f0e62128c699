"""An archive's content besides the charts: members, the practice's own records, questions, the log."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session as DatabaseSession

from core.audit.event_store import chained_events, unchained_events
from core.audit.opening import to_entry
from core.ids import ClientId, UserId
from core.interchange.archive.archived_conversations import ArchivedConversations
from core.interchange.archive.chart_content import counted
from core.interchange.archive.documents import CARRIED_KINDS, entry_document, practice_record_document
from core.interchange.archive.earlier import EarlierArchives
from core.interchange.archive.outgoing import Outgoing, Tally, json_file, json_lines
from core.people.dto import Member
from core.records.practice_records import PracticeRecordRepository
from core.security.sealing import Sealer

Members = Callable[[], Sequence[Member]]
SigningKeys = Callable[[], Mapping[UserId, Sequence[bytes]]]


class PracticeContent:
    """Reads within the caller's snapshot."""

    def __init__(
        self,
        session: DatabaseSession,
        sealer: Sealer,
        *,
        members: Sequence[Member],
        signing_keys: Mapping[UserId, Sequence[bytes]],
    ) -> None:
        self._session = session
        self._sealer = sealer
        self._members = members
        self._signing_keys = signing_keys
        self._earlier = EarlierArchives(session, sealer)

    def members(self) -> Iterator[Outgoing]:
        """All present and former members, with the public keys that verify their signatures."""
        present = {each.user_id: each for each in self._members}
        people = sorted({*present, *self._signing_keys}, key=lambda each: each.bytes)
        yield from json_lines("practice/members", (self._member(each, present.get(each)) for each in people))

    def records(self, tally: Tally) -> Iterator[Outgoing]:
        """Templates, snippets, letters, words, abbreviations and what earlier imports stored.

        Raises `TamperedRecord`.
        """
        yield from json_lines("practice/records", self._record_documents(tally))

    def conversations(self, tally: Tally, *, without: Collection[ClientId]) -> Iterator[Outgoing]:
        """Questions about the whole practice. Raises `TamperedRecord`."""
        archived = ArchivedConversations(self._session, self._sealer)
        documents = archived.documents(None, without=without)
        yield from json_lines("practice/conversations", counted(documents, tally))

    def log(self, tally: Tally, *, client_id: ClientId | None = None) -> Iterator[Outgoing]:
        """The audit log, or its events on one client; then the logs of earlier archives."""
        yield from json_lines("audit/events", self._entries(tally, client_id))
        for archive_id in self._earlier.ids():
            head, members = self._earlier.head_and_members(archive_id)
            yield json_file(f"earlier/{archive_id}/archive.json", head)
            yield from json_lines(f"earlier/{archive_id}/members", iter(members))
            entries = self._earlier.entries(archive_id)
            if client_id is not None:
                entries = (each for each in entries if each["client_id"] == str(client_id))
            yield from json_lines(f"earlier/{archive_id}/events", entries)

    def _member(self, user_id: UserId, member: Member | None) -> dict[str, Any]:
        keys = self._signing_keys.get(user_id, ())
        return {
            "user_id": str(user_id),
            "name": None if member is None else member.name,
            "role": None if member is None else member.role,
            "signing_keys": [base64.b64encode(key).decode() for key in keys],
        }

    def _record_documents(self, tally: Tally) -> Iterator[dict[str, Any]]:
        records = PracticeRecordRepository(self._session, self._sealer)
        listed = itertools.chain.from_iterable(
            records.list_readable(kind).require_whole() for kind in CARRIED_KINDS
        )
        for record in sorted(listed, key=lambda each: (CARRIED_KINDS.index(each.kind), each.record_id.bytes)):
            tally.practice_records += 1
            yield practice_record_document(record)

    def _entries(self, tally: Tally, client_id: ClientId | None) -> Iterator[dict[str, Any]]:
        workspace_id = self._sealer.workspace_id
        stored = itertools.chain(
            ((columns, sealed, None) for columns, sealed in unchained_events(self._session, workspace_id)),
            (
                (event.columns, event.sealed_details, event.position)
                for event in chained_events(self._session, workspace_id)
            ),
        )
        for columns, sealed, position in stored:
            entry = to_entry(self._sealer, columns, sealed, position)
            if client_id is None or entry.client_id == client_id:
                tally.audit_entries += 1
                yield entry_document(entry, columns.day)
