"""The descriptions of an attachment: its kind, its size, and the state of its text."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject
from PySide6.QtGui import QImage

from core.attachments.dto import Attachment, PageImage
from ui.text.days import day_text
from ui.text.one_line import one_line
from ui.text.text_direction import isolate

_KINDS = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
    "image/webp": "WebP",
}


class AttachmentWords(QObject):
    """A QObject, since the catalogues collect plural strings from `self.tr` only."""

    def kind(self, attachment: Attachment) -> str:
        """`PDF`, `JPEG`, `Text`."""
        known = _KINDS.get(attachment.media_type)
        return isolate(known) if known else self.tr("Text")

    def short(self, attachment: Attachment) -> str:
        """The line under a thumbnail."""
        if attachment.state == "deleted":
            return self.tr("Deleted")
        if attachment.pages > 1:
            return one_line((self.kind(attachment), self.tr("%n page(s)", "", attachment.pages)))
        return self.kind(attachment)

    def searchable(self, attachment: Attachment) -> str:
        """Which part is searchable; empty when all of it is."""
        if attachment.text_state == "pending":
            return self.tr("Not read yet: its words cannot be found.")
        if attachment.text_state == "unread":
            return self.tr("A scan or picture: its words cannot be found.")
        if attachment.unread_pages:
            return self.tr(
                "%n page(s) are pictures: their words cannot be found.", "", attachment.unread_pages
            )
        if attachment.text_cut:
            return self.tr("Very long: only the words of its first part can be found.")
        return ""

    def details(self, attachment: Attachment) -> str:
        """Kind, pages, size and day in one line, for the viewer."""
        size: str = QLocale().formattedDataSize(
            attachment.size_bytes, 1, QLocale.DataSizeFormat.DataSizeSIFormat
        )
        parts = [self.kind(attachment)]
        if attachment.pages > 1:
            parts.append(self.tr("%n page(s)", "", attachment.pages))
        parts += [isolate(size), self.tr("added {day}").format(day=day_text(attachment.day))]
        if attachment.encoding is not None:
            encoding = isolate(attachment.encoding)
            guessed = self.tr("read as {encoding} (a guess)") if attachment.encoding_guessed else "{encoding}"
            parts.append(guessed.format(encoding=encoding))
        return one_line(parts)

    def kept_as(self, attachment: Attachment) -> str:
        """Whether and how the file was changed for storage."""
        if attachment.media_type == "application/pdf":
            return self.tr("Kept unchanged, with the PDF's own details (author, program, times).")
        if attachment.is_text:
            return self.tr("Kept unchanged.")
        return self.tr("Kept without metadata: place, camera, comments and previews were removed.")

    def spoken(self, attachment: Attachment) -> str:
        """The full description for a screen reader and the tooltip."""
        parts = [attachment.name, self.details(attachment), self.searchable(attachment)]
        if attachment.state == "deleted":
            parts.insert(0, self.tr("Deleted"))
        return "\n".join(part for part in parts if part)


def image_of(page: PageImage) -> QImage:
    """The pixels as an image that owns them."""
    image = QImage(page.rgba, page.width_px, page.height_px, page.width_px * 4, QImage.Format.Format_RGBA8888)
    return image.copy()
