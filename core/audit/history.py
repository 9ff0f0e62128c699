"""The entries before a restart of the chain, bound into the entry that records it."""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from uuid import UUID

from core.security.envelope import length_prefixed

_POSITION = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class Restart:
    """The chain restarted with the entry at `position`, after `rows` stored entries with this `digest`.

    `key`: the key of that entry's code (32 bytes), if known.
    """

    position: int
    rows: int
    digest: bytes
    key: bytes | None = None


class History:
    """SHA-256 over stored entries in order of their positions, damaged ones included."""

    def __init__(self) -> None:
        self.rows = 0
        self._digest = hashlib.sha256()

    def add(
        self, position: int, device_id: UUID | None, entry: bytes, chain_hash: bytes | None, mac: bytes | None
    ) -> None:
        """`entry`: the SHA-256 of the entry's bytes."""
        self.rows += 1
        device = b"" if device_id is None else device_id.bytes
        parts = (_POSITION.pack(position), device, entry, chain_hash or b"", mac or b"")
        self._digest.update(length_prefixed(length_prefixed(*parts)))

    @property
    def digest(self) -> bytes:
        return self._digest.digest()
