"""Operations on the files of a chart. Files are read outside the records' lane."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.attachments.dto import Attachment, PageImage
from core.attachments.service import OpenAttachment
from core.damage import DamagedEntry
from core.errors import TamperedRecord
from core.ids import AttachmentId, ClientId, SessionId
from ui.operations.operation import Operation

if TYPE_CHECKING:
    from core.cancel import CancelToken, OnProgress
    from core.services import Services


@dataclass(frozen=True, slots=True)
class Shelf:
    """The attachments of a client or session, newest first, with the available thumbnails, and the unreadable
    ones.
    """

    attachments: tuple[Attachment, ...]
    thumbnails: dict[AttachmentId, PageImage]
    damaged: tuple[DamagedEntry, ...] = ()


def list_attachments(*, client_id: ClientId, session_id: SessionId | None) -> Operation[Shelf]:
    """All attachments, deleted ones included; one with a tampered thumbnail is listed without it."""

    def read(services: Services, cancel: CancelToken, _progress: OnProgress) -> Shelf:
        listed = services.attachments.list(client_id, session_id, include_deleted=True)
        thumbnails = {}
        for each in listed:
            cancel.raise_if_cancelled()
            try:
                image = services.attachments.thumbnail(each.attachment_id)
            except TamperedRecord:
                continue
            if image is not None:
                thumbnails[each.attachment_id] = image
        return Shelf(tuple(listed), thumbnails, listed.damaged)

    return Operation("db", read)


def add_attachment(
    *, attachment_id: AttachmentId, client_id: ClientId, session_id: SessionId | None, path: Path
) -> Operation[Attachment]:
    """Reads, checks, cleans and seals a file and has its text indexed; repeating it with the same id adds no
    second one.
    """

    return Operation(
        "io",
        lambda services, cancel, progress: services.attachments.add(
            client_id,
            path=path,
            session_id=session_id,
            attachment_id=attachment_id,
            cancel=cancel,
            on_progress=progress,
        ),
    )


def open_attachment(*, attachment_id: AttachmentId) -> Operation[OpenAttachment]:
    """Everything the viewer shows; recorded as a view."""
    return Operation("io", lambda services, _cancel, _progress: services.attachments.open(attachment_id))


def draw_page(*, opened: OpenAttachment, page: int, width_px: int) -> Operation[PageImage]:
    """One page as pixels."""
    return Operation(
        "io", lambda _services, cancel, _progress: opened.page_image(page, width_px, cancel=cancel)
    )


def save_copy(*, attachment_id: AttachmentId, path: Path) -> Operation[None]:
    """Writes the file, unprotected, to the chosen path; recorded as an export."""
    return Operation(
        "io", lambda services, _cancel, _progress: services.attachments.save_copy(attachment_id, path)
    )


def set_deleted(*, attachment: Attachment, deleted: bool) -> Operation[Attachment]:
    """Takes an attachment out of the chart and the index, or brings it back."""

    def change(services: Services, _cancel: CancelToken, _progress: OnProgress) -> Attachment:
        change = services.attachments.delete if deleted else services.attachments.restore
        return change(attachment.attachment_id, expected_version=attachment.row_version)

    return Operation("db", change)
