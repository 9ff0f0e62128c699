"""Who belongs to a practice: documents chained by hash, each signed by an owner of the one before."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.errors import VaultFormatError
from core.ids import UserId, WorkspaceId
from core.security.identity import Identity
from core.security.roles import ROLES, Role

_CONTEXT = b"anamnesis/membership\x00"


@dataclass(frozen=True, slots=True)
class MemberRecord:
    """A member as the signed document lists them; both keys are the public ones, 32 bytes each.

    `grant_digest`, the SHA-256 of the member's wrapped keys, keeps others from being slipped in: whoever
    knows a public key can seal something to it.
    """

    user_id: UserId
    name: str
    role: Role
    signing_key: bytes
    exchange_key: bytes
    grant_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Membership:
    """One document; `key_version` is the workspace key that the members were given with it."""

    workspace_id: WorkspaceId
    sequence: int
    previous: bytes
    members: tuple[MemberRecord, ...]
    key_version: int
    signed_by: UserId

    def member(self, user_id: UserId) -> MemberRecord | None:
        return next((each for each in self.members if each.user_id == user_id), None)

    def encoded(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, ASCII."""
        return json.dumps(
            {
                "workspace_id": str(self.workspace_id),
                "sequence": self.sequence,
                "previous": self.previous.hex(),
                "members": [
                    {
                        "user_id": str(each.user_id),
                        "name": each.name,
                        "role": each.role,
                        "signing_key": each.signing_key.hex(),
                        "exchange_key": each.exchange_key.hex(),
                        "grant_digest": each.grant_digest.hex(),
                    }
                    for each in self.members
                ],
                "key_version": self.key_version,
                "signed_by": str(self.signed_by),
            },
            sort_keys=True,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def decoded(cls, encoded: bytes) -> Membership:
        """Raises `ValueError`, `KeyError` or `TypeError` for what is no such document."""
        data = json.loads(encoded)
        document = cls(
            workspace_id=WorkspaceId(UUID(data["workspace_id"])),
            sequence=int(data["sequence"]),
            previous=bytes.fromhex(data["previous"]),
            members=tuple(_member(each) for each in data["members"]),
            key_version=int(data["key_version"]),
            signed_by=UserId(UUID(data["signed_by"])),
        )
        if document.encoded() != encoded:
            raise ValueError("not canonical")
        return document


@dataclass(frozen=True, slots=True)
class SignedMembership:
    """A document with the signature of one of the owners before it (Ed25519)."""

    document: Membership
    signature: bytes

    @classmethod
    def sign(cls, document: Membership, identity: Identity) -> SignedMembership:
        return cls(document, identity.signing_key.sign(_CONTEXT + document.encoded()))

    @property
    def digest(self) -> bytes:
        """SHA-256 of document and signature: what the next document names as its `previous`."""
        return hashlib.sha256(self.document.encoded() + self.signature).digest()

    def signed_with(self, public_key: bytes) -> bool:
        try:
            key = Ed25519PublicKey.from_public_bytes(public_key)
            key.verify(self.signature, _CONTEXT + self.document.encoded())
        except (InvalidSignature, ValueError):
            return False
        return True

    def to_json(self) -> dict[str, str]:
        return {
            "document": base64.b64encode(self.document.encoded()).decode(),
            "signature": base64.b64encode(self.signature).decode(),
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SignedMembership:
        """Raises as `Membership.decoded`."""
        return cls(
            Membership.decoded(base64.b64decode(data["document"], validate=True)),
            base64.b64decode(data["signature"], validate=True),
        )


def verify_chain(
    chain: Sequence[SignedMembership], *, workspace_id: WorkspaceId, founder_key: bytes
) -> Membership:
    """The newest document, if every one leads back to the founder.

    `founder_key` is the founder's public signing key as the user's own slot keeps it. Raises
    `VaultFormatError("membership_invalid")`.
    """
    previous: SignedMembership | None = None
    for link in chain:
        if not _follows(link, previous, workspace_id=workspace_id, founder_key=founder_key):
            raise VaultFormatError("membership_invalid", sequence=link.document.sequence)
        previous = link
    if previous is None:
        raise VaultFormatError("membership_invalid", sequence=0)
    return previous.document


def signing_keys(chain: Sequence[SignedMembership]) -> dict[UserId, bytes]:
    """The public signing key of everyone who is or was a member, to check what they once signed."""
    return {each.user_id: each.signing_key for link in chain for each in link.document.members}


def _follows(
    link: SignedMembership,
    previous: SignedMembership | None,
    *,
    workspace_id: WorkspaceId,
    founder_key: bytes,
) -> bool:
    document = link.document
    earlier = document if previous is None else previous.document
    signer = earlier.member(document.signed_by)
    if signer is None or signer.role != "owner" or document.workspace_id != workspace_id:
        return False
    if previous is None:
        place_fits = document.sequence == 1 and document.previous == b"" and signer.signing_key == founder_key
    else:
        place_fits = document.sequence == earlier.sequence + 1 and document.previous == previous.digest
    return place_fits and link.signed_with(signer.signing_key)


def _member(data: dict[str, Any]) -> MemberRecord:
    if data["role"] not in ROLES:
        raise ValueError("role")
    return MemberRecord(
        user_id=UserId(UUID(data["user_id"])),
        name=str(data["name"]),
        role=data["role"],
        signing_key=bytes.fromhex(data["signing_key"]),
        exchange_key=bytes.fromhex(data["exchange_key"]),
        grant_digest=bytes.fromhex(data["grant_digest"]),
    )
