"""The workspace's keys as they are given to a member: sealed to their public key, only those their role
needs.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from core.errors import VaultFormatError
from core.ids import WorkspaceId
from core.security import envelope
from core.security.identity import Identity
from core.security.kdf import hkdf
from core.security.keyring import Key, derive_purpose_key
from core.security.membership import MemberRecord
from core.security.memory import KEY_BYTES, wipe

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_ENTRY = struct.Struct(f">BI{KEY_BYTES}s")
_WORKSPACE_KEY, _VAULT = 0, 255
_AUDITORS_PURPOSES = {1: "audit", 2: "meta"}


@dataclass(slots=True)
class Grant:
    """The keys a member was given: whole workspace keys, or single purpose keys by (purpose, version).

    `vault_key` authenticates the vault file.
    """

    vault_key: bytearray
    workspace_keys: dict[int, bytearray] = field(default_factory=dict)
    granted: dict[tuple[str, int], bytearray] = field(default_factory=dict)

    def wipe(self) -> None:
        wipe(self.vault_key, *self.workspace_keys.values(), *self.granted.values())


def vault_key(workspace_key: Key) -> bytearray:
    """The key that authenticates the vault file."""
    return hkdf(workspace_key, info=b"anamnesis/vault-file")


def wrap_for(member: MemberRecord, workspace_keys: Mapping[int, Key], *, workspace_id: WorkspaceId) -> bytes:
    """The grant for `member`'s role, sealed to their public key."""
    newest = workspace_keys[max(workspace_keys)]
    entries = [(_VAULT, max(workspace_keys), vault_key(newest))]
    if member.role == "auditor":
        for kind, purpose in _AUDITORS_PURPOSES.items():
            entries += [
                (kind, version, derive_purpose_key(key, purpose, version))
                for version, key in workspace_keys.items()
            ]
    else:
        entries += [(_WORKSPACE_KEY, version, bytearray(key)) for version, key in workspace_keys.items()]
    return _sealed(entries, member, workspace_id)


def wrap_granted(
    member: MemberRecord,
    granted: Mapping[tuple[str, int], Key],
    *,
    vault_key: Key,
    workspace_id: WorkspaceId,
) -> bytes:
    """Seals an auditor's existing grant again; called by the auditor's own program."""
    kinds = {purpose: kind for kind, purpose in _AUDITORS_PURPOSES.items()}
    entries = [(_VAULT, max(version for _, version in granted), bytearray(vault_key))]
    entries += [(kinds[purpose], version, bytearray(key)) for (purpose, version), key in granted.items()]
    return _sealed(entries, member, workspace_id)


def _sealed(
    entries: list[tuple[int, int, bytearray]], member: MemberRecord, workspace_id: WorkspaceId
) -> bytes:
    payload = bytearray().join(_ENTRY.pack(*entry) for entry in entries)
    public_key = X25519PublicKey.from_public_bytes(member.exchange_key)
    wrapped = _SUITE.encrypt(payload, public_key, _info(workspace_id, member.user_id.bytes))
    wipe(payload, *(key for _, _, key in entries))
    return wrapped


def unwrap(wrapped: bytes, identity: Identity, *, workspace_id: WorkspaceId, digest: bytes) -> Grant:
    """Opens what `digest` names, sealed to `identity`. Raises `VaultFormatError("vault_file_damaged")`."""
    if not hmac.compare_digest(digest_of(wrapped), digest):
        raise VaultFormatError("vault_file_damaged")
    try:
        payload = _SUITE.decrypt(wrapped, identity.exchange_key, _info(workspace_id, identity.user_id.bytes))
        grant = _parsed(payload)
    except (InvalidTag, ValueError, KeyError, struct.error) as error:
        raise VaultFormatError("vault_file_damaged") from error
    wipe(payload)
    return grant


def _parsed(payload: bytes) -> Grant:
    grant = Grant(vault_key=bytearray())
    for kind, version, raw in _ENTRY.iter_unpack(payload):
        key = bytearray(raw)
        wipe(raw)
        if kind == _WORKSPACE_KEY:
            grant.workspace_keys[version] = key
        elif kind == _VAULT:
            grant.vault_key = key
        else:
            grant.granted[_AUDITORS_PURPOSES[kind], version] = key
    if not grant.vault_key:
        raise ValueError("no vault key")
    return grant


def digest_of(wrapped: bytes) -> bytes:
    """The digest of a member's wrapped keys that the signed membership lists."""
    return hashlib.sha256(wrapped).digest()


def _info(workspace_id: WorkspaceId, user_id: bytes) -> bytes:
    return envelope.length_prefixed(b"anamnesis", b"workspace-keys", workspace_id.bytes, user_id)
