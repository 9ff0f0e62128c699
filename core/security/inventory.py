"""The least a practice contains, kept in the authenticated vault file: the log's position, and the clients.

A database from which the log, the manifests and a client's rows were deleted looks like one that never had
them. So the vault file records that there is a log, the position it has reached, and which clients exist. It
is written at an unlock, at a lock and when a client is erased, not with every note; hence "at least".
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from core.ids import ClientId

_ID_BYTES = 16
_HEAD_BYTES = 32
_POSITIONS_END = 2**63


@dataclass(frozen=True, slots=True)
class Inventory:
    """`log_head`: the chain's hash at `log_position` (0: no log yet). `anchored`: an anchor file existed."""

    log_position: int = 0
    log_head: bytes = b""
    anchored: bool = False
    clients: frozenset[ClientId] = frozenset()

    def advanced(
        self, *, position: int, head: bytes, anchored: bool, clients: Iterable[ClientId]
    ) -> Inventory:
        """Adds what exists besides: no entry is dropped, and the log position never decreases."""
        further = position > self.log_position
        return Inventory(
            log_position=position if further else self.log_position,
            log_head=head if further else self.log_head,
            anchored=self.anchored or anchored,
            clients=self.clients.union(clients),
        )

    def without(self, client_id: ClientId) -> Inventory:
        """Without this client, after an erase."""
        return replace(self, clients=self.clients - {client_id})

    def to_json(self) -> dict[str, object]:
        ids = b"".join(sorted(client_id.bytes for client_id in self.clients))
        return {
            "log_position": self.log_position,
            "log_head": base64.b64encode(self.log_head).decode(),
            "anchored": self.anchored,
            "clients": base64.b64encode(ids).decode(),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Inventory:
        """Raises `ValueError`, `KeyError` or `TypeError` for malformed data."""
        position, head = int(data["log_position"]), base64.b64decode(data["log_head"], validate=True)
        ids = base64.b64decode(data["clients"], validate=True)
        if len(ids) % _ID_BYTES or len(head) not in (0, _HEAD_BYTES) or not 0 <= position < _POSITIONS_END:
            raise ValueError("inventory")
        if not isinstance(data["anchored"], bool):
            raise ValueError("anchored")
        return cls(
            log_position=position,
            log_head=head,
            anchored=data["anchored"],
            clients=frozenset(
                ClientId(UUID(bytes=ids[start : start + _ID_BYTES]))
                for start in range(0, len(ids), _ID_BYTES)
            ),
        )
