"""Signed statements of the chain's state, kept in the database and outside it.

A chain alone does not show that its end was cut off; a statement kept elsewhere does.
"""

from __future__ import annotations

import base64
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from core.audit.chain import HASH_BYTES, ChainHead
from core.ids import UserId, WorkspaceId
from core.security.envelope import length_prefixed

CHECKPOINT_EVERY = 100
"""Entries between two checkpoints; up to one less can be cut off undetected."""

NO_CHECKPOINT = (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError)
"""Exceptions from parsing malformed JSON: 1e999 is a number there, and [[[[… nests without end."""

_POSITIONS_END = 2**63
_NUMBERS = struct.Struct(">QQ")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`vault_sequence` is the vault file's at that time; `charts` the digest of all manifests.

    `membership`: the digest (32 bytes) of the newest membership document, empty if unknown.
    """

    workspace_id: WorkspaceId
    position: int
    head: bytes
    charts: bytes
    vault_sequence: int
    day: date
    user_id: UserId
    device_id: UUID
    membership: bytes = b""
    signature: bytes = b""

    def signed_bytes(self) -> bytes:
        return length_prefixed(
            b"anamnesis",
            b"checkpoint",
            self.workspace_id.bytes,
            _NUMBERS.pack(self.position, self.vault_sequence),
            self.head,
            self.charts,
            self.day.isoformat().encode(),
            self.user_id.bytes,
            self.device_id.bytes,
            self.membership,
        )

    def signed_by_any(self, public_keys: Iterable[bytes]) -> bool:
        """Whether one of these keys signed it: a member may have had several."""
        return any(self.signed_by(each) for each in public_keys)

    def signed_by(self, public_key: bytes) -> bool:
        """Whether the signature is that of `public_key` (32 bytes, RFC 8032)."""
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(self.signature, self.signed_bytes())
        except (InvalidSignature, ValueError, struct.error):
            return False
        return True

    def to_json(self) -> dict[str, object]:
        return {
            "workspace_id": str(self.workspace_id),
            "position": self.position,
            "head": _encode(self.head),
            "charts": _encode(self.charts),
            "vault_sequence": self.vault_sequence,
            "day": self.day.isoformat(),
            "user_id": str(self.user_id),
            "device_id": str(self.device_id),
            "membership": _encode(self.membership),
            "signature": _encode(self.signature),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Checkpoint:
        """Raises one of `NO_CHECKPOINT` for anything but a checkpoint."""
        found = cls(
            workspace_id=WorkspaceId(UUID(data["workspace_id"])),
            position=int(data["position"]),
            head=_decode(data["head"]),
            charts=_decode(data["charts"]),
            vault_sequence=int(data["vault_sequence"]),
            day=date.fromisoformat(data["day"]),
            user_id=UserId(UUID(data["user_id"])),
            device_id=UUID(data["device_id"]),
            membership=_decode(data["membership"]),
            signature=_decode(data["signature"]),
        )
        if (
            len(found.head) != HASH_BYTES
            or len(found.charts) != HASH_BYTES
            or not 0 < found.position < _POSITIONS_END
        ):
            raise ValueError("checkpoint")
        if len(found.membership) not in (0, HASH_BYTES):
            raise ValueError("membership")
        return found


def sign_checkpoint(
    head: ChainHead,
    *,
    workspace_id: WorkspaceId,
    vault_sequence: int,
    day: date,
    user_id: UserId,
    device_id: UUID,
    signing_key: Ed25519PrivateKey,
    membership: bytes = b"",
) -> Checkpoint:
    """A checkpoint of `head`, signed."""
    fields: dict[str, Any] = {
        "workspace_id": workspace_id,
        "position": head.position,
        "head": head.head,
        "charts": head.charts,
        "vault_sequence": vault_sequence,
        "day": day,
        "user_id": user_id,
        "device_id": device_id,
        "membership": membership,
    }
    return Checkpoint(**fields, signature=signing_key.sign(Checkpoint(**fields).signed_bytes()))


def _encode(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decode(text: object) -> bytes:
    return base64.b64decode(str(text), validate=True)
