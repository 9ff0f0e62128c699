"""PDFs: their words and their pages as pixels, by PDFium. The file itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from core.attachments.confined.reading_order import in_reading_order
from core.attachments.confined.refusal import Refused
from core.attachments.confined.texts import clean_text
from core.attachments.confined.work import (
    PAGES_LIMIT,
    TEXT_LIMIT_CHARS,
    Drawn,
    Inspected,
    cut_pages,
    fitted,
    thumbnail_width,
)

_BROKEN_WORD = re.compile("[\ufffe\x02]\r?\n?")
"""What PDFium gives for a hyphen at the end of a line."""
_NO_CHARACTER = re.compile("[\uffff\ufffe]")


def inspect_document(data: bytes) -> Inspected:
    """Pages, words and thumbnail of a PDF. Raises `Refused`."""
    with _opened(data) as document:
        pages = len(document)
        if pages > PAGES_LIMIT:
            raise Refused("attachment_too_many_pages", pages=pages, limit=PAGES_LIMIT)
        texts, unread, so_far = [], 0, 0
        for number in range(pages):
            text, silent = _page_text(document, number) if so_far < TEXT_LIMIT_CHARS else ("", False)
            texts.append(text)
            so_far += len(text)
            unread += silent
        kept, cut = cut_pages(texts)
        return Inspected(
            pages=pages,
            page_texts=kept,
            unread_pages=unread,
            thumbnail=_first_page(document),
            text_cut=cut or so_far >= TEXT_LIMIT_CHARS,
        )


def draw_document(data: bytes, *, page: int, width_px: int) -> Drawn:
    """One page (from 0). Raises `Refused`."""
    with _opened(data) as document:
        if not 0 <= page < len(document):
            raise Refused("attachment_page_missing", page=page + 1)
        return _draw(document, page, width_px)


@contextmanager
def _opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            raise Refused("attachment_encrypted") from None
        raise Refused("attachment_corrupt") from None
    with closing(document):
        if len(document) < 1:
            raise Refused("attachment_corrupt")
        yield document


@contextmanager
def _flat(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """A page with form entries and annotations rendered into it; in memory only."""
    with closing(document[number]) as page:
        pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
    with closing(document[number]) as page:
        yield page


def _page_text(document: pdfium.PdfDocument, number: int) -> tuple[str, bool]:
    """The page's text, and whether it shows something without text."""
    try:
        with _flat(document, number) as page, closing(page.get_textpage()) as words:
            text = words.get_text_range(errors="replace")
            text = clean_text(_NO_CHARACTER.sub("", _BROKEN_WORD.sub("", text))).strip()
            text = in_reading_order(text)
            # An empty page hides nothing; one with only pictures or lines may.
            silent = not any(c.isalnum() for c in text) and pdfium_c.FPDFPage_CountObjects(page) > 0
            return text, silent
    except pdfium.PdfiumError:
        return "", True


def _first_page(document: pdfium.PdfDocument) -> Drawn | None:
    try:
        with closing(document[0]) as page:
            width_px = thumbnail_width(*_size(page))
        return _draw(document, 0, width_px)
    except (pdfium.PdfiumError, Refused):
        # The following pages may be intact; the error is shown when this page is opened.
        return None


def _size(page: pdfium.PdfPage) -> tuple[float, float]:
    width, height = page.get_size()
    if not (width > 0 and height > 0):
        raise Refused("attachment_corrupt")
    return width, height


def _draw(document: pdfium.PdfDocument, number: int, width_px: int) -> Drawn:
    try:
        with _flat(document, number) as page:
            across, down = fitted(*_size(page), width_px=width_px)
            bitmap = pdfium.PdfBitmap.new_native(across, down, pdfium_c.FPDFBitmap_BGRA, rev_byteorder=True)
            with closing(bitmap):
                bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
                flags = pdfium_c.FPDF_ANNOT | pdfium_c.FPDF_REVERSE_BYTE_ORDER
                pdfium_c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, flags)
                return Drawn(across, down, _tight(bytes(bitmap.buffer), across, down, bitmap.stride))
    except pdfium.PdfiumError:
        raise Refused("attachment_corrupt") from None


def _tight(rows: bytes, across: int, down: int, stride: int) -> bytes:
    if stride == across * 4:
        return rows
    return b"".join(rows[y * stride : y * stride + across * 4] for y in range(down))
