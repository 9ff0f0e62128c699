"""Adding, showing, deleting and copying out the files of a chart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session as DatabaseSession

from core.attachments.content import media_type_of, name_for
from core.attachments.dto import (
    Attachment,
    AttachmentText,
    PageImage,
    TextState,
)
from core.attachments.intake import check_size, read_given_file
from core.attachments.reader import ConfinedReader, Reading
from core.attachments.storing import AttachmentStore
from core.cancel import CancelToken, OnProgress, ignore_progress
from core.clients.repository import ClientRepository
from core.damage import Listing
from core.database.chart_reads import require_as_written
from core.errors import EditConflict, InputRefused, NotFound
from core.export_file import ExportFiles
from core.ids import AttachmentId, ClientId, SessionId, new_id
from core.service_context import ServiceContext
from core.sessions.repository import SessionRepository

_STEPS = 4


@dataclass(frozen=True, slots=True)
class OpenAttachment:
    """An opened attachment; its verified file stays in memory as long as this object."""

    attachment: Attachment
    text: AttachmentText
    _file: bytes
    _reader: ConfinedReader

    def page_image(self, page: int, width_px: int, *, cancel: CancelToken | None = None) -> PageImage:
        """Page `page` (from 0) about `width_px` wide.

        Raises as `ConfinedReader.draw`, and `InputRefused("attachment_page_missing")` for a text.
        """
        if self.attachment.is_text:
            raise InputRefused("attachment_page_missing", page=page + 1)
        return self._reader.draw(
            self._file, self.attachment.media_type, page=page, width_px=width_px, cancel=cancel
        )


class AttachmentService:
    """Every change, and every view beyond name and thumbnail, is audited with its object."""

    def __init__(
        self, context: ServiceContext, *, files: ExportFiles, reader: ConfinedReader | None = None
    ) -> None:
        self._database, self._sealer, self._audit = context.database, context.sealer, context.audit
        self._disk, self._access, self._clock = context.disk, context.access, context.clock
        self._files = files
        self._reader = reader or ConfinedReader()

    def add(
        self,
        client_id: ClientId,
        *,
        path: Path | None = None,
        name: str | None = None,
        data: bytes | None = None,
        session_id: SessionId | None = None,
        attachment_id: AttachmentId | None = None,
        cancel: CancelToken | None = None,
        on_progress: OnProgress = ignore_progress,
    ) -> Attachment:
        """Reads, checks, cleans and seals one file: the one at `path`, or `data` called `name`.

        All of it is stored, or nothing. A caller that repeats a call after a lost response passes the same
        `attachment_id`: an existing one is returned.

        Raises:
            InputRefused: see `read_given_file`, `media_type_of`, `ConfinedReader.inspect`;
                `attachment_session_elsewhere` for a session of another client; `client_is_deleted`,
                `client_is_merged`.
            NotFound: client or session.
            EditConflict: `attachment_id` is that of another chart's.
            DiskFull, EnvironmentProblem, Cancelled.
        """
        self._access.require("chart")
        if attachment_id is not None and (there := self._added_before(attachment_id, client_id)) is not None:
            return there
        given, data = _given(path, name, data)
        self._disk.require_room(2 * len(data))
        on_progress(1, _STEPS)
        media_type = media_type_of(data)
        reading = self._reader.inspect(data, media_type, cancel=cancel)
        on_progress(2, _STEPS)
        if cancel is not None:
            cancel.raise_if_cancelled()
        kept = name_for(given, media_type)
        now = self._clock()
        attachment = Attachment(
            attachment_id=attachment_id or AttachmentId(new_id()),
            client_id=client_id,
            session_id=session_id,
            name=kept,
            media_type=media_type,
            size_bytes=len(reading.stored),
            pages=reading.pages,
            day=now.astimezone().date(),
            added_at=now,
            text_state=_text_state(reading),
            row_version=1,
            unread_pages=reading.unread_pages,
            renamed_from=given if _ending(given) != _ending(kept) else None,
            encoding=reading.encoding,
            encoding_guessed=reading.encoding_guessed,
            text_cut=reading.text_cut,
        )
        self._store(attachment, reading)
        on_progress(_STEPS, _STEPS)
        return attachment

    def list(
        self,
        client_id: ClientId,
        session_id: SessionId | None = None,
        *,
        include_deleted: bool = False,
    ) -> Listing[Attachment]:
        """Those of a client, or of one of their sessions; newest first, and those that cannot be read."""
        self._access.require("chart")
        with self._database.begin() as session:
            store = AttachmentStore(session, self._sealer)
            return store.list(client_id, session_id, include_deleted=include_deleted)

    def get(self, attachment_id: AttachmentId) -> Attachment:
        """Raises `NotFound`."""
        self._access.require("chart")
        with self._database.begin() as session:
            return AttachmentStore(session, self._sealer).get(attachment_id)

    def open(self, attachment_id: AttachmentId) -> OpenAttachment:
        """Everything the viewer needs; audited as a view. Raises `NotFound`, `TamperedRecord`."""
        self._access.require("chart")
        with self._database.begin() as session:
            store = AttachmentStore(session, self._sealer)
            record = store.record(attachment_id)
            opened = OpenAttachment(
                store.get(attachment_id), store.text(record), store.file(record), self._reader
            )
            self._record(session, "attachment.view", opened.attachment)
        return opened

    def read(self, attachment_id: AttachmentId) -> bytes:
        """The file's bytes; audited as a view. Raises as `open` does."""
        return self.open(attachment_id)._file

    def page_image(
        self, attachment_id: AttachmentId, page: int, width_px: int, *, cancel: CancelToken | None = None
    ) -> PageImage:
        """One page of an attachment that is not open; audited as a view."""
        return self.open(attachment_id).page_image(page, width_px, cancel=cancel)

    def thumbnail(self, attachment_id: AttachmentId) -> PageImage | None:
        """The first page, small; None for a text. Raises `NotFound`, `TamperedRecord`."""
        self._access.require("chart")
        with self._database.begin() as session:
            store = AttachmentStore(session, self._sealer)
            return store.thumbnail(store.record(attachment_id))

    def save_copy(self, attachment_id: AttachmentId, path: Path) -> None:
        """Writes the unprotected file to `path`; audited as an export before it is written.

        An existing file is replaced. Raises `NotFound`, `TamperedRecord`, `ChartNotAsWritten`, `DiskFull`,
        `EnvironmentProblem("file_not_written")` and, as `ExportFiles.check`, `InputRefused`.
        """
        self._access.require("chart")
        self._files.check(path, overwrite=True)
        with self._database.begin() as session:
            store = AttachmentStore(session, self._sealer)
            record = store.record(attachment_id)
            data = store.file(record)
            require_as_written(session, record.client_id, attachment_id)
            self._record(session, "export", store.get(attachment_id))
        self._files.write(path, data)

    def delete(self, attachment_id: AttachmentId, *, expected_version: int | None = None) -> Attachment:
        """Deletes it from the chart and the index; `restore` reverses that.

        Raises `EditConflict`, `InputRefused` (`client_is_deleted`, `client_is_merged`).
        """
        return self._change(attachment_id, expected_version, deleted=True)

    def restore(self, attachment_id: AttachmentId, *, expected_version: int | None = None) -> Attachment:
        """Raises as `delete`."""
        return self._change(attachment_id, expected_version, deleted=False)

    def _added_before(self, attachment_id: AttachmentId, client_id: ClientId) -> Attachment | None:
        with self._database.begin() as session:
            try:
                there = AttachmentStore(session, self._sealer).get(attachment_id)
            except NotFound:
                return None
        if there.client_id != client_id:
            raise EditConflict("record_edit_conflict", record_id=attachment_id)
        return there

    def _store(self, attachment: Attachment, reading: Reading) -> None:
        with self._database.begin() as session:
            # Reading takes time: the chart may have been deleted or merged since.
            ClientRepository(session, self._sealer).require_open(attachment.client_id)
            if attachment.session_id is not None:
                written = SessionRepository(session, self._sealer).get(attachment.session_id)
                if written.client_id != attachment.client_id:
                    raise InputRefused("attachment_session_elsewhere")
            store = AttachmentStore(session, self._sealer)
            store.add(attachment, reading, author=self._access.user_id)
            self._record(session, "attachment.add", attachment)

    def _change(
        self, attachment_id: AttachmentId, expected_version: int | None, *, deleted: bool
    ) -> Attachment:
        self._access.require("chart")
        self._disk.require_room_to_finish()
        with self._database.begin() as session:
            store = AttachmentStore(session, self._sealer)
            record = store.record(attachment_id)
            # A running merge copies existing records: a concurrent change would be lost.
            ClientRepository(session, self._sealer).require_open(record.client_id)
            current = store.get(attachment_id)
            if (current.state == "deleted") == deleted:
                return current
            if expected_version not in (None, current.row_version):
                raise EditConflict("record_edit_conflict", record_id=attachment_id)
            changed = store.set_state(record, deleted=deleted)
            self._record(session, "attachment.delete" if deleted else "attachment.restore", changed)
        return changed

    def _record(self, session: DatabaseSession, action: str, about: Attachment) -> None:
        details: dict[str, Any] = {"version": about.row_version, "media_type": about.media_type}
        if action in ("attachment.add", "export"):
            details["size_bytes"] = about.size_bytes
        self._audit.record(
            session,
            action=action,
            object_kind="attachment",
            object_id=about.attachment_id,
            client_id=about.client_id,
            details=details,
        )


def _given(path: Path | None, name: str | None, data: bytes | None) -> tuple[str, bytes]:
    if path is not None:
        return name or path.name, read_given_file(path)
    if data is None:
        raise ValueError("either a path or data")
    check_size(len(data))
    return name or "", data


def _text_state(reading: Reading) -> TextState:
    if any(any(character.isalnum() for character in page) for page in reading.page_texts):
        return "read"
    return "unread" if reading.unread_pages else "none"


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
