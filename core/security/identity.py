"""What a user's root key makes of them: a key to receive the workspace's keys with, and one to sign with."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from core.ids import UserId
from core.security.kdf import hkdf
from core.security.memory import wipe


@dataclass(frozen=True, slots=True)
class Identity:
    """Both private keys follow from the root key, so a slot has only that to wrap."""

    user_id: UserId
    root_key: bytearray
    exchange_key: X25519PrivateKey
    signing_key: Ed25519PrivateKey

    @classmethod
    def from_root(cls, user_id: UserId, root_key: bytearray) -> Identity:
        """Takes `root_key` over: `wipe` overwrites it."""
        exchange = hkdf(root_key, info=b"anamnesis/identity/x25519")
        signing = hkdf(root_key, info=b"anamnesis/identity/ed25519")
        identity = cls(
            user_id=user_id,
            root_key=root_key,
            exchange_key=X25519PrivateKey.from_private_bytes(exchange),
            signing_key=Ed25519PrivateKey.from_private_bytes(signing),
        )
        wipe(exchange, signing)
        return identity

    @property
    def exchange_public(self) -> bytes:
        """32 bytes (RFC 7748)."""
        return self.exchange_key.public_key().public_bytes_raw()

    @property
    def signing_public(self) -> bytes:
        """32 bytes (RFC 8032)."""
        return self.signing_key.public_key().public_bytes_raw()

    def wipe(self) -> None:
        """Overwrites the root key; the two others go with the last reference to them."""
        wipe(self.root_key)
