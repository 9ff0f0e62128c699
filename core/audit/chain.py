"""The arithmetic of the audit chain: what an entry's bytes are, how it is linked, and how its code is made.

    h(i) = SHA-256(1 ‖ device ‖ i ‖ h(i-1) ‖ SHA-256(entry))      m(i) = HMAC-SHA-256(k(i), h(i))
    k(i+1) = HMAC-SHA-256(k(i), "next")                          h(0) = 32 zero bytes, positions from 1

The keys move forward only: whoever takes the present one cannot make the codes of earlier entries
(Schneier and Kelsey, "Secure audit logs to support computer forensics", 1999).
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from core.ids import WorkspaceId
from core.security.envelope import length_prefixed

HASH_BYTES = 32
START = bytes(HASH_BYTES)
"""The hash before the first entry."""

_VERSION = b"\x01"
_POSITION = struct.Struct(">Q")


@dataclass(frozen=True, slots=True)
class ClearColumns:
    """The clear columns of an event beside its sealed details."""

    event_id: UUID
    day: date
    user_id: UUID | None
    action: str
    object_kind: str | None
    object_id: UUID | None
    outcome: str


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """A chained row as read. Values an attacker can write have the loose types of their columns."""

    position: int
    device_id: UUID | None
    columns: ClearColumns
    charts: bytes | None
    sealed_details: bytes
    chain_hash: bytes | None
    mac: bytes | None


@dataclass(frozen=True, slots=True)
class ChainHead:
    """The state of a chain: its last position, the hash there, and the digest of all charts."""

    position: int
    head: bytes
    charts: bytes


def entry_bytes(
    workspace_id: WorkspaceId, columns: ClearColumns, *, charts: bytes | None, sealed_details: bytes
) -> bytes:
    """The canonical bytes of an entry: everything stored except its place in the chain."""
    return length_prefixed(
        workspace_id.bytes,
        columns.event_id.bytes,
        columns.day.isoformat().encode(),
        _optional(columns.user_id.bytes if columns.user_id else None),
        columns.action.encode(errors="surrogatepass"),
        _optional(
            None if columns.object_kind is None else columns.object_kind.encode(errors="surrogatepass")
        ),
        _optional(columns.object_id.bytes if columns.object_id else None),
        columns.outcome.encode(errors="surrogatepass"),
        _optional(charts),
        sealed_details,
    )


def entry_digest(workspace_id: WorkspaceId, event: StoredEvent) -> bytes:
    """SHA-256 of a stored event's entry."""
    entry = entry_bytes(workspace_id, event.columns, charts=event.charts, sealed_details=event.sealed_details)
    return hashlib.sha256(entry).digest()


def link(*, device_id: UUID, position: int, previous: bytes, digest: bytes) -> bytes:
    """h(i): 32 bytes."""
    return hashlib.sha256(_VERSION + device_id.bytes + _POSITION.pack(position) + previous + digest).digest()


def authenticate(key: bytes, chain_hash: bytes) -> bytes:
    """m(i): 32 bytes."""
    return hmac.digest(key, chain_hash, "sha256")


def next_key(key: bytes) -> bytes:
    """k(i+1); computing k(i) from it would require inverting HMAC."""
    return hmac.digest(key, b"next", "sha256")


def _optional(value: bytes | None) -> bytes:
    return b"" if value is None else b"\x01" + value
