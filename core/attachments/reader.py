"""Reads one file in a confined process and validates everything that comes back.

A process serves one request. If it crashes, hangs, runs out of memory or answers incorrectly, only that file
is refused.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from core.attachments.content import media_type_of
from core.attachments.dto import PAGE_WIDTH_LIMIT_PX, STORED_LIMIT_BYTES, MediaType, PageImage
from core.cancel import CancelToken
from core.child_processes.environment import child_environment
from core.child_processes.frames import Frame, FrameError, encode_frame, read_frame
from core.child_processes.modules import child_command
from core.errors import Cancelled, EnvironmentProblem, InputRefused

_log = logging.getLogger(__name__)

TIMEOUT_S = 60.0
_CPU_S = 45
_LOOK_S = 0.05
_THUMBNAIL_LIMIT_PX = 256
_TEXT_LIMIT_CHARS = 1_000_000
_TEXT_LIMIT_BYTES = 8_000_000
"""The words as JSON in UTF-8: the limit of letters, each as long as one can be, and twice that."""
_PAGES_LIMIT = 2_000
_HEADER_LIMIT_BYTES = 4_096
_PARAMS = frozenset({"height", "limit", "page", "pages", "width"})
"""The only parameters of a refusal, all numbers."""
_NO_WINDOW = 0x08000000
_NONSENSE = (KeyError, TypeError, ValueError, IndexError, OverflowError, RecursionError)
"""Exceptions from parsing a malformed answer."""
_REFUSALS = frozenset(
    {
        "attachment_animated",
        "attachment_corrupt",
        "attachment_empty",
        "attachment_encrypted",
        "attachment_page_missing",
        "attachment_picture_too_large",
        "attachment_text_unreadable",
        "attachment_too_complex",
        "attachment_too_many_pages",
    }
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of reading a file. `stored` are the bytes to keep."""

    stored: bytes
    page_texts: tuple[str, ...]
    unread_pages: int
    thumbnail: PageImage | None
    encoding: str | None
    encoding_guessed: bool
    text_cut: bool

    @property
    def pages(self) -> int:
        return len(self.page_texts)


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the operating system granted a process, as reported before it read the file."""

    landlock: int
    """The version of Landlock that closes all files to it; 0: none."""
    system_calls: bool
    """Whether the calls that reach beyond its pipes are refused."""


class ConfinedReader:
    """Starts the processes. `command` replaces them; the two arguments are added to it.

    `confinement` is that of the last process, None before the first.
    """

    def __init__(self, *, command: Sequence[str] | None = None, timeout_s: float = TIMEOUT_S) -> None:
        self._command = tuple(command) if command else child_command("core.attachments.confined")
        self._timeout_s = timeout_s
        self.confinement: Confinement | None = None

    def inspect(self, data: bytes, media_type: MediaType, *, cancel: CancelToken | None = None) -> Reading:
        """Reads a whole file.

        Raises:
            InputRefused: the file cannot be taken; `attachment_reader_failed` when the process did not
                survive it, `attachment_too_complex` when it ran out of time or memory.
            EnvironmentProblem: `attachment_reader_unavailable`, the process cannot be started.
            Cancelled: `cancel` was set.
        """
        answer = self._ask({"op": "inspect", "media_type": media_type}, data, cancel)
        try:
            return _reading(answer, data, media_type)
        except _NONSENSE:
            raise InputRefused("attachment_reader_failed") from None

    def draw(
        self,
        data: bytes,
        media_type: MediaType,
        *,
        page: int,
        width_px: int,
        cancel: CancelToken | None = None,
    ) -> PageImage:
        """One page (from 0) about `width_px` wide. Raises as `inspect` does."""
        header = {
            "op": "draw",
            "media_type": media_type,
            "page": page,
            "width_px": max(1, min(width_px, PAGE_WIDTH_LIMIT_PX)),
        }
        answer = self._ask(header, data, cancel)
        try:
            size = [int(answer.header["width_px"]), int(answer.header["height_px"])]
            return _image(size, answer.payload)
        except _NONSENSE:
            raise InputRefused("attachment_reader_failed") from None

    def _ask(self, header: dict[str, Any], data: bytes, cancel: CancelToken | None) -> Frame:
        request = encode_frame(Frame(header, data))
        try:
            process = self._start()
        except OSError as error:
            raise EnvironmentProblem("attachment_reader_unavailable") from error
        exchange = _Exchange(process, request)
        try:
            ended = exchange.wait(self._timeout_s, cancel)
        finally:
            exchange.end()
        self._note(exchange.confinement)
        if not ended:
            raise InputRefused("attachment_too_complex")
        if exchange.answer is None:
            raise InputRefused("attachment_reader_failed")
        return _unless_refused(exchange.answer)

    def _note(self, confinement: Confinement | None) -> None:
        if confinement is not None and confinement != self.confinement:
            self.confinement = confinement
            _log.info(
                "files are read under landlock %d, filter of system calls: %s",
                confinement.landlock,
                confinement.system_calls,
            )

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*self._command, str(os.getpid()), str(_CPU_S)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_environment(threads=1, inherited=os.environ) | {"OPENBLAS_NUM_THREADS": "1"},
            creationflags=_NO_WINDOW if sys.platform == "win32" else 0,
        )


class _Exchange:
    """One request to one process. Two threads, because either pipe may block."""

    def __init__(self, process: subprocess.Popen[bytes], request: bytes) -> None:
        self.answer: Frame | None = None
        self.confinement: Confinement | None = None
        self._process = process
        self._over = threading.Event()
        self._writer = threading.Thread(target=self._write, args=(request,), name="attachment-writer")
        self._reader = threading.Thread(target=self._read, name="attachment-reader")
        self._writer.start()
        self._reader.start()

    def wait(self, timeout_s: float, cancel: CancelToken | None) -> bool:
        """False when time ran out. Raises `Cancelled`."""
        for _ in range(max(1, round(timeout_s / _LOOK_S))):
            if self._over.wait(_LOOK_S):
                return True
            if cancel is not None and cancel.cancelled:
                raise Cancelled
        return False

    def end(self) -> None:
        """Kills the process, if it is there, and waits for it and both threads."""
        self._process.kill()
        self._process.wait()
        self._writer.join()
        self._reader.join()

    def _write(self, request: bytes) -> None:
        pipe = cast("BinaryIO", self._process.stdin)
        try:
            pipe.write(request)
            pipe.close()
        except OSError:
            # The process has ended; the reader sees the end of its output.
            _close_quietly(pipe)

    def _read(self) -> None:
        with cast("BinaryIO", self._process.stdout) as pipe:
            try:
                self.confinement = _confinement(read_frame(pipe, header_limit_bytes=_HEADER_LIMIT_BYTES))
                self.answer = read_frame(pipe, header_limit_bytes=_HEADER_LIMIT_BYTES)
            except (FrameError, OSError):
                self.answer = None
        self._over.set()


def _confinement(first: Frame | None) -> Confinement:
    """The content of the first message; raises `FrameError` for another one."""
    header = first.header if first is not None else {}
    landlock, calls = header.get("landlock"), header.get("system_calls")
    if type(landlock) is not int or type(calls) is not bool:
        raise FrameError("confinement")
    return Confinement(landlock, calls)


def _unless_refused(answer: Frame) -> Frame:
    refused = answer.header.get("refused")
    if refused is None:
        return answer
    if not isinstance(refused, str) or refused not in _REFUSALS:
        raise InputRefused("attachment_reader_failed")
    given = answer.header.get("params")
    params = given if isinstance(given, dict) else {}
    # Known names and numbers only: a compromised process must not send text.
    numbers = {name: params[name] for name in sorted(_PARAMS) if type(params.get(name)) is int}
    raise InputRefused(refused, **numbers)


def _reading(answer: Frame, data: bytes, media_type: MediaType) -> Reading:
    header = answer.header
    cleaned, texts, thumbnail = _parts(answer)
    stored = _stored(cleaned, header["cleaned"] is True, data, media_type)
    if len(texts) > _TEXT_LIMIT_BYTES:
        raise ValueError("texts")
    pages = json.loads(texts)
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        raise TypeError("pages")
    unread = int(header["unread_pages"])
    if not 1 <= len(pages) <= _PAGES_LIMIT or sum(map(len, pages)) > _TEXT_LIMIT_CHARS:
        raise ValueError("pages")
    if not 0 <= unread <= len(pages) or header["pages"] != len(pages):
        raise ValueError("pages")
    encoding = header["encoding"]
    return Reading(
        stored=stored,
        page_texts=tuple(page.encode("utf-8", "replace").decode() for page in pages),
        unread_pages=unread,
        thumbnail=_image(header["thumbnail"], thumbnail, limit_px=_THUMBNAIL_LIMIT_PX)
        if header["thumbnail"] is not None
        else None,
        encoding=str(encoding)[:20] if encoding is not None else None,
        encoding_guessed=header["encoding_guessed"] is True,
        text_cut=header["text_cut"] is True,
    )


def _stored(cleaned: bytes, is_cleaned: bool, data: bytes, media_type: MediaType) -> bytes:
    """The bytes to keep: the encoded picture, or the original bytes of any other file."""
    is_picture = media_type.startswith("image/")
    if is_cleaned != is_picture:
        raise ValueError("cleaned")
    if not is_picture:
        return data
    if len(cleaned) > STORED_LIMIT_BYTES:
        raise InputRefused("attachment_too_large_inside", size_bytes=len(cleaned))
    try:
        kept_type = media_type_of(cleaned)
    except InputRefused:
        raise ValueError("cleaned") from None
    if kept_type != media_type:
        raise ValueError("cleaned")
    return cleaned


def _parts(answer: Frame) -> tuple[bytes, bytes, bytes]:
    first, second, third = (int(length) for length in answer.header["lengths"])
    if min(first, second, third) < 0 or first + second + third != len(answer.payload):
        raise ValueError("lengths")
    payload = answer.payload
    return payload[:first], payload[first : first + second], payload[first + second :]


def _image(size: Sequence[int], rgba: bytes, *, limit_px: int = 1 << 24) -> PageImage:
    width_px, height_px = (int(side) for side in size)
    if not (0 < width_px <= limit_px and 0 < height_px <= limit_px):
        raise ValueError("size")
    if len(rgba) != width_px * height_px * 4:
        raise ValueError("pixels")
    return PageImage(width_px, height_px, rgba)


def _close_quietly(pipe: BinaryIO) -> None:
    try:
        pipe.close()
    except OSError:
        return
