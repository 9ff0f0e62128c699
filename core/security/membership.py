"""The members of a practice: documents chained by hash, each signed by a member of the previous one.

An owner may sign any change except to other members' public keys. Any other member may sign for new keys of
their own, and a clinician also for a new version of the workspace's keys.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
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
    """A member as the signed document lists them; both keys are public ones, 32 bytes each.

    `grant_digest`, the SHA-256 of the member's wrapped keys, detects a replaced grant: anybody who knows a
    public key can seal something to it.
    """

    user_id: UserId
    name: str
    role: Role
    signing_key: bytes
    exchange_key: bytes
    grant_digest: bytes = b""


@dataclass(frozen=True, slots=True)
class Membership:
    """One document; `key_version` is the workspace key that the members were given with it.

    `signatures_from`: sessions signed after this day carry their author's signature; None until an owner
    turns it on, and never changed afterwards. `keys_replaced_at`: when the signing keys ended that this
    document no longer lists; None if it ends none, or in older documents without the field.
    """

    workspace_id: WorkspaceId
    sequence: int
    previous: bytes
    members: tuple[MemberRecord, ...]
    key_version: int
    signed_by: UserId
    signatures_from: date | None = None
    keys_replaced_at: datetime | None = None

    def member(self, user_id: UserId) -> MemberRecord | None:
        return next((each for each in self.members if each.user_id == user_id), None)

    def encoded(self) -> bytes:
        """Canonical JSON: sorted keys, no spaces, ASCII."""
        since, replaced_at = self.signatures_from, self.keys_replaced_at
        return json.dumps(
            ({} if since is None else {"signatures_from": since.isoformat()})
            | ({} if replaced_at is None else {"keys_replaced_at": replaced_at.isoformat()})
            | {
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
        """Raises `ValueError`, `KeyError` or `TypeError` for malformed data."""
        data = json.loads(encoded)
        document = cls(
            workspace_id=WorkspaceId(UUID(data["workspace_id"])),
            sequence=int(data["sequence"]),
            previous=bytes.fromhex(data["previous"]),
            members=tuple(_member(each) for each in data["members"]),
            key_version=int(data["key_version"]),
            signed_by=UserId(UUID(data["signed_by"])),
            signatures_from=date.fromisoformat(data["signatures_from"])
            if "signatures_from" in data
            else None,
            keys_replaced_at=_moment(data["keys_replaced_at"]) if "keys_replaced_at" in data else None,
        )
        if document.encoded() != encoded:
            raise ValueError("not canonical")
        return document


@dataclass(frozen=True, slots=True)
class SignedMembership:
    """A document with the signature (Ed25519) of a member of the previous document."""

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
    chain: Sequence[SignedMembership],
    *,
    workspace_id: WorkspaceId,
    founder_key: bytes | None = None,
    through: bytes | None = None,
) -> Membership:
    """The newest document, if every document follows the previous one and the chain contains the known ones.

    `founder_key`: the founder's public signing key; `through`: the digest of a document, which vouches for
    all before it. One of them has to come from the user's own slot. Raises
    `VaultFormatError("membership_invalid")`.
    """
    previous: SignedMembership | None = None
    keys: dict[UserId, tuple[bytes, bytes]] = {}
    for link in chain:
        if not _follows(link, previous, workspace_id=workspace_id) or not _keeps_keys(link.document, keys):
            raise VaultFormatError("membership_invalid", sequence=link.document.sequence)
        previous = link
    if previous is None or not _known(chain, founder_key, through):
        raise VaultFormatError("membership_invalid", sequence=0)
    return previous.document


def signing_keys(chain: Sequence[SignedMembership]) -> dict[UserId, tuple[bytes, ...]]:
    """Every current and past public signing key of each user, newest last, to verify old signatures."""
    found: dict[UserId, dict[bytes, None]] = {}
    for link in chain:
        for each in link.document.members:
            found.setdefault(each.user_id, {})[each.signing_key] = None
    return {user_id: tuple(keys) for user_id, keys in found.items()}


@dataclass(frozen=True, slots=True)
class EndedKey:
    """A signing key that no member has any more. `latest`: it ended at this time at the latest; None if no
    later document records a time. `replaced`: its user has another key; otherwise they were removed.
    """

    latest: datetime | None
    replaced: bool


def ended_keys(chain: Sequence[SignedMembership]) -> dict[bytes, EndedKey]:
    """Every public signing key that a member once had and no member has now."""
    if not chain:
        return {}
    in_force = {each.signing_key for each in chain[-1].document.members}
    found: dict[bytes, EndedKey] = {}
    followed: set[UserId] = set()
    latest: datetime | None = None
    for link in reversed(chain):
        # Documents are visited from the newest; `latest` is from the one after the key's last.
        for each in link.document.members:
            if each.signing_key not in in_force:
                found.setdefault(each.signing_key, EndedKey(latest, each.user_id in followed))
        followed |= {each.user_id for each in link.document.members}
        latest = link.document.keys_replaced_at or latest
    return found


def behind_an_identity(chain: Sequence[SignedMembership]) -> bool:
    """Whether a member's identity is newer than the workspace key, which their previous identity has too."""
    for earlier, later in zip(reversed(chain[:-1]), reversed(chain), strict=False):
        if later.document.key_version > earlier.document.key_version:
            return False
        for member in later.document.members:
            before = earlier.document.member(member.user_id)
            if before is not None and before.exchange_key != member.exchange_key:
                return True
    return False


def _known(chain: Sequence[SignedMembership], founder_key: bytes | None, through: bytes | None) -> bool:
    if through is not None:
        return any(link.digest == through for link in chain)
    first = chain[0].document
    founder = first.member(first.signed_by)
    return founder is not None and founder.signing_key == founder_key


def _follows(link: SignedMembership, previous: SignedMembership | None, *, workspace_id: WorkspaceId) -> bool:
    document = link.document
    earlier = document if previous is None else previous.document
    signer = earlier.member(document.signed_by)
    if signer is None or document.workspace_id != workspace_id or not link.signed_with(signer.signing_key):
        return False
    if previous is None:
        return signer.role == "owner" and document.sequence == 1 and document.previous == b""
    if document.sequence != earlier.sequence + 1 or document.previous != previous.digest:
        return False
    if earlier.signatures_from not in (None, document.signatures_from):
        # Set once: a later day would make notes without a signature pass for older ones.
        return False
    return signer.role == "owner" or _changes_own_keys_only(document, earlier, signer)


def _changes_own_keys_only(document: Membership, earlier: Membership, signer: MemberRecord) -> bool:
    """The changes that a member who is not an owner may sign for."""
    # A clinician holds the workspace's keys and can grant new ones; an auditor cannot.
    renewed = signer.role == "clinician" and document.key_version == earlier.key_version + 1
    expected = replace(
        earlier,
        sequence=document.sequence,
        previous=document.previous,
        signed_by=document.signed_by,
        key_version=document.key_version if renewed else earlier.key_version,
        keys_replaced_at=document.keys_replaced_at,
        members=tuple(
            _allowed_change(each, document.member(each.user_id), own=each == signer, renewed=renewed)
            for each in earlier.members
        ),
    )
    return document == expected


def _allowed_change(
    before: MemberRecord, after: MemberRecord | None, *, own: bool, renewed: bool
) -> MemberRecord:
    if after is None:
        return before
    if own:
        return replace(after, name=before.name, role=before.role)
    return replace(before, grant_digest=after.grant_digest) if renewed else before


def _keeps_keys(document: Membership, keys: dict[UserId, tuple[bytes, bytes]]) -> bool:
    """Whether no member's public keys were changed by another, owners included; records them in `keys`."""
    for member in document.members:
        found = (member.signing_key, member.exchange_key)
        if keys.setdefault(member.user_id, found) != found and document.signed_by != member.user_id:
            return False
        keys[member.user_id] = found
    return True


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo != UTC:
        raise ValueError("keys_replaced_at")
    return moment


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
