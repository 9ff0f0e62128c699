"""Letters: drafted from a template, stored in the chart, every change a new row version."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session as DatabaseSession

from core.clients.repository import ClientRepository
from core.damage import Listing, content_of
from core.database.chart_reads import require_as_written
from core.errors import EditConflict, InputRefused, NotFound
from core.ids import ClientId, SessionId, UserId, new_id
from core.letters.dto import LETTER_LIMIT_CHARS, TITLE_LIMIT_CHARS, Letter
from core.letters.filling import field_values, fill, gaps
from core.records.chart_records import ChartRecord, ChartRecordRepository, damaged_record
from core.service_context import ServiceContext
from core.sessions.dto import SEARCHABLE_STATES, Session
from core.sessions.repository import SessionRepository
from core.templates.dto import PracticeText


class LetterService:
    """`practice_name` and `author_name` are for the signature; `templates` provides the templates."""

    def __init__(
        self,
        context: ServiceContext,
        *,
        templates: Callable[[], tuple[PracticeText, ...]],
        practice_name: str,
        author_name: Callable[[], str],
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._templates = templates
        self._practice_name = practice_name
        self._author_name = author_name

    def draft(
        self, client_id: ClientId, template_id: UUID | None = None, session_id: SessionId | None = None
    ) -> Letter:
        """A letter that is not stored yet, its fields filled in; a value that is missing leaves a gap.

        Without a template it is empty. Raises `NotFound` (`client_not_found`, `letter_template_not_found`,
        `session_not_found`), `InputRefused` (`letter_fields_unknown`, `letter_session_not_current`: a
        retracted or deleted session is quoted in no letter; `client_is_deleted`, `client_is_merged`),
        `ChartNotAsWritten`.
        """
        self._access.require("chart")
        template = None if template_id is None else self._template(template_id)
        with self._database.begin() as session:
            client = ClientRepository(session, self._sealer).require_open(client_id)
            about = None if session_id is None else self._session(session, client_id, session_id)
            rows = (client_id,) if session_id is None else (client_id, session_id)
            require_as_written(session, client_id, *rows)
        letter = Letter(
            letter_id=new_id(),
            client_id=client_id,
            day=self._today(),
            title="" if template is None else template.name,
            text="",
            session_id=session_id,
            language="" if template is None else template.language,
        )
        if template is None:
            return letter
        values = field_values(
            client.details,
            about,
            today=letter.day,
            practice_name=self._practice_name,
            author_name=self._author_name(),
            language=letter.language,
        )
        return dataclasses.replace(letter, text=fill(template.text, values, language=letter.language))

    def save(self, letter: Letter, *, with_gaps: bool = False) -> Letter:
        """Stores a new letter or the next row version of one.

        A letter that is new to the caller may be stored already if a response was lost: its author continues
        from there.

        Raises `InputRefused` (`letter_empty`, `letter_title_missing`, `letter_too_long`, `letter_has_gaps`
        unless `with_gaps` says that they are meant), `EditConflict("record_edit_conflict")`, `DiskFull`.
        """
        self._access.require("chart")
        tidy = _checked(letter, with_gaps=with_gaps)
        self._disk.require_room()
        with self._database.begin() as session:
            ClientRepository(session, self._sealer).require_open(tidy.client_id)
            records = ChartRecordRepository(session, self._sealer)
            before = _stored(records, tidy)
            if before is not None:
                current = letter_of(before)
                if tidy.row_version == 0:
                    tidy = self._continued(tidy, current)
                if current.row_version == tidy.row_version and _same(current, tidy):
                    return current
            stored = dataclasses.replace(
                tidy,
                row_version=tidy.row_version + 1,
                author=self._access.user_id,
                saved_at=self._clock(),
            )
            store = records.update if tidy.row_version else records.add
            store(_record(stored, before))
            self._record(session, "letter.change" if tidy.row_version else "letter.create", stored)
        return stored

    def list(self, client_id: ClientId) -> Listing[Letter]:
        """The client's letters, newest first, and the unreadable ones."""
        self._access.require("chart")
        with self._database.begin() as session:
            records = ChartRecordRepository(session, self._sealer)
            found = records.list_readable(kind="letter", client_id=client_id)
        letters = found.read_as(letter_of, damaged_record)
        return letters.with_readable(reversed(letters))

    def get(self, letter_id: UUID) -> Letter:
        """Raises `NotFound` (`letter_not_found`), `TamperedRecord`."""
        self._access.require("chart")
        with self._database.begin() as session:
            try:
                return letter_of(_of_kind(ChartRecordRepository(session, self._sealer).get(letter_id)))
            except NotFound as error:
                raise NotFound("letter_not_found") from error

    def _continued(self, letter: Letter, current: Letter) -> Letter:
        if current.client_id != letter.client_id or current.author != self._access.user_id:
            raise EditConflict("record_edit_conflict", record_id=letter.letter_id)
        return dataclasses.replace(letter, row_version=current.row_version)

    def _template(self, template_id: UUID) -> PracticeText:
        for template in self._templates():
            if template.text_id == template_id:
                return template
        raise NotFound("letter_template_not_found")

    def _session(self, session: DatabaseSession, client_id: ClientId, session_id: SessionId) -> Session:
        about = SessionRepository(session, self._sealer).get(session_id)
        if about.client_id != client_id:
            # A letter about one client never quotes another.
            raise NotFound("session_not_found", session_id=session_id)
        if about.state not in SEARCHABLE_STATES:
            raise InputRefused("letter_session_not_current")
        return about

    def _today(self) -> date:
        return self._clock().astimezone().date()

    def _record(self, session: DatabaseSession, action: str, letter: Letter) -> None:
        self._audit.record(
            session,
            action=action,
            object_kind="letter",
            object_id=letter.letter_id,
            client_id=letter.client_id,
            details={"version": letter.row_version},
        )


def _checked(letter: Letter, *, with_gaps: bool) -> Letter:
    title = " ".join(letter.title.split())
    if not title:
        raise InputRefused("letter_title_missing")
    if not letter.text.strip():
        raise InputRefused("letter_empty")
    for part, limit in ((title, TITLE_LIMIT_CHARS), (letter.text, LETTER_LIMIT_CHARS)):
        if len(part) > limit:
            raise InputRefused("letter_too_long", length=len(part), limit=limit)
    left = gaps(letter.text)
    if left and not with_gaps:
        raise InputRefused("letter_has_gaps", count=len(left))
    return dataclasses.replace(letter, title=title)


def _stored(records: ChartRecordRepository, letter: Letter) -> ChartRecord | None:
    """The stored letter with this id; None if there is none."""
    try:
        found = records.get(letter.letter_id)
    except NotFound:
        if letter.row_version:
            raise
        return None
    return _of_kind(found)


def _same(one: Letter, other: Letter) -> bool:
    return (one.title, one.text, one.day) == (other.title, other.text, other.day)


def _of_kind(record: ChartRecord) -> ChartRecord:
    if record.kind != "letter" or record.state != "live":
        raise NotFound("letter_not_found")
    return record


def _record(letter: Letter, before: ChartRecord | None) -> ChartRecord:
    """`before`: the replaced record. Fields a letter does not use, such as the origin of a copy, are kept."""
    body: dict[str, Any] = ({} if before is None else before.body) | {
        "title": letter.title,
        "text": letter.text,
        "language": letter.language,
        "author": str(letter.author),
        "saved_at": letter.saved_at.isoformat() if letter.saved_at else None,
    }
    return ChartRecord(
        record_id=letter.letter_id,
        client_id=letter.client_id,
        kind="letter",
        day=letter.day,
        row_version=letter.row_version,
        body=body,
        session_id=letter.session_id,
    )


@content_of("chart_record", "sealed_body")
def letter_of(record: ChartRecord) -> Letter:
    """The letter in a record of that kind."""
    body = record.body
    return Letter(
        letter_id=record.record_id,
        client_id=record.client_id,
        day=record.day,
        title=body["title"],
        text=body["text"],
        session_id=record.session_id,
        language=body["language"],
        row_version=record.row_version,
        author=UserId(UUID(body["author"])),
        saved_at=datetime.fromisoformat(body["saved_at"]),
    )
