"""A user's root key as a slot holds it: sealed to the slot's own public key (HPKE, RFC 9180)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from core.errors import TamperedRecord, VaultFormatError
from core.security import envelope
from core.security.kdf import hkdf
from core.security.keyring import Key
from core.security.memory import KEY_BYTES, wipe

_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_KEY_ID = bytes(16)


@dataclass(frozen=True, slots=True)
class SealedRoot:
    """`membership`: the digest of a document that the membership chain must contain, sealed with the slot's
    own key.

    `tag` is made with the root key and proves that the user's own program put this public key here. Without
    it another member could insert their own public key into a slot and wait for the root key to be replaced.
    """

    public_key: bytes
    sealed_key: bytes
    membership: bytes
    tag: bytes

    def to_json(self) -> dict[str, str]:
        return {name: base64.b64encode(getattr(self, name)).decode() for name in _FIELDS}

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> SealedRoot:
        """Raises `ValueError` or `KeyError`."""
        return cls(*(base64.b64decode(str(data[name]), validate=True) for name in _FIELDS))

    def has_tag_of(self, root_key: Key, place: bytes) -> bool:
        """Whether the holder of `root_key` made it for this place."""
        return hmac.compare_digest(self.tag, _tag(self, root_key, place))


_FIELDS = ("public_key", "sealed_key", "membership", "tag")


def seal_root(root_key: Key, *, slot_key: Key, place: bytes, membership: bytes) -> SealedRoot:
    """`place` binds it to its slot; `membership` is the digest of the newest membership document."""
    label = hkdf(slot_key, info=b"anamnesis/slot/membership")
    sealed_membership = envelope.seal_key(
        membership, under=label, key_id=_KEY_ID, key_version=1, associated_data=place
    )
    wipe(label)
    public_key = _private_key(slot_key).public_key().public_bytes_raw()
    empty = SealedRoot(public_key, b"", sealed_membership, b"")
    return sealed_anew(empty, root_key, place=place)


def sealed_anew(sealed: SealedRoot, root_key: Key, *, place: bytes) -> SealedRoot:
    """Seals another root key for the same slot."""
    public_key = X25519PublicKey.from_public_bytes(sealed.public_key)
    payload = bytearray(root_key)
    changed = replace(sealed, sealed_key=_SUITE.encrypt(payload, public_key, _info(place)))
    wipe(payload)
    return replace(changed, tag=_tag(changed, root_key, place))


def open_root(sealed: SealedRoot, *, slot_key: Key, place: bytes) -> tuple[bytearray, bytes]:
    """The root key and the digest of the membership document. Raises `TamperedRecord`, `VaultFormatError`."""
    label = hkdf(slot_key, info=b"anamnesis/slot/membership")
    membership = bytes(envelope.open_key(sealed.membership, under=label, associated_data=place))
    wipe(label)
    try:
        payload = _SUITE.decrypt(sealed.sealed_key, _private_key(slot_key), _info(place))
    except (InvalidTag, ValueError) as error:
        raise TamperedRecord from error
    root_key = bytearray(payload)
    wipe(payload)
    if len(root_key) != KEY_BYTES:
        raise VaultFormatError("vault_file_damaged")
    return root_key, membership


def _private_key(slot_key: Key) -> X25519PrivateKey:
    raw = hkdf(slot_key, info=b"anamnesis/slot/x25519")
    key = X25519PrivateKey.from_private_bytes(raw)
    wipe(raw)
    return key


def _tag(sealed: SealedRoot, root_key: Key, place: bytes) -> bytes:
    key = hkdf(root_key, info=b"anamnesis/slot/tag")
    message = envelope.length_prefixed(place, sealed.public_key, sealed.membership)
    made = hmac.new(key, message, hashlib.sha256).digest()
    wipe(key)
    return made


def _info(place: bytes) -> bytes:
    return envelope.length_prefixed(b"anamnesis", b"slot-root", place)
