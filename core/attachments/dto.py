"""Types of attachments for listing, display and search."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from core.ids import AttachmentId, ClientId, SessionId

MediaType = Literal["application/pdf", "image/jpeg", "image/png", "image/tiff", "image/webp", "text/plain"]
TextState = Literal["read", "unread", "none", "pending"]
"""`read`: its text is indexed. `unread`: a scan or picture without text. `none`: it has neither text nor
pictures. `pending`: not processed yet, as an import may leave it.
"""

SIZE_LIMIT_BYTES = 10_000_000
STORED_LIMIT_BYTES = 40_000_000
"""A cleaned picture can be larger than the original, because it is encoded again."""
NAME_LIMIT_CHARS = 120
PAGE_WIDTH_LIMIT_PX = 4_096
FIELD = "attachment"
"""The field that passages of an attachment are in; its text is all pages, one after another."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a chart. `unread_pages` is the number of `pages` without readable text.

    `renamed_from` is its original name if that did not fit the content. `encoding` is that of a text;
    `encoding_guessed` says that it is not certain.
    """

    attachment_id: AttachmentId
    client_id: ClientId
    session_id: SessionId | None
    name: str
    media_type: MediaType
    size_bytes: int
    pages: int
    day: date
    added_at: datetime
    text_state: TextState
    row_version: int
    state: Literal["live", "deleted"] = "live"
    unread_pages: int = 0
    renamed_from: str | None = None
    encoding: str | None = None
    encoding_guessed: bool = False
    text_cut: bool = False
    """Only the first part of a very long text is indexed."""

    @property
    def is_text(self) -> bool:
        return self.media_type == "text/plain"


@dataclass(frozen=True, slots=True)
class PageImage:
    """Drawn pixels: `rgba` is height × width × 4 bytes, row after row from the top, alpha always 255."""

    width_px: int
    height_px: int
    rgba: bytes


@dataclass(frozen=True, slots=True)
class AttachmentText:
    """The text of an attachment. `page_starts` are the offsets in `text` where its pages begin."""

    text: str
    page_starts: tuple[int, ...] = (0,)

    def page_at(self, offset: int) -> int:
        """The page (from 0) of the character at `offset`."""
        return max(0, bisect_right(self.page_starts, offset) - 1)
