"""Attachments without keys, database or a second process, for tests of the window."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast

from core.attachments.dto import Attachment, AttachmentText, MediaType, PageImage
from core.attachments.service import OpenAttachment
from core.cancel import CancelToken, ignore_progress
from core.damage import DamagedEntry, Listing
from core.errors import InputRefused, NotFound
from core.ids import AttachmentId, ClientId, SessionId, new_id

_SUFFIXES: dict[str, MediaType] = {".pdf": "application/pdf", ".png": "image/png", ".txt": "text/plain"}


class FakeReader:
    """Draws a page in one grey, darker from page to page; remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def draw(
        self,
        _data: bytes,
        _media_type: MediaType,
        *,
        page: int,
        width_px: int,
        cancel: CancelToken | None = None,
    ) -> PageImage:
        self.asked.append((page, width_px))
        height_px = int(width_px * 1.4)
        shade = max(0, 230 - 20 * page)
        return PageImage(width_px, height_px, bytes([shade, shade, shade, 255]) * (width_px * height_px))


class FakeAttachments:
    """`shelf` maps ids to attachments. A file called `bad…` is refused; `before_add` is called first."""

    def __init__(self) -> None:
        self.shelf: dict[AttachmentId, Attachment] = {}
        self.damaged: list[DamagedEntry] = []
        self.texts: dict[AttachmentId, AttachmentText] = {}
        self.copies: list[tuple[AttachmentId, Path]] = []
        self.opened: list[AttachmentId] = []
        self.ids: list[AttachmentId | None] = []
        """What each `add` was asked to call it."""
        self.reader = FakeReader()
        self.before_add: Callable[[CancelToken | None], None] = lambda _cancel: None

    def put(self, client_id: ClientId, name: str, **values: Any) -> Attachment:
        """An attachment that is there already."""
        made = Attachment(
            attachment_id=AttachmentId(new_id()),
            client_id=client_id,
            session_id=None,
            name=name,
            media_type=_SUFFIXES.get(Path(name).suffix, "image/jpeg"),
            size_bytes=123_456,
            pages=1,
            day=date(2024, 4, 7),
            added_at=datetime(2024, 4, 7, 9, 30, tzinfo=UTC),
            text_state="read",
            row_version=1,
        )
        made = dataclasses.replace(made, **values)
        self.shelf[made.attachment_id] = made
        return made

    def add(
        self,
        client_id: ClientId,
        *,
        path: Path,
        session_id: SessionId | None = None,
        attachment_id: AttachmentId | None = None,
        cancel: CancelToken | None = None,
        on_progress: Callable[[int, int], None] = ignore_progress,
    ) -> Attachment:
        self.ids.append(attachment_id)
        self.before_add(cancel)
        if cancel is not None:
            cancel.raise_if_cancelled()
        if path.name.startswith("bad"):
            raise InputRefused("attachment_encrypted")
        on_progress(1, 1)
        given = {} if attachment_id is None else {"attachment_id": attachment_id}
        return self.put(client_id, path.name, session_id=session_id, **given)

    def list(
        self, client_id: ClientId, session_id: SessionId | None = None, *, include_deleted: bool = False
    ) -> Listing[Attachment]:
        found = [
            each
            for each in self.shelf.values()
            if each.client_id == client_id
            and session_id in (None, each.session_id)
            and (include_deleted or each.state == "live")
        ]
        return Listing(found, self.damaged)

    def thumbnail(self, attachment_id: AttachmentId) -> PageImage | None:
        if self.shelf[attachment_id].is_text:
            return None
        return PageImage(4, 6, bytes([200, 220, 230, 255]) * 24)

    def open(self, attachment_id: AttachmentId) -> OpenAttachment:
        if attachment_id not in self.shelf:
            raise NotFound("attachment_not_found")
        self.opened.append(attachment_id)
        text = self.texts.get(attachment_id, AttachmentText(""))
        return OpenAttachment(self.shelf[attachment_id], text, b"", cast("Any", self.reader))

    def save_copy(self, attachment_id: AttachmentId, path: Path) -> None:
        self.copies.append((attachment_id, path))

    def delete(self, attachment_id: AttachmentId, *, expected_version: int | None = None) -> Attachment:
        return self._change(attachment_id, "deleted")

    def restore(self, attachment_id: AttachmentId, *, expected_version: int | None = None) -> Attachment:
        return self._change(attachment_id, "live")

    def _change(self, attachment_id: AttachmentId, state: str) -> Attachment:
        held = self.shelf[attachment_id]
        changed = dataclasses.replace(held, state=cast("Any", state), row_version=held.row_version + 1)
        self.shelf[attachment_id] = changed
        return changed
