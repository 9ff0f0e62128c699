"""The frames sent over the pipes between the application and its child processes.

A frame is a fixed prefix (magic, header length, payload length, big endian), a JSON header and a binary
payload. Both lengths are checked before anything is read, so that a faulty peer is detected at once and can
cause neither an endless read nor exhausted memory.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

_MAGIC = b"ANE1"
_PREFIX = struct.Struct("!4sII")
_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
MAX_HEADER_BYTES = 16 << 20
MAX_PAYLOAD_BYTES = 64 << 20


class FrameError(Exception):
    """What was read is not a frame, or what should be written does not fit into one.

    The message names the broken rule, never the contents.
    """


@dataclass(frozen=True, slots=True)
class Frame:
    """A message: `header` is JSON, the header defines the meaning of the bytes in `payload`."""

    header: Mapping[str, Any] = field(default_factory=dict)
    payload: bytes = b""


def encode_frame(frame: Frame) -> bytes:
    """The bytes of `frame`; a lone surrogate becomes a question mark.

    Raises:
        FrameError: the header or the payload is larger than a frame may be.
    """
    header = _TO_JSON(frame.header).encode("utf-8", "replace")
    if len(header) > MAX_HEADER_BYTES or len(frame.payload) > MAX_PAYLOAD_BYTES:
        raise FrameError("too_large")
    return b"".join((_PREFIX.pack(_MAGIC, len(header), len(frame.payload)), header, frame.payload))


def read_frame(stream: BinaryIO, *, header_limit_bytes: int = MAX_HEADER_BYTES) -> Frame | None:
    """The next frame of `stream`, or None where it ended between two frames.

    `header_limit_bytes`: a lower limit for a peer that has no reason to send more.

    Raises:
        FrameError: wrong magic, impossible length, cut short, or a header that is not a JSON object.
    """
    prefix = stream.read(_PREFIX.size)
    if not prefix:
        return None
    if len(prefix) < _PREFIX.size:
        raise FrameError("cut_short")
    magic, header_bytes, payload_bytes = _PREFIX.unpack(prefix)
    if magic != _MAGIC:
        raise FrameError("magic")
    if header_bytes > min(header_limit_bytes, MAX_HEADER_BYTES) or payload_bytes > MAX_PAYLOAD_BYTES:
        raise FrameError("too_large")
    raw_header = _read_exactly(stream, header_bytes)
    payload = _read_exactly(stream, payload_bytes)
    try:
        header = json.loads(raw_header)
    except (ValueError, RecursionError):
        raise FrameError("header") from None
    if not isinstance(header, dict):
        raise FrameError("header")
    return Frame(header, payload)


def _read_exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count) if count else b""
    if len(data) < count:
        raise FrameError("cut_short")
    return data
