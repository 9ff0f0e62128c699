"""Requests and answers of the confined process.

`inspect` processes a file completely: the bytes to store, its text, a thumbnail. `draw` makes one page. A
refusal is an answer too: `{"refused": code, "params": {...}}`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from core.attachments.confined.documents import draw_document, inspect_document
from core.attachments.confined.pictures import draw_picture, inspect_picture
from core.attachments.confined.refusal import Refused
from core.attachments.confined.texts import inspect_text
from core.attachments.confined.work import Drawn, Inspected
from core.child_processes.frames import Frame


@dataclass(slots=True)
class _Parts:
    """Payload of several parts; the header contains their lengths."""

    lengths: list[int] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)

    def add(self, part: bytes) -> None:
        self.lengths.append(len(part))
        self.data.append(part)


def answer_request(frame: Frame) -> Frame:
    """The answer to one request; never raises for a bad file, though the process may die."""
    try:
        return _answer(frame)
    except Refused as refused:
        return Frame({"refused": refused.code, "params": refused.params})
    except MemoryError:
        return Frame({"refused": "attachment_too_complex", "params": {}})


def _answer(frame: Frame) -> Frame:
    media_type, data = str(frame.header["media_type"]), frame.payload
    if frame.header["op"] == "draw":
        page, width_px = int(frame.header["page"]), int(frame.header["width_px"])
        draw = draw_document if media_type == "application/pdf" else draw_picture
        return _drawn(draw(data, page=page, width_px=width_px))
    if media_type == "application/pdf":
        return _inspected(inspect_document(data))
    if media_type == "text/plain":
        return _inspected(inspect_text(data))
    return _inspected(inspect_picture(data, media_type))


def _drawn(drawn: Drawn) -> Frame:
    return Frame({"width_px": drawn.width_px, "height_px": drawn.height_px}, drawn.rgba)


def _inspected(found: Inspected) -> Frame:
    parts = _Parts()
    parts.add(found.cleaned or b"")
    parts.add(json.dumps(found.page_texts, ensure_ascii=False).encode("utf-8", "replace"))
    thumbnail = found.thumbnail
    parts.add(thumbnail.rgba if thumbnail is not None else b"")
    header: dict[str, Any] = {
        "cleaned": found.cleaned is not None,
        "pages": found.pages,
        "unread_pages": found.unread_pages,
        "encoding": found.encoding,
        "encoding_guessed": found.encoding_guessed,
        "text_cut": found.text_cut,
        "thumbnail": [thumbnail.width_px, thumbnail.height_px] if thumbnail is not None else None,
        "lengths": parts.lengths,
    }
    return Frame(header, b"".join(parts.data))
